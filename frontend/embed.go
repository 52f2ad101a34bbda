// Package frontend holds the first page: plain HTML, CSS and JavaScript modules, served as they lie in page/. Nothing is built.
package frontend

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// Policy is the page's Content-Security-Policy: nothing but our own files, no inline script or style, no frame around us.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

//go:embed page/*.html page/*.css page/*.js page/*.svg
var page embed.FS

// file is one of the page's files, ready to be served.
type file struct {
	body []byte
	kind string // media type
	etag string
}

// Files are the page's files.
func Files() (fs.FS, error) {
	files, err := fs.Sub(page, "page")
	if err != nil {
		return nil, fmt.Errorf("cannot open the page's files: %w", err)
	}
	return files, nil
}

// Handler serves the files under /page/, and the page itself at every address that it shows something at: the script reads the
// address. It sets every header that it needs; whoever mounts it adds no second policy.
func Handler() (http.Handler, error) {
	files, err := load()
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "GET only", http.StatusMethodNotAllowed)
			return
		}
		name := "index.html"
		if !Shows(r.URL.Path) {
			name = strings.TrimPrefix(path.Clean(r.URL.Path), "/page/")
		}
		found, ok := files[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", Policy)
		h.Set("Content-Type", found.kind)
		h.Set("Cache-Control", "no-cache") // asked again each time and answered by 304, so that no old file meets a new server
		h.Set("ETag", found.etag)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(found.body))
	}), nil
}

// Routes are the patterns that Handler answers, as routers with :name and * know them.
func Routes() []string {
	return []string{"/", "/setup", "/vendors", "/vendors/:id", "/reviews/:id", "/page/*"}
}

// Shows tells whether the page has something to show at this path.
func Shows(p string) bool {
	switch p {
	case "/", "/setup", "/vendors":
		return true
	}
	for _, under := range []string{"/vendors/", "/reviews/"} {
		id, found := strings.CutPrefix(p, under)
		if found && id != "" && !strings.Contains(id, "/") {
			return true
		}
	}
	return false
}

func load() (map[string]file, error) {
	kinds := map[string]string{
		".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	}
	entries, err := page.ReadDir("page")
	if err != nil {
		return nil, fmt.Errorf("cannot list the page's files: %w", err)
	}
	files := map[string]file{}
	for _, e := range entries {
		body, err := page.ReadFile("page/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("cannot read the page's file %s: %w", e.Name(), err)
		}
		sum := sha256.Sum256(body)
		files[e.Name()] = file{body: body, kind: kinds[path.Ext(e.Name())], etag: `"` + hex.EncodeToString(sum[:12]) + `"`}
	}
	return files, nil
}
