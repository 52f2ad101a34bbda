package reliability

import (
	"fmt"
	"slices"

	"countersign/report"
)

// countCheck asks whether there are enough controls for what the report claims.
type countCheck struct{ criteria []report.Criterion }

func newCountCheck() countCheck { return countCheck{criteria: report.Criteria()} }

func (c countCheck) signals(r *reading) []Signal {
	if r.rep.Facts.Type == nil || len(r.rep.ControlTests) == 0 || !r.fully(report.RoleTests) || !r.fully(report.RoleCriteria) {
		return nil
	}
	claimed, listed := 0, map[string]bool{}
	for _, t := range r.rep.ControlTests {
		for _, id := range t.Criteria {
			listed[id] = true
		}
	}
	covered := 0
	for _, k := range c.criteria {
		if slices.Contains(r.rep.Facts.Categories, k.Category) || k.Category == report.Security {
			claimed++
			if listed[k.ID] {
				covered++
			}
		}
	}
	controls := c.controls(r)
	severity := c.severity(controls, covered, claimed, len(listed) > 0)
	if severity == "" {
		return nil
	}
	first, _ := r.section(report.RoleTests)
	return []Signal{Signal{
		Code: FewTests, Severity: severity, Title: "Few controls for the criteria that the report claims",
		Detail: fmt.Sprintf("The categories claimed have %d criteria; %d of them have a control in the tables, %d controls in all.", claimed, covered, controls),
		Limit:  "The file may be an excerpt, or tables may not have been understood here. Criteria may rightly be left out as not applicable, with a reason in the description.",
	}.on(first.FirstPage, first.FirstPage)}
}

// severity: small companies have 40 to 80 controls for the common criteria, and each criterion needs at least one.
func (c countCheck) severity(controls, covered, claimed int, known bool) Severity {
	switch {
	case known && 3*covered < claimed && controls < 20, !known && controls < 10:
		return High
	case known && 4*covered < 3*claimed, controls < 25:
		return Moderate
	}
	return ""
}

// controls counts each control once; it may stand under several criteria.
func (c countCheck) controls(r *reading) int {
	seen := map[string]bool{}
	for _, t := range r.rep.ControlTests {
		seen[value(t.Control)+"\n"+plain(t.Activity)] = true
	}
	return len(seen)
}
