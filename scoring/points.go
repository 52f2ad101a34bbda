package scoring

import "countersign/report"

// Statuses of a checklist item.
const (
	StatusTested        = "tested"
	StatusDescribed     = "described"
	StatusPartial       = "partial"
	StatusAbsent        = "absent"
	StatusNearMiss      = "near-miss" // words that look like the item and are about something else
	StatusNotApplicable = "not-applicable"
	StatusNotTestable   = "not-testable" // AI-R5 in a Type 1 report
	StatusUnknown       = "unknown"      // pages could not be read, or nobody looked
)

// testedWithException is the key of the points of a tested item whose test had an exception.
const testedWithException = "tested_with_exception"

// Statuses lists what an item may be said to be.
func Statuses() []string {
	return []string{StatusTested, StatusDescribed, StatusPartial, StatusAbsent, StatusNearMiss, StatusNotApplicable, StatusNotTestable}
}

// Points is what a checklist item's status earns, 0 to 1. Only a Type 2 report (reportType 2) tests operation: in any other, and where
// the type is unknown (0), tested earns no more than described. A status without points of its own earns none.
func (c Config) Points(status string, exception bool, reportType int) float64 {
	const typeTwo = 2
	p := c.Coverage.Points
	switch {
	case status == StatusTested && exception:
		if reportType != typeTwo {
			return min(p[testedWithException], p[StatusDescribed])
		}
		return p[testedWithException]
	case status == StatusTested && reportType != typeTwo:
		return p[StatusDescribed]
	}
	return p[status]
}

// ExceptionPoints is what AI-R5 earns, 0 to 1, by a rule of its own: fewer points the more exceptions fall on change management,
// monitoring, access and processing; none when one of them qualifies the opinion. The status says whether the answer counts:
// StatusTested, StatusNotTestable for a Type 1 report, or StatusUnknown when the tests or the opinion could not be read in full.
func (c Config) ExceptionPoints(f ReportFacts) (points float64, status string) {
	x := c.Coverage.Exceptions
	heavy, qualifying := 0, false
	for _, e := range f.Exceptions {
		qualifying = qualifying || e.Qualifies
		if e.onAny(x.Criteria) {
			heavy++
		}
	}
	switch {
	case f.Kind == SOC2Type1 || f.Kind == SOC3 || f.Kind == NoReport:
		return 0, StatusNotTestable
	case f.Kind == "" || !f.ExceptionsKnown || f.Opinion == "":
		return 0, StatusUnknown
	case qualifying || f.Opinion == report.Adverse:
		return 0, StatusTested
	case len(f.Exceptions) == 0:
		return x.None, StatusTested
	case heavy == 0:
		return x.Elsewhere, StatusTested
	}
	return x.ByCount[min(heavy, len(x.ByCount))-1], StatusTested
}
