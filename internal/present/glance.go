package present

import (
	"fmt"
	"slices"
	"strings"

	"countersign/report"
)

// lead is the line below the title: kind, type and time.
func (c *composer) lead() string {
	f := c.r.Facts
	s := string(f.Kind) + " report, type not found"
	if f.Type != nil {
		s = fmt.Sprintf("%s Type %d report", f.Kind, *f.Type)
	}
	if f.Draft {
		s = "DRAFT of a " + s
	}
	if when := c.when(); when != "" {
		s += ", " + when
	}
	return s
}

// when is the period or the date that the report covers; empty when neither was found.
func (c *composer) when() string {
	f := c.r.Facts
	switch {
	case f.PeriodStart != nil && f.PeriodEnd != nil:
		return longDate(*f.PeriodStart) + " to " + longDate(*f.PeriodEnd)
	case f.PeriodEnd != nil:
		return "a period to " + longDate(*f.PeriodEnd)
	case f.AsOf != nil:
		return "as of " + longDate(*f.AsOf)
	}
	return ""
}

func (c *composer) glance() Facts {
	f := c.r.Facts
	facts := Facts{c.opinionFact(), {Label: "Exceptions", Value: c.answer(), Tone: c.answerTone()}}
	switch {
	case f.Type == nil:
		facts = append(facts, Fact{"Type", capital(notStated), Caution})
	case c.typeOne():
		facts = append(facts, Fact{"Type", spaced("1: design at a date; nothing about operation over time. By custom accepted only with a date for the Type 2 report.", c.evidence("type")), Caution})
	}
	if c.typeOne() && f.PeriodEnd == nil {
		facts = append(facts, c.dated("As of", f.AsOf, "as_of", "period"))
	} else {
		facts = append(facts, c.period())
	}
	facts = append(facts, c.age(), c.dated("Report dated", f.IssuedOn, "issued_on"), c.auditor(), c.categories(), c.read())
	return facts
}

// evidence of a fact, by the first of its names that has any.
func (c *composer) evidence(names ...string) string {
	for _, n := range names {
		if e := c.r.Facts.Evidence[n]; len(e) > 0 {
			return place(e, 0)
		}
	}
	return ""
}

func (c *composer) dated(label string, date *string, names ...string) Fact {
	if date == nil {
		return Fact{label, capital(notStated), Caution}
	}
	return Fact{Label: label, Value: spaced(longDate(*date), c.evidence(names...))}
}

func (c *composer) period() Fact {
	f := c.r.Facts
	start, ok1 := parseDay(f.PeriodStart)
	end, ok2 := parseDay(f.PeriodEnd)
	if !ok1 || !ok2 || end.Before(start) {
		return Fact{"Period", spaced(capital(orElseText(c.when(), notStated)), c.evidence("period")), Caution}
	}
	months, days, _ := between(start, end.AddDate(0, 0, 1))
	length := count(months, "month")
	if days > 0 {
		length += " and " + count(days, "day")
	}
	fact := Fact{Label: "Period", Value: spaced(c.when()+", "+length, c.evidence("period"))}
	if months < staleMonths {
		fact.Value += ". Shorter than the usual 12 months: ask what covers the time before."
	}
	return fact
}

func orElseText(s, silent string) string { return orElse(&s, silent) }

// age is counted from the end of the period, not from the date of the report.
func (c *composer) age() Fact {
	stale := staleMonths
	if c.typeOne() {
		stale = staleMonthsTypeOne
	}
	if end, ok := parseDay(c.r.Facts.PeriodEnd); ok {
		advice := adviceBridge
		if c.r.Facts.Kind == report.BridgeLetter {
			advice = adviceSpent
		}
		return age(span{end, "the end of the period", advice, stale}, c.asOf)
	}
	if on, ok := parseDay(c.r.Facts.AsOf); ok {
		return age(span{on, "the date of the report's statements", adviceTypeTwo, stale}, c.asOf)
	}
	return Fact{"Age", "Unknown: no period or date was found.", Caution}
}

func (c *composer) auditor() Fact {
	if c.r.Facts.Auditor == nil {
		return Fact{"Auditor", "Not found in the text; the letter may show it as a picture.", Caution}
	}
	return Fact{Label: "Auditor", Value: spaced(*c.r.Facts.Auditor, c.evidence("auditor"))}
}

func (c *composer) categories() Fact {
	in := c.r.Facts.Categories
	if len(in) == 0 {
		return Fact{"Categories", capital(notStated), Caution}
	}
	var out []string
	for _, name := range report.Categories() {
		if !slices.Contains(in, name) {
			out = append(out, name)
		}
	}
	value := spaced(capital(strings.Join(in, ", ")), c.evidence("categories"))
	if len(out) > 0 {
		value += "; not in scope: " + strings.Join(out, ", ")
	}
	return Fact{Label: "Categories", Value: value}
}

// read says how much of the file stands behind the answers.
func (c *composer) read() Fact {
	v := c.r.Coverage
	fact := Fact{Label: "Pages read", Value: fmt.Sprintf("%d of %d", v.Pages-len(v.Unread), v.Pages)}
	if n := len(v.OCR); n > 0 {
		fact.Value += fmt.Sprintf(", %d of them by OCR, from their picture (%s)", n, pages(v.OCR))
	}
	if len(v.Unread) > 0 {
		fact.Value += "; unread: " + pages(v.Unread)
		fact.Tone = Bad
	}
	return fact
}
