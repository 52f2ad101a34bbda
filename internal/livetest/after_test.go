package livetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countersign/pipeline"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// holds: all that a server answered for is there.
func (w *work) holds(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	documents := w.set(t, "SELECT id || ' ' || sha256 FROM documents")
	for id, sum := range w.documents {
		require.Contains(t, documents, id+" "+sum, "a document that was answered for")
	}
	decisions := w.set(t, "SELECT reason FROM finding_decisions")
	for key := range w.decisions {
		require.Contains(t, decisions, key, "a decision that was answered for")
	}
	findings := w.set(t, "SELECT title FROM findings WHERE title LIKE 'own-%'")
	for key := range w.findings {
		require.Contains(t, findings, key, "a finding that was answered for")
	}
}

// once: nothing is there twice, every upload has come to an end, and the trail has one line for each change.
func (w *work) once(t *testing.T) {
	for what, query := range map[string]string{
		"documents of one content":         "SELECT COUNT(*) FROM (SELECT 1 AS n FROM documents GROUP BY vendor_id, sha256 HAVING COUNT(*) > 1) AS twice",
		"reviews of one document":          "SELECT COUNT(*) FROM (SELECT 1 AS n FROM reviews GROUP BY document_id HAVING COUNT(*) > 1) AS twice",
		"documents without a review":       "SELECT COUNT(*) FROM documents WHERE id NOT IN (SELECT document_id FROM reviews)",
		"findings at one place":            "SELECT COUNT(*) FROM (SELECT 1 AS n FROM findings GROUP BY review_id, position HAVING COUNT(*) > 1) AS twice",
		"own findings of one key":          "SELECT COUNT(*) FROM (SELECT 1 AS n FROM findings WHERE title LIKE 'own-%' GROUP BY title HAVING COUNT(*) > 1) AS twice",
		"decisions of one key":             "SELECT COUNT(*) FROM (SELECT 1 AS n FROM finding_decisions GROUP BY reason HAVING COUNT(*) > 1) AS twice",
		"findings without their decisions": "SELECT COUNT(*) FROM findings f WHERE f.version - 1 <> (SELECT COUNT(*) FROM finding_decisions d WHERE d.finding_id = f.id)",
		"questions asked twice":            "SELECT COUNT(*) FROM (SELECT 1 AS n FROM follow_ups GROUP BY review_id, kind, text, finding_id, why HAVING COUNT(*) > 1) AS twice",
		"readings that are open":           "SELECT COUNT(*) FROM readings",
		"failures without a reason":        "SELECT COUNT(*) FROM reviews WHERE analysis = 'failed' AND (failure_code = '' OR failure_message = '')",
		"results without findings":         "SELECT COUNT(*) FROM reviews r WHERE analysis = 'ready' AND NOT EXISTS (SELECT 1 FROM findings f WHERE f.review_id = r.id AND f.created_by = '')",
		"results without an analysis":      "SELECT COUNT(*) FROM reviews WHERE analysis = 'ready' AND analysis_id IS NULL",
		"analyses under one key":           "SELECT COUNT(*) FROM (SELECT 1 AS n FROM analyses GROUP BY sha256, engine, catalog, as_of, options HAVING COUNT(*) > 1) AS twice",
		"jobs that still wait":             "SELECT COUNT(*) FROM river_job WHERE state NOT IN ('completed', 'running')",
	} {
		assert.Zero(t, w.count(t, query), what)
	}
	assert.Positive(t, w.count(t, "SELECT COUNT(*) FROM reviews WHERE analysis = 'ready'"), "something was read")
	assert.Positive(t, w.count(t, "SELECT COUNT(*) FROM finding_decisions"), "something was decided")
	for action, rows := range map[string]string{
		"document.upload": "SELECT COUNT(*) FROM documents",
		"review.ready":    "SELECT COUNT(*) FROM reviews WHERE analysis = 'ready'",
		"review.parked":   "SELECT COUNT(*) FROM reviews WHERE analysis = 'failed'",
		"finding.decide":  "SELECT COUNT(*) FROM finding_decisions",
		"finding.add":     "SELECT COUNT(*) FROM findings WHERE title LIKE 'own-%'",
		"vendor.create":   "SELECT COUNT(*) FROM vendors",
	} {
		assert.Equal(t, w.count(t, rows), w.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = '"+action+"'"), "lines of the trail: %s", action)
	}
	assert.Contains(t, w.s.run("audit", "verify"), "the trail holds")
}

// whole: each document's file is served to its last byte, and nothing that is kept under a hash is anything else.
func (w *work) whole(t *testing.T) {
	for id, sum := range w.documents {
		got, err := w.c.try(context.Background(), http.MethodGet, "/api/v1/documents/"+id+"/file", nil)
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, got.status)
		have := sha256.Sum256(got.raw)
		assert.Equal(t, sum, hex.EncodeToString(have[:]))
	}
	box := w.s.files()
	for _, path := range w.kept(t) {
		if sum := filepath.Base(path); !strings.Contains(path, "arriving") {
			_, err := box.ReadAll(t.Context(), sum)
			require.NoError(t, err, "a file that is kept is whole: %s", path)
		}
	}
}

// kept are the files in the folder of documents.
func (w *work) kept(t *testing.T) []string {
	t.Helper()
	var out []string
	require.NoError(t, filepath.WalkDir(w.s.path("files"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	}))
	return out
}

// clean: what broken uploads and dead workers left is gone after a sweep.
func (w *work) clean(t *testing.T) {
	broken, err := w.s.files().Sweep(t.Context(), time.Now().Add(time.Hour), 0)
	require.NoError(t, err)
	t.Logf("%d broken uploads were swept", broken)
	_, err = pipeline.SweepPages(w.s.path("pages"), time.Now().Add(time.Hour), 0)
	require.NoError(t, err)
	for _, path := range w.kept(t) {
		assert.NotContains(t, path, "arriving", "a broken upload")
	}
	for _, folder := range []string{w.s.temporary(), w.s.path("pages")} {
		left, err := filepath.Glob(filepath.Join(folder, "*"))
		require.NoError(t, err)
		assert.Empty(t, left, "left in %s", folder)
	}
}

func (w *work) summary(t *testing.T) string {
	return fmt.Sprintf("%d documents answered for (%d kept), %d decisions (%d), %d own findings (%d), %d requests sent again; read: %d, failed: %d, of these given up after four deaths: %d",
		len(w.documents), w.count(t, "SELECT COUNT(*) FROM documents"), len(w.decisions), w.count(t, "SELECT COUNT(*) FROM finding_decisions"),
		len(w.findings), w.count(t, "SELECT COUNT(*) FROM findings WHERE title LIKE 'own-%'"), len(w.unsure),
		w.count(t, "SELECT COUNT(*) FROM reviews WHERE analysis = 'ready'"), w.count(t, "SELECT COUNT(*) FROM reviews WHERE analysis = 'failed'"),
		w.count(t, "SELECT COUNT(*) FROM reviews WHERE failure_code = 'reader-crashed'"))
}
