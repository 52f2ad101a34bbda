package livetest

import (
	"bufio"
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"countersign/blobs"
	"countersign/store"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// site is what servers share: a database, a folder of files with its key, and a log that is shown when a test fails.
type site struct {
	t      testing.TB
	url    string
	folder string
	key    string
	env    []string // further settings
}

// newSite is an empty site with a database at a URL.
func newSite(t testing.TB, url string, env ...string) *site {
	t.Helper()
	key, err := blobs.NewKey()
	require.NoError(t, err)
	s := &site{t: t, url: url, folder: t.TempDir(), key: key, env: env}
	require.NoError(t, os.Mkdir(s.temporary(), 0o700))
	t.Cleanup(func() {
		if log, err := os.ReadFile(s.path("log")); err == nil && t.Failed() {
			t.Logf("what the servers logged:\n%s", log[max(0, len(log)-8000):])
		}
	})
	return s
}

func (s *site) path(name string) string { return filepath.Join(s.folder, name) }

// temporary is where the servers put what is to go.
func (s *site) temporary() string { return s.path("tmp") }

func (s *site) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Getenv(program), args...)
	cmd.Env = append(os.Environ(),
		"COUNTERSIGN_DATA="+s.folder, "DATABASE_URL="+s.url, "BLOB_URL=file://"+s.path("files"), "BLOB_KEY="+s.key, "LISTEN=127.0.0.1:0",
		"LOG_LEVEL=WARN", "TMPDIR="+s.temporary())
	// Whoever sends hundreds of requests a second is what is measured here, not refused.
	cmd.Env = append(cmd.Env, "RATE_LIMIT_READS=0", "RATE_LIMIT_WRITES=0", "RATE_LIMIT_UPLOADS=0")
	cmd.Env = append(cmd.Env, s.env...)
	return cmd
}

// run runs a command of the program to its end and gives what it printed.
func (s *site) run(args ...string) string {
	s.t.Helper()
	out, err := s.command(context.Background(), args...).Output()
	require.NoError(s.t, err, "%v: %s", args, out)
	return strings.TrimSpace(string(out))
}

// token makes a token that belongs to nobody.
func (s *site) token(role string) string {
	return s.run("token", "create", "--name", role, "--role", role)
}

// database opens the database beside the servers.
func (s *site) database() *store.DB {
	s.t.Helper()
	db, err := store.Open(context.Background(), s.url)
	require.NoError(s.t, err)
	s.t.Cleanup(func() { _ = db.Close() })
	return db
}

// files opens the files beside the servers.
func (s *site) files() *blobs.Box {
	s.t.Helper()
	keys, err := blobs.ParseKeys(s.key)
	require.NoError(s.t, err)
	box, err := blobs.Open(context.Background(), "file://"+s.path("files"), keys, uuid.NewString)
	require.NoError(s.t, err)
	s.t.Cleanup(func() { _ = box.Close() })
	return box
}

// server is a running server.
type server struct {
	cmd     *exec.Cmd
	address string // http://…
	took    time.Duration
}

// start starts a server and waits until it is ready.
func (s *site) start() *server {
	s.t.Helper()
	log, err := os.OpenFile(s.path("log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(s.t, err)
	defer log.Close()
	began := time.Now()
	r := &server{cmd: s.command(context.Background(), "serve")}
	r.cmd.Stderr = log
	out, err := r.cmd.StdoutPipe()
	require.NoError(s.t, err)
	require.NoError(s.t, r.cmd.Start())
	s.t.Cleanup(r.kill)
	lines := bufio.NewScanner(out)
	for r.address == "" && lines.Scan() {
		if _, address, found := strings.Cut(lines.Text(), "serves on "); found {
			r.address = address
		}
	}
	require.NotEmpty(s.t, r.address, "the server says where it is")
	go func() { // the set-up link comes later, if at all; nobody must wait for the pipe
		for lines.Scan() {
		}
	}()
	require.Eventually(s.t, func() bool {
		resp, err := http.Get(r.address + "/readyz")
		if err != nil {
			return false
		}
		_ = resp.Body.Close()
		return resp.StatusCode == http.StatusOK
	}, 30*time.Second, 5*time.Millisecond)
	r.took = time.Since(began)
	return r
}

// kill ends a server as a loss of power would, and waits until it is gone.
func (r *server) kill() {
	_ = r.cmd.Process.Kill()
	_ = r.cmd.Wait()
}

// resident is the memory that a process and its children hold, in MiB: the server itself, and the reading children.
func resident(t testing.TB, pid int) (self, children float64) {
	t.Helper()
	const page = 4096
	one := func(pid int) float64 {
		raw, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "statm"))
		fields := bytes.Fields(raw)
		if err != nil || len(fields) < 2 {
			return 0 // it has ended
		}
		pages, err := strconv.Atoi(string(fields[1]))
		require.NoError(t, err)
		return float64(pages*page) / (1 << 20)
	}
	lists, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "task", "*", "children"))
	require.NoError(t, err)
	for _, list := range lists {
		raw, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for _, f := range bytes.Fields(raw) {
			child, err := strconv.Atoi(string(f))
			require.NoError(t, err)
			children += one(child)
		}
	}
	return one(pid), children
}
