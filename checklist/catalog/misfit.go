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

var (
	lined   = regexp.MustCompile(`^line (\d+): (.*)$`)
	unknown = regexp.MustCompile(`^field (.+) not found in type \w+\.(\w+)$`)
	already = regexp.MustCompile(`^mapping key "(.+)" already defined.*$`)
	kind    = regexp.MustCompile("(?s)^cannot unmarshal (!!\\w+)( `.*`)? into (.*)$")
)

// lineIn takes the line off a message of the YAML reader.
func lineIn(message string) (int, string) {
	m := lined.FindStringSubmatch(message)
	if m == nil {
		return 0, message
	}
	n, _ := strconv.Atoi(m[1])
	return n, m[2]
}

// misfit words a mistake that the YAML reader found: a field that is not known or stands twice, a value of the wrong kind.
func (l *loader) misfit(file, message string) {
	s := l.files[file]
	p := fault.Problem{File: file}
	p.Line, p.Message = lineIn(strings.ReplaceAll(message, "\n", " "))
	if m := unknown.FindStringSubmatch(p.Message); m != nil {
		at := s.fieldAt(p.Line, func(key, _ *yaml.Node) bool { return key != nil && key.Value == m[1] })
		p.Field, p.Message = at, "there is no such field"
		if c := fault.Closest(m[1], fieldsOf(m[2])); c != "" {
			p.Message += "; did you mean " + c + "?"
			s.meant = append(s.meant, strings.TrimSuffix(at, m[1])+c)
		}
	} else if m := already.FindStringSubmatch(p.Message); m != nil {
		p.Field, p.Message = s.fieldAt(p.Line, func(key, _ *yaml.Node) bool { return key != nil && key.Value == m[1] }), "stands twice"
	} else if m := kind.FindStringSubmatch(p.Message); m != nil {
		p.Field = s.fieldAt(p.Line, func(_, value *yaml.Node) bool { return value.ShortTag() == m[1] && shows(m[2], value) })
		p.Message = "wants " + wanted(m[3]) + ", not " + given(m[1])
		s.broken[p.Line] = true
	}
	p.Field = counting(p.Field)
	l.problems = append(l.problems, p)
}

// shows tells whether a message that quotes the start of a value speaks of this one.
func shows(quoted string, value *yaml.Node) bool {
	start := strings.TrimSuffix(strings.Trim(quoted, " `"), "...")
	return strings.HasPrefix(strings.ReplaceAll(value.Value, "\n", " "), start)
}

func wanted(goType string) string {
	switch {
	case goType == "[]string":
		return "a list of texts"
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	case goType == "string":
		return "a text"
	case goType == "int":
		return "a whole number"
	case goType == "bool":
		return "true or false"
	}
	return "fields with values"
}

func given(tag string) string {
	switch tag {
	case "!!seq":
		return "a list"
	case "!!map":
		return "fields with values"
	case "!!str":
		return "a text"
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "true or false"
	}
	return "this value"
}

// fieldsOf lists the fields that a type of the catalog has in YAML.
func fieldsOf(name string) []string {
	var out []string
	for _, v := range []any{
		Item{},
		Source{},
		LookIn{},
		Need{},
		Element{},
		CountsAs{},
		Examples{},
		Example{},
		Family{},
		Concept{},
		Correction{},
		lexicon{},
		nearMisses{},
		article{},
		Crosswalk{},
	} {
		t := reflect.TypeOf(v)
		for i := 0; t.Name() == name && i < t.NumField(); i++ {
			out = append(out, t.Field(i).Tag.Get("yaml"))
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "-" })
}

// counting writes positions from 1, as people count.
func counting(field string) string {
	return index.ReplaceAllStringFunc(field, func(s string) string {
		i, _ := strconv.Atoi(strings.Trim(s, "[]"))
		return fmt.Sprintf("[%d]", i+1)
	})
}

var index = regexp.MustCompile(`\[(\d+)\]`)
