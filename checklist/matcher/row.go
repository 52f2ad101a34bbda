package matcher

import (
	"slices"

	"countersign/checklist/topic"
	"countersign/report"
)

// targets are the elements that a sentence states. In a report with AI a sentence that does not speak of it may still state one, in words
// that have other senses; then the topic must be plain.
func (j *judge) targets(s *sentence, around *context) []Target {
	out := j.m.targets(s, around, j.k)
	if !j.aiReport || s.speaks || around.speaks || s.strange {
		return out
	}
	wide := *around
	wide.speaks = true
	for _, t := range j.m.targets(s, &wide, j.k) {
		if !slices.ContainsFunc(out, func(o Target) bool { return o.Item == t.Item && o.Element == t.Element }) {
			t.unsure = true
			out = append(out, t)
		}
	}
	return out
}

// row reads a control with its tests. The tests inherit the objects of the control, and count only for items that the control itself
// states; where no control is printed they stand for it.
func (j *judge) row(t *report.ControlTest) control {
	texts := append([]string{t.Activity}, t.Procedures...)
	var around context
	flag := ""
	first := len(j.out.Findings)
	states := map[int]bool{}
	speaks := false
	var stems [][]string
	for i, text := range texts {
		s := j.m.readIn(text, j.names)
		stems = append(stems, s.stems)
		s.refers = true
		s.strange = s.strange && i == 0
		if i == 0 {
			flag = j.flagOf(&s, false)
		}
		for _, target := range j.targets(&s, &around) {
			if states[target.Item] = states[target.Item] || i == 0 || t.Activity == ""; states[target.Item] {
				j.out.Findings = append(j.out.Findings, Finding{target, flag, report.RoleTests, t.Page, text, t.Evidence, t})
			}
		}
		if i == 0 && (s.speaks || !s.strange) {
			around.take(j.m, &s)
		}
		speaks = speaks || i == 0 && s.speaks
		j.look(&s, t.Page, &report.Sentence{Text: text, Evidence: t.Evidence})
	}
	whole, alone := j.m.topics.ScoreStems(stems...), j.m.topics.ScoreStems(stems[0]) // procedures are full of words that all tests share
	j.drop(first, func(f Finding) topic.Scores {
		if id := j.m.catalog.Items[f.Item].ID; alone.Of(id) > whole.Of(id) {
			return alone
		}
		return whole
	})
	j.beside(first)
	found := j.since(first)
	if speaks {
		for _, target := range j.about(stems, found) {
			j.out.Findings = append(j.out.Findings, Finding{target, flag, report.RoleTests, t.Page, t.Activity, t.Evidence, t})
		}
	}
	return control{t, stems[0], found, flag}
}

// speaksOfAI tells whether several passages or rows of a report speak of AI by words that mean nothing else.
func (j *judge) speaksOfAI(rep *report.Report) bool {
	const enough = 4
	n := 0
	for i := range rep.Passages {
		p := &rep.Passages[i]
		if p.Role != report.RoleDescription || p.Duty != "" {
			continue
		}
		for _, s := range p.Sentences {
			if one := j.m.readIn(s.Text, j.names); one.speaks && j.flagOf(&one, false) == "" {
				n++
				break
			}
		}
		if n >= enough {
			return true
		}
	}
	return false
}
