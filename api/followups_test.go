package api_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// paper adds a document of a vendor, by hand.
func (d *desk) paper(vendorID string) string {
	d.t.Helper()
	id := newID()
	_, err := d.db.Writer().ExecContext(context.Background(), fmt.Sprintf(`INSERT INTO documents (id, vendor_id, kind, name, sha256, size, media_type, uploaded_by, uploaded_at)
		VALUES ('%s', '%s', 'other', 'letter.pdf', '%s', 1, 'application/pdf', 'paula', '2026-01-01 00:00:00+00:00')`, id, vendorID, id))
	require.NoError(d.t, err)
	return id
}

// TestAddingFollowUps: who may ask for what, until when, and what each mistake is answered with.
func TestAddingFollowUps(t *testing.T) {
	with := func(changes object) object {
		out := object{"kind": "condition", "text": "Ask for the new report.", "why": "The period ended a year ago.", "severity": "high", "owner": "olga", "due": "2027-03-31"}
		for k, v := range changes {
			out[k] = v
		}
		return out
	}
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		_, foreign := d.under(review.InReview)
		for _, c := range []struct {
			name, who string
			state     review.State
			body      object
			status    int
			code      string
		}{
			{"a condition", "rita", review.InReview, with(nil), 201, ""},
			{"a question", "paula", review.InReview, with(object{"kind": "question"}), 201, ""},
			{"a remediation after signature", "rita", review.Approved, with(object{"kind": "remediation"}), 201, ""},
			{"a condition after signature", "rita", review.Approved, with(nil), 409, "review-locked"},
			{"unknown kind", "rita", review.InReview, with(object{"kind": "wish"}), 422, "invalid-input"},
			{"no text", "rita", review.InReview, with(object{"text": " "}), 422, "invalid-input"},
			{"no such day", "rita", review.InReview, with(object{"due": "2027-02-30"}), 422, "invalid-input"},
			{"no severity", "rita", review.InReview, with(object{"severity": "mild"}), 422, "invalid-input"},
			{"dropped in silence", "rita", review.InReview, with(object{"status": "dropped"}), 422, "invalid-input"},
			{"a finding of another review", "rita", review.InReview, with(object{"finding_id": foreign[0].ID}), 422, "invalid-input"},
			{"no such document", "rita", review.InReview, with(object{"document_id": "x"}), 422, "invalid-input"},
			{"administrator", "admin", review.InReview, with(nil), 403, "not-allowed"},
			{"auditor", "audrey", review.InReview, with(nil), 403, "not-allowed"},
			{"business owner", "olga", review.InReview, with(nil), 403, "not-allowed"},
			{"nobody", "", review.InReview, with(nil), 401, "not-signed-in"},
			{"another unit", "bank", review.InReview, with(nil), 404, "not-found"},
		} {
			r, _ := d.under(c.state)
			got := d.ask(c.who, http.MethodPost, "/reviews/"+r.ID+"/follow-ups", "", c.body)
			assert.Equal(t, c.status, got.status, "%s: %v", c.name, got.body)
			assert.Equal(t, c.code, got.text("code"), c.name)
			list := d.get("audrey", "/follow-ups?review_id="+r.ID).body["items"]
			if c.status != http.StatusCreated {
				assert.Empty(t, list, c.name)
				continue
			}
			assert.Equal(t, []any{any(got.body)}, list, c.name)
			assert.Equal(t, "open", got.text("status"))
			assert.Equal(t, c.who, got.text("created_by"))
			assert.Equal(t, got.body, d.get("olga", "/follow-ups/"+got.text("id")).body)
			assert.Equal(t, 404, d.get("omar", "/follow-ups/"+got.text("id")).status)
			assert.Equal(t, 404, d.get("bank", "/follow-ups/"+got.text("id")).status)
		}
		assert.Equal(t, 404, d.get("rita", "/follow-ups/x").status)
		assert.Empty(t, d.get("omar", "/follow-ups").body["items"], "not their vendors")
		assert.Len(t, d.get("olga", "/follow-ups?sort=due&kind=condition,question&search=new+report").body["items"], 2)
		d.trail()
	})
}

// TestAnsweringFollowUps: those who are asked may answer, after the signature as well, with evidence of the same vendor only.
func TestAnsweringFollowUps(t *testing.T) {
	answer := object{"owner": "olga", "due": "2027-03-31", "status": "answered", "answer": "It comes in May."}
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		other, _ := d.under(review.InReview)
		foreign := d.paper(other.VendorID)
		r, findings := d.under(review.InReview)
		own := d.paper(r.VendorID)
		for _, c := range []struct {
			name, who, version string
			body               object
			status             int
			code               string
		}{
			{"risk officer", "rita", "1", answer, 200, ""},
			{"procurement", "paula", "1", answer, 200, ""},
			{"the business owner", "olga", "1", answer, 200, ""},
			{"with evidence", "olga", "1", object{"status": "done", "document_id": own}, 200, ""},
			{"with another vendor's evidence", "olga", "1", object{"status": "done", "document_id": foreign}, 422, "invalid-input"},
			{"another business owner", "omar", "1", answer, 404, "not-found"},
			{"another unit", "bank", "1", answer, 404, "not-found"},
			{"administrator", "admin", "1", answer, 403, "not-allowed"},
			{"auditor", "audrey", "1", answer, 403, "not-allowed"},
			{"nobody", "", "1", answer, 401, "not-signed-in"},
			{"no answer", "olga", "1", object{"status": "answered"}, 422, "invalid-input"},
			{"unknown status", "olga", "1", object{"status": "perhaps"}, 422, "invalid-input"},
			{"no version", "olga", "", answer, 428, "version-needed"},
			{"an older version", "olga", "0", answer, 412, "changed-meanwhile"},
		} {
			made := d.ask("rita", http.MethodPost, "/reviews/"+r.ID+"/follow-ups", "", object{"kind": "question", "text": "When does it come?", "severity": "low", "finding_id": findings[0].ID})
			require.Equal(t, 201, made.status, made.body)
			path := "/follow-ups/" + made.text("id")
			got := d.ask(c.who, http.MethodPut, path, c.version, c.body)
			assert.Equal(t, c.status, got.status, "%s: %v", c.name, got.body)
			assert.Equal(t, c.code, got.text("code"), c.name)
			kept := d.get("audrey", path)
			if c.status != http.StatusOK {
				assert.Equal(t, made.body, kept.body, c.name)
				continue
			}
			assert.Equal(t, got.body, kept.body, c.name)
			assert.Equal(t, c.body["status"], kept.body["status"])
			assert.Equal(t, "When does it come?", kept.text("text"))
			assert.Equal(t, `"2"`, kept.etag)
		}
		assert.Equal(t, 404, d.ask("rita", http.MethodPut, "/follow-ups/x", "1", answer).status)
		d.trail()
	})
}

// TestFollowUpsGoOnInTheNextEdition: a new edition carries what was asked and answered, about its own findings.
func TestFollowUpsGoOnInTheNextEdition(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		r, findings := d.under(review.Rejected)
		made := d.ask("rita", http.MethodPost, "/reviews/"+r.ID+"/follow-ups", "", object{"kind": "question", "text": "When?", "severity": "low", "finding_id": findings[1].ID})
		require.Equal(t, 201, made.status)
		next := d.ask("rita", http.MethodPost, "/reviews/"+r.ID+"/reopen", "1", why)
		require.Equal(t, 201, next.status)
		copied := d.get("rita", "/follow-ups?review_id="+next.text("id")).body["items"].([]any)
		require.Len(t, copied, 1)
		about := d.get("rita", "/findings/"+copied[0].(map[string]any)["finding_id"].(string))
		assert.Equal(t, next.text("id"), about.text("review_id"))
		assert.InDelta(t, 2, about.body["position"], 0)
	})
}
