package matcher

import (
	"math"
	"slices"

	"countersign/checklist/topic"
	"countersign/report"
)

// How sure a passage's words must be, in log odds, for a text that stands alone. The more passages a report has, the surer each
// must be: among many, one will look like anything. Of several items near each other the nearest ones are taken.
const (
	topicFloor  = -2.0
	topicRise   = 0.5 // for each e-fold of passages
	topicMargin = 1.2
	topicDoubt  = -4.0 // a rule's finding in words as foreign to the item as this is dropped
	wholeUpTo   = 4    // sentences that are judged as one; longer passages in windows
	window      = 3
)

// NoElement is the element of a finding that the words of a passage gave together, and no rule.
const NoElement = -1

// topics finds the items that a passage is about by all its words, where no rule found how it is said. Only what speaks of AI counts, and
// flags count as for any finding.
func (j *judge) topics(p *report.Passage, read []sentence, flags []string, first int) {
	size := len(read)
	if size > wholeUpTo {
		size = window
	}
	for from := 0; from+size <= len(read) && size > 0; from++ {
		speaks, flag, texts := false, "", make([]string, 0, size)
		lead := -1
		for i := from; i < from+size; i++ {
			texts = append(texts, p.Sentences[i].Text)
			if flags[i] == FlagCustomer { // who does it may stand in a sentence that names no model
				flag = FlagCustomer
			}
			if !read[i].speaks {
				continue
			}
			speaks = true
			if lead < 0 {
				lead = i
			}
			if flags[i] != "" {
				flag = flags[i]
			}
		}
		if !speaks {
			continue
		}
		text := &p.Sentences[lead]
		for _, t := range j.about(texts, first) {
			j.out.Findings = append(j.out.Findings, Finding{t, flag, p.Role, p.Page, text.Text, text.Evidence, nil})
		}
	}
}

// doubt drops what rules found in passages whose words together are foreign to the item: each rule is short, and some of its words have
// other uses.
func (j *judge) doubt(p *report.Passage, first int) {
	var whole *topic.Scores
	j.drop(first, func(f Finding) topic.Scores {
		if len(p.Sentences) > wholeUpTo {
			return j.m.topics.Score(texts(p, max(0, f.at-1), min(len(p.Sentences), f.at+2))...)
		}
		if whole == nil {
			s := j.m.topics.Score(texts(p, 0, len(p.Sentences))...)
			whole = &s
		}
		return *whole
	})
}

func (j *judge) drop(first int, scores func(Finding) topic.Scores) {
	kept := j.out.Findings[:first]
	for _, f := range j.out.Findings[first:] {
		s := scores(f)
		if id := j.m.catalog.Items[f.Item].ID; !s.Knows(id) || s.Of(id) >= topicDoubt {
			kept = append(kept, f)
		}
	}
	j.out.Findings = kept
}

// texts are the sentences from and to, with the heading above them.
func texts(p *report.Passage, from, to int) []string {
	var out []string
	if n := len(p.Headings); n > 0 {
		out = append(out, p.Headings[n-1])
	}
	for i := from; i < to; i++ {
		out = append(out, p.Sentences[i].Text)
	}
	return out
}

// about are the items that texts are about and of which nothing was found since first.
func (j *judge) about(texts []string, first int) []Target {
	var out []Target
	scores := j.m.topics.Score(texts...)
	for _, id := range scores.Best(topicFloor, topicMargin) {
		item, known := j.m.items[id]
		if !known {
			continue
		}
		found := false
		for _, f := range j.out.Findings[first:] {
			found = found || f.Item == item
		}
		if !found {
			out = append(out, Target{Item: item, Element: NoElement, score: scores.Of(id)})
		}
	}
	return out
}

// sure drops what the words of too many passages make likely by chance.
func (j *judge) sure(passages int) {
	floor := topicFloor + topicRise*math.Log(float64(max(1, passages)))
	j.out.Findings = slices.DeleteFunc(j.out.Findings, func(f Finding) bool { return f.Element == NoElement && f.score < floor })
}
