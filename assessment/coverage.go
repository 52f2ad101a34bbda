package assessment

import (
	"countersign/checklist/catalog"
	"countersign/report"
	"countersign/scoring"
)

// items are the answers as the score of AI coverage wants them. A customer's own items are answered but have no share in the score,
// whose weights are those of the built-in checklist.
func (a *Assessor) items(rep *report.Report, out *Assessment, facts scoring.ReportFacts) []scoring.CoverageItem {
	reportType := 0
	if rep.Facts.Type != nil {
		reportType = *rep.Facts.Type
	}
	var list []scoring.CoverageItem
	for i := range out.Items {
		item, answer := &a.catalog.Items[i], &out.Items[i]
		group, ok := groups()[item.Source.Kind]
		if !ok {
			continue
		}
		c := scoring.CoverageItem{
			ID: item.ID, Ref: item.Ref, Title: item.Title, Group: group, Category: item.Source.Category, Severity: scoring.Severity(item.Severity),
			Status: answer.Status, Points: a.config.Points(answer.Status, answer.Exception, reportType),
		}
		if item.Rule == catalog.ByExceptions {
			c.Points, c.Status = a.config.ExceptionPoints(facts)
			c.NotApplicable = c.Status == scoring.StatusNotTestable
			answer.Status = c.Status
		}
		list = append(list, c)
	}
	return list
}

// groups of the score by the source of an item.
func groups() map[string]scoring.Group {
	return map[string]scoring.Group{"reading": scoring.Reading, "gap": scoring.Gap, "risk": scoring.Table}
}
