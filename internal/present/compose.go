package present

import (
	"time"

	"countersign/assessment"
	"countersign/report"
)

// Compose decides what the page says about a report and its judgement as of a day. Without a judgement the page tells what was read.
func Compose(r *report.Report, judged *assessment.Assessment, asOf time.Time) Document {
	c := &composer{r: r, asOf: day(asOf)}
	if r.Facts.Kind != report.SOC2 {
		return c.otherKind()
	}
	d := Document{Title: orElse(r.Vendor, "Vendor "+notStated), Subtitle: orElse(r.System, "System "+notStated), Lead: c.lead()}
	if alerts := c.alerts(); len(alerts) > 0 {
		d.Parts = append(d.Parts, Part{"Read this first", []Block{alerts}})
	}
	d.Parts = append(d.Parts, Part{"At a glance", []Block{c.glance()}})
	if judged != nil {
		d.Parts = append(d.Parts, judgement{r, judged}.parts()...)
	}
	d.Parts = append(d.Parts, c.opinion(), c.exceptions())
	for _, p := range []Part{
		c.notTested(), c.inquiryOnly(), c.subservice(), c.complementary("Controls that you must operate (complementary user entity controls)", r.ComplementaryUserEntityControls),
		c.complementary("Controls that subservice organizations must operate", r.ComplementarySubserviceControls),
		c.disclosed("Incidents disclosed in the description", r.Incidents), c.disclosed("Significant changes in the period", r.SignificantChanges),
		c.sections(), c.reading(),
	} {
		if len(p.Blocks) > 0 {
			d.Parts = append(d.Parts, p)
		}
	}
	return d
}

// composer writes the parts of the page.
type composer struct {
	r    *report.Report
	asOf time.Time
}

// typeOne tells a report on design at a date from one on operation over a period.
func (c *composer) typeOne() bool { return c.r.Facts.Type != nil && *c.r.Facts.Type == 1 }

// sectionAt is the section of a page; nil when it stands in none.
func (c *composer) sectionAt(page int) *report.Section {
	for i := len(c.r.Sections) - 1; i >= 0; i-- {
		if s := &c.r.Sections[i]; s.FirstPage <= page && page <= s.LastPage {
			return s
		}
	}
	return nil
}
