package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Rule is a parsed rule: every group of All must be found, none of Not.
type Rule struct {
	All    [][]Alternative
	Not    []Alternative
	Beside bool // counts only in a passage or row in which another rule of the item holds: it began with "~ "
}

// Alternative is a concept or a term; one of the two is empty.
type Alternative struct{ Concept, Term string }

// ParseRule reads a rule. The error says what is wrong with it.
func ParseRule(s string) (Rule, error) {
	var r Rule
	text, beside := strings.CutPrefix(s, "~ ")
	r.Beside = beside
	for _, g := range strings.Split(text, " + ") {
		g = strings.TrimSpace(g)
		rest, not := strings.CutPrefix(g, "! ")
		alts, err := alternatives(rest)
		if err != nil {
			return Rule{}, fmt.Errorf("the rule %q: %w", s, err)
		}
		if not {
			r.Not = append(r.Not, alts...)
		} else {
			r.All = append(r.All, alts)
		}
	}
	if len(r.All) == 0 {
		return Rule{}, fmt.Errorf("the rule %q asks for nothing", s)
	}
	return r, nil
}

func alternatives(group string) ([]Alternative, error) {
	var out []Alternative
	for _, a := range strings.Split(group, " / ") {
		a = strings.TrimSpace(a)
		if strings.Trim(a, "/ ") != a || a == "" {
			return nil, errors.New("a group is empty")
		}
		one := Alternative{Term: a}
		if c, ok := strings.CutPrefix(a, "@"); ok {
			if c == "" || strings.ContainsAny(c, " @") {
				return nil, fmt.Errorf("%q wants the id of one concept", a)
			}
			one = Alternative{Concept: c}
		}
		if !strings.HasPrefix(a, "@") && strings.ContainsAny(a, "!+@") {
			return nil, fmt.Errorf("%q wants a space on each side of +, and after ! as well", a)
		}
		if slices.Contains(out, one) {
			return nil, fmt.Errorf("%q stands twice in a group", a)
		}
		out = append(out, one)
	}
	return out, nil
}
