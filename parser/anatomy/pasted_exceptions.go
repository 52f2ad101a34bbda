package anatomy

import (
	"countersign/parser/layout"
	"countersign/report"
)

// pastedExceptions records what failed, as addException does, and reads counts and names from plain words too.
func (r *reading) pastedExceptions(d *draft, v deviation) {
	counter, namer := newPastedCounter(r.words.nums), newPastedNamer()
	for _, v := range r.apart(v) {
		e := r.exception(d, v.fails, v.test)
		failing := layout.Join(v.fails...).Text
		t := counter.read(failing, v.test.Text)
		e.Sampled, e.Population, e.Deviations = t.sampled, t.population, t.deviations
		e.Kind, e.Failure = namer.name(failing)
		r.out.Exceptions = append(r.out.Exceptions, e)
	}
}

// weighPasted judges a result. What counts failures is one, though "no forecast for one of them" sounds as if nothing had occurred.
func (r *reading) weighPasted(cues *pastedCues, results []finding) ([]layout.Passage, report.Outcome) {
	fails, outcome := r.weigh(results)
	if outcome != report.NonOccurrence && outcome != report.NoResult {
		return fails, outcome
	}
	for _, f := range results {
		if cues.countsFailure(r.words, f.Text) {
			fails = append(fails, f.Passage)
		}
	}
	if len(fails) > 0 {
		outcome = report.HasException
	}
	return fails, outcome
}
