package assessment

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"countersign/report"
	"countersign/scoring"
)

func typeUnknown(s *subject, _ Rule) []hit {
	if s.facts().Type != nil {
		return nil
	}
	return one(met("", nil, "The type of the report was not found."))
}

func typeOne(s *subject, _ Rule) []hit {
	if !s.isType(1) || s.future != nil {
		return nil
	}
	return one(met("", s.evidence("type"), "A Type 1 report; it names no date for a Type 2 report that could be found."))
}

func typeOneDated(s *subject, _ Rule) []hit {
	if !s.isType(1) || s.future == nil {
		return nil
	}
	return one(met("", []report.Evidence{*s.future}, "A Type 1 report that speaks of a Type 2 report to come."))
}

// typeTwoToCome finds a sentence that announces a Type 2 report with a month and a year after the date of this one.
func typeTwoToCome(rep *report.Report, after scoring.Date) *report.Evidence {
	two := regexp.MustCompile(`(?i)\btype\s*(?:2|ii)\b`)
	coming := regexp.MustCompile(`(?i)\b(?:will|expect\w*|plan\w*|schedul\w*|intend\w*|anticipat\w*)\b`)
	month := regexp.MustCompile(`(January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2},)? (20\d\d)`)
	for i := range rep.Passages {
		for _, sentence := range rep.Passages[i].Sentences {
			if !two.MatchString(sentence.Text) || !coming.MatchString(sentence.Text) || strings.Contains(sentence.Text, " not ") || len(sentence.Evidence) == 0 {
				continue
			}
			for _, m := range month.FindAllStringSubmatch(sentence.Text, -1) {
				if t, err := time.Parse("January 2006", m[1]+" "+m[2]); err == nil && scoring.DateOf(t).After(after) {
					return &sentence.Evidence[0]
				}
			}
		}
	}
	return nil
}

func periodUnknown(s *subject, _ Rule) []hit {
	switch {
	case s.end.IsZero():
		return one(met("", nil, "No date was found to which the report extends."))
	case s.isType(2) && s.facts().PeriodStart == nil:
		return one(met("", s.evidence("period"), "The beginning of the period was not found."))
	}
	return nil
}

// timeEvidence shows the period or the date.
func (s *subject) timeEvidence() []report.Evidence {
	if e := s.evidence("period"); len(e) > 0 {
		return e
	}
	return s.evidence("as_of")
}

func periodAhead(s *subject, _ Rule) []hit {
	if s.end.IsZero() || !s.end.After(s.asOf) {
		return nil
	}
	return one(met("", s.timeEvidence(), "The report speaks of a time to %s; the day of the review is %s.", s.end, s.asOf))
}

func stale(s *subject, _ Rule) []hit {
	if s.stale.IsZero() || !s.asOf.After(s.stale) {
		return nil
	}
	return one(met("", s.timeEvidence(), "The report speaks of a time to %s and is relied on until %s; the day of the review is %s.", s.end, s.stale, s.asOf))
}

// bridgeNeeded does not hold for a Type 1 report, after which a Type 2 report is due and no letter.
func bridgeNeeded(s *subject, r Rule) []hit {
	if s.isType(1) || s.end.IsZero() || !s.asOf.After(s.end.AddMonths(r.Months)) || stale(s, r) != nil {
		return nil
	}
	return one(met("", s.timeEvidence(), "The report speaks of a time to %s; the day of the review, %s, is more than %d months later.", s.end, s.asOf, r.Months))
}

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
