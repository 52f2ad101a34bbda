package frontend_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"countersign/frontend"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func site(t *testing.T) *frontend.Site {
	t.Helper()
	s, err := frontend.New()
	require.NoError(t, err)
	return s
}

func TestThePageStandsAtEveryAddressThatItShowsSomethingAt(t *testing.T) {
	for _, address := range []string{"/", "/setup", "/join", "/reset", "/vendors", "/people", "/me", "/settings", "/vendors/abc", "/reviews/01J-x"} {
		status, header, body := site(t).Serve(address, "")
		assert.Equal(t, http.StatusOK, status, address)
		assert.Equal(t, "text/html; charset=utf-8", header["Content-Type"], address)
		assert.Equal(t, frontend.Policy, header["Content-Security-Policy"], address)
		assert.Contains(t, string(body), "<title>Countersign</title>", address)
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	for _, address := range []string{
		"", "/vendors/", "/vendors/a/b", "/people/a", "/join/", "/page/", "/page/none.js", "/page/../embed.go", "/page/types.d.ts", "/index.html", "index.html", "/api/v1/me",
	} {
		status, _, body := site(t).Serve(address, "")
		assert.Equal(t, http.StatusNotFound, status, address)
		assert.Empty(t, body, address)
	}
}

func TestAFileThatABrowserHasIsNotSentAgain(t *testing.T) {
	s := site(t)
	status, header, body := s.Serve("/page/app.js", `"another"`)
	assert.Equal(t, http.StatusOK, status)
	assert.Equal(t, "text/javascript; charset=utf-8", header["Content-Type"])
	assert.NotEmpty(t, body)
	status, _, body = s.Serve("/page/app.js", "W/"+header["ETag"]) // proxies that compress weaken the tag
	assert.Equal(t, http.StatusNotModified, status)
	assert.Empty(t, body)
}

func TestMountedInFiberEachHeaderIsSentOnce(t *testing.T) {
	s := site(t)
	app := fiber.New()
	app.Use(func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderCacheControl, "no-store")
		return c.Next()
	})
	for _, route := range frontend.Routes() {
		app.Get(route, func(c *fiber.Ctx) error {
			status, header, body := s.Serve(c.Path(), c.Get(fiber.HeaderIfNoneMatch))
			for name, value := range header {
				c.Set(name, value)
			}
			return c.Status(status).Send(body)
		})
	}
	for _, address := range []string{"/", "/setup", "/join", "/people", "/vendors", "/vendors/abc", "/reviews/abc", "/page/app.js"} {
		response, err := app.Test(httptest.NewRequest(http.MethodGet, address, http.NoBody), -1)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, http.StatusOK, response.StatusCode, address)
		assert.Equal(t, []string{frontend.Policy}, response.Header.Values("Content-Security-Policy"), address)
		assert.Equal(t, []string{"no-cache"}, response.Header.Values("Cache-Control"), address)
	}
}

// The policy forbids inline script and style, so that a slip here would break the page silently in the browser.
func TestNothingStandsInlineAndEveryFileThatIsNamedIsThere(t *testing.T) {
	files, err := frontend.Files()
	require.NoError(t, err)
	page, err := fs.ReadFile(files, "index.html")
	require.NoError(t, err)
	assert.NotRegexp(t, `(?i)<style|\sstyle=|\son[a-z]+=|javascript:`, string(page))
	assert.NotRegexp(t, `(?is)<script[^>]*>\s*\S[^<]*</script>`, string(page))
	for _, named := range regexp.MustCompile(`(?:href|src)="/page/([^"]+)"`).FindAllStringSubmatch(string(page), -1) {
		assert.True(t, exists(files, named[1]), named[1])
	}
	scripts, err := fs.Glob(files, "*.js")
	require.NoError(t, err)
	require.NotEmpty(t, scripts)
	for _, script := range scripts {
		text, err := fs.ReadFile(files, script)
		require.NoError(t, err)
		assert.NotContains(t, string(text), "innerHTML", script)
		for _, named := range regexp.MustCompile(`(?m)^import .*from '([^']+)'`).FindAllStringSubmatch(string(text), -1) {
			assert.True(t, exists(files, strings.TrimPrefix(named[1], "./")), "%s imports %s", script, named[1])
		}
	}
}

func exists(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}
