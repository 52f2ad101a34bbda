package scoring

import (
	"slices"
	"strings"

	"countersign/report"
)

// ReportKind is what kind of report stands behind a provider. The zero value means that nobody knows.
type ReportKind string

// Kinds of reports, as fact sheets name them.
const (
	SOC2Type2 ReportKind = "soc2-type-2"
	SOC2Type1 ReportKind = "soc2-type-1"
	SOC3      ReportKind = "soc3"
	NoReport  ReportKind = "none"
)

// ReportFacts are the facts of the newest report that dimension D1 is made of. Zero values are unknown. Each fact that earns points has
// the grade of its evidence in Evidence; a fact without one there counts as unknown.
type ReportFacts struct {
	Kind            ReportKind
	InBoundary      string // Yes, No or unknown: the service we buy is inside the report's boundary
	PeriodStart     Date
	PeriodEnd       Date // of a Type 1 report, its as-of date
	Opinion         string
	QualifiedOn     []string // criteria named by a qualified opinion; empty when it names none
	Categories      []string
	Exceptions      []ReportException
	ExceptionsKnown bool // all pages of the tests were read
	Letter          *Letter
	LetterKnown     bool // somebody looked for a letter
	Evidence        ReportEvidence
	Source          string            // the report's file, for the steps
	Origins         map[string]string // for facts that were stated by hand: where from, by the field of the fact sheet
}

// ReportEvidence grades the facts that earn points.
type ReportEvidence struct{ Kind, Opinion, Categories, Exceptions Evidence }

// ReportException is an exception as far as scores go.
type ReportException struct {
	Control   string
	Criteria  []string // empty when the report names none; it then counts like one on the heaviest criteria
	AI        bool     // the control concerns AI
	Responded bool     // management answered
	Fixed     bool     // proof of the fix was seen
	Qualifies bool     // the opinion is qualified for it
}

// Letter is management's letter on the time after the period and on the next report.
type Letter struct {
	Dated        Date
	NamesAuditor bool
	NamesPeriod  bool // of the report in progress
	Expected     Date // of that report
	SpanStart    Date // the time for which the letter speaks, where it says so
	SpanEnd      Date
	Follows      bool // another letter for the same report went before
}

// origin says where a fact comes from.
func (f ReportFacts) origin(key string, e Evidence) string {
	if told := f.Origins[key]; told != "" {
		return told
	}
	if f.Source == "" {
		return string(e)
	}
	return string(e) + ", " + f.Source
}

// FactsOf takes the facts of a report that was read. marks, which may be nil, says of each exception, by its index, what the report
// alone cannot tell: whether it concerns AI and whether its fix was proven. Whether the service is inside the boundary, and any
// letter, the caller adds. What could not be read is unknown.
func FactsOf(r *report.Report, marks func(i int) (ai, fixed bool)) ReportFacts {
	f := ReportFacts{
		Kind: kindOf(r.Facts), PeriodStart: dateOr(r.Facts.PeriodStart), PeriodEnd: dateOr(r.Facts.PeriodEnd),
		QualifiedOn: slices.Clone(r.Facts.OpinionOn), Categories: slices.Clone(r.Facts.Categories), Source: r.File,
		Evidence: ReportEvidence{Examined, Examined, Examined, Examined},
	}
	if f.PeriodEnd.IsZero() || f.Kind == SOC2Type1 && r.Facts.AsOf != nil {
		f.PeriodEnd = dateOr(r.Facts.AsOf)
	}
	if r.Facts.OpinionStatus == report.OpinionRead && r.Facts.Opinion != nil {
		f.Opinion = *r.Facts.Opinion
	}
	f.ExceptionsKnown = f.Kind != SOC2Type1 && (r.ExceptionsAnswer == report.AnswerNone || r.ExceptionsAnswer == report.AnswerFound)
	for i, e := range r.Exceptions {
		x := ReportException{Criteria: slices.Clone(e.Criteria), Responded: e.ManagementResponse, Qualifies: e.QualifiesOpinion}
		if e.Control != nil {
			x.Control = *e.Control
		}
		if marks != nil {
			x.AI, x.Fixed = marks(i)
		}
		f.Exceptions = append(f.Exceptions, x)
	}
	return f
}

// kindOf tells the kind of a report; a draft, or another kind of document, is none to rely on.
func kindOf(f report.Facts) ReportKind {
	switch {
	case f.Draft:
		return NoReport
	case f.Kind == report.SOC3:
		return SOC3
	case f.Kind != report.SOC2:
		return NoReport
	case f.Type == nil:
		return ""
	case *f.Type == 1:
		return SOC2Type1
	}
	return SOC2Type2
}

func dateOr(s *string) Date {
	if s == nil {
		return Date{}
	}
	d, err := ParseDate(*s)
	if err != nil {
		return Date{} // an odd date is an unknown one
	}
	return d
}

// onAny tells whether an exception falls on one of the criteria. One that names no criterion does: unknown is never good.
func (e ReportException) onAny(patterns []string) bool {
	return len(e.Criteria) == 0 || matchesAny(e.Criteria, patterns)
}

// matchesAny compares criteria such as CC7.2 with patterns such as CC7.* or CC8.1.
func matchesAny(criteria, patterns []string) bool {
	return slices.ContainsFunc(criteria, func(id string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool {
			family, whole := strings.CutSuffix(p, ".*")
			return id == p || whole && (id == family || strings.HasPrefix(id, family+"."))
		})
	})
}
