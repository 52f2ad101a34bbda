package assessment

import (
	"slices"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/report"
)

// ArticleNote is an error of the article behind the checklist, and what is right, where it matters to who reads this report.
type ArticleNote struct {
	ID    string   `json:"id"`
	Says  string   `json:"says"`
	Right string   `json:"right"`
	Refs  []string `json:"refs"` // the items it is about; empty where it is about reports
}

// articleNotes picks the notes on items of which the report states something, and those on reports that meet their occasion.
func articleNotes(rep *report.Report, a *Assessment, cat *catalog.Catalog) []ArticleNote {
	out := []ArticleNote{}
	for _, c := range cat.Corrections {
		n := ArticleNote{c.ID, c.Says, c.Right, []string{}}
		for i := range a.Items {
			if x := &a.Items[i]; slices.Contains(c.MattersFor, x.ID) && !silent(x.Status) && (cat.Items[i].Rule == "" || len(rep.Exceptions) > 0) {
				n.Refs = append(n.Refs, x.Ref)
			}
		}
		if len(n.Refs) > 0 || slices.Contains(c.MattersFor, "report") && occasion(c.ID, rep, a) {
			out = append(out, n)
		}
	}
	return out
}

// occasion tells whether what the article says about reports could mislead the reader of this one.
func occasion(id string, rep *report.Report, a *Assessment) bool {
	switch id {
	case "section-v-exceptions":
		return len(rep.Exceptions) > 0
	case "required-categories":
		f := rep.Facts.Categories
		return a.Boundary.AIInService == checklist.Yes && len(f) > 0 && (!slices.Contains(f, report.Availability) || !slices.Contains(f, report.ProcessingIntegrity))
	}
	return false // what the page does not repeat need not be put right
}

// Fix says how an open gap is closed.
type Fix struct {
	Ref   string `json:"ref"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// fixes are those of the gaps of high severity on which nothing is stated, where there is AI in the service.
func fixes(a *Assessment, cat *catalog.Catalog) []Fix {
	out := []Fix{}
	for i := range a.Items {
		x, it := &a.Items[i], &cat.Items[i]
		if a.Boundary.AIInService == checklist.Yes && it.Source.Kind == "gap" && x.Severity == "high" && silent(x.Status) {
			out = append(out, Fix{x.Ref, x.Title, it.Fix})
		}
	}
	return out
}
