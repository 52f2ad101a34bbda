package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"countersign/fault"
	"countersign/identity"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
)

// edition is that of the interface, not of the program: a client written for it goes on to work while this number stays.
const edition = "1"

// OpenAPI is the document of all routes: the same bytes from the same source, whatever machine builds it and whatever the version is.
func OpenAPI() ([]byte, error) {
	d := Deps{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return time.Time{} }, Transfers: offered{}}
	return newServer(d).document()
}

// offered are resumable uploads that are only described.
type offered struct{ Transfers }

// Most is no limit.
func (offered) Most() int64 { return 0 }

// documented is what the document says before any route is added.
func documented() huma.Config {
	config := huma.DefaultConfig("Countersign", edition)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema links in answers
	config.Formats, config.RejectUnknownQueryParameters = formats(), true
	config.Transformers = []huma.Transformer{coded}
	config.Info.Description = "Vendors, their reports, reviews and decisions. docs/api.md is the manual: signing in, paging, versions, uploads and the codes of errors."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "A token for a program"},
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "What signing in sets"},
	}
	return config
}

// documentRoute serves the document.
func (s *server) documentRoute() {
	once := sync.OnceValues(s.document)
	s.plain(huma.Operation{
		OperationID: "get-openapi", Method: http.MethodGet, Path: "/api/v1/openapi.json", Summary: "Get this document", Tags: []string{"operations"},
		Responses: map[string]*huma.Response{"200": {Description: "OpenAPI 3.1", Content: map[string]*huma.MediaType{
			"application/json": {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}},
		}}},
	}, "/api/v1/openapi.json", open, func(c *fiber.Ctx, _ identity.Caller) error {
		raw, err := once()
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
		return c.Send(raw)
	})
}

// document is what clients get: indented, with the keys of every object in order.
func (s *server) document() ([]byte, error) {
	raw, err := json.Marshal(s.api.OpenAPI())
	if err != nil {
		return nil, fault.Wrap(err, fault.Internal, "the description of the interface cannot be written")
	}
	var sorted any
	if err := json.Unmarshal(raw, &sorted); err != nil {
		return nil, fmt.Errorf("cannot read the description of the interface: %w", err)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(sorted); err != nil {
		return nil, fmt.Errorf("cannot write the description of the interface: %w", err)
	}
	return out.Bytes(), nil
}

// finish adds what follows from the kind of an operation, so that no route has to say it, and gives every error its real shape.
func (s *server) finish() {
	doc := s.api.OpenAPI()
	for path, item := range doc.Paths {
		for _, op := range operations(item) {
			op.Parameters = distinct(op.Parameters)
			for name := range op.Responses {
				if status, err := strconv.Atoi(name); err == nil && status >= http.StatusBadRequest {
					op.Responses[name] = s.problem(status)
				}
			}
			for _, status := range failures(path, op) {
				op.Responses[strconv.Itoa(status)] = s.problem(status)
			}
		}
	}
	mend(doc.Components.Schemas)
	delete(doc.Components.Schemas.Map(), "ErrorModel") // the framework's own, which nobody gets: see coded
}

// operations are those of an address.
func operations(item *huma.PathItem) (out []*huma.Operation) {
	for _, op := range []*huma.Operation{item.Get, item.Put, item.Post, item.Delete, item.Patch, item.Head, item.Options} {
		if op != nil {
			out = append(out, op)
		}
	}
	return out
}

// distinct are the parameters without those that were named before.
func distinct(all []*huma.Param) (out []*huma.Param) {
	for _, p := range all {
		if !slices.ContainsFunc(out, func(had *huma.Param) bool { return had.In == p.In && had.Name == p.Name }) {
			out = append(out, p)
		}
	}
	return out
}

// failures are the statuses that operations of a kind can end with, whatever they do.
func failures(path string, op *huma.Operation) []int {
	out := map[int]bool{http.StatusInternalServerError: true}
	switch op.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
	default:
		out[http.StatusForbidden] = true // from a page of another site
	}
	if strings.HasPrefix(path, "/api/") && op.Method != http.MethodOptions { // see limited
		out[http.StatusTooManyRequests] = true
	}
	if op.RequestBody != nil {
		out[http.StatusBadRequest], out[http.StatusRequestEntityTooLarge] = true, true
		out[http.StatusUnsupportedMediaType], out[http.StatusUnprocessableEntity] = true, true
	}
	for _, p := range op.Parameters {
		switch {
		case p.In == "path":
			out[http.StatusNotFound] = true
		case p.Name == "If-Match":
			out[http.StatusPreconditionFailed], out[http.StatusPreconditionRequired] = true, true
		}
	}
	return slices.Collect(maps.Keys(out))
}
