package api

import (
	"net/http"
	"net/url"
	"strings"

	"countersign/fault"

	"github.com/gofiber/fiber/v2"
)

// sameSite refuses changes that a page of another site has somebody's browser send: such come with the cookie, without the person's will.
// The rules are the standard library's: Sec-Fetch-Site, or else Origin against Host; programs that are no browser send neither. What
// carries a token in the header is free of it, since no page can add that. Signing in is held to it as well, so that nobody is signed in
// as somebody else.
func sameSite(c *fiber.Ctx) error {
	if strings.HasPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ") {
		return c.Next() //nolint:wrapcheck // the chain's own
	}
	header := http.Header{}
	for _, name := range []string{"Sec-Fetch-Site", "Origin"} {
		if v := c.Get(name); v != "" {
			header.Set(name, v)
		}
	}
	r := &http.Request{Method: c.Method(), Host: string(c.Request().Host()), Header: header, URL: &url.URL{Path: c.Path()}}
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		return fault.Wrap(err, fault.NotAllowed, "this request came from a page of another site")
	}
	return c.Next() //nolint:wrapcheck // the chain's own
}
