package assessment

import (
	"slices"

	"countersign/checklist"
	"countersign/report"
)

func draft(s *subject, _ Rule) []hit {
	if !s.facts().Draft {
		return nil
	}
	return one(met("", s.evidence("draft"), "The document calls itself a draft."))
}

func pagesUnread(s *subject, _ Rule) []hit {
	var out []hit
	known := map[int]bool{}
	for _, c := range s.rep.Coverage.Sections {
		for _, p := range c.Unread {
			known[p] = true
		}
		if len(c.Unread) == 0 || !slices.Contains([]report.Role{report.RoleDescription, report.RoleTests, report.RoleCriteria}, c.Role) {
			continue
		}
		out = append(out, unread(c.Unread, "in the section with the "+map[report.Role]string{
			report.RoleDescription: "description", report.RoleTests: "tests", report.RoleCriteria: "criteria",
		}[c.Role]))
	}
	var elsewhere []int
	for _, p := range s.rep.Coverage.Unread {
		if !known[p] {
			elsewhere = append(elsewhere, p)
		}
	}
	if len(elsewhere) > 0 {
		out = append(out, unread(elsewhere, "in no section that could be told"))
	}
	return out
}

func unread(pages []int, where string) hit {
	h := met(pagesOf(pages), nil, "Not read: %s, %s.", pagesOf(pages), where)
	h.Pages = slices.Clone(pages)
	return h
}

func descriptionMissing(s *subject, _ Rule) []hit {
	if slices.ContainsFunc(s.rep.Sections, func(x report.Section) bool { return x.Role == report.RoleDescription }) {
		return nil
	}
	return one(met("", nil, "No section of the report was recognized as the description of the system."))
}

func exceptionsIncomplete(s *subject, r Rule) []hit {
	if hits := flagged(checklist.FlagExceptionsUnknown)(s, r); hits != nil {
		return hits
	}
	if slices.Contains([]report.Answer{report.AnswerNone, report.AnswerFound, report.AnswerNoTests}, s.rep.ExceptionsAnswer) {
		return nil
	}
	return one(met("", nil, "The answer about exceptions is incomplete."))
}

// testsMissing holds where a report on operation shows no result at all.
func testsMissing(s *subject, _ Rule) []hit {
	switch {
	case s.isType(1):
		return nil
	case s.rep.ExceptionsAnswer == report.AnswerNoTests:
		return one(met("", nil, "No section with tests of controls was found."))
	case len(s.rep.ControlTests) == 0:
		return one(met("", nil, "No test of a control was found."))
	case len(s.withoutResult()) == len(s.rep.ControlTests):
		return one(met("", nil, "No result is printed beside any of %d tests.", len(s.rep.ControlTests)))
	}
	return nil
}

// withoutResult are the tests beside which no result is printed.
func (s *subject) withoutResult() []report.ControlTest {
	var out []report.ControlTest
	for i := range s.rep.ControlTests {
		if t := s.rep.ControlTests[i]; t.Outcome == report.NoResult {
			out = append(out, t)
		}
	}
	return out
}
