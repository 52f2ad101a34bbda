package review_test

import (
	"slices"
	"testing"

	"countersign/fault"
	"countersign/review"

	"github.com/stretchr/testify/assert"
)

// TestMovesOfAReview: the table of states, cell by cell. What is not here is refused, from locked states with a code of its own.
func TestMovesOfAReview(t *testing.T) {
	all := []review.State{
		review.Requested, review.Collecting, review.Reading, review.InReview, review.AwaitingApproval, review.Approved, review.Rejected, review.Expired,
	}
	allowed := map[review.State][]review.State{
		review.Requested:        {review.Collecting, review.Reading, review.Expired},
		review.Collecting:       {review.Reading, review.Expired},
		review.Reading:          {review.InReview, review.Expired},
		review.InReview:         {review.Reading, review.AwaitingApproval, review.Expired},
		review.AwaitingApproval: {review.InReview, review.Approved, review.Rejected, review.Expired},
		review.Approved:         {review.Expired},
	}
	for _, from := range all {
		for _, to := range all {
			err := from.Check(to)
			switch {
			case slices.Contains(allowed[from], to):
				assert.NoError(t, err, "%s to %s", from, to)
			case from == review.Approved || from == review.Rejected || from == review.Expired:
				assert.True(t, fault.Is(err, fault.Locked), "%s to %s: %v", from, to, err)
			default:
				assert.True(t, fault.Is(err, fault.IllegalMove), "%s to %s: %v", from, to, err)
			}
		}
	}
}
