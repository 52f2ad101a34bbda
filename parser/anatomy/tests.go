package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// tests reads the controls, their tests and results; exceptions and controls that were not tested follow from the results.
func (r *reading) tests() {
	r.out.ControlTests, r.out.Exceptions, r.out.NotTested = []report.ControlTest{}, []report.Exception{}, []report.NotTested{}
	mapped := r.criteriaMap()
	for i := range r.parts {
		if r.parts[i].Role != report.RoleTests {
			continue
		}
		c := r.collect(&r.parts[i])
		for j := range c.replies {
			c.replies[j].in = report.RoleTests
		}
		r.replies = append(r.replies, c.replies...)
		var summaries []*draft
		for _, d := range c.drafts {
			if d.isSummary() {
				summaries = append(summaries, d)
				continue
			}
			r.settle(d, mapped)
		}
		for _, d := range summaries { // last: the row with the test is the exception's first place
			r.settle(d, mapped)
		}
	}
	r.mergeRepeated()
}

// isSummary tells a row that only repeats a result: a list of exceptions at the head of the tests names neither control nor test.
func (d *draft) isSummary() bool {
	return d.id != "" && len(d.tests) == 0 && len(d.activity) == 0 && len(d.results) > 0
}

// settle turns a draft into a control test, and into an exception or a not-tested entry where its results say so.
func (r *reading) settle(d *draft, mapped map[string][]string) {
	d.results, d.response = r.splitResponse(mend(d.results), d.response)
	if r.isNoControl(d) {
		return
	}
	d.criteria = r.criteriaOf(d, mapped)
	fails, outcome := r.weigh(d.results)
	r.keepTest(d, outcome)
	if outcome == report.HasException {
		r.addException(d, fails, layout.Join(d.tests...))
	}
}

// keepTest records a draft as a control test, and as one that was not tested where the outcome says so.
func (r *reading) keepTest(d *draft, outcome report.Outcome) {
	results := passages(d.results)
	result := layout.Join(results...)
	test := layout.Join(d.tests...)
	ct := report.ControlTest{
		Page: d.page, Control: optional(d.id), Criteria: d.criteria, Activity: layout.Join(d.activity...).Verbatim(),
		Procedures: texts(d.tests), InquiryOnly: r.inquiryOnly(test.Text), Result: result.Verbatim(), Outcome: outcome,
		Evidence: r.proof.each(append(append([]layout.Passage{d.idMark}, d.activity...), append(slices.Clone(d.tests), results...)...)),
	}
	if n := r.words.nums.sampleIn(test.Text); n > 0 {
		ct.Sample = &n
	}
	ct.Population = r.words.nums.populationIn(test.Text)
	if !d.isSummary() || !r.knowsControl(d.id) {
		r.out.ControlTests = append(r.out.ControlTests, ct)
	}
	switch outcome {
	case report.NonOccurrence, report.UnableToTest:
		reason := "no occurrence in the period"
		if outcome == report.UnableToTest {
			reason = "unable to test"
		}
		r.out.NotTested = append(r.out.NotTested, report.NotTested{
			Page: d.page, Control: optional(d.id), Criteria: d.criteria, Reason: reason, Text: result.Verbatim(), Evidence: r.proof.each(results),
		})
	}
}

// isNoControl refuses drafts that are no controls: legends and loose rows without identifier, test or result.
func (r *reading) isNoControl(d *draft) bool {
	return len(d.tests) == 0 && len(d.results) == 0 && (d.id == "" || len(d.activity) == 0)
}

func (r *reading) criteriaOf(d *draft, mapped map[string][]string) []string {
	ids := slices.Clone(d.criteria)
	if len(ids) == 0 && d.id != "" {
		ids = append(ids, mapped[controlKey(d.id)]...)
	}
	if len(ids) == 0 && d.id != "" {
		if lead := r.lx.criteria.In(d.id + " "); len(lead) > 0 {
			ids = lead
		} else if c := criterionInID(r.lx.criteria, d.id); c != "" {
			ids = []string{c}
		}
	}
	if ids == nil {
		ids = []string{}
	}
	return r.lx.criteria.Sorted(ids)
}

// criterionInID reads "CC6.1.3" and "CC6.1-03" as controls of CC6.1.
func criterionInID(f *report.CriteriaFinder, id string) string {
	for end := len(id); end > 2; end-- {
		if f.Valid(id[:end]) {
			return id[:end]
		}
	}
	return ""
}

func controlKey(id string) string {
	return strings.ToLower(strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' {
			return c
		}
		return -1
	}, id))
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func texts(ps []layout.Passage) []string {
	out := []string{}
	for _, p := range ps {
		out = append(out, p.Verbatim())
	}
	return out
}

// inquiryOnly tells tests that asked and did nothing else: weak evidence.
func (r *reading) inquiryOnly(test string) bool {
	t := lower(test)
	return containsAny(t, "inquir", "interview", "discussed") && !containsAny(t, "inspect", "observ", "reperform", "examin", "recalculat", "selected", "obtained", "sample", "compared", "reviewed", "read ", "re-perform")
}

// addException records what failed; deviations that the result lists one by one are exceptions one by one.
func (r *reading) addException(d *draft, fails []layout.Passage, test layout.Passage) {
	for _, v := range r.apart(deviation{fails, test}) {
		r.out.Exceptions = append(r.out.Exceptions, r.exception(d, v.fails, v.test))
	}
}

func (r *reading) exception(d *draft, fails []layout.Passage, test layout.Passage) report.Exception {
	failing := layout.Join(fails...)
	e := report.Exception{
		Page: d.page, Control: optional(d.id), Criteria: d.criteria, Text: failing.Verbatim(), Kind: exceptionKind(failing.Text),
		Failure: failureOf(failing.Text), Places: []int{d.page}, Evidence: r.proof.each(fails), ResponseEvidence: []report.Evidence{},
	}
	if p := failing.Page(); p > 0 {
		e.Page, e.Places = p, []int{p}
	}
	n := r.words.nums.counts(failing.Text, test.Text)
	e.Sampled, e.Population, e.Deviations = n.sampled, n.population, n.deviations
	if resp := layout.Join(d.response...); !resp.Empty() {
		r.attach(&e, d.response, report.RoleTests)
	}
	e.QualifiesOpinion = r.qualifies(&e)
	return e
}

// attach records management's response.
func (r *reading) attach(e *report.Exception, parts []layout.Passage, in report.Role) {
	resp := layout.Join(parts...)
	page, text := resp.Page(), resp.Verbatim()
	e.ManagementResponse, e.ResponsePage, e.ResponseText, e.ResponseIn = true, &page, &text, &in
	e.ResponseEvidence = r.proof.each(parts)
}

// qualifies tells whether a modified opinion names one of the exception's criteria or its control.
func (r *reading) qualifies(e *report.Exception) bool {
	f := &r.out.Facts
	if f.Opinion == nil || *f.Opinion == report.Unqualified {
		return false
	}
	return slices.ContainsFunc(e.Criteria, func(c string) bool { return slices.Contains(f.OpinionOn, c) })
}

// mergeRepeated joins what is printed under several criteria: the same control with the same result is one entry with several places.
func (r *reading) mergeRepeated() {
	var ex []report.Exception
	for _, e := range r.out.Exceptions {
		at := slices.IndexFunc(ex, func(o report.Exception) bool { return sameException(o, e) })
		if at < 0 {
			ex = append(ex, e)
			continue
		}
		o := &ex[at]
		o.Criteria = r.lx.criteria.Sorted(append(o.Criteria, e.Criteria...))
		if !slices.Contains(o.Places, e.Page) {
			o.Places = append(o.Places, e.Page)
		}
		o.Evidence = append(o.Evidence, e.Evidence...)
		o.QualifiesOpinion = o.QualifiesOpinion || e.QualifiesOpinion
		if !o.ManagementResponse && e.ManagementResponse {
			o.ManagementResponse, o.ResponsePage, o.ResponseText, o.ResponseIn, o.ResponseEvidence = true, e.ResponsePage, e.ResponseText, e.ResponseIn, e.ResponseEvidence
		}
	}
	if ex != nil {
		r.out.Exceptions = ex
	}
	var nt []report.NotTested
	for _, e := range r.out.NotTested {
		at := slices.IndexFunc(nt, func(o report.NotTested) bool {
			if o.Control == nil || e.Control == nil {
				return o.Control == nil && e.Control == nil && len(e.Text) > 40 && collapse(o.Text) == collapse(e.Text)
			}
			return controlKey(*o.Control) == controlKey(*e.Control)
		})
		if at >= 0 {
			nt[at].Criteria = r.lx.criteria.Sorted(append(nt[at].Criteria, e.Criteria...))
			continue
		}
		nt = append(nt, e)
	}
	if nt != nil {
		r.out.NotTested = nt
	}
}

func sameException(a, b report.Exception) bool {
	same := collapse(a.Text) == collapse(b.Text)
	if a.Control != nil && b.Control != nil {
		return controlKey(*a.Control) == controlKey(*b.Control) && (same || strings.Contains(collapse(a.Text), collapse(b.Text)) || overlap(a.Text, b.Text) > 0.8)
	}
	return a.Control == nil && b.Control == nil && same && len(a.Text) > 40
}

// overlap is the share of the shorter text's words that the longer one holds.
func overlap(a, b string) float64 {
	wa, wb := strings.Fields(collapse(a)), strings.Fields(collapse(b))
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	if len(wa) == 0 {
		return 0
	}
	have := map[string]int{}
	for _, w := range wb {
		have[w]++
	}
	n := 0
	for _, w := range wa {
		if have[w] > 0 {
			have[w]--
			n++
		}
	}
	return float64(n) / float64(len(wa))
}
