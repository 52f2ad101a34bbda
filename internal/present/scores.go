package present

import (
	"fmt"
	"slices"

	"countersign/scoring"
)

// scores gives each number with its range, how complete it is, and the steps that made it.
func (j judgement) scores() Part {
	s := &j.a.Scores
	reliability := scoreFact("Reliability", s.Reliability.Score)
	reliability.Value = s.Reliability.Band + ": " + reliability.Value
	facts := Facts{scoreFact("AI coverage", s.AICoverage), scoreFact("Report assurance", s.ReportAssurance), reliability}
	text := "The first number of each is the score; the range ends at what it would be with everything unknown at its best. The weights are judgment, and a score is no probability of loss."
	if j.r.Facts.Type != nil && *j.r.Facts.Type == 1 {
		text += " In a Type 1 report a tested item earns no more than a described one: only its design was looked at."
	}
	if !j.hasAI() {
		text += " Coverage counts what the report states on AI; where there is no AI in the service, a low number says nothing against the vendor."
	}
	coverage := s.AICoverage.Steps
	if !j.hasAI() {
		coverage.Children = withoutChildren(coverage.Children)
	}
	return Part{"Scores", []Block{facts, Paragraph(text), Entries{stepEntry(coverage), stepEntry(s.ReportAssurance.Steps), stepEntry(s.Reliability.Steps)}}}
}

func scoreFact(label string, s scoring.Score) Fact {
	const most = 3 // of what is unknown
	f := Fact{Label: label, Value: fmt.Sprintf("%s of 100 (%s to %s), %.0f%% of what is asked has an answer", points(s.Value), points(s.Value), points(s.High), s.Completeness)}
	if len(s.Unknown) > 0 {
		f.Tone = Caution
	}
	for i, u := range s.Unknown {
		if i == most {
			f.Value += fmt.Sprintf(" And %d more.", len(s.Unknown)-most)
			break
		}
		f.Value += map[bool]string{true: ". Unknown: ", false: " "}[i == 0] + u.Question
	}
	return f
}

// withoutChildren keeps the tree of a number that says little short; the JSON has it all.
func withoutChildren(steps []scoring.Step) []scoring.Step {
	out := slices.Clone(steps)
	for i := range out {
		out[i].Children = nil
	}
	return out
}
