package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// confirm switches the second factor on and gives the recovery codes.
func (l *liveServer) confirm(cookie, secret string) (codes []string) {
	l.t.Helper()
	code, err := totp.GenerateCode(secret, time.Now())
	require.NoError(l.t, err)
	for _, c := range l.send(cookie, http.MethodPost, "/me/totp/confirm", map[string]any{"code": code}, http.StatusOK)["recovery_codes"].([]any) {
		codes = append(codes, c.(string))
	}
	return codes
}

// poorLine stands between a client and the server. While it is broken, connections end once so many bytes were sent: at once, or when the
// server has answered, so that the client does not learn what became of its request.
type poorLine struct {
	net.Listener
	to     string
	breaks atomic.Int32 // connections that still break
	late   bool
	cut    atomic.Int32
}

const before = 64 << 10

func newPoorLine(t *testing.T, to string, breaks int32, late bool) *poorLine {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	p := &poorLine{Listener: listener, to: to, late: late}
	p.breaks.Store(breaks)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go p.carry(c)
		}
	}()
	return p
}

func (p *poorLine) carry(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer server.Close()
	var sent atomic.Int64
	var doomed atomic.Bool
	go func() { // answers
		defer client.Close()
		buffer := make([]byte, 32<<10)
		for {
			n, err := server.Read(buffer)
			if doomed.Load() && p.late && n > 0 {
				p.cut.Add(1)
				return // the answer is lost
			}
			if _, bad := client.Write(buffer[:n]); err != nil || bad != nil {
				return
			}
		}
	}()
	buffer := make([]byte, 32<<10)
	for {
		n, err := client.Read(buffer)
		if _, bad := server.Write(buffer[:n]); err != nil || bad != nil {
			return
		}
		if sent.Add(int64(n)) > before && !doomed.Load() && p.breaks.Add(-1) >= 0 {
			doomed.Store(true)
			if !p.late {
				p.cut.Add(1)
				return
			}
		}
	}
}

// TestUploadsSurviveABrokenLine: whatever the line does, the report arrives once.
func TestUploadsSurviveABrokenLine(t *testing.T) {
	l := serveLive(t)
	l.signIn()
	token := l.token()
	raw, err := os.ReadFile(labeled("d06_copperline.pdf"))
	require.NoError(t, err)
	raw = append(raw, bytes.Repeat([]byte("% more than what lies in the buffers of a connection\n"), 200_000)...)
	for name, line := range map[string]struct {
		breaks int32
		late   bool
	}{
		"it breaks in the middle":       {1, false},
		"it breaks again and again":     {3, false},
		"the answer is lost":            {1, true},
		"the answer is lost each time":  {2, true},
		"it holds, and nothing is lost": {0, false},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "report.pdf")
			require.NoError(t, os.WriteFile(file, append(bytes.Clone(raw), []byte("\n% "+name+"\n")...), 0o600))
			p := newPoorLine(t, strings.TrimPrefix(l.url, "http://"), line.breaks, line.late)
			t.Setenv("COUNTERSIGN_SERVER", "http://"+p.Addr().String())
			t.Setenv("COUNTERSIGN_TOKEN", token)
			r := countersign("", "upload", file, "--vendor", name, "--create")
			require.Zero(t, r.status, r.errors)
			if line.late { // the second time the server may answer before the line breaks
				assert.Positive(t, p.cut.Load(), "the line did break")
			} else {
				assert.Equal(t, line.breaks, p.cut.Load(), "the line did break")
			}
			id := strings.Split(r.out, "\t")[1]
			review := l.send(token, http.MethodGet, "/reviews/"+id, nil, http.StatusOK)
			documents := l.send(token, http.MethodGet, "/vendors/"+review["vendor_id"].(string)+"/documents", nil, http.StatusOK)["items"].([]any)
			require.Len(t, documents, 1)
			assert.EqualValues(t, len(raw)+len(name)+4, documents[0].(map[string]any)["size"])
			reviews := l.send(token, http.MethodGet, "/reviews?vendor_id="+review["vendor_id"].(string), nil, http.StatusOK)["items"].([]any)
			assert.Len(t, reviews, 1)
		})
	}
}

// TestWatchingSurvivesABrokenLine: who waits for a reading does so whatever becomes of the stream of events.
func TestWatchingSurvivesABrokenLine(t *testing.T) {
	l := serveLive(t)
	l.signIn()
	server, err := net.ResolveTCPAddr("tcp", strings.TrimPrefix(l.url, "http://"))
	require.NoError(t, err)
	var streams atomic.Int32
	proxy := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/events") && streams.Add(1) == 1 {
			panic(http.ErrAbortHandler)
		}
		out := r.Clone(r.Context())
		out.URL.Scheme, out.URL.Host, out.RequestURI = "http", server.String(), ""
		answer, err := http.DefaultTransport.RoundTrip(out)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer answer.Body.Close()
		w.WriteHeader(answer.StatusCode)
		_, _ = io.Copy(w, answer.Body)
	})}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = proxy.Serve(listener) }()
	t.Cleanup(func() { _ = proxy.Close() })
	t.Setenv("COUNTERSIGN_TOKEN", l.token())
	t.Setenv("COUNTERSIGN_SERVER", "http://"+listener.Addr().String())
	out := l.done("", "upload", labeled("d02_quillmere.pdf"), "--vendor", "Quillmere", "--create", "--wait")
	assert.Contains(t, out, "\tready: ")
	assert.Positive(t, streams.Load())
}
