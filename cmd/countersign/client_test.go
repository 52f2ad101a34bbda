package main

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestAReportFromTheCommandLine is the whole way: sign in, send, wait, look, take out, sign out.
func TestAReportFromTheCommandLine(t *testing.T) {
	l := serveLive(t)
	out := l.done(adaEmail+"\n"+adaPassword+"\n", "login", l.url+"/")
	assert.Contains(t, out, "Signed in to "+l.url+" as ada@example.com (administrator); sign in again by ")
	assert.NotContains(t, l.kept(), adaPassword)
	info, err := os.Stat(filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "countersign", "logins.json"))
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	token := l.token()
	tokens := l.send(token, http.MethodGet, "/tokens", nil, http.StatusOK)["items"].([]any)
	require.Len(t, tokens, 1)
	host, err := os.Hostname()
	require.NoError(t, err)
	assert.Equal(t, "countersign on "+host, tokens[0].(map[string]any)["name"])

	report := labeled("d02_quillmere.pdf")
	missing := countersign("", "upload", report, "--vendor", "Quillmere")
	assert.Equal(t, statusFailed, missing.status)
	assert.Contains(t, missing.errors, `there is no vendor "Quillmere"`)
	line := l.done("", "upload", report, "--vendor", "Quillmere", "--create", "--wait")
	fields := strings.Split(strings.TrimSpace(line), "\t")
	require.Len(t, fields, 3, line)
	assert.Equal(t, "d02_quillmere.pdf", fields[0])
	assert.Regexp(t, `^ready: (accept|accept-with-conditions|hold|reject)$`, fields[2])
	id := fields[1]
	assert.Equal(t, line, l.done("", "upload", report, "--vendor", "quillmere", "--wait"), "the same file again is the same review")
	l.looks(id)
	l.takesOut(id)

	assert.Contains(t, l.done("", "logout"), "Signed out of "+l.url)
	l.send(token, http.MethodGet, "/me", nil, http.StatusUnauthorized)
	assert.NotContains(t, l.kept(), token)
	after := countersign("", "status", id)
	assert.Equal(t, statusFailed, after.status)
	assert.Contains(t, after.errors, "[not-signed-in]")
}

func (l *liveServer) token() string {
	l.t.Helper()
	var kept struct {
		Servers map[string]struct{ Token string }
	}
	require.NoError(l.t, json.Unmarshal([]byte(l.kept()), &kept))
	return kept.Servers[l.url].Token
}

// looks reads the review in every way.
func (l *liveServer) looks(id string) {
	t := l.t
	status := l.done("", "status", id)
	assert.Regexp(t, `Vendor +Quillmere`, status)
	assert.Regexp(t, `State +in-review`, status)
	assert.Regexp(t, `Reading +ready`, status)
	assert.Regexp(t, `Next +decide over \d+ open findings, then submit it`, status)
	assert.Regexp(t, id+` +Quillmere +in-review +ready +decide over its findings`, l.done("", "status"))

	var all, grave struct{ Items []map[string]any }
	require.NoError(t, json.Unmarshal([]byte(l.done("", "findings", id, "--format", "json")), &all))
	served := l.send(l.token(), http.MethodGet, "/reviews/"+id+"/findings?limit=200", nil, http.StatusOK)["items"].([]any)
	require.NotEmpty(t, served)
	require.Len(t, all.Items, len(served))
	for i := range served {
		assert.Equal(t, served[i], any(all.Items[i]), "whole, and in the same order")
	}
	require.NoError(t, json.Unmarshal([]byte(l.done("", "findings", id, "--format", "json", "--severity", "critical,high")), &grave))
	require.NotEmpty(t, grave.Items)
	assert.Less(t, len(grave.Items), len(all.Items))
	for _, f := range grave.Items {
		assert.Contains(t, []any{"critical", "high"}, f["severity"])
	}
	text := l.done("", "findings", id)
	assert.Regexp(t, `  p\. \d+  “[^”]+”`, text)
	assert.Len(t, strings.Split(text, "\n\n"), len(all.Items))
	assert.Empty(t, l.done("", "findings", id, "--search", "zyzzyva"))
	refused := countersign("", "findings", "nothing")
	assert.Equal(t, statusFailed, refused.status)
	assert.Contains(t, refused.errors, "[not-found]")
}

// takesOut exports in every form.
func (l *liveServer) takesOut(id string) {
	t := l.t
	var report map[string]any
	require.NoError(t, json.Unmarshal([]byte(l.done("", "export", id)), &report))
	assert.Contains(t, report, "assessment")
	file := filepath.Join(t.TempDir(), "review.json")
	assert.Empty(t, l.done("", "export", id, "--decisions", "-o", file))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	var joined struct {
		Report   map[string]any
		Review   map[string]any
		Findings []map[string]any
	}
	require.NoError(t, json.Unmarshal(raw, &joined))
	assert.Equal(t, report, joined.Report)
	assert.Equal(t, id, joined.Review["id"])
	assert.Contains(t, joined.Review, "created_by")
	assert.NotEmpty(t, joined.Findings)
	assert.Contains(t, joined.Findings[0], "decision")
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	text := l.done("", "export", id, "--format", "markdown")
	assert.True(t, strings.HasPrefix(text, "# Quillmere\n"))
	assert.Contains(t, text, "; not decided\n")
	assert.Regexp(t, `\n> .+\n>\n> — page \d+\n`, text)
	lost := countersign("", "export", id, "-o", filepath.Join(t.TempDir(), "no", "file"))
	assert.Equal(t, statusFailed, lost.status)
	assert.Contains(t, lost.errors, "[cannot-write]")
}

// TestSigningInFromTheCommandLine: by password, by second factor, by token; the token of the last time ends.
func TestSigningInFromTheCommandLine(t *testing.T) {
	l := serveLive(t)
	wrong := countersign(adaEmail+"\nnot the right one\n", "login", l.url)
	assert.Equal(t, statusFailed, wrong.status)
	assert.Contains(t, wrong.errors, "[not-signed-in]")
	cut := countersign(adaEmail+"\n", "login", l.url)
	assert.Contains(t, cut.errors, "nothing more can be read")

	cookie := l.send("", http.MethodPost, "/session", map[string]any{"email": adaEmail, "password": adaPassword}, http.StatusOK)["cookie"].(string)
	enrolled := l.send(cookie, http.MethodPost, "/me/totp", map[string]any{"password": adaPassword}, http.StatusCreated)
	codes := l.confirm(cookie, enrolled["secret"].(string))
	l.done(adaPassword+"\n"+codes[0]+"\n", "login", l.url, "--email", adaEmail)
	first := l.token()
	l.done(adaPassword+"\n"+codes[1]+"\n", "login", l.url, "--email", adaEmail)
	assert.NotEqual(t, first, l.token())
	l.send(first, http.MethodGet, "/me", nil, http.StatusUnauthorized)
	spent := countersign(adaPassword+"\n"+codes[1]+"\n", "login", l.url, "--email", adaEmail)
	assert.Contains(t, spent.errors, "[not-signed-in]")
	sessions := l.send(cookie, http.MethodGet, "/sessions", nil, http.StatusOK)["items"].([]any)
	assert.Len(t, sessions, 1, "signing in leaves no session behind")

	made := strings.TrimSpace(l.done("", "token", "create", "--data", l.data, "--name", "robot", "--role", "auditor"))
	l.done("", "logout")
	assert.Contains(t, l.done(made+"\n", "login", l.url, "--token-stdin"), "robot (auditor)")
	assert.Contains(t, l.done("", "status"), "REVIEW")
	assert.Contains(t, countersign("", "upload", labeled("d02_quillmere.pdf"), "--vendor", "X", "--create").errors, "[not-allowed]")
	l.done("", "logout")
	l.send(made, http.MethodGet, "/me", nil, http.StatusOK) // it was not ours to end
	t.Setenv("COUNTERSIGN_SERVER", l.url)
	t.Setenv("COUNTERSIGN_TOKEN", made)
	assert.Contains(t, l.done("", "status"), "REVIEW")
	t.Setenv("COUNTERSIGN_TOKEN", "cs_nobody")
	assert.Contains(t, countersign("", "status").errors, "[not-signed-in]")
}

// TestFilesThatNeedSomething: a password, a permission, or to be something else.
func TestFilesThatNeedSomething(t *testing.T) {
	l := serveLive(t)
	l.signIn()
	upload := func(stdin string, args ...string) result {
		return countersign(stdin, append([]string{"upload", "--vendor", "Larkspur", "--create"}, args...)...)
	}
	locked := upload("", "--wait", labeled("d93_locked.pdf"))
	assert.Equal(t, statusNeeds, locked.status, locked.errors)
	assert.Contains(t, locked.errors, "[password-needed]")
	id := strings.Split(locked.out, "\t")[1]
	assert.Regexp(t, `Next +give its password: .*--password-stdin`, l.done("", "status", id))
	wrong := upload("open-sesame\n", "--wait", "--password-stdin", labeled("d93_locked.pdf"))
	assert.Contains(t, wrong.errors, "[password-wrong]")
	opened := upload("open-d93_locked\n", "--wait", "--password-stdin", labeled("d93_locked.pdf"))
	assert.Zero(t, opened.status, opened.errors)
	assert.Contains(t, opened.out, "\t"+id+"\tready")

	closed := upload("", "--wait", labeled("d01_tarnhollow.pdf"))
	assert.Equal(t, statusNeeds, closed.status, closed.errors)
	assert.Contains(t, closed.errors, "[permission-needed]")
	id = strings.Split(closed.out, "\t")[1]
	assert.Regexp(t, `Next +confirm .*--permit REASON`, l.done("", "status", id))
	assert.Equal(t, "d01_tarnhollow.pdf\t"+id+"\tqueued\n", upload("", "--permit", "our terms, clause 4", labeled("d01_tarnhollow.pdf")).out)

	text := filepath.Join(t.TempDir(), "no.pdf")
	require.NoError(t, os.WriteFile(text, []byte(strings.Repeat("no report ", 2_000_000)), 0o600)) // refused long before its end
	many := upload("", text, filepath.Join(t.TempDir(), "missing.pdf"), labeled("d02_quillmere.pdf"))
	assert.Equal(t, statusUnreadable, many.status)
	assert.Contains(t, many.errors, "[wrong-media-type]")
	assert.Contains(t, many.errors, "[file-not-found]")
	assert.Regexp(t, `^d02_quillmere.pdf\t\S+\tqueued\n$`, many.out, "one bad file stops no other")
	assert.Regexp(t, `^d94_bridge.pdf\t-\tkept\n$`, upload("", "--kind", "bridge-letter", labeled("d94_bridge.pdf")).out)
}

// TestWhatIsNoServer: whatever stands at the address, the person is told what to do.
func TestWhatIsNoServer(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("COUNTERSIGN_SERVER", "")
	t.Setenv("COUNTERSIGN_TOKEN", "")
	assert.Contains(t, countersign("", "status").errors, "sign in first: countersign login URL")
	assert.Contains(t, countersign("", "login", "ftp://example.com").errors, "[invalid-input]")
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved/api/v1/me":
			http.Redirect(w, r, "https://elsewhere.example.com/", http.StatusTemporaryRedirect)
		case "/proxy/api/v1/me":
			http.Error(w, "<h1>Bad gateway</h1>", http.StatusBadGateway)
		default:
			_, _ = w.Write([]byte("<h1>Welcome</h1>"))
		}
	}))
	t.Cleanup(other.Close)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	for address, want := range map[string]string{
		other.URL:                              "no Countersign server",
		other.URL + "/moved":                   "sends on to https://elsewhere.example.com",
		other.URL + "/proxy":                   "answers with status 502",
		"http://" + listener.Addr().String():   "does not answer",
		"http://countersign.invalid:1/nothing": "does not answer",
	} {
		r := countersign("cs_token\n", "login", "--token-stdin", address)
		assert.Equal(t, statusFailed, r.status, address)
		assert.Contains(t, r.errors, want, address)
		assert.Contains(t, r.errors, "[not-available]", address)
	}
}
