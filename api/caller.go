package api

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"countersign/fault"
	"countersign/identity"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
)

// Access tells who a caller is.
type Access interface {
	// ByToken is the caller behind an API token; not-signed-in when there is none or it has ended.
	ByToken(ctx context.Context, token string) (identity.Caller, error)
	// BySession is the caller behind a session's secret; not-signed-in when there is none or it has ended.
	BySession(ctx context.Context, secret string) (identity.Caller, error)
}

const sessionCookie = "countersign_session"

type contextKey int

const (
	callerKey contextKey = iota
	requestKey
)

func callerOf(ctx context.Context) identity.Caller {
	c, _ := ctx.Value(callerKey).(identity.Caller)
	return c
}

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey).(string)
	return id
}

// identify finds out who calls, and gives the request an id.
func (s *server) identify(c *fiber.Ctx) error {
	id := uuid.NewString()
	c.Set("X-Request-Id", id)
	ctx := context.WithValue(c.UserContext(), requestKey, id)
	c.SetUserContext(ctx)
	caller, err := s.caller(ctx, c)
	if err != nil && !fault.Is(err, fault.NotSignedIn) {
		return err
	}
	if err != nil {
		caller = identity.Caller{}
	}
	caller.Address, caller.Request = c.IP(), id // also of callers who are nobody yet: they may be about to sign in
	c.SetUserContext(context.WithValue(ctx, callerKey, caller))
	return c.Next() //nolint:wrapcheck // the chain's own
}

func (s *server) caller(ctx context.Context, c *fiber.Ctx) (identity.Caller, error) {
	if token, found := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer "); found {
		return s.Access.ByToken(ctx, strings.TrimSpace(token)) //nolint:wrapcheck // it is coded
	}
	if secret := c.Cookies(sessionCookie); secret != "" {
		return s.Access.BySession(ctx, secret) //nolint:wrapcheck // it is coded
	}
	return identity.Caller{}, nil
}

// recovered turns a panic into an error, so that one request cannot end the server.
func (s *server) recovered(c *fiber.Ctx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fault.Wrap(panicError{r}, fault.Internal, "something went wrong inside Countersign; please report it with the request's id")
		}
	}()
	return c.Next() //nolint:wrapcheck // the chain's own
}

type panicError struct{ value any }

func (p panicError) Error() string {
	if err, isError := p.value.(error); isError {
		return "panic: " + err.Error()
	}
	return "panic"
}

// headers are those that every answer carries.
func headers(c *fiber.Ctx) error {
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set(fiber.HeaderXFrameOptions, "DENY")
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Next() //nolint:wrapcheck // the chain's own
}

// logged writes one line a request: never a body, never a query.
func (s *server) logged(c *fiber.Ctx) error {
	start := s.Now()
	err := c.Next()
	status := c.Response().StatusCode()
	if err != nil {
		status = statusOf(fault.Of(err).Code)
	}
	s.Log.LogAttrs(c.UserContext(), slog.LevelInfo, "request", slog.String("request", requestID(c.UserContext())), slog.String("method", c.Method()),
		slog.String("path", c.Path()), slog.Int("status", status), slog.Duration("took", s.Now().Sub(start).Round(time.Microsecond)),
		slog.String("caller", callerOf(c.UserContext()).ID))
	return err //nolint:wrapcheck // the chain's own
}
