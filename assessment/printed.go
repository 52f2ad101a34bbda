package assessment

import (
	"countersign/checklist"
	"countersign/report"
)

// Printed is what `countersign review --format json` prints for one file.
type Printed struct {
	*report.Report
	Checklist  map[string]ItemCoverage `json:"checklist,omitempty"`
	Assessment *Assessment             `json:"assessment,omitempty"` // of SOC 2 reports only
}

// ItemCoverage is the short form of an answer.
type ItemCoverage struct {
	Described checklist.Extent `json:"described"`
	Tested    bool             `json:"tested"`
	Exception bool             `json:"exception"`
	Pages     []int            `json:"pages"`
}

// Coverage is the earlier name of ItemCoverage, which internal/passages still uses.
type Coverage = ItemCoverage

// Checklist is the short form of the answers, by item.
func (a *Assessment) Checklist() map[string]ItemCoverage {
	if a == nil {
		return nil
	}
	out := make(map[string]ItemCoverage, len(a.Items))
	for i := range a.Items {
		it := &a.Items[i]
		out[it.ID] = ItemCoverage{it.Extent, it.Tested, it.Exception, it.Pages}
	}
	return out
}

// Print joins a report with its assessment, which is nil for documents that are not judged: nothing is then covered. The passages stay
// out, since what is shown quotes from them.
func (a *Assessor) Print(rep *report.Report, judged *Assessment) Printed {
	shown := *rep
	shown.Passages, shown.PageTexts = nil, nil
	out := Printed{&shown, judged.Checklist(), judged}
	if judged == nil {
		out.Checklist = make(map[string]ItemCoverage, len(a.catalog.Items))
		for i := range a.catalog.Items {
			out.Checklist[a.catalog.Items[i].ID] = ItemCoverage{checklist.None, false, false, []int{}}
		}
	}
	return out
}
