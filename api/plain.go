package api

import (
	"net/http"
	"reflect"
	"strconv"

	"countersign/fault"
	"countersign/identity"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// plain adds a route that takes or gives a stream, which the framework of the others would read into memory. It is described in the document
// like all the others.
func (s *server) plain(op huma.Operation, path string, action identity.Action, h func(*fiber.Ctx, identity.Caller) error) {
	if action != open {
		op.Security = []map[string][]string{{"token": {}}, {"session": {}}}
		op.Description = permission(op.Description, action)
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
	}
	for _, status := range append(op.Errors, http.StatusInternalServerError) {
		op.Responses[strconv.Itoa(status)] = s.problem(status)
	}
	s.api.OpenAPI().AddOperation(&op)
	s.app.Add(op.Method, path, func(c *fiber.Ctx) error {
		if err := allowed(c.UserContext(), action); err != nil {
			return err
		}
		return h(c, callerOf(c.UserContext()))
	})
}

// problem is an error in the document. All operations share those of a status.
func (s *server) problem(status int) *huma.Response {
	parts, name := s.api.OpenAPI().Components, "Problem"+strconv.Itoa(status)
	if parts.Responses == nil {
		parts.Responses = map[string]*huma.Response{}
	}
	told := &huma.Response{Description: http.StatusText(status), Content: map[string]*huma.MediaType{
		problemMedia: {Schema: parts.Schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")},
	}}
	if status == http.StatusTooManyRequests {
		told.Headers = map[string]*huma.Param{"Retry-After": {Description: "Seconds", Schema: &huma.Schema{Type: huma.TypeInteger}}}
	}
	parts.Responses[name] = told
	return &huma.Response{Ref: "#/components/responses/" + name}
}

// param is a parameter of a plain route.
func param(in, name, doc string, required bool) *huma.Param {
	return &huma.Param{In: in, Name: name, Description: doc, Required: required, Schema: &huma.Schema{Type: huma.TypeString}}
}

// idempotencyKey is the parameter of routes that do a request once, however often it is sent.
func idempotencyKey() *huma.Param {
	return param("header", "Idempotency-Key", "A request sent again with the same key is answered as the first was", false)
}

// binary is the content of a file.
func binary() *huma.Schema { return &huma.Schema{Type: huma.TypeString, Format: "binary"} }

// length refuses requests that say themselves that they are too long. What they would send is not waited for.
func length(c *fiber.Ctx, most int64) error {
	if n := c.Request().Header.ContentLength(); int64(n) > most {
		c.Context().SetConnectionClose()
		return fault.New(fault.TooLarge, "the request is larger than the %d MB that this server takes", most>>20)
	}
	return nil
}
