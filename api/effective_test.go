package api_test

import (
	"net/http"
	"testing"

	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestListsFollowTheDecision: filters and order go by what a person made of a finding, in place of what the machine said.
func TestListsFollowTheDecision(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		r, findings := d.under(review.InReview)
		path := "/reviews/" + r.ID + "/findings"
		found := func(query string) (refs []string) {
			for _, f := range d.get("rita", path+query).body["items"].([]any) {
				refs = append(refs, f.(object)["id"].(string))
			}
			return refs
		}
		grave, light := findings[0].ID, findings[1].ID
		assert.Equal(t, []string{grave}, found("?severity=high"))
		assert.Equal(t, []string{grave, light}, found("?status=absent"))
		decide := func(version string, body object) {
			require.Equal(t, 200, d.ask("rita", http.MethodPost, "/findings/"+grave+"/decision", version, body).status)
		}
		decide("1", object{"verdict": "edited", "severity": "info", "status": "described", "reason": "see page 12"})
		assert.Empty(t, found("?severity=high"))
		assert.Equal(t, []string{grave}, found("?severity=info"))
		assert.Equal(t, []string{grave}, found("?severity=info,high&status=described&verdict=edited"))
		assert.Equal(t, []string{light}, found("?status=absent"))
		assert.Equal(t, []string{light}, found("?status=absent&search=changes"))
		assert.Equal(t, []string{grave, light}, found("?sort=severity"), "info before low, as letters go")
		first := d.get("rita", path+"?sort=-severity&limit=1")
		require.NotEmpty(t, first.text("next"))
		assert.Equal(t, []string{grave}, found("?sort=-severity&limit=1&cursor="+first.text("next")))
		f := d.get("rita", "/findings/"+grave).body
		assert.Equal(t, []any{"high", "info"}, []any{f["severity"], f["effective_severity"]}, "what the machine said stays")
		decide("2", object{"verdict": "accepted"})
		assert.Equal(t, []string{grave}, found("?severity=high"), "without the edit it is the machine's again")
	})
}
