package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"gorm.io/gorm"
)

// Trace makes a span of each statement that is run for something that is traced itself. A span holds the statement with marks in place of
// its values, and of an error only that there was one, since its text may hold values.
func (db *DB) Trace(tracer trace.Tracer) error {
	system := map[Dialect]string{SQLite: "sqlite", Postgres: "postgresql"}[db.Dialect]
	begin := func(g *gorm.DB) {
		if !trace.SpanFromContext(g.Statement.Context).IsRecording() {
			return
		}
		_, span := tracer.Start(g.Statement.Context, "database", trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attribute.String("db.system.name", system)))
		g.InstanceSet(spanKey, span)
	}
	seen := map[*gorm.DB]bool{}
	for _, g := range []*gorm.DB{db.write, db.read} {
		if seen[g] {
			continue
		}
		seen[g] = true
		c := g.Callback()
		err := errors.Join(
			c.Create().Before("*").Register(spanKey+":begin", begin), c.Create().After("*").Register(spanKey+":end", ended),
			c.Query().Before("*").Register(spanKey+":begin", begin), c.Query().After("*").Register(spanKey+":end", ended),
			c.Update().Before("*").Register(spanKey+":begin", begin), c.Update().After("*").Register(spanKey+":end", ended),
			c.Delete().Before("*").Register(spanKey+":begin", begin), c.Delete().After("*").Register(spanKey+":end", ended),
			c.Row().Before("*").Register(spanKey+":begin", begin), c.Row().After("*").Register(spanKey+":end", ended),
			c.Raw().Before("*").Register(spanKey+":begin", begin), c.Raw().After("*").Register(spanKey+":end", ended),
		)
		if err != nil {
			return fmt.Errorf("cannot trace statements: %w", err)
		}
	}
	return nil
}

const spanKey = "countersign:span"

// ended ends the span of a statement.
func ended(g *gorm.DB) {
	v, there := g.InstanceGet(spanKey)
	span, isSpan := v.(trace.Span)
	if !there || !isSpan {
		return
	}
	defer span.End()
	const most = 2000 // characters: rows are inserted by the hundred
	text := g.Statement.SQL.String()
	operation, _, _ := strings.Cut(text, " ")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + " …"
	}
	name := operation
	if g.Statement.Table != "" {
		name += " " + g.Statement.Table
	}
	span.SetName(name)
	span.SetAttributes(attribute.String("db.operation.name", operation), attribute.String("db.collection.name", g.Statement.Table), attribute.String("db.query.text", text))
	if g.Error != nil && !errors.Is(g.Error, gorm.ErrRecordNotFound) && !errors.Is(g.Error, context.Canceled) {
		span.SetStatus(codes.Error, "")
	}
}
