package servertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"countersign/internal/dbtest"
	"countersign/review"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUploadIsRefused: each mistake has its status and code, and leaves nothing.
func TestUploadIsRefused(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "Here")
		for name, c := range map[string]struct {
			as, vendor, media string
			data              []byte
			query             string
			status            int
			code              string
		}{
			"empty":            {"procurement", vendor, "application/pdf", nil, "", http.StatusBadRequest, "empty-file"},
			"no PDF":           {"procurement", vendor, "application/pdf", []byte("PK\x03\x04" + strings.Repeat("x", 3000) + "%PDF-"), "", http.StatusUnsupportedMediaType, "wrong-media-type"},
			"no type of ours":  {"procurement", vendor, "text/html", tiny("a"), "", http.StatusUnsupportedMediaType, "wrong-media-type"},
			"too large":        {"procurement", vendor, "application/pdf", tiny(strings.Repeat("y", most)), "", http.StatusRequestEntityTooLarge, "file-too-large"},
			"far too large":    {"procurement", vendor, "application/pdf", tiny(strings.Repeat("y", 3*most)), "", http.StatusRequestEntityTooLarge, "file-too-large"},
			"unknown kind":     {"procurement", vendor, "application/pdf", tiny("a"), "?kind=poem", http.StatusUnprocessableEntity, "invalid-input"},
			"unknown vendor":   {"procurement", "nobody", "application/pdf", tiny("a"), "", http.StatusNotFound, "not-found"},
			"another's vendor": {"elsewhere", vendor, "application/pdf", tiny("a"), "", http.StatusNotFound, "not-found"},
			"not the owner":    {"business-owner", vendor, "application/pdf", tiny("a"), "", http.StatusNotFound, "not-found"},
			"auditor":          {"auditor", vendor, "application/pdf", tiny("a"), "", http.StatusForbidden, "not-allowed"},
			"nobody":           {"stranger", vendor, "application/pdf", tiny("a"), "", http.StatusUnauthorized, "not-signed-in"},
		} {
			a := k.call(c.as, http.MethodPost, "/api/v1/vendors/"+c.vendor+"/documents"+c.query, c.data, "Content-Type", c.media)
			assert.Equal(t, c.status, a.StatusCode, "%s: %s", name, a.raw)
			assert.Equal(t, c.code, a.json(t)["code"], name)
			assert.Equal(t, "application/problem+json", a.Header.Get("Content-Type"), name)
		}
		assert.Zero(t, k.count("SELECT COUNT(*) FROM documents"))
		assert.Zero(t, k.count("SELECT COUNT(*) FROM river_job"))
		left, err := filepath.Glob(filepath.Join(k.folder, "*", "*", "*", "*"))
		require.NoError(t, err)
		assert.Empty(t, left)
	})
}

// TestUpload: a report gets a review and a job; sent again, it is answered with the same ids; other documents are kept only.
func TestUpload(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		first := k.upload("procurement", vendor, tiny("one"), "Content-Disposition", `attachment; filename*=UTF-8''..%2F..%2Fetc%2FBericht%20%E2%80%AE2025%0A.pdf`)
		require.Equal(t, http.StatusAccepted, first.StatusCode, "%s", first.raw)
		got := first.json(t)
		assert.Equal(t, "Bericht 2025 .pdf", got["name"])
		assert.Equal(t, "queued", got["analysis"])
		assert.Equal(t, "reading", got["state"])
		assert.Equal(t, false, got["duplicate"])
		again := k.upload("risk-officer", vendor, tiny("one"))
		assert.Equal(t, http.StatusOK, again.StatusCode)
		assert.Equal(t, true, again.json(t)["duplicate"])
		assert.Equal(t, got["id"], again.json(t)["id"])
		assert.Equal(t, got["review_id"], again.json(t)["review_id"])
		other := k.call("procurement", http.MethodPost, "/api/v1/vendors/"+vendor+"/documents?kind=bridge-letter", tiny("two"), "Content-Type", "application/pdf").json(t)
		assert.Empty(t, other["review_id"])
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM river_job"))
		assert.Equal(t, 2, k.count("SELECT COUNT(*) FROM documents"))
		list := k.call("auditor", http.MethodGet, "/api/v1/vendors/"+vendor+"/documents?kind=soc2-report", nil).json(t)
		assert.Len(t, list["items"], 1, "%v", list)
		assert.Equal(t, http.StatusNotFound, k.call("elsewhere", http.MethodGet, "/api/v1/documents/"+got["id"].(string), nil).StatusCode)
		late := k.call("auditor", http.MethodGet, "/api/v1/reviews/"+got["review_id"].(string)+"/report", nil)
		assert.Equal(t, http.StatusConflict, late.StatusCode)
		assert.Equal(t, "illegal-move", late.json(t)["code"])
	})
}

// TestSameFileAtOnce: however many send a file at the same time, there is one document, one review and one job.
func TestSameFileAtOnce(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		var wg sync.WaitGroup
		ids := make([]any, 8)
		for i := range ids {
			wg.Go(func() { ids[i] = k.upload("procurement", vendor, tiny("one")).json(t)["review_id"] })
		}
		wg.Wait()
		for _, id := range ids {
			assert.Equal(t, ids[0], id)
		}
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM river_job"))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM reviews"))
	})
}

// TestBatch: each file of a form is answered, and a bad one does not stop the others.
func TestBatch(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor := k.vendor("Larkspur", "")
		form := func(files ...string) ([]byte, string) {
			var b bytes.Buffer
			w := multipart.NewWriter(&b)
			require.NoError(t, w.WriteField("permission", "our terms, clause 4"))
			for i, f := range files {
				part, err := w.CreateFormFile("file", fmt.Sprintf(`..\..\report %d.pdf`, i))
				require.NoError(t, err)
				_, _ = part.Write([]byte(f))
			}
			require.NoError(t, w.Close())
			return b.Bytes(), w.FormDataContentType()
		}
		body, media := form(string(tiny("a")), "no report", string(tiny("b")))
		path := "/api/v1/vendors/" + vendor + "/documents"
		a := k.call("procurement", http.MethodPost, path, body, "Content-Type", media)
		require.Equal(t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
		items := a.json(t)["items"].([]any)
		require.Len(t, items, 3)
		assert.Equal(t, "wrong-media-type", items[1].(map[string]any)["error"].(map[string]any)["code"])
		last := items[2].(map[string]any)["result"].(map[string]any)
		assert.Equal(t, "report 2.pdf", last["name"])
		d := k.call("auditor", http.MethodGet, "/api/v1/documents/"+last["id"].(string), nil).json(t)
		assert.Equal(t, "procurement: our terms, clause 4", d["permission"])
		body, media = form(string(tiny("c")))
		assert.NotEmpty(t, k.call("procurement", http.MethodPost, path, body, "Content-Type", media).json(t)["review_id"])
		body, media = form(string(tiny(strings.Repeat("d", 1000))))
		cut := k.call("procurement", http.MethodPost, path, body[:len(body)-200], "Content-Type", media)
		assert.Equal(t, http.StatusBadRequest, cut.StatusCode, "%s", cut.raw)
		assert.Equal(t, 3, k.count("SELECT COUNT(*) FROM reviews"))
	})
}

// TestFile: a document is given whole or in part, as something to keep and not to run.
func TestFile(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		data := append(tiny("one"), bytes.Repeat([]byte("0123456789"), 20000)...)
		vendor := k.vendor("Larkspur", "")
		up := k.upload("procurement", vendor, data, "Content-Disposition", `attachment; filename="Übersicht \"A\".pdf"`).json(t)
		path := "/api/v1/documents/" + up["id"].(string) + "/file"
		whole := k.call("auditor", http.MethodGet, path, nil)
		assert.Equal(t, http.StatusOK, whole.StatusCode)
		assert.True(t, bytes.Equal(data, whole.raw))
		assert.Equal(t, "nosniff", whole.Header.Get("X-Content-Type-Options"))
		assert.True(t, strings.HasPrefix(whole.Header.Get("Content-Disposition"), "attachment;"), whole.Header.Get("Content-Disposition"))
		assert.NotContains(t, strings.TrimPrefix(whole.Header.Get("Content-Disposition"), "attachment"), "\n")
		tag := whole.Header.Get("ETag")
		assert.Equal(t, `"`+up["sha256"].(string)+`"`, tag)
		n := len(data)
		for ask, want := range map[string][2]int{"bytes=0-0": {0, 1}, "bytes=100-70000": {100, 70001}, "bytes=-5": {n - 5, n}, fmt.Sprintf("bytes=%d-", n-3): {n - 3, n}, "bytes=10-99999999": {10, n}} {
			a := k.call("auditor", http.MethodGet, path, nil, "Range", ask)
			require.Equal(t, http.StatusPartialContent, a.StatusCode, ask)
			assert.True(t, bytes.Equal(data[want[0]:want[1]], a.raw), ask)
			assert.Equal(t, fmt.Sprintf("bytes %d-%d/%d", want[0], want[1]-1, n), a.Header.Get("Content-Range"))
		}
		beyond := k.call("auditor", http.MethodGet, path, nil, "Range", fmt.Sprintf("bytes=%d-", n))
		assert.Equal(t, http.StatusRequestedRangeNotSatisfiable, beyond.StatusCode)
		assert.Equal(t, fmt.Sprintf("bytes */%d", n), beyond.Header.Get("Content-Range"))
		assert.Equal(t, http.StatusNotModified, k.call("auditor", http.MethodGet, path, nil, "If-None-Match", tag).StatusCode)
		assert.Equal(t, http.StatusOK, k.call("auditor", http.MethodGet, path, nil, "Range", "bytes=0-1", "If-Range", `"other"`).StatusCode)
		assert.Equal(t, http.StatusNotFound, k.call("elsewhere", http.MethodGet, path, nil).StatusCode)
		assert.Equal(t, http.StatusUnauthorized, k.call("stranger", http.MethodGet, path, nil).StatusCode)
	})
}

// TestNamesAreCleaned: whatever an uploader calls a file, its name is harmless.
func TestNamesAreCleaned(t *testing.T) {
	long := strings.Repeat("ä", 300)
	for in, want := range map[string]string{
		"report.pdf": "report.pdf", "../../etc/passwd": "passwd", `C:\temp\a.pdf`: "a.pdf", "": "document.pdf", "..": "document.pdf", "a\x00b\r\nc.pdf": "ab c.pdf",
		"evil\u202Efdp.exe": "evilfdp.exe", "\u2066x\u200b.pdf": "x.pdf", "a\xff.pdf": "a_.pdf", `a"b<c>.pdf`: "a_b_c_.pdf", ".hidden": "hidden",
	} {
		assert.Equal(t, want, review.CleanName(in), "%q", in)
	}
	got := review.CleanName(long + ".pdf")
	assert.LessOrEqual(t, len(got), 200)
	assert.True(t, strings.HasSuffix(got, "ä.pdf"), got)
}

// TestRollbackLeavesNoJob: what is not kept is not worked.
func TestRollbackLeavesNoJob(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		id := k.sent(k.vendor("Larkspur", ""), tiny("one"))
		broken := errors.New("no")
		err := k.db.Reviews().Change(context.Background(), func(tx review.Tx) error {
			if err := tx.Enqueue(id, []byte("secret")); err != nil {
				return err
			}
			return broken
		})
		require.ErrorIs(t, err, broken)
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM river_job"))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM readings WHERE sealed IS NULL"))
	})
}

// TestSentTwice: with the same key a request is done once, whoever answers; with another request the key is refused.
func TestSentTwice(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		post := func(body, key string) answer {
			return k.call("procurement", http.MethodPost, "/api/v1/vendors", []byte(body), "Content-Type", "application/json", "Idempotency-Key", key)
		}
		first, second := post(`{"name":"Larkspur"}`, "k1"), post(`{"name":"Larkspur"}`, "k1")
		require.Equal(t, http.StatusCreated, first.StatusCode, "%s", first.raw)
		assert.Equal(t, http.StatusCreated, second.StatusCode, "%s", second.raw)
		assert.Equal(t, string(first.raw), string(second.raw))
		assert.Equal(t, first.Header.Get("ETag"), second.Header.Get("ETag"))
		assert.Equal(t, "true", second.Header.Get("Idempotent-Replay"))
		other := post(`{"name":"Sorrel"}`, "k1")
		assert.Equal(t, http.StatusConflict, other.StatusCode)
		assert.Equal(t, "key-reused", other.json(t)["code"])
		assert.Equal(t, http.StatusConflict, post(`{"name":"Larkspur"}`, "k2").StatusCode, "the name is taken")
		assert.Equal(t, http.StatusCreated, post(`{"name":"Sorrel"}`, "k2").StatusCode, "what failed may be sent again, mended")
		vendor := first.json(t)["id"].(string)
		a := k.upload("procurement", vendor, tiny("one"), "Idempotency-Key", "k3")
		b := k.upload("procurement", vendor, tiny("one"), "Idempotency-Key", "k3")
		assert.Equal(t, http.StatusAccepted, b.StatusCode)
		assert.Equal(t, string(a.raw), string(b.raw))
		assert.Equal(t, 2, k.count("SELECT COUNT(*) FROM vendors"))
	})
}

// TestDocumentHasStreams: the routes that the framework does not know stand in the document all the same.
func TestDocumentHasStreams(t *testing.T) {
	k := newKit(t, dbtest.SQLite(t), t.TempDir())
	paths := k.call("auditor", http.MethodGet, "/api/v1/openapi.json", nil).json(t)["paths"].(map[string]any)
	for path, method := range map[string]string{"/api/v1/vendors/{id}/documents": "post", "/api/v1/documents/{id}/file": "get", "/api/v1/events": "get", "/api/v1/reviews/{id}/password": "post"} {
		assert.Contains(t, paths[path], method, path)
	}
}

// TestEncryptedAtRest: no byte of a document lies readable in the folder.
func TestEncryptedAtRest(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		k.sent(k.vendor("Larkspur", ""), tiny("a sentence of the report"))
		files := 0
		require.NoError(t, filepath.Walk(k.folder, func(path string, info os.FileInfo, err error) error {
			if err != nil || info.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			files++
			assert.NotContains(t, string(raw), "a sentence")
			return err
		}))
		assert.Equal(t, 2, files, "the document and the key")
	})
}
