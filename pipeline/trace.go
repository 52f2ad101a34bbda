package pipeline

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// tracer makes spans; without one set, none are made.
func (r *Reader) tracer() trace.Tracer {
	if r.Tracer == nil {
		return noop.Tracer{}
	}
	return r.Tracer
}

// outcome notes how a reading ended: a code, never the text of an error.
func outcome(span trace.Span, how, code string) {
	span.SetAttributes(attribute.String("countersign.outcome", how))
	if code != "" {
		span.SetAttributes(attribute.String("error.type", code))
		span.SetStatus(codes.Error, "")
	}
}

// untraced is a context whose statements are no part of the trace: signs of life come every second.
func untraced(ctx context.Context) context.Context {
	return trace.ContextWithSpan(ctx, noop.Span{})
}

// stages makes a span of each stage of a reading. Its owner sees to it that one goroutine at a time uses it.
type stages struct {
	ctx    context.Context //nolint:containedctx // of the reading, which all its stages are part of
	tracer trace.Tracer
	name   string
	span   trace.Span
}

// enter ends the stage before, unless it is the same.
func (s *stages) enter(name string) {
	if s.name == name {
		return
	}
	s.leave()
	s.name = name
	_, s.span = s.tracer.Start(s.ctx, "stage "+name)
}

// leave ends the last stage.
func (s *stages) leave() {
	if s.span != nil {
		s.span.End()
	}
	s.name, s.span = "", nil
}
