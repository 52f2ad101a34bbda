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

// TestRisksAreAcceptedByTwo: one asks for a reason and until a day, another answers.
func TestRisksAreAcceptedByTwo(t *testing.T) {
	ask := object{"reason": "the pilot ends in spring", "expires_on": "2999-03-31"}
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, c := range []struct {
			name, who string
			body      object
			status    int
			code      string
		}{
			{"risk officer", "rita", ask, 201, ""},
			{"procurement", "paula", ask, 201, ""},
			{"no reason", "rita", object{"reason": " ", "expires_on": "2999-03-31"}, 422, "invalid-input"},
			{"for ever", "rita", object{"reason": "because", "expires_on": ""}, 422, "invalid-input"},
			{"no such day", "rita", object{"reason": "because", "expires_on": "2999-02-30"}, 422, "invalid-input"},
			{"in the past", "rita", object{"reason": "because", "expires_on": "2020-01-01"}, 422, "invalid-input"},
			{"administrator", "admin", ask, 403, "not-allowed"},
			{"auditor", "audrey", ask, 403, "not-allowed"},
			{"business owner", "olga", ask, 403, "not-allowed"},
			{"a token that is nobody's", "robot", ask, 403, "not-allowed"},
			{"nobody", "", ask, 401, "not-signed-in"},
			{"another unit", "bank", ask, 404, "not-found"},
		} {
			_, findings := d.under(review.InReview)
			got := d.ask(c.who, http.MethodPost, "/findings/"+findings[0].ID+"/risk-acceptances", "", c.body)
			assert.Equal(t, c.status, got.status, "%s: %v", c.name, got.body)
			assert.Equal(t, c.code, got.text("code"), c.name)
			list := d.get("audrey", "/risk-acceptances?finding_id="+findings[0].ID).body["items"]
			if c.status == http.StatusCreated {
				assert.Equal(t, []any{any(got.body)}, list)
				assert.Equal(t, "requested", got.text("status"))
			} else {
				assert.Empty(t, list, c.name)
			}
		}
		assert.Equal(t, 404, d.ask("rita", http.MethodPost, "/findings/x/risk-acceptances", "", ask).status)
		assert.Empty(t, d.get("omar", "/risk-acceptances").body["items"])
		assert.Len(t, d.get("olga", "/risk-acceptances?sort=expires_on&search=pilot").body["items"], 2)
		d.answers(ask)
		d.trail()
	})
}

// answers tries who may approve or refuse what rita asked for.
func (d *desk) answers(ask object) {
	d.t.Helper()
	note := object{"note": "until the pilot ends"}
	for _, c := range []struct {
		move, who, version string
		body               object
		status             int
		code               string
	}{
		{"approve", "rob", "1", object{}, 200, ""},
		{"refuse", "rob", "1", note, 200, ""},
		{"refuse", "rob", "1", object{}, 422, "invalid-input"},
		{"approve", "rita", "1", note, 409, "illegal-move"},
		{"refuse", "rita", "1", note, 409, "illegal-move"},
		{"approve", "rob", "", note, 428, "version-needed"},
		{"approve", "rob", "3", note, 412, "changed-meanwhile"},
		{"approve", "paula", "1", note, 403, "not-allowed"},
		{"approve", "admin", "1", note, 403, "not-allowed"},
		{"refuse", "audrey", "1", note, 403, "not-allowed"},
		{"approve", "olga", "1", note, 403, "not-allowed"},
		{"approve", "robot", "1", note, 403, "not-allowed"},
		{"approve", "", "1", note, 401, "not-signed-in"},
		{"approve", "bank", "1", note, 404, "not-found"},
	} {
		_, findings := d.under(review.Approved)
		asked := d.ask("rita", http.MethodPost, "/findings/"+findings[0].ID+"/risk-acceptances", "", ask)
		require.Equal(d.t, 201, asked.status)
		path := "/risk-acceptances/" + asked.text("id") + "/"
		got := d.ask(c.who, http.MethodPost, path+c.move, c.version, c.body)
		assert.Equal(d.t, c.status, got.status, "%+v: %v", c, got.body)
		assert.Equal(d.t, c.code, got.text("code"), "%+v", c)
		kept := d.get("audrey", "/risk-acceptances?finding_id="+findings[0].ID).body["items"].([]any)[0]
		if c.status != http.StatusOK {
			assert.Equal(d.t, any(asked.body), kept, "%+v", c)
			continue
		}
		assert.Equal(d.t, any(got.body), kept)
		assert.Equal(d.t, map[string]string{"approve": "approved", "refuse": "refused"}[c.move], got.text("status"))
		assert.Equal(d.t, "rob", got.text("decided_by"))
		assert.NotEmpty(d.t, got.text("decided_at"))
		assert.Equal(d.t, "illegal-move", d.ask("rob", http.MethodPost, path+"refuse", "2", note).text("code"), "it is answered already")
	}
	assert.Equal(d.t, 404, d.ask("rob", http.MethodPost, "/risk-acceptances/x/approve", "1", note).status)
}
