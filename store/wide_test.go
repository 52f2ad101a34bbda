package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestManyRowsOfOneValue: a filter that half of many rows pass, in another order than by id, gives the same rows whichever way they are found,
// page by page.
func TestManyRowsOfOneValue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		r := underReview(t, db, "")
		const rows = 12_000
		list := make([]review.Finding, rows)
		for i := range list {
			list[i] = findingOf(r, i+1, fmt.Sprint("Finding ", i), "Reason.")
			list[i].Severity = review.Severities()[i%2] // more than 5,000 of each
			list[i].UpdatedAt = time.Date(2026, 1, 1, 0, 0, (i*7919)%rows, 0, time.UTC)
		}
		addFindings(t, db, list...)
		q := review.Query{Where: map[string]string{"severity": review.Severities()[0]}, Sort: "-updated_at", Limit: 200}
		var last time.Time
		seen := map[string]bool{}
		for range 3 {
			page, err := db.Reviews().Findings(context.Background(), review.Reach{}, q)
			require.NoError(t, err)
			require.Len(t, page.Items, 200)
			for i := range page.Items {
				f := &page.Items[i]
				assert.Equal(t, review.Severities()[0], f.Severity)
				assert.False(t, seen[f.ID])
				assert.True(t, last.IsZero() || !f.UpdatedAt.After(last), "newest first")
				last, seen[f.ID] = f.UpdatedAt, true
			}
			q.Cursor = page.Next
		}
		newest := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for i := range list {
			if list[i].Severity == review.Severities()[0] && list[i].UpdatedAt.After(newest) {
				newest = list[i].UpdatedAt
			}
		}
		first, err := db.Reviews().Findings(context.Background(), review.Reach{}, review.Query{Where: q.Where, Sort: q.Sort, Limit: 1})
		require.NoError(t, err)
		assert.True(t, first.Items[0].UpdatedAt.Equal(newest))
	})
}
