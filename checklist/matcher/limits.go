package matcher

import (
	"slices"

	"countersign/report"
)

// beside drops the findings since first that count only beside another one of their item.
func (j *judge) beside(first int) {
	stands := map[int]bool{}
	for _, f := range j.out.Findings[first:] {
		stands[f.Item] = stands[f.Item] || !f.Beside && f.Flag == ""
	}
	kept := j.out.Findings[:first]
	for _, f := range j.out.Findings[first:] {
		if !f.Beside || stands[f.Item] {
			kept = append(kept, f)
		}
	}
	j.out.Findings = kept
}

// limit makes parts of the findings of a passage that says elsewhere that they do not hold everywhere: for other plans, not at all for one
// of the models, once only, or by a provider that is carved out and watched.
func (j *judge) limit(first int, read []sentence) {
	found := j.out.Findings[first:]
	limited := slices.ContainsFunc(read, func(s sentence) bool { return s.has(j.m.cues.limited) || s.has(j.m.cues.carved) })
	denied := map[[2]int]bool{}
	for i := range found {
		if found[i].Flag == FlagNegated {
			denied[[2]int{found[i].Item, found[i].Element}] = true
		}
	}
	for i := range found {
		f := &found[i]
		f.Partly = f.Partly || limited || f.Flag == "" && denied[[2]int{f.Item, f.Element}]
	}
}

func (j *judge) look(s *sentence, page int, text *report.Sentence) {
	for _, f := range s.looks {
		for _, item := range j.m.lookers[f] {
			if j.looks[item] < mostLookalikes {
				j.looks[item]++
				j.out.Lookalikes = append(j.out.Lookalikes, Lookalike{item, f, page, text.Text, text.Evidence})
			}
		}
	}
}
