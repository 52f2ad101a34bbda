package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"countersign/internal/dbtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// workspace is a folder and a database that commands are run on, as programs of their own.
type workspace struct {
	t    *testing.T
	url  string
	data string
	env  []string
}

func newWorkspace(t *testing.T, url string, env ...string) *workspace {
	t.Helper()
	return &workspace{t, url, t.TempDir(), env}
}

// eachWorkspace runs a test on both databases.
func eachWorkspace(t *testing.T, test func(t *testing.T, w *workspace)) {
	t.Helper()
	dbtest.EachURL(t, func(t *testing.T, url string) { test(t, newWorkspace(t, url)) })
}

func (w *workspace) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(context.Background(), "countersign", args...)
	cmd.Env = append(os.Environ(), "COUNTERSIGN_DATA="+w.data, "DATABASE_URL="+w.url, "WORKERS=0", "RATE_LIMIT_UPLOADS=0")
	cmd.Env = append(cmd.Env, w.env...)
	return cmd
}

// run runs a command and gives its exit status and what it printed.
func (w *workspace) run(args ...string) (status int, stdout, stderr string) {
	w.t.Helper()
	var out, complaints bytes.Buffer
	cmd := w.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err := cmd.Run()
	if cmd.ProcessState == nil {
		require.NoError(w.t, err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), complaints.String()
}

// done runs a command that must succeed.
func (w *workspace) done(args ...string) string {
	w.t.Helper()
	status, out, complaints := w.run(args...)
	require.Equal(w.t, 0, status, "%v: %s%s", args, out, complaints)
	return out
}

// refused runs a command that must fail, and holds that it says why.
func (w *workspace) refused(why string, args ...string) {
	w.t.Helper()
	status, out, complaints := w.run(args...)
	assert.Equal(w.t, 1, status, "%v: %s%s", args, out, complaints)
	assert.Contains(w.t, complaints, why, args)
}

// actions are those of the audit trail, and the trail holds.
func (w *workspace) actions() []string {
	w.t.Helper()
	w.done("audit", "verify")
	var out []string
	for line := range strings.Lines(w.done("audit", "export")) {
		var e struct{ Action, ActorKind string }
		require.NoError(w.t, json.Unmarshal([]byte(line), &e))
		out = append(out, e.Action)
	}
	return out
}

// token is one of an administrator.
func (w *workspace) token() string {
	w.t.Helper()
	return strings.TrimSpace(w.done("token", "create", "--name", "test", "--role", "administrator"))
}

// running is a server that runs.
type running struct {
	t     *testing.T
	base  string
	token string
	cmd   *exec.Cmd
}

// serve starts a server; it ends with the test at the latest.
func (w *workspace) serve() *running {
	w.t.Helper()
	l := &running{t: w.t, token: w.token(), cmd: w.command("serve", "--listen", "127.0.0.1:0")}
	out, err := l.cmd.StdoutPipe()
	require.NoError(w.t, err)
	require.NoError(w.t, l.cmd.Start())
	w.t.Cleanup(func() { _ = l.cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(w.t, err)
	l.base = regexp.MustCompile(`http://\S+`).FindString(line)
	require.NotEmpty(w.t, l.base, line)
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return l
}

// stop ends the server as an operator does.
func (l *running) stop() {
	l.t.Helper()
	require.NoError(l.t, l.cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(l.t, l.cmd.Wait())
}

// call asks the server. It may be used by many goroutines at once, and so gives its error back.
func (l *running) call(method, path, kind string, body []byte, header ...string) (int, []byte, error) {
	r, err := http.NewRequestWithContext(context.Background(), method, l.base+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Authorization", "Bearer "+l.token)
	r.Header.Set("Content-Type", kind)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	return answer.StatusCode, raw, err
}

// made posts JSON and gives the id of what was made.
func (l *running) made(path, body string) string {
	l.t.Helper()
	status, raw, err := l.call("POST", path, "application/json", []byte(body))
	require.NoError(l.t, err)
	require.Equal(l.t, 201, status, "%s", raw)
	var out struct{ ID string }
	require.NoError(l.t, json.Unmarshal(raw, &out))
	return out.ID
}
