package reliability

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// auditorCheck asks who signed: AT-C 205 wants the firm's signature, its city and state, and the date; and one firm throughout.
type auditorCheck struct{ firm, place, date, others *regexp.Regexp }

func newAuditorCheck() auditorCheck {
	const word = `[\p{Lu}][\p{L}\d'.-]*`
	return auditorCheck{
		firm:   regexp.MustCompile(`(?:` + word + `(?:,? (?:& |and )?)){1,6}(?:L\.?L\.?P\.?|P\.?L\.?L\.?C\.?|P\.C\.|P\.A\.|CPAs?)(?:$|[^\p{L}])`),
		place:  regexp.MustCompile(`\b\p{Lu}[\p{L}.'-]+(?: \p{Lu}?[\p{L}.'-]+){0,3},? (?:\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)?|[A-Z]{2})(?: \d{5})?\b`),
		date:   regexp.MustCompile(`\b(?:19|20)\d\d\b`),
		others: regexp.MustCompile(`predecessor|other (?:auditor|practitioner|accountant)|prior|previous|preceding|another (?:firm|auditor)|other-?matter|subservice`),
	}
}

func (c auditorCheck) signals(r *reading) []Signal {
	return append(c.unidentified(r), c.contradiction(r)...)
}

func (c auditorCheck) unidentified(r *reading) []Signal {
	section, ok := r.section(report.RoleOpinion)
	letter := r.of(report.RoleOpinion)
	if !ok || !r.fully(report.RoleOpinion) || len(letter) == 0 {
		return nil
	}
	var missing []string
	if value(r.rep.Facts.Auditor) == "" {
		missing = append(missing, "the firm's name")
	}
	if !c.placed(r, letter) && !r.recognized(report.RoleOpinion) { // short lines are lost most easily where words are recognized
		missing = append(missing, "its city")
	}
	if value(r.rep.Facts.IssuedOn) == "" {
		missing = append(missing, "the date of the letter")
	}
	if len(missing) == 0 {
		return nil
	}
	severity := Low
	switch {
	case len(missing) >= 2 && missing[0] == "the firm's name" && !r.recognized(report.RoleOpinion):
		severity = High
	case missing[0] == "the firm's name" || len(missing) == 2:
		severity = Moderate
	}
	return []Signal{Signal{
		Code: AuditorUnidentified, Severity: severity, Title: "It does not say fully who gave the opinion",
		Detail: fmt.Sprintf("Not found in the auditor's letter, on the cover or in the footers: %s.", listed(missing)),
		Limit:  "Signatures and letterheads are often pictures, which are not read as text here. Look at the last page of the letter; a firm can be looked up at its state board of accountancy and in the AICPA's peer review file.",
	}.on(section.LastPage, section.LastPage)}
}

// placed looks for "City, State" below the opinion: as a heading, a line of its own, or beside the firm's name.
func (c auditorCheck) placed(r *reading, letter []line) bool {
	for _, l := range letter {
		for _, t := range append(slices.Clone(l.headings), l.text) {
			if len(t) < 160 && c.isPlace(t) {
				return true
			}
		}
	}
	for _, e := range append(slices.Clone(r.fact("auditor")), r.fact("issued_on")...) {
		if c.isPlace(plain(e.Quote)) {
			return true
		}
	}
	return false
}

// isPlace tells "Portland, Maine" from "Harbor Ledger, Inc.".
func (c auditorCheck) isPlace(text string) bool {
	for _, m := range c.place.FindAllString(text, -1) {
		words := strings.Fields(m)
		if strings.Contains(m, ",") && !plainWord(strings.ToLower(words[len(words)-1])) {
			return true
		}
	}
	return false
}

// contradiction: another firm's name stands in the letter or beside the tests.
func (c auditorCheck) contradiction(r *reading) []Signal {
	name := value(r.rep.Facts.Auditor)
	if name == "" {
		return nil
	}
	known := append([]string{name, value(r.rep.Vendor), value(r.rep.System)}, subserviceNames(r.rep)...)
	for _, firm := range c.firms(r) {
		if slices.ContainsFunc(known, func(k string) bool { return alike(firm.name, k) }) {
			continue
		}
		return []Signal{Signal{
			Code: AuditorContradiction, Severity: High, Title: "Two firms are named as the auditor",
			Detail: fmt.Sprintf("The report is signed by, or names as its auditor, %s; another place names %s.", name, firm.name),
			Limit:  "Firms merge and change names, two firms may share the work, and a name may have been misread. The report should explain it.",
		}.at(append(slices.Clone(firm.evidence), r.fact("auditor")...)...)}
	}
	return nil
}

type namedFirm struct {
	name     string
	evidence []report.Evidence
}

// firms are names with a form that only accountants use, where an auditor is named: letter, assertion, procedures.
func (c auditorCheck) firms(r *reading) []namedFirm {
	var out []namedFirm
	see := func(text string, where []report.Evidence) {
		for _, m := range c.firm.FindAllString(text, -1) {
			out = append(out, namedFirm{strings.Trim(m, " ,.;:()\""), where})
		}
	}
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion) {
		if c.others.MatchString(l.headed()) {
			continue
		}
		see(l.text, l.evidence)
		for _, h := range l.headings {
			see(h, nil)
		}
	}
	for _, t := range r.rep.ControlTests {
		for _, p := range t.Procedures {
			if len(p) < 120 && containsAny(strings.ToLower(p), "performed by", "tested by", "service auditor") {
				see(plain(p), t.Evidence)
			}
		}
	}
	for _, e := range r.fact("auditor") {
		see(plain(e.Quote), []report.Evidence{e})
	}
	return out
}
