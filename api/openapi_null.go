package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// nullable lets the document say of a field that points to an object that it may be null: the framework says so of simple values only.
func nullable(r huma.Registry) {
	for name, schema := range r.Map() {
		t := r.TypeFromRef("#/components/schemas/" + name)
		for t != nil && t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t == nil || t.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(t) {
			key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			p := schema.Properties[key]
			if f.Type.Kind() != reflect.Pointer || p == nil || p.Ref == "" || strings.Contains(options, "omitempty") {
				continue
			}
			schema.Properties[key] = &huma.Schema{AnyOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}, Description: p.Description}
		}
	}
}
