// Package frontend holds the first page: plain HTML, CSS and JavaScript modules, served as they lie in page/. Nothing is built.
package frontend

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
)

// Policy is the page's Content-Security-Policy: nothing but our own files, no inline script or style, no frame around us.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

//go:embed page/*.html page/*.css page/*.js page/*.svg
var page embed.FS

// Files are the page's files.
func Files() (fs.FS, error) {
	files, err := fs.Sub(page, "page")
	if err != nil {
		return nil, fmt.Errorf("cannot open the page's files: %w", err)
	}
	return files, nil
}

// Site answers for the page. It knows no router: whoever mounts it sets the headers, replacing what was set before, because a browser
// would hold the page to two policies at once.
type Site struct {
	files map[string]file
}

type file struct {
	body   []byte
	header map[string]string
}

// New reads the files once.
func New() (*Site, error) {
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
		files[e.Name()] = file{body, headers(kindOf(e.Name()), hex.EncodeToString(sum[:12]))}
	}
	return &Site{files}, nil
}

// Serve answers a GET: the files under /page/, and the page itself at every address that it shows something at, which its script
// reads. have is the request's If-None-Match. Where nothing is, the status is 404 and the rest is empty.
func (s *Site) Serve(address, have string) (status int, header map[string]string, body []byte) {
	name, found := strings.CutPrefix(address, "/page/")
	if Shows(address) {
		name, found = "index.html", true
	}
	f, known := s.files[name]
	switch {
	case !found || !known:
		return http.StatusNotFound, nil, nil
	case have != "" && strings.Contains(have, f.header["ETag"]):
		return http.StatusNotModified, f.header, nil
	}
	return http.StatusOK, f.header, f.body
}

// Routes are the patterns that Serve answers, as routers with :name and * know them.
func Routes() []string {
	return append(places(), "/vendors/:id", "/reviews/:id", "/page/*")
}

// places are the addresses without an id.
func places() []string {
	return []string{"/", "/setup", "/join", "/reset", "/vendors", "/people", "/me", "/settings"}
}

// Shows tells whether the page has something to show at this path.
func Shows(p string) bool {
	if slices.Contains(places(), p) {
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

func headers(kind, tag string) map[string]string {
	return map[string]string{
		"Content-Security-Policy":    Policy,
		"Content-Type":               kind,
		"Cache-Control":              "no-cache", // asked for each time and answered by 304, so that no old script meets a new server
		"ETag":                       `"` + tag + `"`,
		"X-Content-Type-Options":     "nosniff",
		"X-Frame-Options":            "DENY",
		"Referrer-Policy":            "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
	}
}

func kindOf(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "application/octet-stream"
}
