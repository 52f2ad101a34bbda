package api_test

import (
	"context"
	"net/http"
	"testing"

	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var why = object{"reason": "as agreed with the owner"}

// TestMovesByPeople: each move by each role, from each state, with and without what it needs.
func TestMovesByPeople(t *testing.T) {
	type try struct {
		move, who string
		state     review.State
		version   string
		body      object
		status    int
		code      string
		to        review.State
	}
	const ready, waiting, signed = review.InReview, review.AwaitingApproval, review.Approved
	tries := []try{
		{"send-back", "rita", waiting, "1", why, 200, "", review.InReview},
		{"send-back", "paula", waiting, "1", why, 200, "", review.InReview},
		{"send-back", "rita", waiting, "1", object{}, 422, "invalid-input", waiting},
		{"send-back", "rita", ready, "1", why, 409, "illegal-move", ready},
		{"send-back", "rita", review.Reading, "1", why, 409, "illegal-move", review.Reading},
		{"send-back", "rita", signed, "1", why, 409, "review-locked", signed},
		{"approve", "rita", waiting, "1", object{}, 200, "", signed},
		{"approve", "rita", waiting, "1", why, 200, "", signed},
		{"approve", "rita", ready, "1", why, 409, "illegal-move", ready},
		{"approve", "rita", signed, "1", why, 409, "review-locked", signed},
		{"reject", "rita", waiting, "1", why, 200, "", review.Rejected},
		{"reject", "rita", waiting, "1", object{}, 422, "invalid-input", waiting},
		{"reject", "rita", ready, "1", why, 409, "illegal-move", ready},
		{"reject", "rita", review.Rejected, "1", why, 409, "review-locked", review.Rejected},
		{"expire", "rita", signed, "1", why, 200, "", review.Expired},
		{"expire", "rita", ready, "1", why, 200, "", review.Expired},
		{"expire", "rita", signed, "1", object{}, 422, "invalid-input", signed},
		{"expire", "rita", review.Rejected, "1", why, 409, "review-locked", review.Rejected},
		{"reopen", "rita", signed, "1", why, 201, "", signed},
		{"reopen", "paula", review.Rejected, "1", why, 201, "", review.Rejected},
		{"reopen", "rita", review.Expired, "1", why, 201, "", review.Expired},
		{"reopen", "rita", ready, "1", why, 409, "illegal-move", ready},
		{"reopen", "rita", signed, "1", object{}, 422, "invalid-input", signed},
		{"submit", "rita", ready, "1", nil, 409, "illegal-move", ready},
		{"submit", "rita", signed, "1", nil, 409, "review-locked", signed},
		{"submit", "rita", review.Collecting, "1", nil, 409, "illegal-move", review.Collecting},
	}
	from := map[string]review.State{"submit": ready, "send-back": waiting, "approve": waiting, "reject": waiting, "expire": signed, "reopen": signed}
	for move, state := range from {
		for who, status := range map[string]int{"admin": 403, "olga": 403, "audrey": 403, "robot": 403, "": 401, "bank": 404} {
			code := map[int]string{401: "not-signed-in", 403: "not-allowed", 404: "not-found"}[status]
			tries = append(tries, try{move, who, state, "1", why, status, code, state})
		}
		if move == "approve" || move == "reject" || move == "expire" {
			tries = append(tries, try{move, "paula", state, "1", why, 403, "not-allowed", state})
		}
		tries = append(tries, try{move, "rita", state, "", why, 428, "version-needed", state}, try{move, "rita", state, "7", why, 412, "changed-meanwhile", state})
	}
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, c := range tries {
			r, _ := d.under(c.state)
			var body any
			if c.move != "submit" {
				body = c.body
			}
			got := d.ask(c.who, http.MethodPost, "/reviews/"+r.ID+"/"+c.move, c.version, body)
			assert.Equal(t, c.status, got.status, "%+v: %v", c, got.body)
			assert.Equal(t, c.code, got.text("code"), "%+v", c)
			kept, err := db.Reviews().Review(context.Background(), r.ID)
			require.NoError(t, err)
			assert.Equal(t, c.to, kept.State, "%+v", c)
			moves := d.get("audrey", "/reviews/"+r.ID+"/moves").body["items"]
			if c.status == http.StatusOK {
				assert.Equal(t, `"2"`, got.etag)
				assert.Equal(t, 2, kept.Version)
				assert.Len(t, moves, 1)
			} else {
				assert.Equal(t, 1, kept.Version)
				assert.Empty(t, moves)
			}
		}
		assert.Equal(t, 404, d.ask("rita", http.MethodPost, "/reviews/x/submit", "1", nil).status)
		d.trail()
	})
}

// TestAReviewFromReadingToSignature: nothing is handed over undecided, nobody signs what they prepared, what is signed stays, and a new
// edition goes on from there.
func TestAReviewFromReadingToSignature(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		r, findings := d.under(review.InReview)
		path := "/reviews/" + r.ID
		post := func(who, move, version string, body any) answer {
			return d.ask(who, http.MethodPost, path+"/"+move, version, body)
		}
		got := post("rita", "submit", "1", nil)
		require.Equal(t, "illegal-move", got.text("code"))
		assert.Contains(t, got.text("detail"), "1. Model changes (high)", "it says what is missing")
		assert.NotContains(t, got.text("detail"), "2. Model changes")

		require.Equal(t, 200, d.ask("rita", http.MethodPost, "/findings/"+findings[0].ID+"/decision", "1", object{"verdict": "edited", "severity": "low", "reason": "see contract"}).status)
		got = post("rita", "submit", "1", nil)
		require.Equal(t, 200, got.status, got.body)
		assert.Equal(t, "rita", got.text("prepared_by"))
		assert.NotEmpty(t, got.text("prepared_at"))

		got = post("rita", "approve", "2", why)
		require.Equal(t, "illegal-move", got.text("code"), "who prepared cannot approve")
		require.Equal(t, "illegal-move", post("rita", "reject", "2", why).text("code"))

		got = post("rob", "send-back", "2", why)
		require.Equal(t, 200, got.status)
		assert.Empty(t, got.text("prepared_by"))
		require.Equal(t, 200, post("rita", "submit", "3", nil).status)

		got = post("rob", "approve", "4", why)
		require.Equal(t, 200, got.status)
		assert.Equal(t, "approved", got.text("state"))
		assert.Equal(t, "rob", got.text("decided_by"))
		assert.NotEmpty(t, got.text("approved_at"))
		signed := got.body
		require.Equal(t, "review-locked", d.ask("rita", http.MethodPost, "/findings/"+findings[1].ID+"/decision", "1", object{"verdict": "accepted"}).text("code"))

		got = post("paula", "reopen", "5", why)
		require.Equal(t, 201, got.status, got.body)
		assert.Equal(t, "in-review", got.text("state"))
		assert.Equal(t, r.ID, got.text("follows"))
		assert.InDelta(t, 2, got.body["edition"], 0)
		assert.Empty(t, got.text("prepared_by")+got.text("decided_by")+got.text("decision"))
		next := got.text("id")
		require.Equal(t, "illegal-move", post("rita", "reopen", "5", why).text("code"), "there is a later edition already")

		copied := d.get("rita", "/reviews/"+next+"/findings").body["items"].([]any)
		require.Len(t, copied, 2)
		first := copied[0].(map[string]any)
		assert.Equal(t, "low", first["effective_severity"])
		assert.Equal(t, "rita", first["decision"].(map[string]any)["by"])
		assert.Len(t, d.get("rita", "/findings/"+first["id"].(string)+"/decisions").body["items"], 1)
		require.Equal(t, 200, d.ask("rob", http.MethodPost, "/findings/"+first["id"].(string)+"/decision", "1", object{"verdict": "accepted"}).status)

		old := d.get("rita", "/findings/"+findings[0].ID).body
		assert.Equal(t, "edited", old["decision"].(map[string]any)["verdict"], "the signed edition stays as it was")
		kept, err := db.Reviews().Review(context.Background(), r.ID)
		require.NoError(t, err)
		assert.Equal(t, signed["updated_at"], kept.UpdatedAt.Format("2006-01-02T15:04:05.999999Z07:00"))
		assert.Equal(t, 5, kept.Version)
		d.trail()
	})
}

// TestAgainstTheRecommendation: what speaks against a report is not approved in silence.
func TestAgainstTheRecommendation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for recommendation, needed := range map[string]bool{"accept": false, "accept-with-conditions": false, "hold": true, "reject": true, "": true} {
			r, _ := d.under(review.AwaitingApproval)
			r.Version, r.Summary.Recommendation = 2, recommendation
			require.NoError(t, db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.SaveReview(r) }))
			path := "/reviews/" + r.ID + "/approve"
			silent := d.ask("rita", http.MethodPost, path, "2", object{"reason": " "})
			if !needed {
				assert.Equal(t, 200, silent.status, recommendation)
				continue
			}
			assert.Equal(t, "illegal-move", silent.text("code"), recommendation)
			assert.Equal(t, 200, d.ask("rita", http.MethodPost, path, "2", object{"reason": "for one month, until the new report"}).status, recommendation)
		}
	})
}

// TestNothingUnreadIsHandedOver: a review whose report is not read cannot be submitted, whatever its state says.
func TestNothingUnreadIsHandedOver(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, analysis := range []review.AnalysisState{review.AnalysisNone, review.AnalysisQueued, review.AnalysisReading, review.AnalysisFailed} {
			r, _ := d.under(review.InReview)
			r.Version, r.Analysis = 2, analysis
			require.NoError(t, db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.SaveReview(r) }))
			got := d.ask("rita", http.MethodPost, "/reviews/"+r.ID+"/submit", "2", nil)
			assert.Equal(t, "illegal-move", got.text("code"), analysis)
			assert.Contains(t, got.text("detail"), "not read yet")
		}
	})
}
