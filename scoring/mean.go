package scoring

import (
	"fmt"
	"strings"
)

// mean is a weighted mean with its parts, or a single value without any. Values, and known, the share that has an answer, are 0 to 1.
type mean struct {
	label, formula     string
	weight             float64
	value, high, known float64
	parts              []mean
	field, ask         string // of a single unknown value
}

// average takes the weighted mean. Without parts its weight is zero, so that it leaves the denominator above it.
func average(label string, parts []mean) mean {
	m := mean{label: label, parts: parts}
	var total float64
	for _, p := range parts {
		total += p.weight
	}
	if total == 0 {
		m.formula = "no item applies"
		return m
	}
	m.weight = 1
	terms := make([]string, len(parts))
	for i, p := range parts {
		share := p.weight / total
		m.value += share * p.value
		m.high += share * p.high
		m.known += share * p.known
		terms[i] = figure(p.weight) + " × " + figure(p.value)
	}
	m.formula = strings.Join(terms, " + ")
	if total != 1 {
		m.formula = fmt.Sprintf("(%s) / %s", m.formula, figure(total))
	}
	return m
}

func (m mean) step() Step {
	s := Step{Label: m.label, Formula: m.formula, Value: m.value, Unknown: m.ask != ""}
	for _, p := range m.parts {
		s.Children = append(s.Children, p.step())
	}
	return s
}

// unknown lists the single values without an answer, each with its share of worth.
func (m mean) unknown(worth float64) []Unknown {
	out := []Unknown{}
	if m.ask != "" {
		return append(out, Unknown{Field: m.field, Question: m.ask, Points: worth})
	}
	var total float64
	for _, p := range m.parts {
		total += p.weight
	}
	for _, p := range m.parts {
		out = append(out, p.unknown(worth*p.weight/total)...)
	}
	return out
}

func spaced(parts ...string) string { return strings.TrimSpace(strings.Join(parts, " ")) }
