package api

import (
	"context"
	"maps"
	"net/http"
	"strings"

	"countersign/fault"
	"countersign/identity"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// Issuer signs people in elsewhere.
type Issuer interface {
	Start(ctx context.Context) (address, browser string, err error)
	Finish(ctx context.Context, from identity.Caller, state, code, browser, agent string) (secret string, err error)
}

// passageCookie holds what proves that a sign-in ends in the browser that began it. It is sent to the callback only.
const (
	passageCookie = "countersign_oidc"
	passagePath   = "/api/v1/oidc" //nolint:gosec // an address
)

// issuerRoutes are plain routes, since a browser walks through them.
func (s *server) issuerRoutes() {
	away := map[string]*huma.Response{"302": {
		Description: "To the issuer, or back to the page", Headers: map[string]*huma.Param{"Location": {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
	s.plain(huma.Operation{
		OperationID: "start-oidc", Method: http.MethodGet, Path: passagePath + "/start", Summary: "Go to the identity provider to sign in", Tags: []string{"sign-in"},
		Description: "For browsers. Not found where no identity provider is set.", Responses: maps.Clone(away),
		Errors: []int{http.StatusNotFound, http.StatusServiceUnavailable},
	}, passagePath+"/start", open, s.orBack(s.toIssuer))
	s.plain(huma.Operation{
		OperationID: "finish-oidc", Method: http.MethodGet, Path: passagePath + "/callback", Summary: "Come back from the identity provider", Tags: []string{"sign-in"},
		Description: "For browsers; the answer sets the cookie of a session.", Responses: maps.Clone(away),
		Parameters: []*huma.Param{param("query", "state", "As it was sent", false), param("query", "code", "Of the issuer", false)},
		Errors:     []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusServiceUnavailable},
	}, passagePath+"/callback", open, s.orBack(s.fromIssuer))
}

// orBack leads a browser back to the page when it went wrong, which has words for the code; whoever asks for no page gets the problem itself.
func (s *server) orBack(h func(*fiber.Ctx, identity.Caller) error) func(*fiber.Ctx, identity.Caller) error {
	return func(c *fiber.Ctx, caller identity.Caller) error {
		err := h(c, caller)
		if err == nil || s.Page == nil || !strings.Contains(c.Get(fiber.HeaderAccept), fiber.MIMETextHTML) {
			return err
		}
		p := s.told(c.UserContext(), err)
		return c.Redirect("/?sign-in="+string(p.Code), fiber.StatusFound)
	}
}

func (s *server) toIssuer(c *fiber.Ctx, _ identity.Caller) error {
	if s.Issuer == nil {
		return fault.New(fault.NotFound, "signing in elsewhere is not set up here; use a password")
	}
	address, browser, err := s.Issuer.Start(c.UserContext())
	if err != nil {
		return err //nolint:wrapcheck // it says what could not be done
	}
	s.setCookie(c, passageCookie, browser, passagePath, identity.PassageLasts)
	return c.Redirect(address, fiber.StatusFound) //nolint:wrapcheck // nothing to add
}

func (s *server) fromIssuer(c *fiber.Ctx, caller identity.Caller) error {
	if s.Issuer == nil {
		return fault.New(fault.NotFound, "signing in elsewhere is not set up here; use a password")
	}
	s.setCookie(c, passageCookie, "", passagePath, 0)
	if c.Query("code") == "" {
		return fault.New(fault.NotSignedIn, "the issuer did not sign you in")
	}
	secret, err := s.Issuer.Finish(c.UserContext(), caller, c.Query("state"), c.Query("code"), c.Cookies(passageCookie), c.Get(fiber.HeaderUserAgent))
	if err != nil {
		return err //nolint:wrapcheck // it says what could not be done
	}
	s.setCookie(c, sessionCookie, secret, "/", identity.LongestSession)
	return c.Redirect("/", fiber.StatusFound) //nolint:wrapcheck // nothing to add
}
