package servertest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"countersign/review"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const offsetStream = "application/offset+octet-stream"

// metadata writes pairs as tus wants them.
func metadata(pairs ...string) string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, pairs[i]+" "+base64.StdEncoding.EncodeToString([]byte(pairs[i+1])))
	}
	return strings.Join(out, ",")
}

// begin opens a resumable upload and gives its address.
func (k *kit) begin(vendor string, size int) string {
	k.t.Helper()
	a := k.call("procurement", http.MethodPost, "/api/v1/uploads", nil, "Tus-Resumable", "1.0.0", "Upload-Length", strconv.Itoa(size), "Upload-Metadata", metadata("vendor", vendor, "filename", "Größe.pdf"))
	require.Equal(k.t, http.StatusCreated, a.StatusCode, "%s", a.raw)
	require.True(k.t, strings.HasPrefix(a.Header.Get("Location"), "/api/v1/uploads/"), a.Header.Get("Location"))
	assert.NotEmpty(k.t, a.Header.Get("Upload-Expires"))
	return a.Header.Get("Location")
}

func (k *kit) patch(as, at string, offset int, data []byte, headers ...string) answer {
	k.t.Helper()
	return k.call(as, http.MethodPatch, at, data, append([]string{"Tus-Resumable", "1.0.0", "Content-Type", offsetStream, "Upload-Offset", strconv.Itoa(offset)}, headers...)...)
}

func (k *kit) offset(as, at string) int {
	k.t.Helper()
	a := k.call(as, http.MethodHead, at, nil, "Tus-Resumable", "1.0.0")
	require.Equal(k.t, http.StatusOK, a.StatusCode)
	n, err := strconv.Atoi(a.Header.Get("Upload-Offset"))
	require.NoError(k.t, err)
	return n
}

// parts are the pieces that lie in the folder.
func (k *kit) parts() []string {
	k.t.Helper()
	left, err := filepath.Glob(filepath.Join(k.folder, "arriving", "*"))
	require.NoError(k.t, err)
	return left
}

// TestBrokenUploadGoesOn: what arrived before the line broke need not be sent again, and the whole is the file that was sent, read once.
func TestBrokenUploadGoesOn(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, address := k.vendor("Larkspur", ""), k.listen()
		data := tiny(strings.Repeat("resumed ", 60_000))
		at := k.begin(vendor, len(data))
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		require.NoError(t, err)
		_, err = fmt.Fprintf(conn, "PATCH %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer procurement\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
			at, offsetStream, len(data), data[:200_000])
		require.NoError(t, err)
		require.NoError(t, conn.(*net.TCPConn).CloseWrite())
		_, _ = io.ReadAll(conn)
		_ = conn.Close()
		came := k.offset("procurement", at)
		assert.Equal(t, 200_000, came)
		assert.Zero(t, k.count("SELECT COUNT(*) FROM documents"), "a part is no document")
		a := k.patch("procurement", at, came, data[came:came+100])
		require.Equal(t, http.StatusNoContent, a.StatusCode, "%s", a.raw)
		assert.Empty(t, a.Header.Get("Document-Id"))
		a = k.patch("procurement", at, came+100, data[came+100:])
		require.Equal(t, http.StatusNoContent, a.StatusCode, "%s", a.raw)
		document := a.Header.Get("Document-Id")
		assert.NotEmpty(t, a.Header.Get("Review-Id"))
		file := k.call("auditor", http.MethodGet, "/api/v1/documents/"+document+"/file", nil)
		assert.True(t, bytes.Equal(data, file.raw))
		assert.Equal(t, "Größe.pdf", k.call("auditor", http.MethodGet, "/api/v1/documents/"+document, nil).json(t)["name"])
		// Whoever missed the last answer learns it by asking again, in either way.
		head := k.call("procurement", http.MethodHead, at, nil, "Tus-Resumable", "1.0.0")
		assert.Equal(t, document, head.Header.Get("Document-Id"))
		got := k.call("procurement", http.MethodGet, at, nil).json(t)
		assert.Equal(t, document, got["result"].(map[string]any)["id"])
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM documents"))
		assert.Equal(t, 1, k.count("SELECT COUNT(*) FROM river_job"))
		assert.Empty(t, k.parts(), "the pieces are gone")
	})
}

// TestUploadWithItsBeginning: a small file comes with the request that begins its upload.
func TestUploadWithItsBeginning(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, data := k.vendor("Larkspur", ""), tiny("small")
		a := k.call("procurement", http.MethodPost, "/api/v1/uploads", data, "Tus-Resumable", "1.0.0", "Upload-Length", strconv.Itoa(len(data)),
			"Upload-Metadata", metadata("vendor", vendor, "kind", "penetration-test"), "Content-Type", offsetStream)
		require.Equal(t, http.StatusCreated, a.StatusCode, "%s", a.raw)
		assert.NotEmpty(t, a.Header.Get("Document-Id"))
		assert.Empty(t, a.Header.Get("Review-Id"), "no SOC 2 report")
	})
}

// TestPartsAreRefused: each mistake has its status and code, and leaves nothing.
func TestPartsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, data := k.vendor("Larkspur", "Here"), tiny(strings.Repeat("x", 2000))
		begin := func(as, vendor, size string, headers ...string) answer {
			return k.call(as, http.MethodPost, "/api/v1/uploads", nil, append([]string{"Tus-Resumable", "1.0.0", "Upload-Length", size, "Upload-Metadata", metadata("vendor", vendor)}, headers...)...)
		}
		at := k.begin(vendor, len(data))
		poem := k.begin(vendor, 3000)
		for name, c := range map[string]struct {
			got    answer
			status int
			code   string
		}{
			"no vendor":        {begin("procurement", "", "10"), http.StatusUnprocessableEntity, "invalid-input"},
			"unknown vendor":   {begin("procurement", "nobody", "10"), http.StatusNotFound, "not-found"},
			"another's vendor": {begin("elsewhere", vendor, "10"), http.StatusNotFound, "not-found"},
			"unknown kind":     {begin("procurement", vendor, "10", "Upload-Metadata", metadata("vendor", vendor, "kind", "poem")), http.StatusUnprocessableEntity, "invalid-input"},
			"auditor":          {begin("auditor", vendor, "10"), http.StatusForbidden, "not-allowed"},
			"nobody":           {begin("stranger", vendor, "10"), http.StatusUnauthorized, "not-signed-in"},
			"too large":        {begin("procurement", vendor, strconv.Itoa(most+1)), http.StatusRequestEntityTooLarge, "file-too-large"},
			"empty":            {begin("procurement", vendor, "0"), http.StatusBadRequest, "empty-file"},
			"no size":          {begin("procurement", vendor, "many"), http.StatusBadRequest, "bad-request"},
			"another protocol": {begin("procurement", vendor, "10", "Tus-Resumable", "0.2.2"), http.StatusPreconditionFailed, "wrong-protocol"},
			"wrong place":      {k.patch("procurement", at, 7, data[7:]), http.StatusConflict, "illegal-move"},
			"too much":         {k.patch("procurement", at, 0, append(data, 'x')), http.StatusRequestEntityTooLarge, "file-too-large"},
			"wrong type":       {k.patch("procurement", at, 0, data, "Content-Type", "application/pdf"), http.StatusBadRequest, "bad-request"},
			"another's upload": {k.patch("risk-officer", at, 0, data), http.StatusNotFound, "not-found"},
			"another's result": {k.call("risk-officer", http.MethodGet, at, nil), http.StatusNotFound, "not-found"},
			"no such upload":   {k.patch("procurement", "/api/v1/uploads/none", 0, data), http.StatusNotFound, "not-found"},
			"no PDF":           {k.patch("procurement", poem, 0, bytes.Repeat([]byte("ode "), 750)), http.StatusUnsupportedMediaType, "wrong-media-type"},
			"no PDF, again":    {k.patch("procurement", poem, 3000, nil), http.StatusNotFound, "not-found"},
		} {
			assert.Equal(t, c.status, c.got.StatusCode, "%s: %s", name, c.got.raw)
			assert.Equal(t, c.code, c.got.json(t)["code"], name)
			assert.Equal(t, "application/problem+json", c.got.Header.Get("Content-Type"), name)
		}
		assert.Zero(t, k.offset("procurement", at), "what was refused is not counted")
		a := k.call("procurement", http.MethodDelete, at, nil, "Tus-Resumable", "1.0.0")
		assert.Equal(t, http.StatusNoContent, a.StatusCode, "%s", a.raw)
		assert.Equal(t, http.StatusNotFound, k.patch("procurement", at, 0, data).StatusCode)
		assert.Zero(t, k.count("SELECT COUNT(*) FROM documents"))
		assert.Zero(t, k.count("SELECT COUNT(*) FROM transfers"))
		assert.Empty(t, k.parts())
	})
}

// TestSamePartAtOnce: of two requests that send the same bytes, one is taken.
func TestSamePartAtOnce(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, data := k.vendor("Larkspur", ""), tiny(strings.Repeat("twice ", 5000))
		at := k.begin(vendor, len(data))
		got := make(chan int, 4)
		for range cap(got) {
			go func() { got <- k.patch("procurement", at, 0, data[:len(data)/2]).StatusCode }()
		}
		taken := 0
		for range cap(got) {
			switch status := <-got; status {
			case http.StatusNoContent:
				taken++
			default:
				assert.Equal(t, http.StatusConflict, status)
			}
		}
		assert.Equal(t, 1, taken)
		require.Equal(t, http.StatusNoContent, k.patch("procurement", at, len(data)/2, data[len(data)/2:]).StatusCode)
		document := k.call("procurement", http.MethodHead, at, nil, "Tus-Resumable", "1.0.0").Header.Get("Document-Id")
		assert.True(t, bytes.Equal(data, k.call("auditor", http.MethodGet, "/api/v1/documents/"+document+"/file", nil).raw))
	})
}

// TestUploadsExpire: what is never finished is thrown away, and the caller may begin others again.
func TestUploadsExpire(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		vendor, data := k.vendor("Larkspur", ""), tiny("late")
		at := k.begin(vendor, len(data))
		require.Equal(t, http.StatusNoContent, k.patch("procurement", at, 0, data[:10]).StatusCode)
		require.Len(t, k.parts(), 1)
		transfers := review.NewTransfers(review.NewUploads(k.service, k.box, most), k.box)
		n, err := transfers.Sweep(t.Context(), time.Now())
		require.NoError(t, err)
		assert.Zero(t, n, "it has not expired")
		n, err = transfers.Sweep(t.Context(), time.Now().Add(review.TransferLasts))
		require.NoError(t, err)
		assert.Equal(t, 1, n)
		assert.Empty(t, k.parts())
		assert.Equal(t, http.StatusNotFound, k.patch("procurement", at, 10, data[10:]).StatusCode)
	})
}

// TestTusIsOffered: a client learns what of the protocol is spoken.
func TestTusIsOffered(t *testing.T) {
	each(t, func(t *testing.T, k *kit) {
		a := k.call("procurement", http.MethodOptions, "/api/v1/uploads", nil)
		assert.Equal(t, http.StatusOK, a.StatusCode)
		assert.Equal(t, "1.0.0", a.Header.Get("Tus-Version"))
		assert.Equal(t, "creation,creation-with-upload,termination", a.Header.Get("Tus-Extension"))
		assert.Equal(t, strconv.Itoa(most), a.Header.Get("Tus-Max-Size"))
	})
}
