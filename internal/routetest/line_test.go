package routetest

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// listen serves the app on a port of this machine.
func (s *site) listen() string {
	s.t.Helper()
	l, err := (&net.ListenConfig{}).Listen(s.t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(s.t, err)
	go func() { _ = s.app.Listener(l) }()
	s.t.Cleanup(func() { _ = s.app.ShutdownWithTimeout(time.Second) })
	return l.Addr().String()
}

// raw writes bytes to the server, ends the line, and gives all that comes back until the server ends it too.
func (s *site) raw(address string, sent string) string {
	s.t.Helper()
	return s.pieces(address, []byte(sent))
}

func (s *site) pieces(address string, pieces ...[]byte) string {
	s.t.Helper()
	conn, err := (&net.Dialer{}).DialContext(s.t.Context(), "tcp", address)
	require.NoError(s.t, err)
	defer conn.Close()
	require.NoError(s.t, conn.SetDeadline(time.Now().Add(time.Minute)))
	go func() {
		for _, p := range pieces {
			if _, err := conn.Write(p); err != nil { // the server has heard enough
				return
			}
		}
		_ = conn.(*net.TCPConn).CloseWrite()
	}()
	var got bytes.Buffer
	_, _ = io.Copy(&got, conn)
	return got.String()
}

// head is the beginning of a request of a caller's.
func (s *site) head(who, method, path string, headers ...string) string {
	proof := s.headers[who]
	return fmt.Sprintf("%s %s HTTP/1.1\r\nHost: x\r\n%s: %s\r\n%s\r\n\r\n", method, path, proof[0], proof[1], strings.Join(headers, "\r\n"))
}

func sized(n int) string { return fmt.Sprintf("Content-Length: %d", n) }

const asJSON = "Content-Type: application/json"

// TestWhatIsLeftOfABodyIsNeverTakenForARequest: however a request ends, what nobody read of it is not the next one, which behind a proxy
// would be somebody else's.
func TestWhatIsLeftOfABodyIsNeverTakenForARequest(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		address := s.listen()
		p := s.place("in-review", "")
		hidden := strings.Repeat("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 60000)
		const short = 20000
		chunk := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(hidden[:short]), hidden[:short])
		submit, vendors, upload := "/api/v1/reviews/"+p.review.ID+"/submit", "/api/v1/vendors", "/api/v1/vendors/"+p.vendor.ID+"/documents"
		for name, sent := range map[string]string{
			"too large":                      s.head("ada", "POST", vendors, asJSON, sized(len(hidden))) + hidden,
			"too large, with a key":          s.head("ada", "POST", vendors, asJSON, "Idempotency-Key: a", sized(len(hidden))) + hidden,
			"nobody":                         "POST " + vendors + " HTTP/1.1\r\nHost: x\r\n" + asJSON + "\r\n" + sized(len(hidden)) + "\r\n\r\n" + hidden,
			"not allowed":                    s.head("audrey", "POST", vendors, asJSON, sized(short)) + hidden[:short],
			"another site":                   s.head("ada", "POST", vendors, asJSON, "Origin: https://evil.example.com", sized(short)) + hidden[:short],
			"a body that the route has none": s.head("rita", "POST", submit, "If-Match: \"7\"", sized(short)) + hidden[:short],
			"the same, in chunks":            s.head("rita", "POST", submit, "If-Match: \"7\"", "Transfer-Encoding: chunked") + chunk,
			"no such address":                s.head("rita", "POST", "/nothing", sized(short)) + hidden[:short],
			"a GET":                          s.head("ada", "GET", vendors, sized(short)) + hidden[:short],
			"a GET in chunks":                s.head("ada", "GET", vendors, "Transfer-Encoding: chunked") + chunk,
			"a page":                         s.head("ada", "GET", "/", sized(short)) + hidden[:short],
			"a HEAD":                         s.head("ada", "HEAD", "/", sized(34)) + hidden[:34],
			"an upload of another type":      s.head("paul", "POST", upload, "Content-Type: text/html", sized(len(hidden))) + hidden,
			"an upload that is no PDF":       s.head("paul", "POST", upload, "Content-Type: application/pdf", sized(short)) + hidden[:short],
			"a form that ends before":        s.head("paul", "POST", upload, "Content-Type: multipart/form-data; boundary=b", sized(short)) + "--b--\r\n" + hidden[:short-7],
			"a key that came before":         s.head("ada", "POST", vendors, asJSON, "Idempotency-Key: "+strings.Repeat("k", 300), sized(short)) + hidden[:short],
			"both lengths":                   s.head("ada", "POST", vendors, asJSON, sized(4), "Transfer-Encoding: chunked") + chunk,
			"two lengths":                    s.head("ada", "POST", vendors, asJSON, sized(4), sized(short)) + hidden[:short],
		} {
			got := s.raw(address, sent)
			assert.LessOrEqual(t, strings.Count(got, "HTTP/1.1 "), 1, "%s: %.300s", name, got)
			assert.NotContains(t, got, `"status":"ok"`, name)
		}
		two := s.raw(address, s.head("ada", "POST", vendors, asJSON, sized(2))+"{}"+s.head("ada", "GET", "/healthz"))
		assert.Equal(t, 2, strings.Count(two, "HTTP/1.1 "), "a small request leaves the line to the next: %s", two)
	})
}

// TestWhatIsTooLargeIsNotReadIntoMemory: of a body of many megabytes no more is held than the route takes.
func TestWhatIsTooLargeIsNotReadIntoMemory(t *testing.T) {
	const size = 64 << 20
	each(t, func(t *testing.T, s *site) {
		address := s.listen()
		p := s.place("in-review", "")
		piece := bytes.Repeat([]byte(" "), 1<<20)
		for name, head := range map[string]string{
			"JSON":            s.head("ada", "POST", "/api/v1/vendors", asJSON, sized(size)) + `{"name":"`,
			"JSON with a key": s.head("ada", "POST", "/api/v1/vendors", asJSON, "Idempotency-Key: a", sized(size)) + `{"name":"`,
			"a file":          s.head("paul", "POST", "/api/v1/vendors/"+p.vendor.ID+"/documents", "Content-Type: application/pdf", sized(size)) + "%PDF-1.7\n",
			"a file in a form": s.head("paul", "POST", "/api/v1/vendors/"+p.vendor.ID+"/documents", "Content-Type: multipart/form-data; boundary=b", sized(size)) +
				"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\n",
			"a field of a form": s.head("paul", "POST", "/api/v1/vendors/"+p.vendor.ID+"/documents", "Content-Type: multipart/form-data; boundary=b", sized(size)) +
				"--b\r\nContent-Disposition: form-data; name=\"permission\"\r\n\r\n",
		} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			pieces := [][]byte{[]byte(head)}
			for range size / len(piece) {
				pieces = append(pieces, piece)
			}
			got := s.pieces(address, pieces...)
			runtime.ReadMemStats(&after)
			if got != "" { // a line that the server ends while we write may take its answer with it
				assert.Regexp(t, "^HTTP/1.1 4(13|22) ", got, name)
			}
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(size/2), name)
		}
		n := 0
		require.NoError(t, s.db.Writer().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM documents").Scan(&n))
		assert.Equal(t, 1, n, "but that of the place")
	})
}

// TestABodyInBrokenPiecesIsTheSendersMistake, and no defect of ours that somebody is called for.
func TestABodyInBrokenPiecesIsTheSendersMistake(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		address := s.listen()
		p := s.place("in-review", "")
		for name, sent := range map[string]string{
			"JSON":            s.head("ada", "POST", "/api/v1/vendors", asJSON, "Transfer-Encoding: chunked") + "5\r\n{\"a\":\r\nzz\r\n",
			"JSON with a key": s.head("ada", "POST", "/api/v1/vendors", asJSON, "Idempotency-Key: a", "Transfer-Encoding: chunked") + "zz\r\n",
			"a cut JSON":      s.head("ada", "POST", "/api/v1/vendors", asJSON, sized(90000)) + `{"name":"` + strings.Repeat("x", 30000),
			"a file":          s.head("paul", "POST", "/api/v1/vendors/"+p.vendor.ID+"/documents", "Content-Type: application/pdf", "Transfer-Encoding: chunked") + "5\r\n%PDF-\r\n-5\r\n",
		} {
			got := s.raw(address, sent)
			assert.Regexp(t, "^HTTP/1.1 400 ", got, name)
			assert.Contains(t, got, `"code":"bad-request"`, name)
		}
		assert.NotContains(t, s.log.String(), "ERROR")
	})
}

// TestHeadersWithoutEndAreCutOff: a header of any size is refused, and the server serves on.
func TestHeadersWithoutEndAreCutOff(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		address := s.listen()
		for name, header := range map[string]string{
			"If-Match": "If-Match: " + strings.Repeat("9", 100000), "Idempotency-Key": "Idempotency-Key: " + strings.Repeat("k", 100000),
			"Cookie": "Cookie: countersign_session=" + strings.Repeat("k", 100000), "many": strings.Repeat("X-A: b\r\n", 20000) + "X-B: c",
		} {
			got := s.raw(address, s.head("nobody", "POST", "/api/v1/vendors", asJSON, header, sized(2))+"{}")
			assert.NotContains(t, got, "HTTP/1.1 2", name)
			assert.NotContains(t, got, "HTTP/1.1 5", name)
		}
		assert.Contains(t, s.raw(address, "GET "+"/"+strings.Repeat("a", 100000)+" HTTP/1.1\r\nHost: x\r\n\r\n")+"HTTP/1.1 4", "HTTP/1.1 4")
		assert.Contains(t, s.raw(address, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"), "200 OK")
	})
}

// TestHalfAnUploadLeavesNothing: whose line breaks half-way has given nothing, in no table, in no folder, and can send it again.
func TestHalfAnUploadLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		address := s.listen()
		p := s.place("in-review", "")
		path := "/api/v1/vendors/" + p.vendor.ID + "/documents"
		part := "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
		half := string(pdf(strings.Repeat("half ", 20000)))
		files, acts := s.files(), s.acts()
		for name, sent := range map[string]string{
			"a file":           s.head("paul", "POST", path, "Content-Type: application/pdf", sized(2*len(half))) + half,
			"with a key":       s.head("paul", "POST", path, "Content-Type: application/pdf", "Idempotency-Key: a", sized(2*len(half))) + half,
			"in chunks":        s.head("paul", "POST", path, "Content-Type: application/pdf", "Transfer-Encoding: chunked") + fmt.Sprintf("%x\r\n%s", 2*len(half), half),
			"between chunks":   s.head("paul", "POST", path, "Content-Type: application/pdf", "Transfer-Encoding: chunked") + fmt.Sprintf("%x\r\n%s\r\n", len(half), half),
			"in a form":        s.head("paul", "POST", path, "Content-Type: multipart/form-data; boundary=b", sized(2*len(half))) + part + half,
			"before its bytes": s.head("paul", "POST", path, "Content-Type: application/pdf", sized(2*len(half))),
		} {
			got := s.raw(address, sent)
			assert.NotContains(t, got, "HTTP/1.1 2", name)
			assert.NotContains(t, got, "HTTP/1.1 5", name)
			assert.Equal(t, files, s.files(), name)
		}
		assert.Equal(t, acts, s.acts())
		whole := s.raw(address, s.head("paul", "POST", path, "Content-Type: application/pdf", "Idempotency-Key: a", sized(len(half)))+half)
		assert.Contains(t, whole, "HTTP/1.1 202 ", "the same key may be sent again")
	})
}

// files counts what lies among the blobs.
func (s *site) files() (n int) {
	s.t.Helper()
	require.NoError(s.t, filepath.WalkDir(s.folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	}))
	return n
}
