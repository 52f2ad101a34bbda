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
	topicUnsure = 0.5  // and so is one in a passage that does not speak of AI by itself
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
	found := j.since(first)
	for from := 0; from+size <= len(read) && size > 0; from++ {
		speaks, flag, stems := false, "", make([][]string, 0, size)
		lead := -1
		for i := from; i < from+size; i++ {
			stems = append(stems, read[i].stems)
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
		for _, t := range j.about(stems, found) {
			j.out.Findings = append(j.out.Findings, Finding{t, flag, p.Role, p.Page, text.Text, text.Evidence, nil})
		}
	}
}

// doubt drops what rules found in passages whose words together are foreign to the item: each rule is short, and some of its words have
// other uses.
func (j *judge) doubt(p *report.Passage, read []sentence, first int) {
	var whole *topic.Scores
	j.drop(first, func(f Finding) topic.Scores {
		if len(read) > wholeUpTo {
			return j.m.topics.ScoreStems(j.stems(p, read[max(0, f.at-1):min(len(read), f.at+2)])...)
		}
		if whole == nil {
			s := j.m.topics.ScoreStems(j.stems(p, read)...)
			whole = &s
		}
		return *whole
	})
}

func (j *judge) drop(first int, scores func(Finding) topic.Scores) {
	kept := j.out.Findings[:first]
	for _, f := range j.out.Findings[first:] {
		s := scores(f)
		id, floor := j.m.catalog.Items[f.Item].ID, topicDoubt
		if f.unsure {
			floor = topicUnsure
		}
		if !f.unsure && !s.Knows(id) || s.Of(id) >= floor {
			kept = append(kept, f)
		}
	}
	j.out.Findings = kept
}

// stems are those of the sentences and of the heading above them.
func (j *judge) stems(p *report.Passage, read []sentence) [][]string {
	out := make([][]string, 0, len(read)+1)
	if n := len(p.Headings); n > 0 {
		out = append(out, j.heading(p.Headings[n-1]).stems)
	}
	for i := range read {
		out = append(out, read[i].stems)
	}
	return out
}

// since are the items of which something was found since first.
func (j *judge) since(first int) map[int]bool {
	out := map[int]bool{}
	for i := range j.out.Findings[first:] {
		out[j.out.Findings[first+i].Item] = true
	}
	return out
}

// about are the items that a text is about and of which nothing was found yet; it adds them to what was found.
func (j *judge) about(stems [][]string, found map[int]bool) []Target {
	var out []Target
	scores := j.m.topics.ScoreStems(stems...)
	for _, id := range scores.Best(topicFloor, topicMargin) {
		if item, known := j.m.items[id]; known && !found[item] {
			found[item] = true
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
