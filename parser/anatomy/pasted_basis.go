package anatomy

import (
	"regexp"

	"countersign/parser/layout"
	"countersign/report"
)

// basisRestated reads the failures for which an opinion is modified, from the letter or from management's assertion. A clean letter has
// none, however much it says of risks and limits.
func (r *reading) basisRestated(blocks []pastedBlock) {
	var all string
	for _, b := range blocks {
		all += b.text() + "\n"
	}
	modified := regexp.MustCompile(`(?i)\bbasis for (?:\w+ )?(?:qualified|adverse|disclaimer|modified)\b|\b(?:qualified|adverse) opinion\b|\bdisclaimer of opinion\b|\bexcept (?:for|that)\b[^.;]{0,40}\b(?:matters?|effects?|deficienc(?:y|ies)|described|noted)\b|\bbecause of the significance\b`)
	if !modified.MatchString(all) {
		return
	}
	rs := newRestater(r)
	var conclusion *restatedItem
	for _, b := range blocks {
		for _, s := range pastedSentences(b.text()) {
			p := r.pasted(s)
			switch {
			case len(s) > longestSentence, rs.skips(p.Text):
			case rs.concludes(p.Text):
				conclusion = rs.conclude(p, conclusion)
			default:
				rs.basis(p)
			}
		}
	}
	rs.settleBasis(conclusion)
}

// concludes tells "As a result, controls did not operate effectively to achieve criterion CC6.2."
func (rs *restater) concludes(s string) bool {
	return regexp.MustCompile(`(?i)^\W*(?:as a result|accordingly|therefore|consequently|thus|hence)\b`).MatchString(s)
}

// conclude gives the criteria of a conclusion to the failures before it that name none.
func (rs *restater) conclude(p layout.Passage, before *restatedItem) *restatedItem {
	criteria := rs.r.lx.criteria.In(p.Text)
	for _, it := range rs.items {
		if len(it.criteria) == 0 {
			it.criteria = criteria
		}
	}
	if before == nil && rs.r.words.strong.MatchString(p.Text) {
		return &restatedItem{criteria: criteria, about: []layout.Passage{p}, failing: true}
	}
	return before
}

// basis takes a sentence of the basis: one that counts failures, or says plainly that something failed, begins an item.
func (rs *restater) basis(p layout.Passage) {
	it := rs.last()
	if rs.fails(p.Text) || rs.r.words.judge(p.Text).strong && rs.cues.past.MatchString(p.Text) || exceptionKind(p.Text) == report.KindDesign {
		if id, criteria, _ := rs.key(p.Text); it == nil || rs.r.words.nums.ratioIn(p.Text) && it.failing {
			it = &restatedItem{id: id, criteria: criteria}
			rs.items = append(rs.items, it)
		} else if len(it.criteria) == 0 {
			it.criteria = criteria
		}
		it.failing = true
		it.about = append(it.about, p)
		return
	}
	if it != nil && len(it.criteria) == 0 {
		it.criteria = rs.r.lx.criteria.In(p.Text)
	}
}

// settleBasis keeps what failed; a conclusion alone counts where the letter says no more.
func (rs *restater) settleBasis(conclusion *restatedItem) {
	if len(rs.items) == 0 && conclusion != nil {
		rs.items = append(rs.items, conclusion)
	}
	for _, it := range rs.items {
		if it.failing {
			rs.keep(it, true)
		}
	}
}
