package store_test

import (
	"testing"
	"time"

	"countersign/fault"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOneKeyOneChange: whatever happens to the server that was asked first, what a key stands for is done once.
func TestOneKeyOneChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		key := review.AnswerKey{Caller: "token:1", Route: "POST /api/v1/vendors", Key: "k"}
		claim := func(at time.Time) *review.Answer {
			had, err := db.Claim(t.Context(), key, "hash", at)
			require.NoError(t, err)
			return had
		}
		add := func(name string, at time.Time) error {
			return db.Reviews().Change(review.WithClaim(t.Context(), review.Claim{AnswerKey: key, At: at}), func(tx review.Tx) error {
				return tx.AddVendor(review.Vendor{ID: newID(), Version: 1, CreatedAt: at, UpdatedAt: at, VendorFields: review.VendorFields{
					Name: name, Lifecycle: review.Active, DataClasses: []string{}, Models: []review.ModelUse{},
				}})
			})
		}
		count := func() int {
			page, err := db.Reviews().Vendors(t.Context(), review.Reach{}, review.Query{})
			require.NoError(t, err)
			return len(page.Items)
		}
		first := time.Date(2026, 11, 25, 12, 0, 0, 123456000, time.UTC)
		require.Nil(t, claim(first))
		require.Equal(t, review.UnderWay, claim(first.Add(time.Second)).Status, "the first is under way")

		// The first server is silent for too long: the second takes over, and what the first still does is not kept.
		second := first.Add(review.ClaimLost + time.Second)
		require.Nil(t, claim(second))
		assert.True(t, fault.Is(add("Of the first", first), fault.IllegalMove))
		assert.Zero(t, count())
		require.NoError(t, add("Of the second", second))
		assert.Equal(t, 1, count())

		// The second dies before it has answered: nobody does it again.
		had := claim(second.Add(review.ClaimLost + time.Second))
		require.NotNil(t, had)
		assert.Equal(t, review.Done, had.Status)
		assert.True(t, had.At.Equal(second))
		require.NoError(t, db.Keep(t.Context(), key, review.Answer{Status: 201, Headers: map[string]string{}}))
		assert.Equal(t, 201, claim(second.Add(time.Hour)).Status)
		assert.Nil(t, claim(second.Add(25*time.Hour)), "a key is remembered for a day")
	})
}
