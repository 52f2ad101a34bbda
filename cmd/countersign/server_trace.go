package main

import (
	"context"
	"time"

	"countersign/parser"
	"countersign/telemetry"
)

// flushLimit is how long the last traces may take to be sent.
const flushLimit = 5 * time.Second

// trace begins to export traces, if it is set where to, and gives what ends that.
func (p *parts) trace(ctx context.Context) (stop func(), err error) {
	if p.config.Tracing == "" {
		return func() {}, nil
	}
	t, err := telemetry.Start(ctx, telemetry.Options{Endpoint: p.config.Tracing, Version: parser.Version, Log: p.log})
	if err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	stop = func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushLimit)
		defer cancel()
		if err := t.Stop(last); err != nil {
			p.log.Warn("the last traces are lost", "error", err)
		}
	}
	p.tracer = t.Tracer()
	if err := p.db.Trace(p.tracer); err != nil {
		stop()
		return nil, err //nolint:wrapcheck // it says what failed
	}
	return stop, nil
}
