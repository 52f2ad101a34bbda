package store_test

import (
	"context"
	"testing"

	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestModelsOfOldAreKept: routes that were free text become routes of the list, and who uses what is found.
func TestModelsOfOldAreKept(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, url string) {
		ctx := context.Background()
		db, err := store.Open(ctx, url)
		require.NoError(t, err)
		t.Cleanup(func() { _ = db.Close() })
		require.NoError(t, db.MigrateTo(ctx, 8))
		for id, models := range map[string]string{
			"a": `[{"provider":"Wren ","model":"w-2","route":"Amazon Bedrock"},{"provider":"Sable Labs","model":"","route":"direct"},{"provider":"Ibis","model":"","route":""}]`,
			"b": `[]`, "c": `null`,
		} {
			_, err := db.Writer().ExecContext(ctx, "INSERT INTO vendors (id, name, lifecycle, models, version, created_at, updated_at) VALUES ('"+id+"', '"+id+
				"', 'active', '"+models+"', 1, '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00')")
			require.NoError(t, err)
		}
		require.NoError(t, db.Migrate(ctx))
		s, c := service(db), identity.System("test")
		v, err := s.Vendor(ctx, c, "a")
		require.NoError(t, err)
		assert.Equal(t, []review.ModelUse{
			{Provider: "Wren ", Model: "w-2", Route: review.RouteCloud, Via: "Amazon Bedrock"},
			{Provider: "Sable Labs", Route: review.RouteDirect},
			{Provider: "Ibis", Route: review.RouteUnknown},
		}, v.Models)
		assert.Equal(t, "unknown", v.Tier)
		for provider, want := range map[string]int{"wren": 1, "SABLE labs": 1, "ibis": 1, "nobody": 0} {
			page, err := s.Vendors(ctx, c, review.Query{Where: map[string]string{"model_provider": provider}})
			require.NoError(t, err)
			assert.Len(t, page.Items, want, provider)
		}
		n, err := s.Rerate(ctx)
		require.NoError(t, err)
		assert.Equal(t, 3, n)
		_, err = s.EditVendor(ctx, c, "a", 1, v.VendorFields)
		require.NoError(t, err, "what was moved can be saved")
	})
}
