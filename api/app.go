package api

import (
	"errors"
	"log/slog"
	"time"

	"countersign/fault"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
)

// Deps is what the interface stands on.
type Deps struct {
	Access  Access
	Vendors Vendors
	Health  Health
	Log     *slog.Logger
	Now     func() time.Time
	Version string   // of the program
	Secure  bool     // cookies travel over TLS only
	Page    Page     // nil: no page is served
	Proxies []string // addresses of reverse proxies whose X-Forwarded-For is believed

	Findings    Findings
	Workflow    Workflow
	FollowUps   FollowUps
	Acceptances Acceptances
	Documents   Documents
	Reviews     Reviews
	Answers     Answers
	OpenFile    OpenFile
	Seal        func(secret string) ([]byte, error) // of passwords that wait for a worker
	Identity    Identity
	Issuer      Issuer // nil: people sign in with passwords only
}

type server struct {
	Deps
	app *fiber.App
	api huma.API

	metrics *metrics
}

// Limits of a request.
const (
	jsonBody    = 1 << 20
	readTimeout = 10 * time.Minute // a large upload over a slow line
	idleTimeout = 2 * time.Minute
	headerBytes = 16 << 10
)

// New makes the app. It listens to nothing yet.
func New(d Deps) *fiber.App {
	s := &server{Deps: d, metrics: newMetrics()}
	s.app = fiber.New(fiber.Config{
		AppName: "Countersign", DisableStartupMessage: true, Immutable: true, ErrorHandler: s.failed,
		// Bodies stream, so that an upload never lies in memory. This switches off Fiber's own limit: every route has its own.
		StreamRequestBody: true, DisablePreParseMultipartForm: true, BodyLimit: jsonBody,
		ReadTimeout: readTimeout, IdleTimeout: idleTimeout, ReadBufferSize: headerBytes,
		EnableTrustedProxyCheck: true, TrustedProxies: d.Proxies, ProxyHeader: proxyHeader(d.Proxies), EnableIPValidation: true,
	})
	s.app.Use(unread, s.identify, s.measured, s.logged, s.recovered, headers, legible, sameSite)
	config := huma.DefaultConfig("Countersign", d.Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "/api/v1/openapi", "", ""
	config.CreateHooks = nil // no $schema links in answers
	config.Formats, config.RejectUnknownQueryParameters = formats(), true
	config.Transformers = []huma.Transformer{coded}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer"},
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie},
	}
	s.api = humafiber.NewV2(s.app, config)
	s.routes()
	s.app.Use(func(*fiber.Ctx) error { return fault.New(fault.NotFound, "there is nothing at this address") })
	return s.app
}

// proxyHeader is where the caller's address stands: nowhere unless a proxy is trusted, since anybody can send a header.
func proxyHeader(proxies []string) string {
	if len(proxies) == 0 {
		return ""
	}
	return fiber.HeaderXForwardedFor
}

func (s *server) routes() {
	s.healthRoutes()
	s.metricsRoute()
	s.findingRoutes()
	s.workflowRoutes()
	s.followUpRoutes()
	s.acceptanceRoutes()
	s.vendorRoutes()
	s.documentRoutes()
	s.reviewRoutes()
	s.settingRoutes()
	s.eventRoutes()
	s.identityRoutes()
	s.pageRoutes()
}

// failed answers errors of plain routes, and of addresses that have none.
func (s *server) failed(c *fiber.Ctx, err error) error {
	var own *fiber.Error
	if errors.As(err, &own) {
		err = fault.Wrap(err, codeOf(own.Code), "%s", own.Message)
	}
	p := s.told(c.UserContext(), err)
	p.Request = requestID(c.UserContext())
	return c.Status(p.Status).JSON(p, p.ContentType("")) //nolint:wrapcheck // nothing to add
}
