package anatomy

import (
	"regexp"
	"slices"

	"countersign/parser/layout"
	"countersign/report"
)

// Outside of the tests an exception is told a second time: by management, which responds to it, and by the auditor, who qualifies an
// opinion because of it. Here the word alone proves nothing: policies have exceptions, software throws them, and an earlier report's were
// fixed. What counts is a failure told in the past, in a text that speaks of the auditor's findings.

// restatedItem is one exception as it is told again: what names it, what failed, what management answers.
type restatedItem struct {
	id       string
	criteria []string
	about    []layout.Passage
	failing  bool
	response []layout.Passage
	answered bool
	pointed  bool
}

// restater reads exceptions that are told again.
type restater struct {
	r       *reading
	cues    *pastedCues
	leads   leadReader
	teller  pastedTeller
	context *regexp.Regexp // the text speaks of what an auditor found
	aside   *regexp.Regexp // the sentence concludes, or speaks of something else
	names   *regexp.Regexp
	agrees  *regexp.Regexp // management answers in the first person
	items   []*restatedItem
}

func newRestater(r *reading) *restater {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	return &restater{
		r: r, cues: newPastedCues(), leads: newLeadReader(r), teller: newPastedTeller(r.words.nums),
		context: ci(`\bauditors?'?s?'?\b[^.;]{0,60}\b(?:noted|identified|reported|found|observed|exceptions?|deviations?|findings?|tests?|testing|tested)\b|\b(?:exceptions?|deviations?|findings?)\b[^.;]{0,80}\b(?:noted|identified|reported|disclosed|section (?:iv|4)|tests?|testing)\b|\bresponses? to (?:the )?(?:\w+ )?(?:exceptions?|deviations?|findings?|testing)|\bresults? of (?:the )?tests?\b|\b(?:exception|deviation|finding)s?\s*(?:no\.?\s*|#\s*)?\d*\s*[:.\-]`),
		aside:   ci(`^\W*(?:in our opinion|because of|our (?:responsibility|examination)|we (?:did|do|have) not (?:perform|express|evaluat|examin)|management (?:is|plans|intends)|the (?:description|company) (?:states|plans|intends))\b|\brisks? that\b|\bwill be\b|\bplans? to\b`),
		agrees:  ci(`^\W*we (?:(?:also|fully) )?(?:agree|concur|accept|acknowledge|have|since|now|will|are|corrected|implemented)\b`),
		names:   ci(`\b(?:controls?|criteri(?:on|a)|exceptions?|deviations?|findings?)\b`),
	}
}

// restated reads exceptions in the section that the auditor's report does not cover.
func (r *reading) restated(blocks []pastedBlock) {
	rs := newRestater(r)
	spoken := false
	for _, b := range blocks {
		spoken = spoken || rs.context.MatchString(b.text())
		fresh := true
		for _, unit := range b.units(rs.breaks) {
			for _, s := range pastedSentences(unit) {
				rs.sentence(r.pasted(s), fresh)
				fresh = false
			}
		}
	}
	for _, it := range rs.items {
		if it.failing && (spoken || it.answered) {
			rs.keep(it, false)
		}
	}
}

func (rs *restater) breaks(_, line string) bool {
	id, criteria, _ := rs.leads.read(rs.r.ids.stripLead(line))
	return id != "" || criteria != nil || isCells(line) || listed().MatchString(line) || rs.r.words.response.MatchString(line[:min(len(line), 60)])
}

// sentence adds a sentence to the item at hand, or begins one: where it names a control, or a paragraph follows that answers nothing.
func (rs *restater) sentence(p layout.Passage, fresh bool) {
	if len(p.Text) > longestSentence {
		return
	}
	it := rs.last()
	id, criteria, named := rs.key(p.Text)
	label := rs.r.words.response.FindStringSubmatchIndex(p.Text)
	labeled := label != nil && label[2] < 4
	switch {
	case it == nil, named && (it.failing || it.answered || it.id != "" && id != "" && it.id != id), fresh && !labeled && !named && (it.failing || it.answered) && !rs.cues.concedes.MatchString(p.Text):
		it = &restatedItem{id: id, criteria: criteria}
		rs.items = append(rs.items, it)
	case named:
		if it.id == "" {
			it.id = id
		}
		it.criteria = append(it.criteria, criteria...)
	}
	rs.add(it, p, label, labeled)
}

func (rs *restater) add(it *restatedItem, p layout.Passage, label []int, labeled bool) {
	switch {
	case labeled && !pointsElsewhere(p.Text[label[2]:]):
		it.answered = true
		p = p.Slice(label[3], len(p.Text))
		it.response = append(it.response, p)
	case it.answered || it.failing && (rs.cues.concedes.MatchString(p.Text) || rs.agrees.MatchString(p.Text)):
		it.answered = true
		it.response = append(it.response, p)
	case rs.skips(p.Text):
	default:
		it.pointed = it.pointed || rs.cues.pointed.MatchString(p.Text)
		it.about = append(it.about, p)
		it.failing = it.failing || rs.fails(p.Text)
	}
}

func (rs *restater) last() *restatedItem {
	if len(rs.items) == 0 {
		return nil
	}
	return rs.items[len(rs.items)-1]
}

// key is the control or the criteria that a sentence names at its head or, where it speaks of controls, anywhere near it.
func (rs *restater) key(s string) (id string, criteria []string, ok bool) {
	bare := rs.r.ids.stripLead(s)
	if id, criteria, _ = rs.leads.read(bare); id != "" || criteria != nil {
		return id, criteria, true
	}
	head := s[:min(len(s), 160)]
	criteria = rs.r.lx.criteria.In(head)
	if rs.names.MatchString(head) || criteria != nil {
		for _, w := range rs.r.ids.all(head) {
			if !rs.r.lx.criteria.Valid(squeezeSpaces(w)) {
				id = w
				break
			}
		}
	}
	if own := criterionInID(rs.r.lx.criteria, id); own != "" && id != "" {
		criteria = append(criteria, own)
	}
	return id, rs.r.lx.criteria.Sorted(slices.Clone(criteria)), id != "" || len(criteria) > 0
}

// skips tells sentences that speak of another period, of policies or of software.
func (rs *restater) skips(s string) bool {
	return rs.cues.prior.MatchString(s) || rs.cues.policy.MatchString(s) || rs.cues.legend.MatchString(s) || rs.aside.MatchString(s)
}

// fails tells a sentence in which something failed in the past.
func (rs *restater) fails(s string) bool {
	lx := rs.r.words
	if lx.judge(s).outcome != report.HasException {
		return false
	}
	noted := lx.noted.MatchString(s) && !negated(s, lx.noted)
	past := rs.cues.past.MatchString(s)
	switch {
	case lx.nums.ratioIn(s), rs.cues.failed(lx, s) && past:
		return past || lx.weak.MatchString(s)
	}
	return noted && past && len(s) < 40
}

// keep makes an exception of an item.
func (rs *restater) keep(it *restatedItem, qualifies bool) {
	r := rs.r
	d := &draft{page: 1, id: it.id, criteria: r.lx.criteria.Sorted(slices.Clone(it.criteria))}
	if len(d.criteria) == 0 {
		d.criteria = r.lx.criteria.In(layout.Join(it.about...).Text)
	}
	if len(d.criteria) == 0 {
		d.criteria = r.criteriaOf(d, nil)
	}
	before := len(r.out.Exceptions)
	r.pastedExceptions(rs.teller, d, deviation{fails: it.about})
	for i := before; i < len(r.out.Exceptions); i++ {
		e := &r.out.Exceptions[i]
		if len(it.response) > 0 {
			r.attach(e, it.response, report.RoleOther)
		}
		e.ManagementResponse = e.ManagementResponse || it.pointed
		e.QualifiesOpinion = qualifies
	}
}
