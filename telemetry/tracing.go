package telemetry

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"countersign/fault"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Options of the export.
type Options struct {
	Endpoint string // base URL of the collector, as OTEL_EXPORTER_OTLP_ENDPOINT gives it
	Version  string // of the program
	Log      *slog.Logger
}

// Tracing exports spans in the background, in batches.
type Tracing struct{ provider *sdk.TracerProvider }

// Start begins to export. The collector need not be there yet: what cannot be sent is tried again for a while and then dropped, and never
// holds up a request. The variables OTEL_EXPORTER_OTLP_HEADERS, OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES and OTEL_TRACES_SAMPLER are read
// as OpenTelemetry says. Errors: bad-configuration.
func Start(ctx context.Context, o Options) (*Tracing, error) {
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(strings.TrimSuffix(o.Endpoint, "/")+"/v1/traces"))
	if err != nil {
		return nil, fault.Wrap(err, fault.BadConfig, "OTEL_EXPORTER_OTLP_ENDPOINT, or a variable beside it, cannot be used; see the log for the reason")
	}
	about, err := resource.New(ctx,
		resource.WithAttributes(attribute.String("service.name", "countersign"), attribute.String("service.version", o.Version)),
		resource.WithFromEnv(), resource.WithTelemetrySDK())
	if err != nil {
		return nil, fault.Wrap(err, fault.BadConfig, "OTEL_RESOURCE_ATTRIBUTES cannot be used; write it like deployment.environment=test")
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { o.Log.Warn("traces are not exported", "error", err) }))
	return &Tracing{sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(about))}, nil
}

// Tracer makes spans.
func (t *Tracing) Tracer() trace.Tracer { return t.provider.Tracer("countersign") }

// Stop sends what waits, until the context ends.
func (t *Tracing) Stop(ctx context.Context) error {
	if err := t.provider.Shutdown(ctx); err != nil {
		return fmt.Errorf("cannot send the last traces: %w", err)
	}
	return nil
}
