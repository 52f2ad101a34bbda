package scoring

import (
	"math"
	"strings"
)

// Step is a number with the arithmetic that made it. The tree of steps below a score opens it down to the facts.
type Step struct {
	Label    string  `json:"label"`
	Formula  string  `json:"formula,omitempty"` // how Value came about, in words and figures
	Value    float64 `json:"value"`
	Unknown  bool    `json:"unknown,omitempty"` // nobody knows: Value is zero for that reason
	Source   string  `json:"source,omitempty"`  // evidence: grade, document, who looked and when
	Children []Step  `json:"children,omitempty"`
}

// Score is a number from 0 to 100 with its range. Value, the low end, is the score.
type Score struct {
	Value        float64   `json:"value"`
	High         float64   `json:"high"`         // with everything unknown at full marks
	Completeness float64   `json:"completeness"` // percent of what is asked that has an answer
	Version      string    `json:"version"`      // of the configuration
	Unknown      []Unknown `json:"unknown"`
	Steps        Step      `json:"steps"`
}

// Unknown is something nobody has answered, with the question to ask.
type Unknown struct {
	Field    string  `json:"field"` // where it stands in a fact sheet
	Question string  `json:"question"`
	Points   float64 `json:"points"` // what the best answer would add to the score that lists it, other things equal
}

// sum adds checks whose full marks make up 100.
func sum(label string, checks []check, cfg Config) Score {
	s := Score{Version: cfg.Version, Unknown: []Unknown{}, Steps: Step{Label: label}}
	var full, known float64
	terms := make([]string, len(checks))
	for i, c := range checks {
		s.Value += c.step.Value
		s.High += c.high
		full += c.full
		if c.known {
			known += c.full
		}
		s.Unknown = append(s.Unknown, c.ask...)
		s.Steps.Children = append(s.Steps.Children, c.step)
		terms[i] = figure(c.step.Value)
	}
	s.Steps.Formula, s.Steps.Value = strings.Join(terms, " + "), s.Value
	if full > 0 {
		s.Completeness = percent * known / full
	}
	return s
}

const percent = 100

func round(v float64) float64 { return math.Round(v) }

// tolerance keeps the noise of floating-point sums from deciding between two bands.
const tolerance = 1e-9

func atLeast(v, bound float64) bool { return v >= bound-tolerance }
