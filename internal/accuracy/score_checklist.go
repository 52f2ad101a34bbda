package accuracy

import (
	"fmt"
	"maps"
	"slices"

	"countersign/checklist"
	"countersign/report"
)

// Measures that a set without any item has nothing for.
const (
	itemsPresent = "checklist.all three exact (items present)"
	truePage     = "checklist.evidence: a true page cited"
)

// ScoreChecklist judges the reports of a set by the checklist and adds the measures to its result. Documents of other kinds than SOC 2
// are not judged, and so say nothing of any item.
func ScoreChecklist(res *Result, set Set, reports map[string]*report.Report, list *checklist.Checklist) {
	for _, name := range []string{itemsPresent, truePage} { // a set may have none of them
		res.count(name, 0, 0)
	}
	for _, d := range set.Documents {
		if !d.Scored() || len(d.Truth.Checklist) == 0 {
			continue
		}
		answers := map[string]checklist.Answer{}
		if r := reports[d.Name]; r != nil && r.Facts.Kind == report.SOC2 {
			for _, a := range list.Answers(r) {
				answers[a.ID] = a
			}
		}
		for _, id := range slices.Sorted(maps.Keys(d.Truth.Checklist)) {
			res.item(d.Name, id, d.Truth.Checklist[id], answers[id])
		}
	}
}

// item compares one answer with its truth.
func (r *Result) item(doc, id string, want Item, got checklist.Answer) {
	if got.Extent == "" {
		got.Extent = checklist.None
	}
	exact := got.Extent == want.Described && got.Tested == want.Tested && got.Exception == want.Exception
	r.add("checklist.described exact", got.Extent == want.Described)
	r.add("checklist.tested exact", got.Tested == want.Tested)
	r.add("checklist.exception exact", got.Exception == want.Exception)
	r.add("checklist.all three exact", exact)
	if !exact {
		r.Misses = append(r.Misses, fmt.Sprintf("%s checklist %s: %s, tested %v, exception %v; read %s, %v, %v", doc, id,
			want.Described, want.Tested, want.Exception, got.Extent, got.Tested, got.Exception))
	}
	if want.Described == checklist.None && !want.Tested {
		r.add("checklist.false positives kept out", got.Extent == checklist.None && !got.Tested)
		return
	}
	r.add(itemsPresent, exact)
	r.add(truePage, slices.ContainsFunc(got.Pages, func(p int) bool { return slices.Contains(want.Pages, p) }))
}
