package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"countersign/audit"
	"countersign/fault"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func service(db *store.DB) *review.Service {
	return review.New(db.Reviews(), time.Now, func() string { return uuid.Must(uuid.NewV7()).String() })
}

// TestListsByPages: each vendor comes once, in the order asked for, whatever the size of the page.
func TestListsByPages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		s, ctx := service(db), context.Background()
		for i := range 25 {
			_, err := s.CreateVendor(ctx, identity.System("test"), review.VendorFields{Name: fmt.Sprintf("Vendor %02d", i%25), Services: "Chat"})
			require.NoError(t, err)
		}
		for _, sort := range []string{"", "name", "-name", "created_at", "-updated_at", "lifecycle"} {
			seen, cursor := []string{}, ""
			for {
				page, err := s.Vendors(ctx, identity.System("test"), review.Query{Sort: sort, Limit: 7, Cursor: cursor, Search: "vendor CHAT"})
				require.NoError(t, err, sort)
				for _, v := range page.Items {
					seen = append(seen, v.Name)
				}
				if cursor = page.Next; cursor == "" {
					break
				}
			}
			assert.Len(t, seen, 25, sort)
			unique := map[string]bool{}
			for _, n := range seen {
				unique[n] = true
			}
			assert.Len(t, unique, 25, sort)
		}
	})
}

// TestLostUpdate: who changes what somebody else changed meanwhile is told so, and nothing is lost.
func TestLostUpdate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		s, ctx, c := service(db), context.Background(), identity.System("test")
		v, err := s.CreateVendor(ctx, c, review.VendorFields{Name: "Larkspur"})
		require.NoError(t, err)
		f := v.VendorFields
		f.Services = "Search"
		_, err = s.EditVendor(ctx, c, v.ID, 1, f)
		require.NoError(t, err)
		f.Services = "Something else"
		_, err = s.EditVendor(ctx, c, v.ID, 1, f)
		assert.True(t, fault.Is(err, fault.Outdated), "%v", err)
		got, err := s.Vendor(ctx, c, v.ID)
		require.NoError(t, err)
		assert.Equal(t, "Search", got.Services)
		_, err = s.CreateVendor(ctx, c, review.VendorFields{Name: "  LARKSPUR "})
		assert.True(t, fault.Is(err, fault.Duplicate), "%v", err)
		assert.Equal(t, 2, trail(t, db))
	})
}

// trail verifies the audit trail and counts its entries.
func trail(t *testing.T, db *store.DB) int {
	t.Helper()
	var v audit.Verifier
	n := 0
	head, err := db.AuditEntries(context.Background(), 1, func(e *audit.Entry) error {
		n++
		v.Add(e)
		return nil
	})
	require.NoError(t, err)
	v.End(head)
	assert.Empty(t, v.Breaks())
	return n
}

// TestMigrationsRunTwice: a second start changes nothing.
func TestMigrationsRunTwice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		require.NoError(t, db.Migrate(context.Background()))
		_, newest, err := db.Schema(context.Background())
		require.NoError(t, err)
		assert.True(t, newest)
	})
}
