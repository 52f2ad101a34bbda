package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"countersign/api"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// operation is what the document says of a route.
type operation struct {
	ID          string                `json:"operationId"`
	Summary     string                `json:"summary"`
	Description string                `json:"description"`
	Security    []map[string][]string `json:"security"`
	Parameters  []struct {
		Name     string `json:"name"`
		In       string `json:"in"`
		Required bool   `json:"required"`
	} `json:"parameters"`
	Body      json.RawMessage `json:"requestBody"`
	Responses map[string]struct {
		Ref string `json:"$ref"`
	} `json:"responses"`
}

func (o *operation) takes(in, name string) bool {
	for _, p := range o.Parameters {
		if p.In == in && p.Name == name {
			return true
		}
	}
	return false
}

func document(t *testing.T) []byte {
	t.Helper()
	raw, err := api.OpenAPI()
	require.NoError(t, err)
	return raw
}

func documented(t *testing.T) map[string]map[string]*operation {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]*operation `json:"paths"`
	}
	require.NoError(t, json.Unmarshal(document(t), &doc))
	return doc.Paths
}

// TestTheCommittedDocumentIsTheServers: who reads docs/openapi.json reads what the server does.
func TestTheCommittedDocumentIsTheServers(t *testing.T) {
	want, err := os.ReadFile(filepath.Join("..", "docs", "openapi.json"))
	require.NoError(t, err)
	got := document(t)
	if !bytes.Equal(want, got) {
		t.Fatalf("docs/openapi.json is not what the server says of itself; run make openapi.\nFirst difference: %s", firstDifference(string(want), string(got)))
	}
	assert.Equal(t, got, document(t), "it is the same each time")
}

func firstDifference(a, b string) string {
	want, got := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return "committed " + want[i] + ", now " + got[i]
		}
	}
	return "one ends before the other"
}

// TestTheServedDocumentIsTheCommittedOne, on a server with all its parts.
func TestTheServedDocumentIsTheCommittedOne(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		a := w.done(w.send(http.MethodGet, "/api/v1/openapi.json", nil), http.StatusOK)
		want := map[string]any{}
		require.NoError(t, json.Unmarshal(document(t), &want))
		assert.Equal(t, want, a.body)
	})
}

// TestTheDocumentIsValid by the schema that the OpenAPI Initiative publishes, and its own references lead somewhere.
func TestTheDocumentIsValid(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", "openapi-3.1.schema.json"))
	require.NoError(t, err)
	raw := document(t)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	require.NoError(t, err)
	require.NoError(t, schema.Validate(doc))
	broken, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(string(raw), `"operationId"`, `"operation"`, 1)))
	require.NoError(t, err)
	require.Error(t, schema.Validate(broken), "the schema tells a wrong document from a right one")

	var known struct {
		Components map[string]map[string]any
	}
	require.NoError(t, json.Unmarshal(raw, &known))
	refs := regexp.MustCompile(`"#/components/([^"/]+)/([^"]+)"`).FindAllSubmatch(raw, -1)
	require.Greater(t, len(refs), 50)
	for _, ref := range refs {
		assert.Contains(t, known.Components[string(ref[1])], string(ref[2]))
	}
	for name, r := range known.Components["responses"] {
		content := fmt.Sprint(r)
		assert.Contains(t, content, "application/problem+json:map[schema:map[$ref:#/components/schemas/Problem]]", name)
	}
}

// TestEveryRouteIsInTheDocument walks the routes of the app itself, so that none can be added without its description.
func TestEveryRouteIsInTheDocument(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		paths := documented(t)
		parameter := regexp.MustCompile(`:([a-z_]+)`)
		seen := map[string]bool{}
		for _, r := range w.app.GetRoutes(true) {
			if head := paths[parameter.ReplaceAllString(r.Path, "{$1}")]["head"]; r.Method == http.MethodHead && head == nil || !strings.HasPrefix(r.Path, "/api/") && !strings.HasPrefix(r.Path, "/metrics") && !strings.HasSuffix(r.Path, "z") {
				continue // HEAD is GET without its body; the page's addresses are not for programs
			}
			path := parameter.ReplaceAllString(r.Path, "{$1}")
			if !assert.Contains(t, paths, path) || !assert.Contains(t, paths[path], strings.ToLower(r.Method), path) {
				continue
			}
			seen[r.Method+" "+path] = true
		}
		count := 0
		for path, methods := range paths {
			for method := range methods {
				count++
				assert.True(t, seen[strings.ToUpper(method)+" "+path], "%s %s is described, but not there", method, path)
			}
		}
		assert.Greater(t, count, 50)
	})
}

// TestEveryOperationSaysHowItFails: the errors that its kind has, in the one form that errors have, and who may ask.
func TestEveryOperationSaysHowItFails(t *testing.T) {
	ids := map[string]bool{}
	parameter := regexp.MustCompile(`\{([a-z_]+)\}`)
	for path, methods := range documented(t) {
		for method, op := range methods {
			at := method + " " + path
			assert.NotEmpty(t, op.Summary, at)
			assert.False(t, ids[op.ID], "%s: the id %s is another's", at, op.ID)
			ids[op.ID] = true
			for i, p := range op.Parameters {
				for _, other := range op.Parameters[:i] {
					assert.NotEqual(t, p, other, "%s: named twice", at)
				}
			}
			for _, name := range parameter.FindAllStringSubmatch(path, -1) {
				assert.True(t, op.takes("path", name[1]), "%s: parameter %s", at, name[1])
			}
			for _, status := range op.due(method, path) {
				assert.Contains(t, op.Responses, status, at)
			}
			success := false
			for status, r := range op.Responses {
				if status < "400" {
					success = true
					continue
				}
				assert.Equal(t, "#/components/responses/Problem"+status, r.Ref, at)
			}
			assert.True(t, success, "%s: what it answers when all is well", at)
			assert.Equal(t, strings.Contains(op.Description, "Permission: "), len(op.Security) == 2, "%s: who may ask", at)
		}
	}
}

// due are the statuses of errors that an operation must name.
func (o *operation) due(method, path string) []string {
	out := []string{"500"}
	if strings.HasPrefix(path, "/api/") && method != "options" {
		out = append(out, "429")
	}
	if len(o.Security) > 0 {
		out = append(out, "401", "403")
	}
	if method != "get" && method != "head" && method != "options" {
		out = append(out, "403")
	}
	if len(o.Body) > 0 {
		out = append(out, "400", "413", "415", "422")
	}
	if strings.Contains(path, "{") {
		out = append(out, "404")
	}
	if o.takes("header", "If-Match") {
		out = append(out, "412", "428")
	}
	if o.takes("header", "Idempotency-Key") {
		out = append(out, "409")
	}
	return out
}
