package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countersign/blobs"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// people adds n people behind the program's back.
func people(t *testing.T, url string, n int) {
	t.Helper()
	db := dbtest.Open(t, url)
	require.NoError(t, db.People().Change(context.Background(), func(tx identity.Tx) error {
		for i := range n {
			at := time.Now().UTC()
			u := identity.User{ID: newID(), UserFields: identity.UserFields{Email: fmt.Sprintf("p%03d@example.com", i), Name: "P", Role: identity.Auditor}, Version: 1, CreatedAt: at, UpdatedAt: at}
			if err := tx.AddUser(u); err != nil {
				return err
			}
		}
		return nil
	}))
}

// examined runs the doctor, and gives its findings by check.
func (w *workspace) examined(args ...string) (int, map[string]finding) {
	w.t.Helper()
	status, out, complaints := w.run(append([]string{"doctor", "--format", "json"}, args...)...)
	var all struct {
		Holds    bool
		Findings []finding
	}
	require.NoError(w.t, json.Unmarshal([]byte(out), &all), "%s%s", out, complaints)
	assert.Equal(w.t, status == 0, all.Holds)
	by := map[string]finding{}
	for _, f := range all.Findings {
		by[f.Check] = f
		if f.Verdict == failed || f.Verdict == warning {
			assert.NotEmpty(w.t, f.Do, "%v says what to do", f)
		}
	}
	return status, by
}

// does runs SQL behind the program's back.
func (w *workspace) does(statements ...string) {
	w.t.Helper()
	db, err := store.Open(context.Background(), w.url)
	require.NoError(w.t, err)
	defer db.Close()
	for _, s := range statements {
		_, err := db.Writer().ExecContext(context.Background(), s)
		require.NoError(w.t, err, s)
	}
}

// TestDoctorFindsNothingWhereNothingIs: with each check named.
func TestDoctorFindsNothingWhereNothingIs(t *testing.T) {
	eachWorkspace(t, func(t *testing.T, w *workspace) {
		w.saved()
		status, by := w.examined()
		assert.Equal(t, 0, status, "%v", by)
		for _, check := range []string{"configuration", "database", "schema", "audit trail", "files", "files and rows", "readings"} {
			assert.Equal(t, fine, by[check].Verdict, "%v", by[check])
		}
		assert.Contains(t, by, "disk")
		assert.Contains(t, by, "text recognition")
		assert.Contains(t, w.done("doctor"), "audit trail")
	})
}

// TestDoctorFinds: whatever is wrong, under the name of the check, with what to do about it.
func TestDoctorFinds(t *testing.T) {
	for _, c := range []struct {
		name   string
		does   []string
		check  string
		says   string
		is     verdict
		args   []string
		status int
	}{
		{"a changed trail", []string{"UPDATE audit_entries SET actor_id = 'x' WHERE sequence = 2"}, "audit trail", "entry 2 was changed", failed, nil, 1},
		{"an end that was cut off", nil, "audit trail", "cut off or rewritten", failed, []string{"--expect", "9999:" + strings.Repeat("a", 64)}, 1},
		{
			"a parked reading",
			[]string{"UPDATE reviews SET analysis = 'failed', failure_code = 'damaged-file', updated_at = '2020-01-01 00:00:00+00:00'"},
			"readings", "(damaged-file)", warning, nil, 0,
		},
		{"a silent worker", []string{"UPDATE readings SET worker = 'w', beat_at = '2020-01-01 00:00:00+00:00'"}, "readings", "no sign of life", warning, nil, 0},
		{
			"a lost file",
			[]string{"UPDATE documents SET sha256 = '" + strings.Repeat("ab", 32) + "' WHERE id = (SELECT MIN(id) FROM documents)"},
			"files and rows", "are gone, the first is abab", failed, nil, 1,
		},
		{"an older schema", []string{"DELETE FROM goose_db_version WHERE version_id > 3"}, "schema", "older", failed, nil, 1},
		{"a newer schema", []string{"INSERT INTO goose_db_version (version_id, is_applied) VALUES (90000, " + "TRUE" + ")"}, "schema", "newer", failed, nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			eachWorkspace(t, func(t *testing.T, w *workspace) {
				w.saved()
				w.does(c.does...)
				status, by := w.examined(c.args...)
				assert.Equal(t, c.status, status, "%v", by)
				assert.Equal(t, c.is, by[c.check].Verdict, "%v", by[c.check])
				assert.Contains(t, by[c.check].Found, c.says)
			})
		})
	}
}

// TestDoctorTellsOfSettings: and of what cannot be checked because of them.
func TestDoctorTellsOfSettings(t *testing.T) {
	for _, c := range []struct {
		env   []string
		check string
		is    verdict
	}{
		{[]string{"LISTEN=8080"}, "configuration", failed},
		{[]string{"CATALOG_DIRS=/nowhere"}, "configuration", failed},
		{[]string{"PUBLIC_URL=http://soc2.example.com"}, "configuration", warning},
		{[]string{"PUBLIC_URL=https://soc2.example.com"}, "configuration", fine},
		{[]string{"LISTEN=8080"}, "database", skipped},
		{[]string{"DATABASE_URL=postgres://127.0.0.1:1/none"}, "database", failed},
		{[]string{"DATABASE_URL=sqlite:/nowhere/at/all.db"}, "database", failed},
		{[]string{"DATABASE_URL=sqlite:/nowhere/at/all.db"}, "audit trail", skipped},
		{[]string{"PATH=/nowhere"}, "text recognition", warning},
	} {
		w := newWorkspace(t, dbtest.SQLite(t))
		w.done("migrate")
		w.env = c.env
		_, by := w.examined()
		assert.Equal(t, c.is, by[c.check].Verdict, "%v: %v", c.env, by)
	}
}

// TestDoctorSweepsOnlyWhatNobodyNeeds: old files without a row. New ones may belong to an upload under way.
func TestDoctorSweepsOnlyWhatNobodyNeeds(t *testing.T) {
	eachWorkspace(t, func(t *testing.T, w *workspace) {
		w.saved()
		before := w.files()
		old, fresh := w.orphan("old"), w.orphan("fresh")
		w.ages(append(before, old)...) // files with rows are old as well
		status, by := w.examined()
		assert.Equal(t, 0, status)
		assert.Equal(t, warning, by["files and rows"].Verdict)
		assert.Contains(t, by["files and rows"].Found, "2 that none names; 1 of those are older than a day")

		status, by = w.examined("--sweep")
		assert.Equal(t, 0, status)
		assert.Contains(t, by["files and rows"].Found, "1 were deleted")
		assert.ElementsMatch(t, append(before, fresh), w.files())
		assert.Equal(t, 1, count(w.actions(), "files.sweep"))
		w.examined("--sweep")
		assert.Equal(t, 1, count(w.actions(), "files.sweep"), "nothing to do, nothing to tell")
	})
}

// TestDoctorNeverSweepsAnotherDatabasesFiles: when settings are mixed up, all files look as if nobody needed them.
func TestDoctorNeverSweepsAnotherDatabasesFiles(t *testing.T) {
	w := newWorkspace(t, dbtest.SQLite(t))
	w.saved()
	before := w.files()
	w.ages(before...)
	w.url = dbtest.SQLite(t)
	w.done("migrate")
	_, by := w.examined("--sweep")
	assert.Equal(t, warning, by["files and rows"].Verdict)
	assert.Contains(t, by["files and rows"].Do, "belong together")
	other := newWorkspace(t, dbtest.SQLite(t))
	other.saved()
	other.data = w.data
	status, by := other.examined("--sweep")
	assert.Equal(t, 1, status, "%v", by)
	assert.Equal(t, before, w.files())
}

// orphan keeps a file without a row, and gives its path.
func (w *workspace) orphan(content string) string {
	w.t.Helper()
	box, err := blobs.Open(context.Background(), "file://"+filepath.Join(w.data, "files"), blobs.Keys{}, newID)
	require.NoError(w.t, err)
	defer box.Close()
	sum, _, err := box.Put(context.Background(), strings.NewReader(content))
	require.NoError(w.t, err)
	for _, path := range w.files() {
		if strings.HasSuffix(path, sum) {
			return path
		}
	}
	require.Fail(w.t, "it is not there")
	return ""
}

// files are the paths of all that are kept.
func (w *workspace) files() []string {
	w.t.Helper()
	var out []string
	require.NoError(w.t, filepath.WalkDir(filepath.Join(w.data, "files"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, path)
		}
		return err
	}))
	return out
}

// ages makes files two days old.
func (w *workspace) ages(paths ...string) {
	w.t.Helper()
	at := time.Now().Add(-48 * time.Hour)
	for _, path := range paths {
		require.NoError(w.t, os.Chtimes(path, at, at))
	}
}

// TestEnoughSpace: warned early, failed before uploads do.
func TestEnoughSpace(t *testing.T) {
	for free, want := range map[uint64]verdict{0: failed, tooLittle - 1: failed, tooLittle: warning, little - 1: warning, little: fine} {
		got, do := enough(free)
		assert.Equal(t, want, got, free)
		assert.Equal(t, want == fine, do == "")
	}
}
