package api

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"countersign/fault"
	"countersign/identity"

	"github.com/gofiber/fiber/v2"
)

// limited refuses callers who ask too often, and tells the others how much they may still ask (the RateLimit headers of the IETF's draft).
// Health checks, figures and the page itself are not counted.
func (s *server) limited(c *fiber.Ctx) error {
	kind, most := s.limitOf(c)
	if most <= 0 {
		return c.Next() //nolint:wrapcheck // the chain's own
	}
	ctx := c.UserContext()
	a, err := s.limiter.take(ctx, kind+"|"+counted(callerOf(ctx)), most, s.Now().UTC())
	if err != nil {
		s.Log.WarnContext(ctx, "this server counts requests by itself", "request", requestID(ctx), "error", err)
	}
	c.Set("RateLimit-Limit", strconv.Itoa(most))
	c.Set("RateLimit-Remaining", strconv.Itoa(a.left))
	c.Set("RateLimit-Reset", wholeSeconds(a.full))
	if a.allowed {
		return c.Next() //nolint:wrapcheck // the chain's own
	}
	if c.Request().Header.ContentLength() != 0 {
		c.Context().SetConnectionClose() // what was not read of the body must not be taken for another request
	}
	f := fault.New(fault.TooOften, "you may send %d requests of this kind (%s) a minute; wait %s and go on", most, kind, a.wait)
	f.Wait = a.wait
	return f
}

// limitOf is the kind of a request and how many of them a caller may send in a minute.
func (s *server) limitOf(c *fiber.Ctx) (kind string, perMinute int) {
	path := c.Path()
	switch method := c.Method(); {
	case s.limiter == nil || !strings.HasPrefix(path, "/api/") || method == http.MethodOptions:
		return "", 0
	case method == http.MethodGet || method == http.MethodHead:
		return "reads", s.Limits.Reads
	case method == http.MethodPatch && strings.HasPrefix(path, transferPath+"/"): // a file may come in many parts
		return "parts", s.Limits.Reads
	case method == http.MethodPost && (strings.HasSuffix(strings.TrimSuffix(path, "/"), "/documents") || path == transferPath):
		return "uploads", s.Limits.Uploads
	}
	return "writes", s.Limits.Writes
}

// counted is under what a caller is counted: the person, however they are signed in, the token, or the address of who is nobody yet.
func counted(c identity.Caller) string {
	if c.Kind == "" {
		return identity.AddressKey(c.Address)
	}
	return c.Kind + ":" + c.ID
}

func wholeSeconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
