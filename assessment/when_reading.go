package assessment

import (
	"fmt"
	"slices"
	"strings"

	"countersign/report"
)

func auditorUnknown(s *subject, _ Rule) []hit {
	if s.facts().Auditor != nil {
		return nil
	}
	return one(met("", nil, "No name of the service auditor was found in the text; the letter may show it as a picture."))
}

func categoriesUnknown(s *subject, _ Rule) []hit {
	if len(s.facts().Categories) > 0 {
		return nil
	}
	return one(met("", nil, "The categories in scope were not found."))
}

// resultsMissing holds where some results are missing; where all are, a graver rule does.
func resultsMissing(s *subject, _ Rule) []hit {
	without := s.withoutResult()
	if s.isType(1) || len(without) == 0 || len(without) == len(s.rep.ControlTests) {
		return nil
	}
	var pages []int
	var evidence []report.Evidence
	for _, t := range without {
		pages = append(pages, t.Page)
		evidence = append(evidence, t.Evidence...)
	}
	h := met(pagesOf(pages), evidence, "No result is printed beside %d of %d tests.", len(without), len(s.rep.ControlTests))
	slices.Sort(pages)
	h.Pages = slices.Compact(pages)
	return one(h)
}

func readingDoubtful(s *subject, _ Rule) []hit {
	var out []hit
	if low := s.rep.Coverage.Second.Low; len(low) > 0 {
		h := met("the quotes on "+pagesOf(low), nil, "Two independent readers saw different text on %s.", pagesOf(low))
		h.Pages = slices.Clone(low)
		out = append(out, h)
	}
	for _, c := range s.rep.Coverage.Sections {
		if len(c.Unread) > 0 && (c.Role == report.RoleAssertion || c.Role == report.RoleOther) {
			out = append(out, unread(c.Unread, "outside of the opinion, the description and the tests"))
		}
	}
	if n := s.rep.Coverage.Dropped; n > 0 {
		out = append(out, met("what you rely on", nil, "%s", fmt.Sprintf("Quotes that could not be found again on their page and were left out: %d.", n)))
	}
	return out
}

// signals tests for signals of a severity.
func signals(severity string) func(*subject, Rule) []hit {
	return func(s *subject, _ Rule) []hit {
		var out []hit
		for _, x := range s.a.Reliability {
			if string(x.Severity) != severity {
				continue
			}
			h := met(strings.ToLower(x.Title[:1])+x.Title[1:], x.Evidence, "%s. %s", x.Title, x.Detail)
			h.Pages = slices.Clone(x.Pages)
			out = append(out, h)
		}
		return out
	}
}
