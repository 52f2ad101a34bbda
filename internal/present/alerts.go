package present

import (
	"fmt"

	"countersign/report"
)

// alerts are what changes the conclusion.
func (c *composer) alerts() Alerts {
	var out Alerts
	say := func(tone Tone, format string, args ...any) {
		out = append(out, Alert{fmt.Sprintf(format, args...), tone})
	}
	f, v := c.r.Facts, c.r.Coverage
	if f.Draft && !c.noted("draft") {
		say(Bad, "The document calls itself a draft: it may change, and nobody stands behind it yet. Ask for the signed report.")
	}
	if f.OpinionStatus == report.OpinionUnread && !c.noted("opinion-unread") {
		say(Bad, "The opinion could not be read: look at its pages yourself. Until then it is unknown.")
	}
	if f.OpinionStatus == report.OpinionMissing {
		say(Bad, "No opinion was found in the pages that were read: this may be a part of a report. Ask for the whole of it.")
	}
	if o := c.opinionFact(); f.OpinionStatus == report.OpinionRead && o.Tone == Bad {
		say(Bad, "The opinion: %s.", o.Value)
	}
	if a := c.age(); a.Tone == Bad {
		say(Bad, "%s", a.Value)
	}
	end, ok1 := parseDay(f.PeriodEnd)
	if issued, ok2 := parseDay(f.IssuedOn); ok1 && ok2 && issued.Before(end) && !c.noted("bridge-letter-date") {
		say(Bad, "The document is dated %s, before the end of the period that it speaks of: ask how that can be.", longDate(*f.IssuedOn))
	}
	if c.r.ExceptionsAnswer == report.AnswerIncomplete {
		say(Bad, "The answer about exceptions is incomplete: pages that could hold exceptions were not read%s.", inParentheses(pages(v.Unread)))
	} else if len(v.Unread) > 0 && !c.noted("pages-unread") {
		say(Caution, "%s could not be read (%s).", capital(count(len(v.Unread), "page")), pages(v.Unread))
	}
	for _, n := range c.r.Notes {
		say(noteTone(n.Code), "%s", spaced(n.Text, inBrackets(pages(n.Pages))))
	}
	if len(v.Second.Low) > 0 && !c.noted("readers-disagree") {
		say(Caution, "Two independent readers saw different text on %s; compare the quotes with the page itself.", pages(v.Second.Low))
	}
	if v.Dropped > 0 {
		say(Caution, "%s could not be found again on the page and were left out; something may be missing here.", capital(count(v.Dropped, "quote")))
	}
	if p := c.r.Permission; p.CopyForbidden && p.Confirmed {
		say(Caution, "Copying is switched off in this file; it was read because you confirmed that your terms with the vendor allow it.")
	}
	return out
}

func (c *composer) noted(code string) bool {
	for _, n := range c.r.Notes {
		if n.Code == code {
			return true
		}
	}
	return false
}

func noteTone(code string) Tone {
	if code == "opinion-unread" || code == "pages-unread" || code == "draft" {
		return Bad
	}
	return Caution
}

func inParentheses(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}
