package servertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type object = map[string]any

// put sends JSON with the version that it was made from; an empty version sends none.
func (k *kit) put(as, method, path, version string, body any) answer {
	k.t.Helper()
	raw, err := json.Marshal(body)
	require.NoError(k.t, err)
	headers := []string{"Content-Type", "application/json"}
	if version != "" {
		headers = append(headers, "If-Match", `"`+version+`"`)
	}
	return k.call(as, method, "/api/v1"+path, raw, headers...)
}

// requested opens a review that waits for its report.
func (k *kit) requested(vendor string, body object) string {
	k.t.Helper()
	a := k.put("procurement", http.MethodPost, "/vendors/"+vendor+"/reviews", "", body)
	require.Equal(k.t, http.StatusCreated, a.StatusCode, "%s", a.raw)
	return a.json(k.t)["id"].(string)
}

// TestAReviewBeginsBeforeItsReport: asked for, awaited, and read once the report is there, all in one history.
func TestAReviewBeginsBeforeItsReport(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		id := k.requested(vendor, object{"kind": "soc2-type-1-report", "due": "2027-02-28", "note": "for the renewal"})
		got := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(t)
		assert.Equal(t, []any{"requested", "soc2-type-1-report", "2027-02-28", "for the renewal", ""}, []any{got["state"], got["wanted"], got["due"], got["note"], got["analysis"]})

		a := k.put("procurement", http.MethodPost, "/reviews/"+id+"/collect", "1", object{"reason": "sent; their agreement is awaited"})
		require.Equal(t, http.StatusOK, a.StatusCode, "%s", a.raw)
		assert.Equal(t, "collecting", a.json(t)["state"])
		assert.Equal(t, "sent; their agreement is awaited", a.json(t)["note"])
		a = k.put("procurement", http.MethodPut, "/reviews/"+id+"/request", "2", object{"kind": "soc2-report", "due": "2027-03-31", "note": "signed"})
		require.Equal(t, http.StatusOK, a.StatusCode, "%s", a.raw)

		up := k.call("business-owner", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?review="+id, tiny("one"), "Content-Type", "application/pdf")
		assert.Equal(t, http.StatusNotFound, up.StatusCode, "not theirs")
		up = k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?review="+id, tiny("one"), "Content-Type", "application/pdf")
		require.Equal(t, http.StatusAccepted, up.StatusCode, "%s", up.raw)
		sent := up.json(t)
		assert.Equal(t, []any{id, "reading", "queued", "soc2-report"}, []any{sent["review_id"], sent["state"], sent["analysis"], sent["kind"]})
		again := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?review="+id, tiny("one"), "Content-Type", "application/pdf")
		assert.Equal(t, http.StatusOK, again.StatusCode, "%s", again.raw)
		assert.Equal(t, id, again.json(t)["review_id"])
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM river_job"))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM reviews"))
		moves := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id+"/moves", nil).json(t)["items"].([]any)
		require.Len(t, moves, 2)
		assert.Equal(t, "reading", moves[1].(object)["to"])
		assert.Equal(t, 6, entries(t, k), "vendor, request, collect, edit, document, attach")
	})
}

// TestRequestedReportIsRead: what was asked for is read like any other report.
func TestRequestedReportIsRead(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		k.start()
		vendor := k.vendor("Brightwater", "")
		id := k.requested(vendor, object{})
		a := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?review="+id, sample(t, genuine), "Content-Type", "application/pdf")
		require.Equal(t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
		got := k.settled(id)
		assert.Equal(t, "ready", got["analysis"], "%v", got["failure"])
		assert.Equal(t, "in-review", got["state"])
		assert.Equal(t, "soc2-report", got["wanted"])
	})
}

// TestRequestsAreRefused: each mistake has its code, and the code's sentence says what is missing.
func TestRequestsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, other := k.vendor("Larkspur", "Here"), k.vendor("Sorrel", "Here")
		waiting, read := k.requested(vendor, object{}), k.sent(vendor, tiny("one"))
		canceled := k.requested(vendor, object{})
		require.Equal(t, http.StatusOK, k.put("risk-officer", http.MethodPost, "/reviews/"+canceled+"/cancel", "1", object{"reason": "they have none"}).StatusCode)
		why := object{"reason": "they have none"}
		for name, c := range map[string]struct {
			as, method, path, version string
			body                      any
			status                    int
			code                      string
		}{
			"a kind that is not read": {"procurement", "POST", "/vendors/" + vendor + "/reviews", "", object{"kind": "model-card"}, 422, "invalid-input"},
			"no date":                 {"procurement", "POST", "/vendors/" + vendor + "/reviews", "", object{"due": "2027-02-30"}, 422, "invalid-input"},
			"unknown vendor":          {"procurement", "POST", "/vendors/x/reviews", "", object{}, 404, "not-found"},
			"another unit":            {"elsewhere", "POST", "/vendors/" + vendor + "/reviews", "", object{}, 404, "not-found"},
			"auditor":                 {"auditor", "POST", "/vendors/" + vendor + "/reviews", "", object{}, 403, "not-allowed"},
			"administrator":           {"administrator", "POST", "/vendors/" + vendor + "/reviews", "", object{}, 403, "not-allowed"},
			"collect without a note":  {"procurement", "POST", "/reviews/" + waiting + "/collect", "1", object{}, 422, "invalid-input"},
			"collect, no version":     {"procurement", "POST", "/reviews/" + waiting + "/collect", "", why, 428, "version-needed"},
			"collect, old version":    {"procurement", "POST", "/reviews/" + waiting + "/collect", "9", why, 412, "changed-meanwhile"},
			"collect what is there":   {"procurement", "POST", "/reviews/" + read + "/collect", "1", why, 409, "illegal-move"},
			"collect what is closed":  {"procurement", "POST", "/reviews/" + canceled + "/collect", "2", why, 409, "review-locked"},
			"cancel without a reason": {"procurement", "POST", "/reviews/" + waiting + "/cancel", "1", object{}, 422, "invalid-input"},
			"cancel what is there":    {"procurement", "POST", "/reviews/" + read + "/cancel", "1", why, 409, "illegal-move"},
			"cancel twice":            {"procurement", "POST", "/reviews/" + canceled + "/cancel", "2", why, 409, "review-locked"},
			"cancel as the owner":     {"business-owner", "POST", "/reviews/" + waiting + "/cancel", "1", why, 403, "not-allowed"},
			"submit what is not read": {"procurement", "POST", "/reviews/" + waiting + "/submit", "1", nil, 409, "illegal-move"},
			"edit what is there":      {"procurement", "PUT", "/reviews/" + read + "/request", "1", object{}, 409, "illegal-move"},
			"edit, old version":       {"procurement", "PUT", "/reviews/" + waiting + "/request", "9", object{}, 412, "changed-meanwhile"},
		} {
			a := k.put(c.as, c.method, c.path, c.version, c.body)
			assert.Equal(t, c.status, a.StatusCode, "%s: %s", name, a.raw)
			assert.Equal(t, c.code, a.json(t)["code"], name)
		}
		for name, c := range map[string]struct {
			vendor, query string
			data          []byte
			status        int
			code, says    string
		}{
			"a review that has one":     {vendor, "?review=" + read, tiny("two"), 409, "illegal-move", "report is there already"},
			"a closed review":           {vendor, "?review=" + canceled, tiny("two"), 409, "review-locked", "new edition"},
			"another vendor's":          {other, "?review=" + waiting, tiny("two"), 404, "not-found", "no such review"},
			"no review":                 {vendor, "?review=x", tiny("two"), 404, "not-found", "no such review"},
			"a file that has a review":  {vendor, "?review=" + waiting, tiny("one"), 409, "illegal-move", read},
			"a kind that has no review": {vendor, "?kind=model-card&review=" + waiting, tiny("two"), 422, "invalid-input", "model-card"},
		} {
			a := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+c.vendor+"/documents"+c.query, c.data, "Content-Type", "application/pdf")
			assert.Equal(t, c.status, a.StatusCode, "%s: %s", name, a.raw)
			assert.Equal(t, c.code, a.json(t)["code"], name)
			assert.Contains(t, a.json(t)["detail"], c.says, name)
		}
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM documents"), "what is refused leaves no document")
		entries(t, k)
	})
}

// TestWhatIsAwaitedIsListed: by state and by the day until which it is wanted.
func TestWhatIsAwaitedIsListed(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		for _, due := range []string{"2027-01-31", "", "2027-03-31", "2027-02-28"} {
			k.requested(vendor, object{"due": due, "kind": map[bool]string{true: "soc3-report", false: "soc2-report"}[due == ""]})
		}
		k.sent(vendor, tiny("one"))
		dues := func(query string) (out []any) {
			for _, r := range k.call("auditor", http.MethodGet, "/api/v1/reviews?"+query, nil).json(t)["items"].([]any) {
				out = append(out, r.(object)["due"])
			}
			return out
		}
		assert.Equal(t, []any{"2027-01-31", "2027-02-28"}, dues("due_to=2027-02-28&sort=due"))
		assert.Equal(t, []any{"2027-03-31", "2027-02-28"}, dues("due_from=2027-02-01&sort=-due"))
		assert.Len(t, dues("state=requested,collecting"), 4)
		assert.Equal(t, []any{""}, dues("wanted=soc3-report"))
		bad := k.call("auditor", http.MethodGet, "/api/v1/reviews?due_to=soon", nil)
		assert.Equal(t, "invalid-input", bad.json(t)["code"], fmt.Sprint(bad.StatusCode))
	})
}
