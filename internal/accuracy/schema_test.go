package accuracy_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"countersign/assessment"
	"countersign/checklist/catalog"
	"countersign/reliability"
	"countersign/scoring"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestOutputFollowsTheSchema validates what is printed as JSON for every fixture against docs/report.schema.json: the report as it was
// read, and with its assessment.
func TestOutputFollowsTheSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(root("docs", "report.schema.json"))
	require.NoError(t, err)
	judge := assessor(t)
	asOf := time.Date(2026, time.August, 3, 0, 0, 0, 0, time.UTC)
	var others []reliability.Fingerprint
	for _, r := range fixtures(t) {
		for name, rep := range r.reports {
			judged, err := judge.Assess(rep, assessment.Options{AsOf: asOf, Others: others})
			require.NoError(t, err)
			others = append(others, judge.Fingerprint(rep))
			for _, printed := range []any{rep, judge.Print(rep, judged)} {
				raw, err := json.Marshal(printed)
				require.NoError(t, err)
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
				require.NoError(t, err)
				assert.NoError(t, schema.Validate(value), name)
			}
		}
	}
}

func assessor(t *testing.T) *assessment.Assessor {
	t.Helper()
	cat, err := catalog.Load()
	require.NoError(t, err)
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	a, err := assessment.New(cat, cfg)
	require.NoError(t, err)
	return a
}

// object is a schema of an object, as far as the test looks.
type object struct {
	Description string                     `json:"description"`
	Closed      *bool                      `json:"additionalProperties"`
	Required    []string                   `json:"required"`
	Properties  map[string]json.RawMessage `json:"properties"`
}

// TestSchemaDescribesEveryField holds code and schema together also where no fixture has an example: each struct of what is printed has
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
	gather(t, reflect.TypeFor[assessment.Printed](), structs)
	whole.Defs["Printed"] = whole.object
	delete(structs, "Report") // its fields are those of what is printed
	for name, typ := range structs {
		def, ok := whole.Defs[name]
		require.True(t, ok, "%s has no definition", name)
		require.NotNil(t, def.Closed, name)
		assert.False(t, *def.Closed, "%s must refuse other fields", name)
		var fields, required []string
		for _, f := range printedFields(typ) {
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

// gather finds the structs of ours that a type is made of. Two of the same name could not both have a definition.
func gather(t *testing.T, typ reflect.Type, out map[string]reflect.Type) {
	t.Helper()
	switch typ.Kind() { //nolint:exhaustive // the others have no parts
	case reflect.Pointer, reflect.Slice, reflect.Map:
		gather(t, typ.Elem(), out)
	case reflect.Struct:
		if known := out[typ.Name()]; known != nil {
			require.Equal(t, known, typ, "two structs are called %s", typ.Name())
			return
		}
		out[typ.Name()] = typ
		for f := range typ.Fields() {
			gather(t, f.Type, out)
		}
	}
}

// printedFields are the fields of a struct as JSON has them: those of an embedded struct stand among its own.
func printedFields(typ reflect.Type) []reflect.StructField {
	var out []reflect.StructField
	for f := range typ.Fields() {
		if !f.Anonymous {
			out = append(out, f)
			continue
		}
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		out = append(out, printedFields(inner)...)
	}
	return out
}
