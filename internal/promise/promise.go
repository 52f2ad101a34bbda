// Package promise holds what the server answers in tests against what its OpenAPI document says that it answers.
package promise

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Book is the document, ready to be held against answers. Tests may use one from several goroutines.
type Book struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	paths    []path
}

type path struct {
	text       string
	pattern    *regexp.Regexp
	operations map[string]operation
}

type operation struct {
	Responses map[string]struct {
		Ref     string         `json:"$ref"`
		Content map[string]any `json:"content"`
	} `json:"responses"`
}

// Read takes an OpenAPI document.
func Read(t testing.TB, document []byte) *Book {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	require.NoError(t, err)
	b := &Book{compiler: jsonschema.NewCompiler()}
	b.compiler.AssertFormat()
	require.NoError(t, b.compiler.AddResource("openapi.json", doc))
	var described struct {
		Paths map[string]map[string]operation `json:"paths"`
	}
	require.NoError(t, json.Unmarshal(document, &described))
	parameter := regexp.MustCompile(`\\\{[a-z_]+\\\}`)
	for text, operations := range described.Paths {
		pattern := regexp.MustCompile("^" + parameter.ReplaceAllString(regexp.QuoteMeta(text), `[^/]+`) + "$")
		b.paths = append(b.paths, path{text, pattern, operations})
	}
	return b
}

// Once reads a document when it is first asked for, which takes longer than most tests.
func Once(document func() ([]byte, error)) func(t testing.TB) *Book {
	var once sync.Once
	var book *Book
	return func(t testing.TB) *Book {
		t.Helper()
		once.Do(func() {
			raw, err := document()
			require.NoError(t, err)
			book = Read(t, raw)
		})
		require.NotNil(t, book, "the document was not read")
		return book
	}
}

// Kept checks an answer: its status is one that the operation names, and its body is as the document says. What the document does not
// know of at all is left alone.
func (b *Book) Kept(t testing.TB, method, address string, res *http.Response, body []byte) {
	t.Helper()
	address, _, _ = strings.Cut(address, "?")
	text, op := b.operation(method, address)
	if op == nil {
		return
	}
	status := strconv.Itoa(res.StatusCode)
	said, known := op.Responses[status]
	if !assert.True(t, known, "%s %s: the document does not know status %s: %s", method, text, status, body) {
		return
	}
	media, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	if media != "application/json" && !strings.HasSuffix(media, "+json") || len(body) == 0 { // lines of JSON are no JSON
		return
	}
	at := "#/paths/" + pointer(text) + "/" + strings.ToLower(method) + "/responses/" + status
	if said.Ref != "" {
		at = said.Ref
	}
	b.mu.Lock()
	schema, err := b.compiler.Compile("openapi.json" + at + "/content/" + pointer(media) + "/schema")
	b.mu.Unlock()
	if !assert.NoError(t, err, "%s %s answers %s with %s", method, text, status, media) {
		return
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if assert.NoError(t, err, "%s %s: %s", method, text, body) {
		assert.NoError(t, schema.Validate(value), "%s %s: %s", method, text, body)
	}
}

// operation finds what stands behind an address; one without parameters goes before one with.
func (b *Book) operation(method, address string) (text string, op *operation) {
	for _, p := range b.paths {
		found, has := p.operations[strings.ToLower(method)]
		if has && p.pattern.MatchString(address) && (op == nil || strings.Count(p.text, "{") < strings.Count(text, "{")) {
			text, op = p.text, &found
		}
	}
	return text, op
}

// pointer is a key as JSON pointers in an address hold it.
func pointer(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D", "+", "%2B").Replace(key)
}
