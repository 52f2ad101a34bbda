package reliability

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"countersign/report"
)

// periodCheck holds the period, or the as-of date, that letter, assertion and headings state against the one of the report.
type periodCheck struct {
	dates         dateFinder
	claims, other *regexp.Regexp
	asOf          *regexp.Regexp
}

func newPeriodCheck(dates dateFinder) periodCheck {
	return periodCheck{
		dates:  dates,
		claims: regexp.MustCompile(`(?:throughout|for|during) the (?:entire )?(?:examination |review |reporting )?period`),
		other:  regexp.MustCompile(`prior|previous|preceding|predecessor|earlier|subsequent|emphasis|other-?matter|basis for|bridge|gap|did not operate|was not|were not|until|before`),
		asOf:   regexp.MustCompile(`(?:\bas of|\bas at) `),
	}
}

func (c periodCheck) signals(r *reading) []Signal {
	start, ok1 := day(r.rep.Facts.PeriodStart)
	end, ok2 := day(r.rep.Facts.PeriodEnd)
	asOf, ok3 := day(r.rep.Facts.AsOf)
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion, report.RoleDescription) {
		if l.role == report.RoleDescription && !containsAny(l.low, "this report", "the description", "this description") || c.other.MatchString(l.headed()) {
			continue
		}
		switch {
		case r.isType(2) && ok1 && ok2:
			if s, differs := c.period(l, start, end); differs {
				return []Signal{c.signal(r, l, "period", s.from.printed+" to "+s.to.printed, *r.rep.Facts.PeriodStart+" to "+*r.rep.Facts.PeriodEnd)}
			}
		case r.isType(1) && ok3:
			if d, differs := c.date(l, asOf); differs {
				return []Signal{c.signal(r, l, "as-of date", d.printed, *r.rep.Facts.AsOf)}
			}
		}
	}
	return nil
}

// period finds a stated period that is not the report's. A part of it is told often: "during the period June 3 to June 20".
func (c periodCheck) period(l line, start, end time.Time) (span, bool) {
	if !c.claims.MatchString(l.low) {
		return span{}, false
	}
	for _, s := range c.dates.spans(l.text) {
		if s.from.day.Equal(start) && s.to.day.Equal(end) {
			continue
		}
		within := !s.from.day.Before(start) && !s.to.day.After(end)
		if !within || containsAny(l.low, "suitably designed", "designed and implemented", "operated effectively", "have examined", "prepared") {
			return s, true
		}
	}
	return span{}, false
}

func (c periodCheck) date(l line, asOf time.Time) (civil, bool) {
	if !containsAny(l.low, "suitably designed", "designed and implemented", "have examined", "prepared", "description") {
		return civil{}, false
	}
	for _, at := range c.asOf.FindAllStringIndex(l.low, -1) {
		rest := l.text[min(at[1], len(l.text)):]
		if ds := c.dates.all(rest[:min(len(rest), 24)]); len(ds) > 0 && !ds[0].day.Equal(asOf) {
			return ds[0], true
		}
	}
	return civil{}, false
}

func (c periodCheck) signal(r *reading, l line, what, here, there string) Signal {
	return Signal{
		Code: PeriodContradiction, Severity: High, Title: "Sections state different dates for the examination",
		Detail: fmt.Sprintf("The %s of the report is %s; the %s says %s.", what, there, sectionName(l.role), here),
		Limit:  "One of the two may be a slip, or left from the report before. Until it is explained, it is open what the opinion covers.",
	}.at(append(slices.Clone(l.evidence), append(slices.Clone(r.fact("period")), r.fact("as_of")...)...)...)
}
