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

// Print joins a report with its assessment, which is nil for documents that are not judged: nothing is then covered. The passages stay
// out, since what is shown quotes from them.
func (a *Assessor) Print(rep *report.Report, judged *Assessment) Printed {
	shown := *rep
	shown.Passages = nil
	out := Printed{&shown, map[string]ItemCoverage{}, judged}
	for i := range a.catalog.Items {
		out.Checklist[a.catalog.Items[i].ID] = ItemCoverage{checklist.None, false, false, []int{}}
	}
	if judged == nil {
		return out
	}
	for i := range judged.Items {
		it := &judged.Items[i]
		out.Checklist[it.ID] = ItemCoverage{it.Extent, it.Tested, it.Exception, it.Pages}
	}
	return out
}
