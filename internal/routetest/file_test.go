package routetest

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFilesAreWhatTheyAreByTheirContent: neither a name nor a header makes a PDF of what is none, and nothing is kept of it.
func TestFilesAreWhatTheyAreByTheirContent(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
	none := map[string]string{
		"a page":        "<!doctype html><script>alert(1)</script>" + strings.Repeat(" ", 2000) + "%PDF-1.7",
		"a picture":     png + strings.Repeat("\x00", 2000) + "%PDF-1.7",
		"a program":     "MZ\x90\x00" + strings.Repeat("\x00", 2000),
		"an archive":    "PK\x03\x04" + strings.Repeat("x", 2000),
		"a script":      "#!/bin/sh\necho %PDF\n",
		"almost one":    "%PDX-1.7\n" + strings.Repeat(" ", 2000),
		"in Postscript": "%!PS-Adobe-3.0\n",
	}
	each(t, func(t *testing.T, s *site) {
		p := s.place("in-review", "")
		path := "/api/v1/vendors/" + p.vendor.ID + "/documents"
		files := s.files()
		for name, content := range none {
			for _, media := range []string{"application/pdf", "application/octet-stream", "multipart/form-data; boundary=b"} {
				body := content
				if strings.HasPrefix(media, "multipart") {
					body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"report.pdf\"\r\nContent-Type: application/pdf\r\n\r\n" + content + "\r\n--b--\r\n"
				}
				a := s.send("paul", request{method: "POST", path: path, body: []byte(body), headers: []string{"Content-Type", media, "Content-Disposition", `attachment; filename="report.pdf"`}})
				assert.Equal(t, http.StatusUnsupportedMediaType, a.status, "%s as %s: %s", name, media, a.raw)
				assert.Equal(t, "wrong-media-type", a.text("code"), "%s as %s", name, media)
			}
		}
		assert.Equal(t, files, s.files())
		for _, media := range []string{"", "text/html", "application/json", "application/x-www-form-urlencoded", "image/gif", "application/pdf, text/html", ";", "multipart/mixed; boundary=b"} {
			a := s.send("paul", request{method: "POST", path: path, body: pdf("x"), headers: []string{"Content-Type", media}})
			assert.Equal(t, http.StatusUnsupportedMediaType, a.status, "%q: %s", media, a.raw)
		}
	})
}

// TestNamesOfFilesDoNoHarm: whatever a file is called by whoever sends it, its name has no folder, no control sign and nothing that turns the
// direction of writing, and comes back in a header as one name.
func TestNamesOfFilesDoNoHarm(t *testing.T) {
	encoded := func(name string) string {
		return `attachment; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	}
	quoted := func(name string) string { return `attachment; filename="` + name + `"` }
	names := map[string]string{
		quoted("../../etc/passwd"): "passwd", quoted(`..\\..\\windows\\a.pdf`): "a.pdf", quoted("/etc/passwd"): "passwd", quoted(".."): "document.pdf", quoted("."): "document.pdf",
		encoded("../../a.pdf"): "a.pdf", encoded(`C:\a.pdf`): "a.pdf", encoded("a\x00b.pdf"): "ab.pdf", encoded("a\r\nSet-Cookie: x=y.pdf"): "a Set-Cookie_ x=y.pdf",
		encoded("evil\u202Efdp.exe"): "evilfdp.exe", encoded("\u2066a\u2069\u200b\ufeff.pdf"): "a.pdf", encoded("a\u0085b\u2028c.pdf"): "a b c.pdf", encoded("a\x1b[31m.pdf"): "a[31m.pdf",
		encoded(".htaccess"): "htaccess", encoded("con<>:\"|?*.pdf"): "con_______.pdf", encoded("Übersicht 日本.pdf"): "Übersicht 日本.pdf",
		`attachment; filename="a.pdf"; filename*=UTF-8''%2e%2e%2fb.pdf`: "", `attachment; filename*=UTF-8''%ff%fe.pdf`: "", `attachment; filename*=ISO-8859-1''%e4.pdf`: "",
		`attachment; filename*=UTF-8''%zz.pdf`: "", `attachment; filename*0="a"; filename*1="../b.pdf"`: "", "attachment; filename=a\"b.pdf": "", "filename": "", strings.Repeat(";", 3000): "",
		quoted(strings.Repeat("a", 3000) + ".pdf"): strings.Repeat("a", 196) + ".pdf", encoded(strings.Repeat("ä", 900)): "", encoded(strings.Repeat(" ", 50) + ".pdf"): "document.pdf",
	}
	each(t, func(t *testing.T, s *site) {
		p := s.place("in-review", "")
		for header, want := range names {
			a := s.send("paul", request{method: "POST", path: "/api/v1/vendors/" + p.vendor.ID + "/documents", body: pdf(newID()), headers: []string{"Content-Disposition", header}})
			require.Equal(t, http.StatusAccepted, a.status, "%.80q: %s", header, a.raw)
			name := a.text("name")
			if want != "" {
				assert.Equal(t, want, name, "%.80q", header)
			}
			assert.NotRegexp(t, `[\x00-\x1f\x7f-\x9f/\\:<>|?*"\x{200b}-\x{200f}\x{2028}-\x{202f}\x{2066}-\x{2069}\x{feff}]`, name, "%.80q", header)
			assert.NotEmpty(t, name, "%.80q", header)
			assert.LessOrEqual(t, len(name), 200, "%.80q", header)
			file := s.send("paul", request{method: "GET", path: "/api/v1/documents/" + a.text("id") + "/file"})
			kind, fields, err := mime.ParseMediaType(file.header.Get("Content-Disposition"))
			require.NoError(t, err, "%.80q", header)
			assert.Equal(t, "attachment", kind)
			assert.Equal(t, name, fields["filename"], "%.80q", header)
			assert.Empty(t, file.header.Values("Set-Cookie"))
		}
	})
}

// TestRangesOfAnyKindGiveTheFileOrAPartOfIt: one range is given, several are the whole, nonsense is the whole, and what lies behind the end
// is refused; never is more given than there is.
func TestRangesOfAnyKindGiveTheFileOrAPartOfIt(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.place("in-review", "")
		path, whole := "/api/v1/documents/"+p.document.ID+"/file", string(pdf("kept"))
		n := len(whole)
		for ask, want := range map[string]string{
			"bytes=0-": whole, "bytes=0-0": whole[:1], "bytes=-1": whole[n-1:], "bytes=-999999999": whole, fmt.Sprintf("bytes=%d-", n-1): whole[n-1:], " bytes=0-1": whole[:2],
			"bytes= 0-1": whole[:2], fmt.Sprintf("bytes=0-%d", n): whole, "bytes=0-9223372036854775807": whole,
		} {
			a := s.send("audrey", request{method: "GET", path: path, headers: []string{"Range", ask}})
			assert.Equal(t, http.StatusPartialContent, a.status, ask)
			assert.Equal(t, want, string(a.raw), ask)
			assert.Regexp(t, fmt.Sprintf(`^bytes \d+-\d+/%d$`, n), a.header.Get("Content-Range"), ask)
		}
		for _, ask := range []string{
			"bytes=0-0,1-1", "bytes=0-,0-,0-,0-" + strings.Repeat(",0-", 2000), "bytes=0-1,-1", "bytes=5-1", "bytes=a-b", "bytes=", "bytes=-", "bytes", "bytes=--1", "bytes=1--1", "pages=1-2",
			"bytes=0-18446744073709551616", "bytes=18446744073709551616-", "bytes=0x1-0x2", "bytes=+1-2", "bytes=-+1", "\xff",
		} {
			a := s.send("audrey", request{method: "GET", path: path, headers: []string{"Range", ask}})
			assert.Equal(t, http.StatusOK, a.status, "%.40q", ask)
			assert.Equal(t, whole, string(a.raw), "%.40q", ask)
			assert.Empty(t, a.header.Get("Content-Range"), "%.40q", ask)
		}
		for _, ask := range []string{fmt.Sprintf("bytes=%d-", n), "bytes=9223372036854775807-", "bytes=-0", fmt.Sprintf("bytes=%d-%d", n, n+5)} {
			a := s.send("audrey", request{method: "GET", path: path, headers: []string{"Range", ask}})
			assert.Equal(t, http.StatusRequestedRangeNotSatisfiable, a.status, ask)
			assert.Equal(t, "range-beyond-end", a.text("code"), ask)
			assert.Equal(t, fmt.Sprintf("bytes */%d", n), a.header.Get("Content-Range"), ask)
			assert.NotContains(t, string(a.raw), "%PDF", ask)
		}
		for _, who := range []string{"omar", "lend", "nobody"} {
			for _, ask := range []string{"bytes=0-0", "bytes=999999-"} {
				a := s.send(who, request{method: "GET", path: path, headers: []string{"Range", ask, "If-None-Match", `"` + s.sum + `"`}})
				assert.Contains(t, []int{http.StatusUnauthorized, http.StatusNotFound}, a.status, "%s %s", who, ask)
				assert.Empty(t, a.header.Get("Content-Range"), "%s learns the size", who)
			}
		}
	})
}

// TestFieldsOfFormsAreText: on what ground a file may be read is kept with it, so it is text, in a form as anywhere.
func TestFieldsOfFormsAreText(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.place("in-review", "")
		for ground, status := range map[string]int{"clause 4": http.StatusAccepted, "clause\x00 4": http.StatusUnprocessableEntity, "\xff\xfe": http.StatusUnprocessableEntity, strings.Repeat("x", 5000): http.StatusUnprocessableEntity} {
			body := "--b\r\nContent-Disposition: form-data; name=\"permission\"\r\n\r\n" + ground +
				"\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n" + string(pdf(newID())) + "\r\n--b--\r\n"
			a := s.send("paul", request{
				method: "POST", path: "/api/v1/vendors/" + p.vendor.ID + "/documents", body: []byte(body), headers: []string{"Content-Type", "multipart/form-data; boundary=b"},
			})
			assert.Equal(t, status, a.status, "%.20q: %s", ground, a.raw)
		}
	})
}
