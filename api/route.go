package api

import (
	"context"
	"net/http"
	"reflect"
	"strings"

	"countersign/fault"
	"countersign/identity"

	"github.com/danielgtaylor/huma/v2"
)

// open is the action of routes that anybody may call.
const open identity.Action = ""

// handler answers an operation for a caller; on open routes the caller may be nobody.
type handler[I, O any] func(ctx context.Context, c identity.Caller, in *I) (*O, error)

// route adds an operation. The action is what the caller's role is held against before anything else is looked at.
func route[I, O any](s *server, op huma.Operation, action identity.Action, h handler[I, O]) {
	op.MaxBodyBytes = jsonBody
	if action != open {
		op.Security = []map[string][]string{{"token": {}}, {"session": {}}}
		op.Description = permission(op.Description, action)
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
	}
	op.Errors = append(op.Errors, http.StatusInternalServerError)
	if _, sent := reflect.TypeFor[I]().FieldByName("Body"); sent {
		op.Errors = append(op.Errors, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	s.keyed(&op, action)
	op.Middlewares = append(op.Middlewares, s.permitted(action))
	huma.Register(s.api, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := h(ctx, callerOf(ctx), in)
		if err != nil {
			return nil, s.told(ctx, err)
		}
		return out, nil
	})
}

// permission adds to a description which permission an operation needs.
func permission(description string, action identity.Action) string {
	return strings.TrimSpace(description + "\n\nPermission: " + string(action))
}

// permitted refuses callers whose role may not do this.
func (s *server) permitted(action identity.Action) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if err := allowed(ctx.Context(), action); err != nil {
			p := s.told(ctx.Context(), err)
			p.Request = requestID(ctx.Context())
			ctx.SetHeader("Content-Type", p.ContentType(""))
			ctx.SetStatus(p.Status)
			_ = s.api.Marshal(ctx.BodyWriter(), "application/json", p)
			return
		}
		next(sound{ctx})
	}
}

// allowed tells whether the caller may do this at all.
func allowed(ctx context.Context, action identity.Action) error {
	if action == open {
		return nil
	}
	c := callerOf(ctx)
	if c.Kind == "" {
		return fault.New(fault.NotSignedIn, "sign in, or send a token: Authorization: Bearer TOKEN")
	}
	return c.Need(action) //nolint:wrapcheck // it is coded
}

// told is an error as the client gets it. What is no fault of the request's is logged, once, here.
func (s *server) told(ctx context.Context, err error) *Problem {
	f := fault.Of(err)
	p := problemOf(f)
	if p.Status >= http.StatusInternalServerError {
		s.Log.ErrorContext(ctx, "request failed", "request", requestID(ctx), "code", f.Code, "error", err)
	}
	return p
}
