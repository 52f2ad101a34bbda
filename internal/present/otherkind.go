package present

import (
	"fmt"

	"countersign/report"
)

// otherKind is the page of a document that is no SOC 2 report: what it seems to be, and its facts.
func (c *composer) otherKind() Document {
	f := c.r.Facts
	d := Document{Title: orElse(c.r.Vendor, c.r.File), Subtitle: orElse(c.r.System, "")}
	d.Lead = fmt.Sprintf("This is not a SOC 2 report. It seems to be %s.", kindName(f.Kind))
	if alerts := c.otherAlerts(); len(alerts) > 0 {
		d.Parts = append(d.Parts, Part{"Read this first", []Block{alerts}})
	}
	d.Parts = append(d.Parts, Part{"What it is worth", []Block{
		Paragraph(worth(f.Kind)), Paragraph("It was not judged: as evidence of controls over AI it is to be rejected (rule not-soc2), and every item of the checklist stays open."),
	}})
	if facts := c.otherFacts(); len(facts) > 0 {
		d.Parts = append(d.Parts, Part{"What it states", []Block{facts}})
	}
	if len(c.r.Sections) > 0 {
		d.Parts = append(d.Parts, c.sections())
	}
	d.Parts = append(d.Parts, c.reading())
	return d
}

// otherAlerts are those that make sense without an examination.
func (c *composer) otherAlerts() Alerts {
	plain := *c.r
	plain.ExceptionsAnswer = report.AnswerNoTests
	plain.Facts.OpinionStatus = ""
	other := &composer{r: &plain, asOf: c.asOf}
	return other.alerts()
}

func kindName(k report.Kind) string {
	switch k {
	case report.SOC1:
		return "a SOC 1 report"
	case report.SOC3:
		return "a SOC 3 report"
	case report.BridgeLetter:
		return "a bridge letter"
	}
	return "a document of another kind"
}

// worth says what the document can and cannot prove.
func worth(k report.Kind) string {
	switch k {
	case report.SOC1:
		return "A SOC 1 report is about controls over the financial reporting of customers. It does not answer for the trust services criteria; ask for the SOC 2 report."
	case report.SOC3:
		return "A SOC 3 report is a summary for general use: an opinion without the tests, their results and the exceptions. Ask for the SOC 2 report."
	case report.BridgeLetter:
		return fmt.Sprintf("A bridge letter is management's own statement about the time since the last report. Nobody examined it, it does not extend the opinion, and by convention it serves for about %d months.", bridgeMonths)
	}
	return "Nothing in it is the examination of a service organization by an auditor. If you expected a report, check that it is the right file."
}

// otherFacts are the facts that the document states; it owes none of them, so the missing ones are not named.
func (c *composer) otherFacts() Facts {
	f := c.r.Facts
	var out Facts
	add := func(label string, value *string, names ...string) {
		if value != nil {
			out = append(out, Fact{Label: label, Value: spaced(longDate(*value), c.evidence(names...))})
		}
	}
	add("Vendor", c.r.Vendor, "vendor")
	add("System", c.r.System, "system")
	if w := c.when(); w != "" {
		label := "Period"
		if f.Kind == report.BridgeLetter {
			label = "Interval it covers"
		}
		out = append(out, Fact{Label: label, Value: spaced(w, c.evidence("period", "as_of"))})
		out = append(out, c.age())
	}
	add("Dated", f.IssuedOn, "issued_on")
	add("Auditor", f.Auditor, "auditor")
	if f.Opinion != nil {
		out = append(out, c.opinionFact())
	}
	if len(f.Categories) > 0 {
		out = append(out, c.categories())
	}
	return out
}
