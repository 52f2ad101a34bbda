package factsheet

import (
	"fmt"
	"slices"
	"strings"

	"countersign/fault"
	"countersign/scoring"
)

// Inputs joins the facts of the reviewed report, which may be nil, and the answers of the sheet. Where both speak the sheet counts,
// because a person looked; the sheet's notes say where they differ. fault.Problems name controls that the report does not list.
func (s *Sheet) Inputs(review *Review) (scoring.Inputs, error) {
	in := scoring.Inputs{Coverage: scoring.Coverage{Reading: map[string]string{}}}
	if review != nil {
		if problems := s.strangers(review); len(problems) > 0 {
			return in, problems
		}
		ai, fixed := s.entries["report.ai_exceptions"].names, s.entries["report.fixed_exceptions"].names
		in.Report = scoring.FactsOf(&review.Report, func(i int) (bool, bool) {
			c := review.Exceptions[i].Control
			return c != nil && slices.Contains(ai, *c), c != nil && slices.Contains(fixed, *c)
		})
		in.Coverage = review.coverage()
	}
	in.Report.Origins = s.origins()
	s.tellKind(&in.Report)
	s.tellOpinion(&in.Report)
	s.tellScope(&in.Report)
	s.tellLetter(&in.Report)
	s.tellCoverage(&in.Coverage)
	return in, nil
}

// strangers are controls whose exceptions the sheet speaks of and the report does not list.
func (s *Sheet) strangers(review *Review) fault.Problems {
	var controls []string
	for _, x := range review.Exceptions {
		if x.Control != nil {
			controls = append(controls, *x.Control)
		}
	}
	var out fault.Problems
	for _, field := range []string{"report.ai_exceptions", "report.fixed_exceptions"} {
		e := s.entries[field]
		for _, name := range e.names {
			if !slices.Contains(controls, name) {
				message := fmt.Sprintf("the report lists no exception of control %q", name)
				if len(controls) > 0 {
					message += "; it lists " + fault.Choices(controls)
				}
				out = append(out, fault.Problem{File: s.file, Line: e.line, Field: field, Message: message})
			}
		}
	}
	return out
}

// origins says of each answer on the report where it comes from.
func (s *Sheet) origins() map[string]string {
	out := map[string]string{}
	for field, e := range s.entries {
		if strings.HasPrefix(field, sectionReport+".") {
			out[field] = e.Origin()
		}
	}
	return out
}

// differ notes that the sheet overrules the report.
func (s *Sheet) differ(field, told, read string) {
	if read != "" && told != read {
		s.Notes = append(s.Notes, fmt.Sprintf("%s: the sheet says %s, the reviewed report %s; the sheet counts.", field, told, read))
	}
}

func (s *Sheet) tellKind(f *scoring.ReportFacts) {
	if e, ok := s.entries["report.service_in_boundary"]; ok {
		f.InBoundary = e.Word
	}
	if e, ok := s.entries["report.type"]; ok {
		s.differ("report.type", e.Word, string(f.Kind))
		f.Kind, f.Evidence.Kind = scoring.ReportKind(e.Word), e.Evidence
	}
	for field, d := range map[string]*scoring.Date{"report.period_start": &f.PeriodStart, "report.period_end": &f.PeriodEnd} {
		if e, ok := s.entries[field]; ok {
			s.differ(field, e.date.String(), d.String())
			*d = e.date
		}
	}
	slices.Sort(s.Notes)
}

func (s *Sheet) tellOpinion(f *scoring.ReportFacts) {
	if e, ok := s.entries["report.opinion"]; ok {
		s.differ("report.opinion", e.Word, f.Opinion)
		f.Opinion, f.Evidence.Opinion = e.Word, e.Evidence
	}
	if e, ok := s.entries["report.qualified_on"]; ok {
		f.QualifiedOn = e.names
	}
	if e, ok := s.entries["report.exceptions"]; ok {
		if f.ExceptionsKnown {
			s.differ("report.exceptions", fmt.Sprint(len(e.exceptions)), fmt.Sprint(len(f.Exceptions)))
		}
		f.Exceptions, f.ExceptionsKnown, f.Evidence.Exceptions = e.exceptions, true, e.Evidence
	}
}

func (s *Sheet) tellScope(f *scoring.ReportFacts) {
	e, ok := s.entries["report.categories"]
	if !ok {
		return
	}
	if len(f.Categories) > 0 {
		s.differ("report.categories", fault.Choices(e.names), fault.Choices(f.Categories))
	}
	f.Categories, f.Evidence.Categories = e.names, e.Evidence
}

func (s *Sheet) tellLetter(f *scoring.ReportFacts) {
	if e, ok := s.entries["report.renewal_letter"]; ok {
		f.Letter, f.LetterKnown = e.letter, true
	}
}

func (s *Sheet) tellCoverage(c *scoring.Coverage) {
	if e, ok := s.entries["ai_coverage.score"]; ok && e.Number != nil {
		const whole = 100
		if c.Evidence != "" {
			s.differ("ai_coverage.score", fmt.Sprint(*e.Number), fmt.Sprint(c.Value))
		}
		c.Value, c.High, c.Completeness, c.Evidence, c.Source, c.Steps = *e.Number, *e.Number, whole, e.Evidence, e.Origin(), scoring.Step{}
	}
	for _, ref := range scoring.ReadingItems() {
		if e, ok := s.entries[sectionCoverage+"."+ref]; ok {
			s.differ(sectionCoverage+"."+ref, e.Word, c.Reading[ref])
			c.Reading[ref] = e.Word
		}
	}
}
