package api

import (
	"context"
	"net/http"
	"time"

	"countersign/identity"

	"github.com/gofiber/fiber/v2"
)

// NewcomerInput is what a person says of themselves when they come by a link.
type NewcomerInput struct {
	Secret   string `json:"secret" maxLength:"200" doc:"What the link ends in"`
	Name     string `json:"name" maxLength:"400"`
	Password string `json:"password" maxLength:"1000" doc:"At least 12 characters"`
}

type (
	setupIn struct {
		Body struct {
			NewcomerInput
			Email string `json:"email" maxLength:"254"`
		}
	}
	signInIn struct {
		Agent string `header:"User-Agent"`
		Body  struct {
			Email    string `json:"email" maxLength:"254"`
			Password string `json:"password" maxLength:"1000"`
			Code     string `json:"code,omitempty" maxLength:"40" doc:"Of the second factor, or a recovery code"`
		}
	}
	acceptIn struct {
		Body NewcomerInput
	}
	resetIn struct {
		Body struct {
			Secret   string `json:"secret" maxLength:"200"`
			Password string `json:"password" maxLength:"1000"`
		}
	}
	signedInOut struct {
		SetCookie string `header:"Set-Cookie"`
		Body      PersonOutput
	}
	signedOutOut struct {
		SetCookie string `header:"Set-Cookie"`
	}
)

func (s *server) sessionRoutes() {
	route(s, status(operation("set-up", http.MethodPost, "/setup", "Become the first administrator", "sign-in", http.StatusNotFound, http.StatusConflict),
		http.StatusCreated), open, s.setUp)
	route(s, status(operation("sign-in", http.MethodPost, "/session", "Sign in; the answer sets a cookie", "sign-in", http.StatusUnauthorized,
		http.StatusForbidden, http.StatusTooManyRequests, http.StatusServiceUnavailable), http.StatusOK), open, s.signIn)
	route(s, operation("sign-out", http.MethodDelete, "/session", "Sign out", "sign-in"), identity.ReadSelf, s.signOut)
	route(s, status(operation("accept-invitation", http.MethodPost, "/invitations/accept", "Join by an invitation", "sign-in", http.StatusNotFound,
		http.StatusConflict), http.StatusCreated), open, s.accept)
	route(s, status(operation("reset-password", http.MethodPost, "/password-reset", "Set a password by a link; ends all sessions", "sign-in",
		http.StatusNotFound), http.StatusNoContent), open, s.resetPassword)
}

func (s *server) setUp(ctx context.Context, c identity.Caller, in *setupIn) (*personOut, error) {
	p := identity.NewPerson{Email: in.Body.Email, Name: in.Body.Name, Password: in.Body.Password}
	u, err := s.Identity.SetUp(ctx, c, in.Body.Secret, p)
	return onePerson(&u, err)
}

func (s *server) signIn(ctx context.Context, c identity.Caller, in *signInIn) (*signedInOut, error) {
	shown := identity.SignIn{Email: in.Body.Email, Password: in.Body.Password, Code: in.Body.Code, Agent: in.Agent}
	u, secret, err := s.Identity.SignIn(ctx, c, shown)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what could not be done
	}
	return &signedInOut{s.cookie(sessionCookie, secret, "/", identity.LongestSession), personOutput(&u)}, nil
}

func (s *server) signOut(ctx context.Context, c identity.Caller, _ *empty) (*signedOutOut, error) {
	if err := s.Identity.EndSession(ctx, c, ""); err != nil {
		return nil, err //nolint:wrapcheck // it says what could not be done
	}
	return &signedOutOut{s.cookie(sessionCookie, "", "/", 0)}, nil
}

func (s *server) accept(ctx context.Context, c identity.Caller, in *acceptIn) (*personOut, error) {
	u, err := s.Identity.AcceptInvitation(ctx, c, in.Body.Secret, identity.NewPerson{Name: in.Body.Name, Password: in.Body.Password})
	return onePerson(&u, err)
}

func (s *server) resetPassword(ctx context.Context, c identity.Caller, in *resetIn) (*empty, error) {
	return nil, s.Identity.ResetPassword(ctx, c, in.Body.Secret, in.Body.Password) //nolint:wrapcheck // it says what could not be done
}

// cookie writes a cookie that no script reads; without a value it takes the cookie away.
func (s *server) cookie(name, value, path string, lasts time.Duration) string {
	//nolint:gosec // without TLS, on one machine, a Secure cookie would never come back
	k := http.Cookie{Name: name, Value: value, Path: path, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode, MaxAge: int(lasts.Seconds())}
	if value == "" {
		k.MaxAge = -1
	}
	return k.String()
}

// setCookie adds a cookie to the answer of a plain route.
func (s *server) setCookie(c *fiber.Ctx, name, value, path string, lasts time.Duration) {
	c.Response().Header.Add(fiber.HeaderSetCookie, s.cookie(name, value, path, lasts))
}
