package api_test

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"countersign/audit"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestDecisionsOverFindings: who may decide, what a decision needs, and what each mistake is answered with.
func TestDecisionsOverFindings(t *testing.T) {
	accept := object{"verdict": "accepted"}
	cases := []struct {
		name    string
		who     string
		state   review.State
		version string
		body    object
		status  int
		code    string
	}{
		{"accept", "rita", review.InReview, "1", accept, 200, ""},
		{"edit the severity", "rita", review.InReview, "1", object{"verdict": "edited", "severity": "low", "reason": "compensated"}, 200, ""},
		{"edit the status", "rita", review.InReview, "1", object{"verdict": "edited", "status": "partial", "reason": "see page 9"}, 200, ""},
		{"reject", "rita", review.InReview, "1", object{"verdict": "rejected", "reason": "misread"}, 200, ""},
		{"not applicable", "rita", review.InReview, "1", object{"verdict": "not-applicable", "reason": "no model is trained"}, 200, ""},
		{"reject without a reason", "rita", review.InReview, "1", object{"verdict": "rejected"}, 422, "invalid-input"},
		{"blank reason", "rita", review.InReview, "1", object{"verdict": "not-applicable", "reason": "   "}, 422, "invalid-input"},
		{"edit nothing", "rita", review.InReview, "1", object{"verdict": "edited", "reason": "because"}, 422, "invalid-input"},
		{"edit to an unknown status", "rita", review.InReview, "1", object{"verdict": "edited", "status": "fine", "reason": "because"}, 422, "invalid-input"},
		{"edit to an unknown severity", "rita", review.InReview, "1", object{"verdict": "edited", "severity": "mild", "reason": "because"}, 422, "invalid-input"},
		{"accept with another severity", "rita", review.InReview, "1", object{"verdict": "accepted", "severity": "low"}, 422, "invalid-input"},
		{"unknown verdict", "rita", review.InReview, "1", object{"verdict": "open", "reason": "because"}, 422, "invalid-input"},
		{"no version", "rita", review.InReview, "", accept, 428, "version-needed"},
		{"an older version", "rita", review.InReview, "0", accept, 412, "changed-meanwhile"},
		{"a token that is nobody's", "robot", review.InReview, "1", accept, 403, "not-allowed"},
		{"nobody", "", review.InReview, "1", accept, 401, "not-signed-in"},
		{"administrator", "admin", review.InReview, "1", accept, 403, "not-allowed"},
		{"procurement", "paula", review.InReview, "1", accept, 403, "not-allowed"},
		{"business owner", "olga", review.InReview, "1", accept, 403, "not-allowed"},
		{"auditor", "audrey", review.InReview, "1", accept, 403, "not-allowed"},
		{"another unit", "bank", review.InReview, "1", accept, 404, "not-found"},
		{"while it awaits approval", "rita", review.AwaitingApproval, "1", accept, 409, "illegal-move"},
		{"before the report is read", "rita", review.Reading, "1", accept, 409, "illegal-move"},
		{"approved", "rita", review.Approved, "1", accept, 409, "review-locked"},
		{"rejected", "rita", review.Rejected, "1", accept, 409, "review-locked"},
		{"expired", "rita", review.Expired, "1", accept, 409, "review-locked"},
	}
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				_, findings := d.under(c.state)
				path := "/findings/" + findings[0].ID
				got := d.ask(c.who, http.MethodPost, path+"/decision", c.version, c.body)
				assert.Equal(t, c.status, got.status, got.body)
				assert.Equal(t, c.code, got.text("code"), got.body)
				kept := d.get("audrey", path)
				history := d.get("audrey", path+"/decisions").body["items"].([]any)
				decision := kept.body["decision"].(map[string]any)
				if c.status != http.StatusOK {
					assert.Equal(t, "open", decision["verdict"])
					assert.Equal(t, `"1"`, kept.etag)
					assert.Empty(t, history)
					return
				}
				assert.Equal(t, `"2"`, kept.etag)
				assert.Equal(t, got.body, kept.body)
				assert.Equal(t, c.body["verdict"], decision["verdict"])
				assert.Equal(t, "rita", decision["by"])
				assert.Equal(t, "Name of rita", decision["by_name"])
				assert.NotEmpty(t, decision["at"])
				assert.Equal(t, "absent", kept.text("status"), "what the machine said stays")
				assert.Equal(t, "high", kept.text("severity"))
				for field, standing := range map[string]string{"status": "effective_status", "severity": "effective_severity"} {
					if v, edited := c.body[field]; edited {
						assert.Equal(t, v, kept.body[standing])
					} else {
						assert.Equal(t, kept.body[field], kept.body[standing])
					}
				}
				assert.Equal(t, []any{any(decision)}, history)
			})
		}
		d.trail()
	})
}

// trail checks that the audit trail holds.
func (d *desk) trail() {
	d.t.Helper()
	var v audit.Verifier
	head, err := d.db.AuditEntries(context.Background(), 1, func(e *audit.Entry) error {
		v.Add(e)
		return nil
	})
	require.NoError(d.t, err)
	v.End(head)
	assert.Empty(d.t, v.Breaks())
	assert.Positive(d.t, head.Sequence)
}

// TestDecidingAgainKeepsTheHistory: a decision may be changed, and what was decided before stays in the history.
func TestDecidingAgainKeepsTheHistory(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		_, findings := d.under(review.InReview)
		path := "/findings/" + findings[0].ID
		require.Equal(t, 200, d.ask("rita", http.MethodPost, path+"/decision", "1", object{"verdict": "accepted"}).status)
		require.Equal(t, 200, d.ask("rob", http.MethodPost, path+"/decision", "2", object{"verdict": "rejected", "reason": "misread"}).status)
		history := d.get("audrey", path+"/decisions").body["items"].([]any)
		require.Len(t, history, 2)
		assert.Equal(t, "accepted", history[0].(map[string]any)["verdict"])
		assert.Equal(t, "rob", history[1].(map[string]any)["by"])
	})
}

// TestTwoWhoDecideAtOnce: of several who decide over the same version one is heard, and the others are told.
func TestTwoWhoDecideAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		_, findings := d.under(review.InReview)
		var mu sync.Mutex
		var wg sync.WaitGroup
		count := map[int]int{}
		for range 8 {
			wg.Go(func() {
				got := d.ask("rita", http.MethodPost, "/findings/"+findings[0].ID+"/decision", "1", object{"verdict": "accepted"})
				mu.Lock()
				defer mu.Unlock()
				count[got.status]++
			})
		}
		wg.Wait()
		assert.Equal(t, map[int]int{200: 1, 412: 7}, count)
		assert.Len(t, d.get("audrey", "/findings/"+findings[0].ID+"/decisions").body["items"], 1)
	})
}

// TestReadingFindings: everybody reads what is within reach, and what is not is as if it were not there.
func TestReadingFindings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		r, findings := d.under(review.InReview)
		paths := []string{"/findings/" + findings[0].ID, "/findings/" + findings[0].ID + "/decisions", "/reviews/" + r.ID + "/findings", "/reviews/" + r.ID + "/moves"}
		for who, status := range map[string]int{"admin": 200, "rita": 200, "paula": 200, "olga": 200, "audrey": 200, "robot": 200, "omar": 404, "bank": 404, "": 401, "stranger": 401} {
			for _, path := range paths {
				assert.Equal(t, status, d.get(who, path).status, "%s %s", who, path)
			}
		}
		for _, path := range []string{"/findings/x", "/findings/x/decisions", "/reviews/x/findings", "/reviews/x/moves"} {
			got := d.get("rita", path)
			assert.Equal(t, 404, got.status)
			assert.Equal(t, "not-found", got.text("code"))
		}
		for who, want := range map[string]int{"rita": 2, "olga": 2, "omar": 0, "bank": 0} {
			for _, query := range []string{"", "?search=model+chang", "?search=model&sort=position", "?review_id=" + r.ID} {
				got := d.get(who, "/findings"+query)
				assert.Equal(t, 200, got.status)
				assert.Len(t, got.body["items"], want, "%s %s", who, query)
			}
		}
	})
}

// TestListsOfFindings: the grammar of lists holds, and a review's findings come in the order of the workspace.
func TestListsOfFindings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		r, _ := d.under(review.InReview)
		other, _ := d.under(review.InReview)
		for query, want := range map[string]int{
			"": 2, "?severity=high": 1, "?severity=high,low": 2, "?verdict=open": 2, "?verdict=accepted": 0, "?kind=checklist&status=absent": 2, "?search=tested+chan": 2,
			"?search=elsewhere": 0, "?limit=1": 1, "?sort=-position": 2,
		} {
			got := d.get("rita", "/reviews/"+r.ID+"/findings"+query)
			assert.Equal(t, 200, got.status, query)
			assert.Len(t, got.body["items"], want, query)
		}
		got := d.get("rita", "/reviews/"+r.ID+"/findings?limit=1")
		first := got.body["items"].([]any)[0].(map[string]any)
		assert.InDelta(t, 1, first["position"], 0)
		got = d.get("rita", "/reviews/"+r.ID+"/findings?limit=1&cursor="+got.text("next"))
		assert.InDelta(t, 2, got.body["items"].([]any)[0].(map[string]any)["position"], 0)
		assert.Empty(t, got.text("next"))
		assert.Len(t, d.get("rita", "/findings?vendor_id="+other.VendorID).body["items"], 2)
		assert.Len(t, d.get("rita", "/findings").body["items"], 4)
		for _, query := range []string{"?sort=color", "?cursor=x", "?limit=0", "?limit=1000"} {
			got := d.get("rita", "/findings"+query)
			assert.Equal(t, 422, got.status, query)
			assert.Equal(t, "invalid-input", got.text("code"), query)
		}
	})
}

// TestFindingsOfOnesOwn: a person adds what the machine did not see, and it comes last.
func TestFindingsOfOnesOwn(t *testing.T) {
	good := object{"title": "No exit plan", "severity": "high", "reason": "Asked on the phone", "quote": object{"page": 9, "text": "Exit is by agreement."}, "unverified": true}
	unread := object{"title": "No exit plan", "severity": "high", "reason": "Asked on the phone", "quote": object{"page": 9, "text": "Exit is by agreement."}}
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, c := range []struct {
			name   string
			who    string
			state  review.State
			body   object
			status int
			code   string
		}{
			{"risk officer", "rita", review.InReview, good, 201, ""},
			{"procurement", "paula", review.InReview, good, 201, ""},
			{"without a quote", "rita", review.InReview, object{"title": "A", "severity": "low", "reason": "because"}, 201, ""},
			{"a quote that cannot be looked up", "rita", review.InReview, unread, 422, "invalid-input"},
			{"no title", "rita", review.InReview, object{"title": "  ", "severity": "low", "reason": "because"}, 422, "invalid-input"},
			{"no severity", "rita", review.InReview, object{"title": "A", "reason": "because"}, 422, "invalid-input"},
			{"no reason", "rita", review.InReview, object{"title": "A", "severity": "low", "reason": " "}, 422, "invalid-input"},
			{"page 0", "rita", review.InReview, object{"title": "A", "severity": "low", "reason": "because", "quote": object{"page": 0, "text": "x"}}, 422, "invalid-input"},
			{"auditor", "audrey", review.InReview, good, 403, "not-allowed"},
			{"administrator", "admin", review.InReview, good, 403, "not-allowed"},
			{"business owner", "olga", review.InReview, good, 403, "not-allowed"},
			{"nobody", "", review.InReview, good, 401, "not-signed-in"},
			{"a token that is nobody's", "robot", review.InReview, good, 403, "not-allowed"},
			{"another unit", "bank", review.InReview, good, 404, "not-found"},
			{"approved", "rita", review.Approved, good, 409, "review-locked"},
			{"awaiting approval", "rita", review.AwaitingApproval, good, 409, "illegal-move"},
		} {
			t.Run(c.name, func(t *testing.T) {
				r, _ := d.under(c.state)
				got := d.ask(c.who, http.MethodPost, "/reviews/"+r.ID+"/findings", "", c.body)
				assert.Equal(t, c.status, got.status, got.body)
				assert.Equal(t, c.code, got.text("code"))
				list := d.get("audrey", "/reviews/"+r.ID+"/findings").body["items"].([]any)
				if c.status != http.StatusCreated {
					assert.Len(t, list, 2)
					return
				}
				require.Len(t, list, 3)
				assert.Equal(t, got.body, list[2])
				assert.Equal(t, "own", got.text("kind"))
				assert.Equal(t, c.who, got.text("created_by"))
				assert.InDelta(t, 3, got.body["position"], 0)
			})
		}
		assert.Equal(t, 404, d.ask("rita", http.MethodPost, "/reviews/x/findings", "", good).status)
	})
}
