package factsheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"countersign/fault"
	"countersign/report"
	"countersign/scoring"

	"gopkg.in/yaml.v3"
)

// unknown is how a sheet says that nobody knows.
const unknown = "unknown"

// none is how a sheet says that there is nothing: no exceptions, no letter.
const none = "none"

// reader walks the nodes of a sheet and collects every mistake.
type reader struct {
	file     string
	finder   *report.CriteriaFinder
	problems fault.Problems
}

func (r *reader) say(n *yaml.Node, field, format string, args ...any) {
	r.problems = append(r.problems, fault.Problem{File: r.file, Line: n.Line, Field: field, Message: fmt.Sprintf(format, args...)})
}

// each visits the entries of a mapping whose keys are known, and reports the others and those that stand twice.
func (r *reader) each(n *yaml.Node, field string, known []string, visit func(key string, value *yaml.Node)) {
	if blank(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.say(n, field, "wants a mapping with %s", fault.Choices(known))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := joined(field, key.Value)
		switch {
		case key.Kind != yaml.ScalarNode || !slices.Contains(known, key.Value):
			hint := "there is no such field; possible are " + fault.Choices(known)
			if c := fault.Closest(key.Value, known); c != "" {
				hint = fmt.Sprintf("there is no such field; did you mean %s?", c)
			}
			r.say(key, at, "%s", hint)
		case seen[key.Value]:
			r.say(key, at, "stands twice")
		case value.Kind == yaml.AliasNode:
			r.say(value, at, "wants the value itself, not a reference to another")
		default:
			seen[key.Value] = true
			visit(key.Value, value)
		}
	}
}

func joined(field, key string) string {
	if field == "" {
		return key
	}
	return field + "." + key
}

// blank tells whether nothing is said: an empty value, null or "unknown".
func blank(n *yaml.Node) bool {
	return n.Kind == 0 || n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == "" || n.Value == unknown)
}

// text reads a single value.
func (r *reader) text(n *yaml.Node, field string) string {
	if blank(n) {
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		r.say(n, field, "wants a single text")
		return ""
	}
	return strings.TrimSpace(n.Value)
}

func (r *reader) date(n *yaml.Node, field string) scoring.Date {
	s := r.text(n, field)
	if s == "" {
		return scoring.Date{}
	}
	d, err := scoring.ParseDate(s)
	if err != nil {
		r.say(n, field, "wants a date like 2026-03-31, not %q", s)
	}
	return d
}

// word reads one of the words; yes and no may be written as YAML's true and false.
func (r *reader) word(n *yaml.Node, field string, words []string) string {
	s := r.text(n, field)
	if slices.Contains(words, scoring.Yes) {
		s = map[string]string{"true": scoring.Yes, "false": scoring.No}[s] + withoutBool(s)
	}
	if s == "" || slices.Contains(words, s) {
		return s
	}
	message := fmt.Sprintf("wants %s, not %q", fault.Choices(words), s)
	if c := fault.Closest(s, words); c != "" && len(words) > 2 {
		message += fmt.Sprintf("; did you mean %s?", c)
	}
	r.say(n, field, "%s", message)
	return ""
}

func withoutBool(s string) string {
	if s == "true" || s == "false" {
		return ""
	}
	return s
}

// number reads a number within the field's bounds, or one of its words.
func (r *reader) number(n *yaml.Node, field string, f scoring.Field) (*float64, string) {
	s := r.text(n, field)
	if s == "" {
		return nil, ""
	}
	if slices.Contains(f.Words(), s) {
		return nil, s
	}
	v, err := strconv.ParseFloat(s, 64)
	if err == nil && v >= f.Min && v <= f.Max {
		return &v, ""
	}
	wanted := fmt.Sprintf("a number from %v to %v", f.Min, f.Max)
	if f.Unit != "" {
		wanted += " (" + f.Unit + ")"
	}
	r.say(n, field, "wants %s, not %q", fault.Choices(append([]string{wanted}, f.Words()...)), s)
	return nil, ""
}

// names reads a list of texts; none is an empty one. allowed, where it is not nil, judges each.
func (r *reader) names(n *yaml.Node, field string, allowed func(*yaml.Node, string) bool) []string {
	if n.Kind == yaml.ScalarNode && n.Value == none {
		return []string{}
	}
	if n.Kind != yaml.SequenceNode {
		r.say(n, field, "wants a list such as [a, b], or none")
		return nil
	}
	out := []string{}
	for i, item := range n.Content {
		at := fmt.Sprintf("%s[%d]", field, i+1)
		if item.Kind != yaml.ScalarNode || blank(item) {
			r.say(item, at, "wants a single text")
		} else if allowed == nil || allowed(item, at) {
			out = append(out, item.Value)
		}
	}
	return out
}

// criteria reads a list of trust services criteria.
func (r *reader) criteria(n *yaml.Node, field string) []string {
	return r.names(n, field, func(item *yaml.Node, at string) bool {
		if r.finder.Valid(item.Value) {
			return true
		}
		r.say(item, at, "wants a trust services criterion such as CC8.1, not %q", item.Value)
		return false
	})
}
