package api_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"countersign/audit"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lines counts the audit trail's lines about an action.
func (d *desk) lines(action string) int {
	d.t.Helper()
	n := 0
	_, err := d.db.AuditEntries(context.Background(), 1, func(e *audit.Entry) error {
		if e.Action == action {
			n++
		}
		return nil
	})
	require.NoError(d.t, err)
	return n
}

// TestDecidingOverSeveralFindings: all are decided, with a line each, or none is.
func TestDecidingOverSeveralFindings(t *testing.T) {
	at := func(f *review.Finding, version int) object { return object{"id": f.ID, "version": version} }
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		_, foreign := d.under(review.InReview)
		for _, c := range []struct {
			name, who string
			state     review.State
			change    func(f []review.Finding) object // of the good request
			status    int
			code      string
		}{
			{"both", "rita", review.InReview, nil, 200, ""},
			{"edited", "rob", review.InReview, func([]review.Finding) object { return object{"verdict": "edited", "severity": "info"} }, 200, ""},
			{"one of another review", "rita", review.InReview, func(f []review.Finding) object {
				return object{"findings": []object{at(&f[0], 1), at(&foreign[0], 1)}}
			}, 422, "invalid-input"},
			{"one that is not there", "rita", review.InReview, func(f []review.Finding) object {
				return object{"findings": []object{at(&f[0], 1), {"id": "none", "version": 1}}}
			}, 422, "invalid-input"},
			{"one that somebody changed", "rita", review.InReview, func(f []review.Finding) object {
				return object{"findings": []object{at(&f[0], 1), at(&f[1], 7)}}
			}, 412, "changed-meanwhile"},
			{"one twice", "rita", review.InReview, func(f []review.Finding) object {
				return object{"findings": []object{at(&f[0], 1), at(&f[0], 1)}}
			}, 422, "invalid-input"},
			{"none", "rita", review.InReview, func([]review.Finding) object { return object{"findings": []object{}} }, 422, "invalid-input"},
			{"too many", "rita", review.InReview, func([]review.Finding) object {
				list := make([]object, 201)
				for i := range list {
					list[i] = object{"id": fmt.Sprint(i), "version": 1}
				}
				return object{"findings": list}
			}, 422, "invalid-input"},
			{"no reason", "rita", review.InReview, func([]review.Finding) object { return object{"reason": " "} }, 422, "invalid-input"},
			{"no such verdict", "rita", review.InReview, func([]review.Finding) object { return object{"verdict": "maybe"} }, 422, "invalid-input"},
			{"a signed review", "rita", review.Approved, nil, 409, "review-locked"},
			{"a review that awaits approval", "rita", review.AwaitingApproval, nil, 409, "illegal-move"},
			{"procurement", "paula", review.InReview, nil, 403, "not-allowed"},
			{"administrator", "admin", review.InReview, nil, 403, "not-allowed"},
			{"business owner", "olga", review.InReview, nil, 403, "not-allowed"},
			{"auditor", "audrey", review.InReview, nil, 403, "not-allowed"},
			{"a token that is nobody's", "robot", review.InReview, nil, 403, "not-allowed"},
			{"another unit", "bank", review.InReview, nil, 404, "not-found"},
			{"nobody", "", review.InReview, nil, 401, "not-signed-in"},
		} {
			r, findings := d.under(c.state)
			body := object{"verdict": "rejected", "reason": "misread on both pages", "findings": []object{at(&findings[0], 1), at(&findings[1], 1)}}
			if c.change != nil {
				for name, value := range c.change(findings) {
					body[name] = value
				}
			}
			lines := d.lines("finding.decide")
			got := d.ask(c.who, http.MethodPost, "/reviews/"+r.ID+"/decisions", "", body)
			assert.Equal(t, c.status, got.status, "%s: %v", c.name, got.body)
			assert.Equal(t, c.code, got.text("code"), c.name)
			for i := range findings {
				kept := d.get("audrey", "/findings/"+findings[i].ID)
				history := d.get("audrey", "/findings/"+findings[i].ID+"/decisions").body["items"]
				if c.status != http.StatusOK {
					assert.Equal(t, `"1"`, kept.etag, c.name)
					assert.Empty(t, history, c.name)
					continue
				}
				assert.Equal(t, got.body["items"].([]any)[i], any(kept.body), c.name)
				assert.Equal(t, `"2"`, kept.etag)
				assert.Equal(t, body["verdict"], kept.body["decision"].(object)["verdict"])
				assert.Equal(t, c.who, kept.body["decision"].(object)["by"])
				assert.Len(t, history, 1)
			}
			if c.status == http.StatusOK {
				assert.Equal(t, lines+2, d.lines("finding.decide"), c.name)
			} else {
				assert.Equal(t, lines, d.lines("finding.decide"), c.name)
			}
		}
		assert.Equal(t, 404, d.ask("rita", http.MethodPost, "/reviews/none/decisions", "", object{"verdict": "accepted", "findings": []object{{"id": "x", "version": 1}}}).status)
		d.trail()
	})
}
