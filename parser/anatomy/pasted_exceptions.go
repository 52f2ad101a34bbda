package anatomy

import (
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// pastedTeller reads what an exception tells in plain words.
type pastedTeller struct {
	counter pastedCounter
	namer   pastedNamer
}

func newPastedTeller(nums *numberReader) pastedTeller {
	return pastedTeller{newPastedCounter(nums), newPastedNamer()}
}

// pastedExceptions records what failed, as addException does, and reads counts and names from plain words too.
func (r *reading) pastedExceptions(teller pastedTeller, d *draft, v deviation) {
	for _, v := range r.apart(v) {
		e := r.exception(d, v.fails, v.test)
		failing := layout.Join(v.fails...).Text
		t := teller.counter.read(r.unnamed(failing), v.test.Text)
		e.Sampled, e.Population, e.Deviations = t.sampled, t.population, t.deviations
		e.Kind, e.Failure = teller.namer.name(failing)
		r.out.Exceptions = append(r.out.Exceptions, e)
	}
}

// unnamed is a text without identifiers of controls: the last figure of "CC8.1-9" counts nothing.
func (r *reading) unnamed(s string) string {
	for _, id := range r.ids.all(s) {
		s = strings.ReplaceAll(s, id, "it")
	}
	return s
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
