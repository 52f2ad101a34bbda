package reliability

import (
	"time"

	"countersign/report"
)

// Options are what a report is held against besides itself. Each may be left out; what needs it is then not looked at.
type Options struct {
	AsOf     time.Time     // the civil date on which the report is looked at
	Previous *Earlier      // the same vendor's report before this one
	Others   []Fingerprint // other reports on hand
}

// check is one kind of signal, or several that look at the same words.
type check interface {
	signals(r *reading) []Signal
}

// Checker holds the compiled patterns. It keeps nothing of the reports that it sees and may be used by several goroutines.
type Checker struct {
	checks  []check
	printer *Printer
	dates   dateFinder
}

// New prepares the patterns.
func New() *Checker {
	dates := newDateFinder()
	return &Checker{
		dates:   dates,
		printer: NewPrinter(),
		checks: []check{
			newSectionCheck(), newParagraphCheck(), newPlaceholderCheck(), newStandardCheck(), newOutcomeCheck(), newAuditorCheck(),
			newNameCheck(), newSystemCheck(), newPeriodCheck(dates), newDateCheck(dates), newCategoryCheck(), newTypeCheck(),
			newSubserviceCheck(),
			inquiryCheck{},
			newSampleCheck(), newProcedureCheck(), newCountCheck(),
			successionCheck{},
		},
	}
}

// Check lists the signals of a SOC 2 report, gravest first. Other documents have none.
func (c *Checker) Check(rep *report.Report, o Options) []Signal {
	out := []Signal{}
	if rep == nil || rep.Facts.Kind != report.SOC2 {
		return out
	}
	r := newReading(rep, o)
	for _, k := range c.checks {
		out = append(out, k.signals(r)...)
	}
	out = append(out, c.duplicates(r)...)
	return inOrder(out)
}

// Check lists the signals of one report. Who checks many keeps a Checker.
func Check(rep *report.Report, o Options) []Signal { return New().Check(rep, o) }
