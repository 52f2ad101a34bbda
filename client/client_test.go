package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countersign/fault"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"countersign.example.com":            "https://countersign.example.com",
		"https://Countersign.example.com/":   "https://countersign.example.com",
		"http://127.0.0.1:8080":              "http://127.0.0.1:8080",
		"https://example.com/countersign//":  "https://example.com/countersign",
		"ftp://example.com":                  "",
		"https://ada:secret@example.com":     "",
		"https://":                           "",
		"https://example.com:port":           "",
		"https://[::1]:8080/?token=x#secret": "https://[::1]:8080",
	} {
		got, err := Address(in)
		assert.Equal(t, want, got, in)
		assert.Equal(t, want == "", fault.Is(err, fault.Invalid), in)
	}
	for in, want := range map[string]bool{
		"http://10.0.0.5": true, "http://countersign.example.com": true, "http://127.0.0.1:1": false, "http://[::1]:1": false, "http://localhost:1": false,
		"https://10.0.0.5": false,
	} {
		assert.Equal(t, want, Plain(in), in)
	}
}

func TestLoginsAreForTheirOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings", "logins.json")
	k, err := LoadKept(path)
	require.NoError(t, err)
	k.Set("https://a.example.com", Login{Token: "cs_a", ID: "1", Made: true})
	k.Set("https://b.example.com", Login{Token: "cs_b"})
	require.NoError(t, k.Save())
	require.NoError(t, k.Save(), "over the one that is there")
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	again, err := LoadKept(path)
	require.NoError(t, err)
	assert.Equal(t, k, again)
	again.Drop("https://b.example.com")
	assert.Empty(t, again.Current)
	assert.Len(t, again.Servers, 1)
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	require.NoError(t, err)
	assert.Empty(t, left)
	require.NoError(t, os.WriteFile(path, []byte("{"), 0o600))
	_, err = LoadKept(path)
	assert.True(t, fault.Is(err, fault.FileUnreadable))
}

// server answers with what a test says, and counts.
type server struct {
	*Client
	keys  []string
	sizes []int
	waits []time.Duration
}

func newServer(t *testing.T, answer func(n int, w http.ResponseWriter)) *server {
	s := &server{}
	actual := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		s.keys, s.sizes = append(s.keys, r.Header.Get("Idempotency-Key")), append(s.sizes, len(raw))
		answer(len(s.keys), w)
	}))
	t.Cleanup(actual.Close)
	var err error
	s.Client, err = New(actual.URL, "cs_token")
	require.NoError(t, err)
	s.Pause = func(ctx context.Context, d time.Duration) error {
		s.waits = append(s.waits, d)
		return ctx.Err()
	}
	return s
}

func problem(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, `{"code":"`+code+`","detail":"Because.","request":"r-1"}`)
}

func upload(opened *int) Upload {
	return Upload{Name: "report.pdf", Size: 5, Open: func() (io.ReadCloser, error) {
		*opened++
		return io.NopCloser(strings.NewReader("%PDF-")), nil
	}}
}

// TestUploadsAreSentAgain when it may help, with the same key and the whole file, and not otherwise.
func TestUploadsAreSentAgain(t *testing.T) {
	for name, c := range map[string]struct {
		answer   func(n int, w http.ResponseWriter)
		attempts int
		code     fault.Code
	}{
		"the server comes back": {func(n int, w http.ResponseWriter) {
			if n < 3 {
				problem(w, http.StatusServiceUnavailable, "not-available")
				return
			}
			_, _ = io.WriteString(w, `{"id":"d","review_id":"r"}`)
		}, 3, ""},
		"the first is still under way after a broken line": {func(n int, w http.ResponseWriter) {
			switch n {
			case 1:
				panic(http.ErrAbortHandler)
			case 2:
				problem(w, http.StatusConflict, "illegal-move")
			default:
				_, _ = io.WriteString(w, `{"id":"d","review_id":"r"}`)
			}
		}, 3, ""},
		"it stays away":                   {func(_ int, w http.ResponseWriter) { problem(w, http.StatusServiceUnavailable, "not-available") }, uploadAttempts, fault.Unavailable},
		"it is refused":                   {func(_ int, w http.ResponseWriter) { problem(w, http.StatusUnsupportedMediaType, "wrong-media-type") }, 1, fault.WrongMediaType},
		"the state does not allow it":     {func(_ int, w http.ResponseWriter) { problem(w, http.StatusConflict, "illegal-move") }, 1, fault.IllegalMove},
		"a code that is not known here":   {func(_ int, w http.ResponseWriter) { problem(w, http.StatusConflict, "brand-new") }, 1, "brand-new"},
		"it is slowed down by a new code": {func(_ int, w http.ResponseWriter) { problem(w, http.StatusTooManyRequests, "slow-down") }, uploadAttempts, "slow-down"},
	} {
		s, opened := newServer(t, c.answer), 0
		out, err := s.Upload(t.Context(), "v", upload(&opened))
		assert.Len(t, s.keys, c.attempts, name)
		assert.Equal(t, c.attempts, opened, name)
		assert.Len(t, s.waits, c.attempts-1, name)
		for i := range s.keys {
			assert.Equal(t, s.keys[0], s.keys[i], name)
			assert.NotEmpty(t, s.keys[i], name)
			assert.Equal(t, 5, s.sizes[i], name)
		}
		if c.code == "" {
			require.NoError(t, err, name)
			assert.Equal(t, "r", out.ReviewID, name)
			continue
		}
		var p *Problem
		require.ErrorAs(t, err, &p, name)
		assert.Equal(t, c.code, p.Code, name)
		assert.True(t, fault.Is(err, c.code), name)
		assert.Contains(t, err.Error(), "Because.", name)
	}
}

// TestWhatIsWrongWithTheFileIsNotTheLine: a file that cannot be read is told of once.
func TestWhatIsWrongWithTheFileIsNotTheLine(t *testing.T) {
	s := newServer(t, func(_ int, w http.ResponseWriter) { _, _ = io.WriteString(w, `{}`) })
	bad := errors.New("the disk is broken")
	_, err := s.Upload(t.Context(), "v", Upload{Name: "a.pdf", Size: 9, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(bytes.NewReader([]byte("%PDF")), broken{bad})), nil
	}})
	require.ErrorIs(t, err, bad)
	assert.True(t, fault.Is(err, fault.FileUnreadable))
	_, err = s.Upload(t.Context(), "v", Upload{Name: "a.pdf", Size: 9, Open: func() (io.ReadCloser, error) { return nil, bad }})
	assert.True(t, fault.Is(err, fault.FileUnreadable))
	assert.Empty(t, s.waits)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	opened := 0
	_, err = s.Upload(stopped, "v", upload(&opened))
	assert.True(t, fault.Is(err, fault.Canceled))
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }
