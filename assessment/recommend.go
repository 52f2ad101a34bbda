package assessment

import (
	"slices"
	"strings"

	"countersign/report"
)

// Recommendation is what to do about a report, by stated rules. It prepares a decision of people and is none.
type Recommendation struct {
	Outcome    Outcome     `json:"outcome"`
	Means      string      `json:"means"`
	Version    string      `json:"version"`    // of the rules
	Reasons    []Reason    `json:"reasons"`    // every rule that holds, gravest first
	Conditions []Condition `json:"conditions"` // what to do, in the order of the reasons
}

// Reason is a rule that holds, with what it rests on.
type Reason struct {
	Rule    string   `json:"rule"`
	Outcome Outcome  `json:"outcome"`
	Text    string   `json:"text"`
	Grounds []Ground `json:"grounds"`
}

// Ground is a fact behind a reason. What is missing has no quote.
type Ground struct {
	Text     string            `json:"text"`
	Pages    []int             `json:"pages"`
	Evidence []report.Evidence `json:"evidence"`
}

// Condition says what to do, and which rules ask for it.
type Condition struct {
	Text  string   `json:"text"`
	Rules []string `json:"rules"`
}

// hit is what a rule met: a name to speak of it, and the ground.
type hit struct {
	name string
	Ground
}

// ruled is a rule with its hits.
type ruled struct {
	Rule
	hits []hit
}

// holding lists the rules that hold, gravest first, else in the order of the table.
func (r Rules) holding(s *subject) []ruled {
	var out []ruled
	tests := tests()
	for _, rule := range r.Rules {
		if hits := tests[rule.ID](s, rule); len(hits) > 0 {
			out = append(out, ruled{rule, hits})
		}
	}
	slices.SortStableFunc(out, func(a, b ruled) int { return r.rank(a.Outcome) - r.rank(b.Outcome) })
	return out
}

// recommend turns the rules that hold into a recommendation.
func (r Rules) recommend(holding []ruled) Recommendation {
	out := Recommendation{Outcome: Accept, Version: r.Version, Reasons: []Reason{}, Conditions: []Condition{}}
	if len(holding) > 0 {
		out.Outcome = holding[0].Outcome
	}
	out.Means = r.Outcomes[r.rank(out.Outcome)].Means
	for _, h := range holding {
		reason := Reason{Rule: h.ID, Outcome: h.Outcome, Text: h.Reason, Grounds: []Ground{}}
		for _, x := range h.hits {
			reason.Grounds = append(reason.Grounds, x.Ground)
		}
		out.Reasons = append(out.Reasons, reason)
		for _, text := range h.Conditions {
			out.condition(h.fill(text), h.ID)
		}
	}
	return out
}

// condition adds what to do, once for all rules that ask for it.
func (r *Recommendation) condition(text, rule string) {
	for i := range r.Conditions {
		if r.Conditions[i].Text == text {
			r.Conditions[i].Rules = append(r.Conditions[i].Rules, rule)
			return
		}
	}
	r.Conditions = append(r.Conditions, Condition{text, []string{rule}})
}

// fill puts the names of what was met into a text.
func (h ruled) fill(text string) string {
	var names []string
	for _, x := range h.hits {
		if x.name != "" && !slices.Contains(names, x.name) {
			names = append(names, x.name)
		}
	}
	return strings.ReplaceAll(text, "{it}", enumerate(names))
}

func enumerate(words []string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
}
