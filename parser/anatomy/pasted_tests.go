package anatomy

import (
	"slices"

	"countersign/parser/layout"
	"countersign/report"
)

// pastedTests reads controls with their tests and results.
func (r *reading) pastedTests(blocks []pastedBlock) {
	c := r.newPastedCollector()
	for _, b := range blocks {
		c.take(b)
	}
	c.finish()
	for _, w := range c.rows {
		r.settlePasted(c, w)
	}
}

// settlePasted turns a row into a control test and what follows from it.
func (r *reading) settlePasted(c *pastedCollector, w *pastedRow) {
	d := &draft{page: 1, id: w.id, idMark: w.mark, criteria: w.criteria, activity: w.activity, response: w.response}
	for _, s := range w.steps {
		d.tests = append(d.tests, s.tests...)
		d.results = append(d.results, s.results...)
	}
	if r.isNoControl(d) || len(d.tests)+len(d.results) == 0 && !pastedControl(d) {
		return
	}
	d.criteria = r.criteriaOf(d, nil)
	_, outcome := r.weighPasted(c.cues, d.results)
	r.keepTest(d, outcome)
	if outcome != report.HasException {
		return
	}
	before := len(r.out.Exceptions)
	for _, g := range r.failedSteps(c.cues, w) {
		r.pastedExceptions(c.teller, d, g)
	}
	for i := before; i < len(r.out.Exceptions); i++ {
		r.out.Exceptions[i].ManagementResponse = r.out.Exceptions[i].ManagementResponse || w.pointed
	}
}

func pastedControl(d *draft) bool { return d.id != "" && len(d.activity) > 0 }

// failedSteps are the failures of a row, those of a step together. A step whose result is no more than "Exception noted." leaves the
// telling to the next.
func (r *reading) failedSteps(cues *pastedCues, w *pastedRow) []deviation {
	var out []deviation
	var head []layout.Passage
	var all []layout.Passage
	for _, s := range w.steps {
		all = append(all, s.tests...)
		results, second := r.secondSample(cues, s.results)
		fails, outcome := r.weighPasted(cues, results)
		if outcome != report.HasException {
			out = append(out, second...)
			continue
		}
		test := layout.Join(s.tests...)
		if r.words.nums.sampleIn(test.Text) == 0 {
			test = layout.Join(all...)
		}
		if len(out) > 0 && len(head) > 0 {
			last := &out[len(out)-1]
			last.fails, last.test = append(last.fails, fails...), layout.Join(last.test, test)
		} else {
			out = append(out, deviation{fails: fails, test: test})
		}
		head = nil
		if len(layout.Join(fails...).Text) < 24 {
			head = slices.Clone(fails)
		}
		out = append(out, second...)
	}
	return out
}

// secondSample takes the failures of a sample that was extended because of the first ones out of a result. Their sentence names both.
func (r *reading) secondSample(cues *pastedCues, results []finding) (first []finding, second []deviation) {
	for i, f := range results {
		if i > 0 && cues.extended.MatchString(f.Text) && r.words.judge(f.Text).outcome == report.HasException {
			second = append(second, deviation{fails: []layout.Passage{f.Passage}, test: f.Passage})
			continue
		}
		first = append(first, f)
	}
	return first, second
}
