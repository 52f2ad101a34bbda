package accuracy_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"countersign/report"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOutputFollowsTheSchema validates what is printed as JSON for every fixture against docs/report.schema.json.
func TestOutputFollowsTheSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(root("docs", "report.schema.json"))
	require.NoError(t, err)
	for _, r := range fixtures(t) {
		for name, rep := range r.reports {
			raw, err := json.Marshal(rep)
			require.NoError(t, err)
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
			require.NoError(t, err)
			assert.NoError(t, schema.Validate(value), name)
		}
	}
}

// object is a schema of an object, as far as the test looks.
type object struct {
	Description string                     `json:"description"`
	Closed      *bool                      `json:"additionalProperties"`
	Required    []string                   `json:"required"`
	Properties  map[string]json.RawMessage `json:"properties"`
}

// TestSchemaDescribesEveryField holds code and schema together also where no fixture has an example: each struct of the report has
// its definition, with the same fields, each described, and required unless it may be left out.
func TestSchemaDescribesEveryField(t *testing.T) {
	raw, err := os.ReadFile(root("docs", "report.schema.json"))
	require.NoError(t, err)
	var whole struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(raw, &whole))
	structs := map[string]reflect.Type{}
	gather(reflect.TypeFor[report.Report](), structs)
	delete(structs, "Report")
	whole.Defs["Report"] = whole.object
	structs["Report"] = reflect.TypeFor[report.Report]()
	for name, typ := range structs {
		def, ok := whole.Defs[name]
		require.True(t, ok, "%s has no definition", name)
		require.NotNil(t, def.Closed, name)
		assert.False(t, *def.Closed, "%s must refuse other fields", name)
		var fields, required []string
		for f := range typ.Fields() {
			field, option, _ := strings.Cut(f.Tag.Get("json"), ",")
			fields = append(fields, field)
			if option == "" {
				required = append(required, field)
			}
		}
		var described []string
		for field, property := range def.Properties {
			described = append(described, field)
			assert.Contains(t, string(property), `"description"`, "%s.%s", name, field)
		}
		assert.ElementsMatch(t, fields, described, name)
		assert.ElementsMatch(t, required, def.Required, "%s: what is always there", name)
	}
}

// gather finds the structs of package report that a type is made of.
func gather(t reflect.Type, out map[string]reflect.Type) {
	switch t.Kind() { //nolint:exhaustive // the others have no parts
	case reflect.Pointer, reflect.Slice, reflect.Map:
		gather(t.Elem(), out)
	case reflect.Struct:
		if out[t.Name()] != nil {
			return
		}
		out[t.Name()] = t
		for f := range t.Fields() {
			gather(f.Type, out)
		}
	}
}
