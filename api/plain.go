package api

import (
	"net/http"
	"strconv"

	"countersign/fault"
	"countersign/identity"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// plain adds a route that takes or gives a stream, which the framework of the others would read into memory. It is described in the document
// like all the others.
func (s *server) plain(op huma.Operation, path string, action identity.Action, h func(*fiber.Ctx, identity.Caller) error) {
	op.Security = []map[string][]string{{"token": {}}, {"session": {}}}
	op.Description += "\n\nPermission: " + string(action)
	problem := &huma.Response{Description: "Error", Content: map[string]*huma.MediaType{
		"application/problem+json": {Schema: s.api.OpenAPI().Components.Schemas.Schema(problemType(), true, "Problem")},
	}}
	for _, status := range append(op.Errors, http.StatusUnauthorized, http.StatusForbidden, http.StatusInternalServerError) {
		op.Responses[strconv.Itoa(status)] = problem
	}
	s.api.OpenAPI().AddOperation(&op)
	s.app.Add(op.Method, path, func(c *fiber.Ctx) error {
		if err := allowed(c.UserContext(), action); err != nil {
			return err
		}
		return h(c, callerOf(c.UserContext()))
	})
}

// param is a parameter of a plain route.
func param(in, name, doc string, required bool) *huma.Param {
	return &huma.Param{In: in, Name: name, Description: doc, Required: required, Schema: &huma.Schema{Type: huma.TypeString}}
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
