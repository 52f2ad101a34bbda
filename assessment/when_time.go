package assessment

import (
	"regexp"
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
