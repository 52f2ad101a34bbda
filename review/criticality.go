package review

import (
	"maps"
	"slices"

	"countersign/fault"
	"countersign/scoring"
)

// Criticality is what the organization says of its own use of a vendor. What is not there is unknown.
type Criticality struct {
	Answers    map[string]int `json:"answers"`     // 1 to 5, by the id of the question
	HighStakes string         `json:"high_stakes"` // yes, no; empty: unknown
}

// Rating is what lists are filtered and sorted by. It follows from the answers and the scoring configuration.
type Rating struct {
	Tier     string  `json:"tier"`
	Inherent float64 `json:"inherent_value"` // 1 to 5, with every unknown answer at its worst
	By       string  `json:"-"`              // version of the scoring configuration
}

// CriticalityQuestion is a question that people answer, as a page shows it.
type CriticalityQuestion struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Ask    string   `json:"ask"`
	Weight float64  `json:"weight"` // in the weighted mean; 0 of the one that can raise the tier only
	Least  int      `json:"least,omitempty"`
	Most   int      `json:"most,omitempty"`
	Values []string `json:"values,omitempty"` // in the place of a number
}

// Bounds of an answer, and the id of the question that is answered in words.
const (
	leastAnswer = 1
	mostAnswer  = 5
	highStakes  = "high_stakes"
)

func questionsOf(cfg *scoring.Config) []CriticalityQuestion {
	out := make([]CriticalityQuestion, 0, len(cfg.Inherent.Factors)+1)
	for _, f := range cfg.Inherent.Factors {
		out = append(out, CriticalityQuestion{ID: f.ID, Title: f.Title, Ask: f.Ask, Weight: f.Weight, Least: leastAnswer, Most: mostAnswer})
	}
	return append(out, CriticalityQuestion{
		ID: highStakes, Title: cfg.StakesTitle(), Ask: cfg.StakesQuestion(), Values: []string{scoring.Yes, scoring.No},
	})
}

// clean says what is wrong with answers; the word unknown is none.
func (c Criticality) clean(cfg *scoring.Config) (Criticality, error) {
	out := Criticality{Answers: map[string]int{}, HighStakes: c.HighStakes}
	if out.HighStakes == "unknown" {
		out.HighStakes = ""
	}
	if !slices.Contains([]string{"", scoring.Yes, scoring.No}, out.HighStakes) {
		return c, fault.New(fault.Invalid, "criticality.high_stakes: yes, no or unknown, not %q", c.HighStakes)
	}
	var ids []string
	for _, f := range cfg.Inherent.Factors {
		ids = append(ids, f.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(c.Answers)) {
		v := c.Answers[id]
		switch {
		case !slices.Contains(ids, id):
			return c, fault.New(fault.Invalid, "criticality.answers.%s: there is no such question; there are %s", id, fault.Choices(ids))
		case v < leastAnswer || v > mostAnswer:
			return c, fault.New(fault.Invalid, "criticality.answers.%s: a whole number from %d to %d; leave out what is unknown", id, leastAnswer, mostAnswer)
		}
		out.Answers[id] = v
	}
	return out, nil
}

// factors are the answers as the arithmetic takes them. Answers to questions that a newer configuration does not ask are left out.
func (c *Criticality) factors(cfg *scoring.Config) scoring.Factors {
	f := scoring.Factors{Value: map[string]float64{}}
	if c == nil {
		return f
	}
	f.HighStakes = c.HighStakes
	for _, q := range cfg.Inherent.Factors {
		if v, known := c.Answers[q.ID]; known {
			f.Value[q.ID] = float64(v)
		}
	}
	return f
}
