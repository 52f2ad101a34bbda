package reliability

import (
	"fmt"
	"slices"
	"time"

	"countersign/report"
)

// dateCheck finds dates that cannot be, or that hardly can.
type dateCheck struct{ dates dateFinder }

func newDateCheck(dates dateFinder) dateCheck { return dateCheck{dates} }

// Lengths in days beyond which a reader should ask. No rule sets them; practice reports three to twelve months, some weeks later.
const (
	longestPeriod  = 550
	shortestPeriod = 28
	longestWriting = 270
)

func (c dateCheck) signals(r *reading) []Signal {
	f := r.rep.Facts
	start, hasStart := day(f.PeriodStart)
	end, hasEnd := day(f.PeriodEnd)
	if asOf, ok := day(f.AsOf); ok && !hasEnd {
		end, hasEnd = asOf, true
	}
	issued, hasIssued := day(f.IssuedOn)
	evidence := slices.Concat(r.fact("issued_on"), r.fact("period"), r.fact("as_of"))
	var out []Signal
	say := func(is bool, severity Severity, detail string, args ...any) {
		if is {
			out = append(out, impossible(severity, fmt.Sprintf(detail, args...)).at(evidence...))
		}
	}
	today := r.o.AsOf
	say(hasStart && hasEnd && end.Before(start), High, "The period ends on %s, before it begins on %s.", value(f.PeriodEnd), value(f.PeriodStart))
	say(hasEnd && hasIssued && issued.Before(end), High, "The auditor's letter is dated %s, before %s, the day to which its opinion reaches.", value(f.IssuedOn), end.Format(time.DateOnly))
	say(!today.IsZero() && hasIssued && issued.After(civilDay(today)), High, "The auditor's letter is dated %s, which is still to come.", value(f.IssuedOn))
	say(!today.IsZero() && hasEnd && end.After(civilDay(today)), High, "The opinion reaches to %s, which is still to come.", end.Format(time.DateOnly))
	if hasStart && hasEnd && r.isType(2) && !end.Before(start) {
		n := days(start, end) + 1
		say(n > longestPeriod, Moderate, "The period covers %d days; twelve months are usual.", n)
		say(n < shortestPeriod, Moderate, "The period covers %d days, too few for most controls to have run.", n)
	}
	say(hasEnd && hasIssued && days(end, issued) > longestWriting, Low, "The letter is dated %d days after %s; four to ten weeks are usual.", days(end, issued), end.Format(time.DateOnly))
	return append(out, c.misprinted(r)...)
}

// misprinted finds days that no calendar has in the letter and the assertion.
func (c dateCheck) misprinted(r *reading) []Signal {
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion) {
		for _, d := range c.dates.all(l.text) {
			if !d.valid {
				return []Signal{impossible(Moderate, fmt.Sprintf("The %s names %s, a day that no calendar has.", sectionName(l.role), d.printed)).at(l.evidence...)}
			}
		}
	}
	return nil
}

func impossible(severity Severity, detail string) Signal {
	return Signal{
		Code: ImpossibleDate, Severity: severity, Title: "Dates that do not fit", Detail: detail,
		Limit: "A misprint, or a date misread here, looks the same. A letter that speaks of days after its own date cannot rest on evidence of them.",
	}
}

// civilDay drops the time of day: dates of reports have none.
func civilDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
