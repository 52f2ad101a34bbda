package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// mend corrects what the framework gets wrong of the objects in answers: a field that points to an object may be null, which it says of
// simple values only; and it leaves out a field of an embedded struct when an outer one has the same name in Go but another in JSON.
func mend(r huma.Registry) {
	for name, schema := range r.Map() {
		t := r.TypeFromRef("#/components/schemas/" + name)
		for t != nil && t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t != nil && t.Kind() == reflect.Struct {
			mendFields(r, schema, t)
		}
	}
}

func mendFields(r huma.Registry, schema *huma.Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && key == "" && f.Type.Kind() == reflect.Struct {
			mendFields(r, schema, f.Type)
			continue
		}
		if key == "" || key == "-" {
			continue
		}
		optional := strings.Contains(options, "omitempty")
		if schema.Properties[key] == nil {
			schema.Properties[key] = r.Schema(f.Type, true, f.Name)
			if !optional {
				schema.Required = append(schema.Required, key)
			}
		}
		if p := schema.Properties[key]; f.Type.Kind() == reflect.Pointer && p.Ref != "" && !optional {
			schema.Properties[key] = &huma.Schema{AnyOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}, Description: p.Description}
		}
	}
}
