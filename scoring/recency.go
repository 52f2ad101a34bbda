package scoring

import (
	"fmt"
	"strings"
)

// recency is a factor from 0 to 1 by the age of the report, counted in months from the end of its period; a monthly anniversary still
// belongs to the younger side.
func recency(f ReportFacts, asOf Date, cfg Config) check {
	const label = "Recency"
	if f.PeriodEnd.IsZero() {
		field := cfg.field(fieldEnd)
		return check{
			step: Step{Label: label, Formula: "the end of the period is unknown", Unknown: true}, high: 1,
			ask: []Unknown{{Field: fieldEnd, Question: field.Ask}},
		}
	}
	age := fmt.Sprintf("%d whole months from %s to %s", f.PeriodEnd.MonthsTo(asOf), f.PeriodEnd, asOf)
	for _, r := range cfg.Report.Recency {
		if asOf.After(f.PeriodEnd.AddMonths(r.Months)) {
			continue
		}
		c := check{step: Step{Label: label, Formula: fmt.Sprintf("%s: up to %d months", age, r.Months), Value: r.Factor, Source: f.Origins[fieldEnd]}, high: r.Factor, known: true}
		if r.WithLetter > 0 {
			c = withLetter(c, r, f, asOf, cfg)
		}
		return c
	}
	return check{step: Step{Label: label, Formula: age + ": too old to count"}, known: true}
}

// withLetter looks at the age at which a letter on the next report makes a difference.
func withLetter(c check, r Recency, f ReportFacts, asOf Date, cfg Config) check {
	switch {
	case !f.LetterKnown:
		field := cfg.field(fieldLetter)
		c.high = r.WithLetter
		c.step.Formula += ", unknown whether there is a letter on the next report"
		c.ask = []Unknown{{Field: fieldLetter, Question: field.Ask}}
	case f.Letter == nil:
		c.step.Formula += ", no letter on the next report"
	default:
		if flaws := f.Letter.flaws(asOf, cfg.Report.LetterMonths); len(flaws) > 0 {
			c.step.Formula += ", the letter earns nothing: " + strings.Join(flaws, "; ")
			break
		}
		c.step.Value, c.high = r.WithLetter, r.WithLetter
		c.step.Formula += fmt.Sprintf(", with the letter of %s on the next report", f.Letter.Dated)
	}
	return c
}

// Serves tells whether the letter earns credit on a day: it names the auditor, the new period and the expected date, was written within
// the last months that a letter serves, speaks for no longer than that, and is the first for its report.
func (l Letter) Serves(asOf Date, cfg Config) bool {
	return len(l.flaws(asOf, cfg.Report.LetterMonths)) == 0
}

func (l Letter) flaws(asOf Date, months int) []string {
	var flaws []string
	note := func(bad bool, what string) {
		if bad {
			flaws = append(flaws, what)
		}
	}
	note(!l.NamesAuditor, "it names no auditor")
	note(!l.NamesPeriod, "it does not name the new period")
	note(l.Expected.IsZero(), "it does not say when the next report is expected")
	note(l.Dated.IsZero(), "it bears no date")
	note(!l.Dated.IsZero() && asOf.After(l.Dated.AddMonths(months)), fmt.Sprintf("it is older than %d months", months))
	note(!l.Dated.IsZero() && l.Dated.After(asOf), "it is dated later than the assessment")
	long := !l.SpanStart.IsZero() && !l.SpanEnd.IsZero() && l.SpanEnd.Next().After(l.SpanStart.AddMonths(months))
	note(long, fmt.Sprintf("it speaks for more than %d months", months))
	note(l.Follows, "it follows an earlier letter for the same report")
	return flaws
}

// ValidUntil is the last day for which the letter may be taken: the end of the span that it states, and no longer than letters serve.
// The zero Date when it states no span.
func (l Letter) ValidUntil(cfg Config) Date {
	if l.SpanStart.IsZero() || l.SpanEnd.IsZero() {
		return Date{}
	}
	if most := l.SpanStart.AddMonths(cfg.Report.LetterMonths); l.SpanEnd.After(most) {
		return most
	}
	return l.SpanEnd
}

// Stale is the day after which the report is no longer relied on: a year after its period, three months longer with a letter that
// serves on asOf, half a year for a Type 1 report. The zero Date when the period's end is unknown or there is no report.
func Stale(f ReportFacts, asOf Date, cfg Config) Date {
	s := cfg.Report.Stale
	switch {
	case f.PeriodEnd.IsZero() || f.Kind == NoReport:
		return Date{}
	case f.Kind == SOC2Type1:
		return f.PeriodEnd.AddMonths(s.Type1)
	case f.Letter != nil && f.Letter.Serves(asOf, cfg):
		return f.PeriodEnd.AddMonths(s.WithLetter)
	}
	return f.PeriodEnd.AddMonths(s.Type2)
}

func list(items []string) string { return strings.Join(items, ", ") }
