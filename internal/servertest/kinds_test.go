package servertest

import (
	"archive/zip"
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"

	"countersign/review"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// archive is a zip file with these parts.
func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range parts {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write(bytes.Repeat([]byte(name), 5000))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// TestDocumentsAreWhatTheirBytesSay: whatever they are called, and whatever the request says.
func TestDocumentsAreWhatTheirBytesSay(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		png, jpeg := "\x89PNG\r\n\x1a\n"+strings.Repeat("x", 600), "\xff\xd8\xff\xe0"+strings.Repeat("x", 600)
		word := archive(t, "_rels/.rels", "word/document.xml", "[Content_Types].xml")
		const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		for name, c := range map[string]struct {
			kind, file string
			data       []byte
			media      string // empty: refused
		}{
			"pdf":            {"data-processing-agreement", "a.docx", tiny("dpa"), "application/pdf"},
			"png":            {"iso-27001-certificate", "a.pdf", []byte(png), "image/png"},
			"jpeg":           {"iso-42001-certificate", "a.exe", []byte(jpeg), "image/jpeg"},
			"text":           {"model-card", "card.txt", []byte("A card – with a dash."), "text/plain; charset=utf-8"},
			"markdown":       {"model-card", "card.MD", []byte("# Card\n\nText"), "text/markdown; charset=utf-8"},
			"word":           {"penetration-test", "a.txt", word, docx},
			"long text":      {"other", "long.txt", []byte(strings.Repeat("wörter ", 50000)), "text/plain; charset=utf-8"},
			"html":           {"model-card", "card.txt", []byte("<html><script>alert(1)</script>"), ""},
			"another zip":    {"other", "a.docx", archive(t, "a.txt", "b.txt"), ""},
			"macros":         {"other", "a.docx", archive(t, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""},
			"half a zip":     {"other", "a.docx", word[:len(word)-40], ""},
			"late nonsense":  {"other", "a.txt", append([]byte(strings.Repeat("text ", 2000)), 0xff, 0xfe, 'x'), ""},
			"late zero":      {"other", "a.txt", append([]byte(strings.Repeat("text ", 2000)), 0), ""},
			"cut letter":     {"other", "a.txt", []byte(strings.Repeat("text ", 2000) + "\xc3"), ""},
			"program":        {"other", "a.pdf", []byte("\x7fELF" + strings.Repeat("\x00\x01", 600)), ""},
			"a report: png":  {"soc2-report", "a.pdf", []byte(png + "2"), ""},
			"a report: word": {"soc3-report", "a.pdf", append(word, 0), ""},
		} {
			a := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?kind="+c.kind, c.data,
				"Content-Type", "application/octet-stream", "Content-Disposition", `attachment; filename="`+c.file+`"`)
			if c.media == "" {
				assert.Equal(t, http.StatusUnsupportedMediaType, a.StatusCode, "%s: %s", name, a.raw)
				assert.Equal(t, "wrong-media-type", a.json(t)["code"], name)
				continue
			}
			require.Equal(t, http.StatusAccepted, a.StatusCode, "%s: %s", name, a.raw)
			got := a.json(t)
			assert.Empty(t, got["review_id"], "%s is no report", name)
			file := k.call("auditor", http.MethodGet, "/api/v1/documents/"+got["id"].(string)+"/file", nil)
			assert.True(t, bytes.Equal(c.data, file.raw), name)
			assert.Equal(t, c.media, file.Header.Get("Content-Type"), name)
			assert.Equal(t, "nosniff", file.Header.Get("X-Content-Type-Options"), name)
		}
		assert.Equal(t, 7, k.count("SELECT COUNT(*) FROM documents"))
		assert.Zero(t, k.count("SELECT COUNT(*) FROM river_job"))
		unnamed := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?kind=other", []byte(png+"3"), "Content-Type", "image/png")
		assert.Equal(t, "document.png", unnamed.json(t)["name"])
	})
}

// TestReportsOfEachKindAreReviewed: SOC 2 of both types and SOC 3 are read.
func TestReportsOfEachKindAreReviewed(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		for _, kind := range []string{"soc2-report", "soc2-type-1-report", "soc3-report"} {
			a := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?kind="+kind, tiny(kind), "Content-Type", "application/pdf")
			require.Equal(t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
			assert.NotEmpty(t, a.json(t)["review_id"], kind)
		}
		assert.Equal(t, 3, k.count("SELECT COUNT(*) FROM river_job"))
	})
}

// TestKindAndDatesAreEdited: from the version that was read, in the trail, and never from under a review.
func TestKindAndDatesAreEdited(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "Here")
		up := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?kind=other&issued_on=2026-01-31", tiny("one"), "Content-Type", "application/pdf").json(t)
		path := "/documents/" + up["id"].(string)
		first := k.call("auditor", http.MethodGet, "/api/v1"+path, nil)
		assert.Equal(t, `"1"`, first.Header.Get("ETag"))
		assert.Equal(t, "2026-01-31", first.json(t)["issued_on"])
		certificate := object{"kind": "iso-27001-certificate", "valid_from": "2026-02-01", "valid_until": "2029-01-31"}
		for name, c := range map[string]struct {
			as, version string
			body        object
			status      int
			code        string
		}{
			"no version":         {"procurement", "", certificate, 428, "version-needed"},
			"old version":        {"procurement", "7", certificate, 412, "changed-meanwhile"},
			"auditor":            {"auditor", "1", certificate, 403, "not-allowed"},
			"another unit":       {"elsewhere", "1", certificate, 404, "not-found"},
			"unknown kind":       {"procurement", "1", object{"kind": "poem"}, 422, "invalid-input"},
			"no date":            {"procurement", "1", object{"kind": "other", "issued_on": "yesterday"}, 422, "invalid-input"},
			"turned around":      {"procurement", "1", object{"kind": "other", "valid_from": "2026-02-01", "valid_until": "2026-01-31"}, 422, "invalid-input"},
			"bridges, no letter": {"procurement", "1", object{"kind": "other", "bridges": "x"}, 422, "invalid-input"},
			"no such review":     {"procurement", "1", object{"kind": "bridge-letter", "bridges": "x"}, 422, "invalid-input"},
		} {
			a := k.put(c.as, http.MethodPut, path, c.version, c.body)
			assert.Equal(t, c.status, a.StatusCode, "%s: %s", name, a.raw)
			assert.Equal(t, c.code, a.json(t)["code"], name)
		}
		a := k.put("procurement", http.MethodPut, path, "1", certificate)
		require.Equal(t, http.StatusOK, a.StatusCode, "%s", a.raw)
		assert.Equal(t, []any{"iso-27001-certificate", "2029-01-31", "", float64(2)}, []any{a.json(t)["kind"], a.json(t)["valid_until"], a.json(t)["issued_on"], a.json(t)["version"]})
		list := func(query string) int {
			return len(k.call("auditor", http.MethodGet, "/api/v1/vendors/"+vendor+"/documents?"+query, nil).json(t)["items"].([]any))
		}
		assert.Equal(t, []int{1, 0, 1}, []int{list("valid_to=2029-01-31"), list("valid_to=2029-01-30"), list("sort=-valid_until")})

		a = k.put("procurement", http.MethodPut, path, "2", object{"kind": "soc2-report"})
		require.Equal(t, http.StatusOK, a.StatusCode, "%s", a.raw)
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM river_job"), "what becomes a report is read")
		a = k.put("procurement", http.MethodPut, path, "3", object{"kind": "other"})
		assert.Equal(t, "illegal-move", a.json(t)["code"], "a review rests on it")
		a = k.put("procurement", http.MethodPut, path, "3", object{"kind": "soc3-report"})
		assert.Equal(t, http.StatusOK, a.StatusCode, "%s", a.raw)
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM reviews"))
		picture := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?kind=other", []byte("\x89PNG\r\n\x1a\n"), "Content-Type", "image/png").json(t)
		a = k.put("procurement", http.MethodPut, "/documents/"+picture["id"].(string), "1", object{"kind": "soc2-report"})
		assert.Equal(t, "wrong-media-type", a.json(t)["code"])
		entries(t, k)
	})
}

// TestLettersBridgeAReview: the one that is named, or the one whose period ends where the letter begins; never over a gap.
func TestLettersBridgeAReview(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, other := k.vendor("Larkspur", ""), k.vendor("Sorrel", "")
		ended := func(vendor, text, end string) string {
			id := k.sent(vendor, tiny(text))
			require.NoError(t, k.db.Reviews().Change(context.Background(), func(tx review.Tx) error {
				r, err := tx.Review(id)
				if err != nil {
					return err
				}
				r.Version, r.State, r.Summary = 2, review.InReview, &review.Summary{Kind: "soc2", PeriodEnd: end}
				return tx.SaveReview(r)
			}))
			return id
		}
		old, newest, unread, foreign := ended(vendor, "old", "2025-09-30"), ended(vendor, "new", "2026-02-28"), k.sent(vendor, tiny("unread")), ended(other, "other", "2026-02-28")
		n := 0
		letter := func(query string) answer {
			n++
			return k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?kind=bridge-letter&"+query, tiny("letter"+strings.Repeat("!", n)), "Content-Type", "application/pdf")
		}
		for query, want := range map[string]string{
			"valid_from=2026-03-01&valid_until=2026-05-31": newest, "valid_from=2026-02-28": newest, "valid_from=2025-10-01": old, "valid_from=2026-03-02": "", "": "",
			"review=" + old: old, "review=" + newest + "&valid_from=2026-02-01": newest,
		} {
			a := letter(query)
			require.Equal(t, http.StatusAccepted, a.StatusCode, "%s: %s", query, a.raw)
			d := k.call("auditor", http.MethodGet, "/api/v1/documents/"+a.json(t)["id"].(string), nil).json(t)
			assert.Equal(t, want, d["bridges"], query)
		}
		for query, code := range map[string]string{
			"review=" + newest + "&valid_from=2026-03-02": "invalid-input", "review=" + newest + "&valid_until=2026-02-28": "invalid-input",
			"review=" + unread: "illegal-move", "review=" + foreign: "not-found",
		} {
			assert.Equal(t, code, letter(query).json(t)["code"], query)
		}
		list := k.call("auditor", http.MethodGet, "/api/v1/vendors/"+vendor+"/documents?bridges="+newest, nil).json(t)["items"]
		assert.Len(t, list, 3)
		state := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+newest, nil).json(t)["state"]
		assert.Equal(t, "in-review", state, "a letter moves no review")
	})
}
