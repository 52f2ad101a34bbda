package api

import (
	"errors"
	"log/slog"
	"time"

	"countersign/fault"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
	"go.opentelemetry.io/otel/trace"
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
	Transfers   Transfers // nil: uploads cannot go on after they broke
	Reviews     Reviews
	Answers     Answers
	OpenFile    OpenFile
	Seal        func(secret string) ([]byte, error) // of passwords that wait for a worker
	Identity    Identity
	Buckets     Buckets // nil: nobody is limited
	Limits      Limits
	Trail       Trail
	Issuer      Issuer       // nil: people sign in with passwords only
	Tracer      trace.Tracer // nil: nothing is traced
}

type server struct {
	Deps
	app *fiber.App
	api huma.API

	metrics *metrics
	limiter *limiter // nil: nobody is limited
}

// Limits of a request.
const (
	jsonBody    = 1 << 20
	readTimeout = 10 * time.Minute // a large upload over a slow line
	idleTimeout = 2 * time.Minute
	headerBytes = 16 << 10
)

// New makes the app. It listens to nothing yet.
func New(d Deps) *fiber.App { return newServer(d).app }

func newServer(d Deps) *server {
	s := &server{Deps: d, metrics: newMetrics()}
	if d.Buckets != nil {
		s.limiter = newLimiter(d.Buckets)
	}
	s.app = fiber.New(fiber.Config{
		AppName: "Countersign", DisableStartupMessage: true, Immutable: true, ErrorHandler: s.failed,
		// Bodies stream, so that an upload never lies in memory. This switches off Fiber's own limit: every route has its own.
		StreamRequestBody: true, DisablePreParseMultipartForm: true, BodyLimit: jsonBody,
		ReadTimeout: readTimeout, IdleTimeout: idleTimeout, ReadBufferSize: headerBytes,
		EnableTrustedProxyCheck: true, TrustedProxies: d.Proxies, ProxyHeader: proxyHeader(d.Proxies), EnableIPValidation: true,
	})
	s.app.Use(unread, s.traced, s.identify, s.measured, s.logged, s.recovered, headers, legible, s.limited, sameSite)
	s.api = humafiber.NewV2(s.app, documented())
	s.routes()
	s.documentRoute()
	s.finish()
	s.app.Use(func(*fiber.Ctx) error { return fault.New(fault.NotFound, "there is nothing at this address") })
	return s
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
	s.decisionRoutes()
	s.workflowRoutes()
	s.followUpRoutes()
	s.acceptanceRoutes()
	s.vendorRoutes()
	s.registerRoutes()
	s.commentRoutes()
	s.criticalityRoutes()
	s.documentRoutes()
	s.transferRoutes()
	s.reviewRoutes()
	s.settingRoutes()
	s.eventRoutes()
	s.identityRoutes()
	s.trailRoutes()
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
	for name, values := range p.GetHeaders() {
		c.Set(name, values[0])
	}
	return c.Status(p.Status).JSON(p, p.ContentType("")) //nolint:wrapcheck // nothing to add
}
