package present

import (
	"fmt"

	"countersign/report"
)

// withResponse adds management's response, or says that there is none.
func withResponse(entry Entry, e *report.Exception) Entry {
	if !e.ManagementResponse {
		entry.Lines = append(entry.Lines, "Management: no response was found in this report.")
		return entry
	}
	p := Passage{Intro: "Management's response", Quote: orElse(e.ResponseText, "")}
	if e.ResponsePage != nil {
		p.Place = place(e.ResponseEvidence, *e.ResponsePage)
	}
	switch {
	case e.ResponseIn == nil:
		p.Intro += ":"
	case *e.ResponseIn == report.RoleOther:
		p.Intro += ", unaudited:"
	default:
		p.Intro += ", printed among the tests but management's own words:"
	}
	entry.Passages = append(entry.Passages, p)
	return entry
}

// whereFound is the sentence on where exceptions and responses stand, which numerals of sections often get wrong.
func (c *composer) whereFound() string {
	var found, answered []int
	for _, e := range c.r.Exceptions {
		found = append(found, e.Page)
		found = append(found, e.Places...)
		if e.ResponsePage != nil {
			answered = append(answered, *e.ResponsePage)
		}
	}
	s := "Exceptions are normally in the tests section; Section V usually carries management's responses. In this report they were found in " + c.places(found) + "; "
	if len(answered) == 0 {
		return s + "no responses were found."
	}
	s += "the responses stand in " + c.places(answered) + "."
	if c.countIf(func(e *report.Exception) bool { return e.ResponseIn != nil && *e.ResponseIn == report.RoleOther }) > 0 {
		s += " The auditor's report does not cover the unaudited section: a fix stated there is only claimed."
	}
	return s
}

// places names the sections of pages in order: `the tests ("Section 4: Tests", p. 27, 36)`.
func (c *composer) places(list []int) string {
	var out []string
	by := map[*report.Section][]int{}
	var order []*report.Section
	for _, p := range list {
		s := c.sectionAt(p)
		if by[s] == nil {
			order = append(order, s)
		}
		by[s] = append(by[s], p)
	}
	for _, s := range order {
		if s == nil {
			out = append(out, "pages outside all sections ("+pages(by[s])+")")
			continue
		}
		out = append(out, fmt.Sprintf("%s (%s)", roleName(s), pages(by[s])))
	}
	return enumerate(out)
}

// roleName names a section by what it is, with its printed number.
func roleName(s *report.Section) string {
	name := map[report.Role]string{
		report.RoleOpinion: "the auditor's report", report.RoleAssertion: "management's assertion", report.RoleDescription: "the description of the system",
		report.RoleCriteria: "the map of criteria", report.RoleTests: "the tests section", report.RoleOther: "the unaudited section",
	}[s.Role]
	if name == "" {
		name = string(s.Role)
	}
	if s.PrintedNumber != nil {
		name += ", printed as Section " + *s.PrintedNumber
	}
	return name
}
