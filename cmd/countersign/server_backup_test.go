package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"countersign/blobs"
	"countersign/internal/dbtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// uploading sends small reports, each another, until it is told to stop.
type uploading struct {
	l      *live
	vendor string
	quit   chan struct{}
	done   sync.WaitGroup

	mu   sync.Mutex
	sent map[string]string // document to hash, of those that the server took
	errs []string
}

func (l *live) upload(vendor string) *uploading {
	u := &uploading{l: l, vendor: vendor, quit: make(chan struct{}), sent: map[string]string{}}
	for worker := range 3 {
		u.done.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-u.quit:
					return
				default:
					u.one(fmt.Sprintf("%%PDF-1.7\n%s %d %d %s", vendor, worker, i, strings.Repeat("x", 20_000)))
				}
			}
		})
	}
	return u
}

func (u *uploading) one(content string) {
	status, raw, err := u.l.call("POST", "/api/v1/vendors/"+u.vendor+"/documents", "application/pdf", []byte(content), "Content-Disposition", `attachment; filename="r.pdf"`)
	var out struct{ ID string }
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	sum := sha256.Sum256([]byte(content))
	u.mu.Lock()
	defer u.mu.Unlock()
	if err != nil || status != 202 {
		u.errs = append(u.errs, fmt.Sprint(status, err, string(raw)))
		return
	}
	u.sent[out.ID] = hex.EncodeToString(sum[:])
}

// taken waits until there are so many, and gives those that the server has taken by now.
func (u *uploading) taken(t *testing.T, least int) map[string]string {
	t.Helper()
	for {
		u.mu.Lock()
		have := make(map[string]string, len(u.sent))
		for id, sum := range u.sent {
			have[id] = sum
		}
		errs := u.errs
		u.mu.Unlock()
		require.Empty(t, errs)
		if len(have) >= least {
			return have
		}
		time.Sleep(time.Millisecond)
	}
}

func (u *uploading) stop() {
	close(u.quit)
	u.done.Wait()
}

// TestBackupOfARunningServerIsRestoredWhole: what was taken before the backup began is in it, every row has its file, and both are what they
// were; from either database into either, in the clear and encrypted.
func TestBackupOfARunningServerIsRestoredWhole(t *testing.T) {
	key, err := blobs.NewKey()
	require.NoError(t, err)
	for name, env := range map[string][]string{"plain": nil, "encrypted": {"BLOB_KEY=" + key}} {
		t.Run(name, func(t *testing.T) {
			dbtest.EachURL(t, func(t *testing.T, url string) {
				w := newWorkspace(t, url, env...)
				l := w.serve()
				vendor := l.made("/api/v1/vendors", `{"name": "Larkspur"}`)
				u := l.upload(vendor)
				before := u.taken(t, 10)
				file := filepath.Join(t.TempDir(), "all.backup")
				out := w.done("backup", file)
				u.taken(t, len(before)+5)
				u.stop()
				all := u.taken(t, 0)
				l.stop()
				assert.Contains(t, out, "saved "+file)
				info, err := os.Stat(file)
				require.NoError(t, err)
				assert.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "it is for nobody else")
				dbtest.EachURL(t, func(t *testing.T, url string) {
					to := newWorkspace(t, url, env...)
					to.restoredFrom(file, out, before, all)
				})
			})
		})
	}
}

// restoredFrom restores a backup and serves it.
func (w *workspace) restoredFrom(file, saved string, before, all map[string]string) {
	w.t.Helper()
	told := w.done("restore", file)
	_, head, _ := strings.Cut(saved, "ends with ")
	head, _, _ = strings.Cut(head, "\n")
	assert.Contains(w.t, told, head)
	w.done("audit", "verify", "--expect", head)
	actions := w.actions()
	assert.Equal(w.t, "workspace.restore", actions[len(actions)-1])
	report := w.done("doctor", "--expect", head, "--format", "json")
	assert.NotContains(w.t, report, `"failed"`)

	l := w.serve()
	defer l.stop()
	status, raw, err := l.call("GET", "/api/v1/vendors", "", nil)
	require.NoError(w.t, err)
	require.Equal(w.t, 200, status, "%s", raw)
	assert.Contains(w.t, string(raw), "Larkspur")
	found := 0
	for id, sum := range all {
		status, raw, err := l.call("GET", "/api/v1/documents/"+id+"/file", "", nil)
		require.NoError(w.t, err)
		if _, early := before[id]; !early && status == 404 {
			continue // it came after the state that was saved
		}
		require.Equal(w.t, 200, status, "%s", raw)
		got := sha256.Sum256(raw)
		assert.Equal(w.t, sum, hex.EncodeToString(got[:]))
		found++
	}
	assert.GreaterOrEqual(w.t, found, len(before))
	w.refused("not empty", "restore", file)
}

// saved is a workspace with one vendor and a backup of it.
func (w *workspace) saved() string {
	w.t.Helper()
	l := w.serve()
	u := l.upload(l.made("/api/v1/vendors", `{"name": "Larkspur"}`))
	u.taken(w.t, 3)
	u.stop()
	l.stop()
	file := filepath.Join(w.t.TempDir(), "all.backup")
	w.done("backup", file)
	return file
}

// TestBackupThatChangedIsNotRestored: one byte is enough, and then nothing is left.
func TestBackupThatChangedIsNotRestored(t *testing.T) {
	from := newWorkspace(t, dbtest.SQLite(t))
	good, err := os.ReadFile(from.saved())
	require.NoError(t, err)
	eachWorkspace(t, func(t *testing.T, w *workspace) {
		file := filepath.Join(t.TempDir(), "bad.backup")
		for name, bad := range map[string][]byte{
			"cut": good[:len(good)-100], "changed": append(append(append([]byte{}, good[:len(good)/2]...), good[len(good)/2]^1), good[len(good)/2+1:]...), "empty": {},
		} {
			require.NoError(t, os.WriteFile(file, bad, 0o600))
			status, _, complaints := w.run("restore", file)
			assert.Equal(t, 1, status, name)
			assert.NotEmpty(t, complaints, name)
		}
		_, err := os.Stat(filepath.Join(w.data, "files", "plain"))
		require.ErrorIs(t, err, os.ErrNotExist, "no file was kept")
		require.NoError(t, os.WriteFile(file, good, 0o600))
		w.done("restore", file)
	})
}

// TestBackupIsRefused: what would lose something, or save nothing.
func TestBackupIsRefused(t *testing.T) {
	w := newWorkspace(t, dbtest.SQLite(t))
	file := filepath.Join(t.TempDir(), "all.backup")
	w.refused("there is no database at", "backup", file)
	_, err := os.Stat(strings.TrimPrefix(w.url, "sqlite:"))
	require.ErrorIs(t, err, os.ErrNotExist, "asking made none")
	w.done("migrate")
	w.done("backup", file)
	w.refused("already", "backup", file)
	w.done("backup", "--overwrite", file)
	w.refused("cannot be written", "backup", filepath.Join(t.TempDir(), "none", "x"))
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".*"))
	require.NoError(t, err)
	assert.Empty(t, left, "no half-written files")
}

// TestBackupOfEncryptedFilesWantsTheirKey: and says so before anything is restored.
func TestBackupOfEncryptedFilesWantsTheirKey(t *testing.T) {
	key, err := blobs.NewKey()
	require.NoError(t, err)
	other, err := blobs.NewKey()
	require.NoError(t, err)
	file := newWorkspace(t, dbtest.SQLite(t), "BLOB_KEY="+key).saved()
	w := newWorkspace(t, dbtest.SQLite(t))
	w.refused("BLOB_KEY", "restore", file)
	w.env = []string{"BLOB_KEY=" + key}
	w.done("restore", file)
	w.env = []string{"BLOB_KEY=" + other}
	status, out, _ := w.run("doctor")
	assert.Equal(t, 1, status)
	assert.Contains(t, out, "cannot be opened")
}

// TestBackupTellsOfLostFiles: it is made all the same, and its exit status says that the server needs care.
func TestBackupTellsOfLostFiles(t *testing.T) {
	w := newWorkspace(t, dbtest.SQLite(t))
	file := w.saved()
	require.NoError(t, os.RemoveAll(filepath.Join(w.data, "files", "plain")))
	status, out, complaints := w.run("backup", "--overwrite", file)
	assert.Equal(t, 1, status)
	assert.Contains(t, out, "saved "+file)
	assert.Contains(t, complaints, "is gone")
}
