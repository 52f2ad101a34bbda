package reliability

import (
	"fmt"
	"slices"

	"countersign/report"
)

// sectionCheck looks for the parts that every SOC 2 report has: opinion, assertion, description, controls with their tests.
type sectionCheck struct{ parts []part }

type part struct {
	role report.Role
	name string
	cues []string // wordings that show that the part stands somewhere else
}

func newSectionCheck() sectionCheck {
	return sectionCheck{parts: []part{
		{report.RoleOpinion, "the service auditor's report", []string{"in our opinion", "do not express an opinion on the description"}},
		{report.RoleAssertion, "management's assertion", []string{"we have prepared the accompanying description", "we have prepared the description", "we confirm, to the best of our knowledge", "to the best of our knowledge and belief"}},
		{report.RoleDescription, "the description of the system", nil},
		{report.RoleTests, "the controls and the tests of controls", nil},
	}}
}

func (c sectionCheck) signals(r *reading) []Signal {
	if len(r.rep.Coverage.Unread) > 0 || len(r.rep.Sections) == 0 && len(r.rep.Passages) == 0 {
		return nil // it may stand on the pages that were not read
	}
	var out []Signal
	for _, p := range c.parts {
		if c.present(r, p) {
			continue
		}
		s := Signal{
			Code: SectionMissing, Severity: High, Title: "A required part is missing: " + p.name,
			Detail: fmt.Sprintf("All %d pages were read and %s was not found in them.", r.rep.Coverage.Pages, p.name),
			Limit:  "The part may have been removed before the file was passed on, may stand under an unusual heading, or may be a picture inside a page. Ask for the complete report.",
		}
		if len(r.rep.Coverage.OCR) > 0 {
			s.Severity = Moderate
		}
		out = append(out, s.on(0, 0))
	}
	return out
}

func (c sectionCheck) present(r *reading, p part) bool {
	if _, ok := r.section(p.role); ok {
		return true
	}
	if p.role == report.RoleTests && len(r.rep.ControlTests) > 0 {
		return true
	}
	return slices.ContainsFunc(r.lines, func(l line) bool { return containsAny(l.low, p.cues...) })
}
