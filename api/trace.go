package api

import (
	"net/http"
	"slices"

	"countersign/fault"

	"github.com/gofiber/fiber/v2"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// traced makes a span of a request, under the caller's own if one is sent (W3C traceparent). It names the route by its pattern: neither ids
// nor a query stand in it.
func (s *server) traced(c *fiber.Ctx) error {
	if s.Tracer == nil || slices.Contains([]string{"/healthz", "/readyz", "/metrics"}, c.Path()) {
		return c.Next() //nolint:wrapcheck // the chain's own
	}
	ctx := propagation.TraceContext{}.Extract(c.UserContext(), sentHeaders{c})
	ctx, span := s.Tracer.Start(ctx, c.Method(), trace.WithSpanKind(trace.SpanKindServer))
	defer span.End()
	c.SetUserContext(ctx)
	err := c.Next()
	status, route := c.Response().StatusCode(), routeOf(c)
	if err != nil {
		code := fault.Of(err).Code
		status = statusOf(code)
		span.SetAttributes(attribute.String("error.type", string(code)))
	}
	span.SetName(c.Method() + " " + route)
	span.SetAttributes(attribute.String("http.request.method", c.Method()), attribute.String("http.route", route),
		attribute.Int("http.response.status_code", status), attribute.String("countersign.request_id", requestID(c.UserContext())))
	if status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, "")
	}
	return err //nolint:wrapcheck // the chain's own
}

// routeOf is the pattern of the route that answered.
func routeOf(c *fiber.Ctx) string {
	route := c.Route().Path
	if route == "/" && c.Path() != "/" {
		return "none"
	}
	return route
}

// sentHeaders are a request's headers, as the reader of traceparent wants them.
type sentHeaders struct{ c *fiber.Ctx }

// Get is a header.
func (h sentHeaders) Get(name string) string { return h.c.Get(name) }

// Set does nothing: a request is only read.
func (sentHeaders) Set(string, string) {}

// Keys are the headers that are looked at.
func (sentHeaders) Keys() []string { return propagation.TraceContext{}.Fields() }
