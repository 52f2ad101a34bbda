package catalog

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countersign/fault"

	"gopkg.in/yaml.v3"
)

// fit holds the nodes of a file against the type that they are meant for: no field that is not known or stands twice, no value of another
// kind. A field that stands twice is taken out. Each mistake is told at its own line.
func (l *loader) fit(file string, n *yaml.Node, t reflect.Type, at string) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case n.Kind == yaml.AliasNode:
		l.misfit(file, n, at, "wants the value written out; references such as *"+n.Value+" are not followed")
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null": // says nothing, as if it were not there
	case !suits(n, t):
		l.misfit(file, n, at, "wants "+wanted(t)+", not "+given(n))
	case t.Kind() == reflect.Slice:
		for i, c := range n.Content {
			l.fit(file, c, t.Elem(), fmt.Sprintf("%s[%d]", at, i))
		}
	case t.Kind() == reflect.Struct || t.Kind() == reflect.Map:
		l.fitFields(file, n, t, at)
	}
}

func (l *loader) fitFields(file string, n *yaml.Node, t reflect.Type, at string) {
	var kept []*yaml.Node
	var seen, known []string
	types := fieldsOf(t)
	for f := range types {
		known = append(known, f)
	}
	slices.Sort(known)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		path := strings.TrimPrefix(at+"."+key.Value, ".")
		of, ok := types[key.Value]
		if t.Kind() == reflect.Map {
			of, ok = t.Elem(), true
		}
		switch {
		case slices.Contains(seen, key.Value):
			l.tell(file, key.Line, path, "stands twice")
			continue
		case key.Kind != yaml.ScalarNode || !ok:
			hint := ""
			if c := fault.Closest(key.Value, known); c != "" && key.Value != "" {
				hint = "; did you mean " + c + "?"
				l.expect(file, strings.TrimPrefix(at+"."+c, "."))
			}
			l.tell(file, key.Line, path, "there is no such field"+hint)
		default:
			l.fit(file, value, of, path)
		}
		seen, kept = append(seen, key.Value), append(kept, key, value)
	}
	n.Content = kept
}

// fieldsOf lists the fields of a type by their names in YAML.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
		if name := t.Field(i).Tag.Get("yaml"); name != "-" {
			out[name] = t.Field(i).Type
		}
	}
	return out
}

// suits tells whether a value is of the kind of the type.
func suits(n *yaml.Node, t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return n.Kind == yaml.MappingNode
	case reflect.Slice:
		return n.Kind == yaml.SequenceNode
	case reflect.String:
		return n.Kind == yaml.ScalarNode
	}
	return n.Kind == yaml.ScalarNode && n.Decode(reflect.New(t).Interface()) == nil
}

func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		if t.Elem().Kind() == reflect.String {
			return "a list of texts"
		}
		return "a list"
	case reflect.String:
		return "a text"
	case reflect.Int:
		return "a whole number"
	case reflect.Bool:
		return "true or false"
	}
	return "fields with values"
}

func given(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "fields with values"
	}
	const most = 40
	text := []rune(strings.Join(strings.Fields(n.Value), " "))
	if len(text) > most {
		text = append(text[:most-3], []rune("...")...)
	}
	return strconv.Quote(string(text))
}

// misfit tells that a value is of another kind; nothing more is said of it.
func (l *loader) misfit(file string, n *yaml.Node, at, message string) {
	l.tell(file, n.Line, at, message)
	l.expect(file, at)
}

// expect keeps later checks from missing what stands in the file in another way.
func (l *loader) expect(file, field string) {
	l.files[file].told = append(l.files[file].told, field)
}

// tell notes a mistake at a line.
func (l *loader) tell(file string, line int, field, message string) {
	l.problems = append(l.problems, fault.Problem{File: file, Line: line, Field: counting(field), Message: message})
}

// counting writes positions from 1, as people count.
func counting(field string) string {
	return index.ReplaceAllStringFunc(field, func(s string) string {
		i, _ := strconv.Atoi(strings.Trim(s, "[]"))
		return fmt.Sprintf("[%d]", i+1)
	})
}

var index = regexp.MustCompile(`\[(\d+)\]`)
