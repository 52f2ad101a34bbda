package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	adaEmail    = "ada@example.com"
	adaPassword = "tundra lantern copper"
)

// liveServer is this program serving on a port of its own, with one person: Ada, an administrator.
type liveServer struct {
	t   *testing.T
	url string
	// data is the server's folder.
	data string
}

// serveLive starts the real server as a process and makes its first administrator. The person's own settings are out of reach.
func serveLive(t *testing.T) *liveServer {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("COUNTERSIGN_SERVER", "")
	t.Setenv("COUNTERSIGN_TOKEN", "")
	exe, err := os.Executable()
	require.NoError(t, err)
	l := &liveServer{t: t, data: t.TempDir()}
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	log := &bytes.Buffer{}
	cmd := &exec.Cmd{
		Path: exe, Args: []string{"countersign", "serve", "--data", l.data, "--listen", "127.0.0.1:0"}, Stderr: log,
		Env: []string{"PATH=" + os.Getenv("PATH"), "HOME=" + l.data, "COUNTERSIGN_CACHE=" + filepath.Join(cache, "countersign"), "TMPDIR=" + os.TempDir()},
	}
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		assert.NoError(t, cmd.Wait(), "%s", log)
		assert.NotContains(t, log.String(), adaPassword)
	})
	secret := ""
	for lines := bufio.NewScanner(out); secret == "" && lines.Scan(); {
		if url, found := strings.CutPrefix(lines.Text(), "Countersign serves on "); found {
			l.url = url
		}
		_, secret, _ = strings.Cut(lines.Text(), "/setup#")
	}
	require.NotEmpty(t, secret, "%s", log)
	l.send("", http.MethodPost, "/setup", map[string]any{"secret": secret, "email": adaEmail, "name": "Ada", "password": adaPassword}, http.StatusCreated)
	return l
}

// send asks the server without the client under test. The credential is a token, or a session's cookie with its name.
func (l *liveServer) send(credential, method, path string, body any, status int) map[string]any {
	l.t.Helper()
	raw, err := json.Marshal(body)
	require.NoError(l.t, err)
	r, err := http.NewRequestWithContext(l.t.Context(), method, l.url+"/api/v1"+path, bytes.NewReader(raw))
	require.NoError(l.t, err)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	} else {
		r.Body, r.ContentLength = http.NoBody, 0
	}
	switch {
	case strings.Contains(credential, "="):
		r.Header.Set("Cookie", credential)
	case credential != "":
		r.Header.Set("Authorization", "Bearer "+credential)
	}
	answer, err := http.DefaultClient.Do(r)
	require.NoError(l.t, err)
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	require.NoError(l.t, err)
	require.Equal(l.t, status, answer.StatusCode, "%s %s: %s", method, path, got)
	out := map[string]any{}
	if len(got) > 0 {
		require.NoError(l.t, json.Unmarshal(got, &out), "%s", got)
	}
	if c := answer.Cookies(); len(c) > 0 {
		out["cookie"] = c[0].Name + "=" + c[0].Value
	}
	return out
}

// result is what a command did.
type result struct {
	status      int
	out, errors string
}

// countersign runs a command in this process.
func countersign(stdin string, args ...string) result {
	var out, errs bytes.Buffer
	status := run(args, strings.NewReader(stdin), &out, &errs, time.Now)
	return result{status, out.String(), errs.String()}
}

// done runs a command that must succeed.
func (l *liveServer) done(stdin string, args ...string) string {
	l.t.Helper()
	r := countersign(stdin, args...)
	require.Zero(l.t, r.status, "%v: %s%s", args, r.out, r.errors)
	return r.out
}

// signIn signs Ada in by command.
func (l *liveServer) signIn() {
	l.t.Helper()
	l.done(adaEmail+"\n"+adaPassword+"\n", "login", l.url)
}

// kept is the file of logins.
func (l *liveServer) kept() string {
	l.t.Helper()
	raw, err := os.ReadFile(filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "countersign", "logins.json"))
	require.NoError(l.t, err)
	return string(raw)
}

func labeled(name string) string { return filepath.Join("..", "..", "testdata", "reports", name) }
