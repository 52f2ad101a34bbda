package reliability

import (
	"cmp"
	"slices"

	"countersign/report"
)

// Signal is something that a careful reader would ask about. It is no verdict.
type Signal struct {
	Code     Code              `json:"code"`
	Severity Severity          `json:"severity"`
	Title    string            `json:"title"`
	Detail   string            `json:"detail"` // what was seen in this report
	Limit    string            `json:"limit"`  // what it cannot tell, and an innocent explanation
	Evidence []report.Evidence `json:"evidence"`
	Pages    []int             `json:"pages"`
}

// Severity says how much a signal should worry its reader.
type Severity string

// Severities. High: ask before relying on the report. Moderate: ask when there is occasion. Low: know it.
const (
	Low      Severity = "low"
	Moderate Severity = "moderate"
	High     Severity = "high"
)

// Code is a stable, kebab-case identifier of a kind of signal: add, never rename.
type Code string

// The codes.
const (
	SectionMissing           Code = "section-missing"
	OpinionParagraphsMissing Code = "opinion-paragraphs-missing"
	PlaceholderText          Code = "placeholder-text"
	NameContradiction        Code = "names-contradict"
	SystemContradiction      Code = "system-contradicts"
	AuditorContradiction     Code = "auditor-contradicts"
	PeriodContradiction      Code = "period-contradicts"
	CategoryContradiction    Code = "categories-contradict"
	CategoryUntested         Code = "category-untested"
	TypeContradiction        Code = "type-contradicts"
	SubserviceContradiction  Code = "subservice-contradicts"
	StandardOfOtherKind      Code = "standard-of-other-kind"
	OutcomeContradiction     Code = "outcome-contradicts"
	ImpossibleDate           Code = "impossible-date"
	InquiryOnly              Code = "inquiry-only-tests"
	NoSampleSizes            Code = "no-sample-sizes"
	GenericProcedures        Code = "generic-procedures"
	FewTests                 Code = "few-tests"
	AuditorUnidentified      Code = "auditor-unidentified"
	NearDuplicate            Code = "near-duplicate"
	PeriodShorter            Code = "period-shorter"
	PeriodGap                Code = "period-gap"
	CategoriesDropped        Code = "categories-dropped"
	AuditorChanged           Code = "auditor-changed"
	CarveOutAdded            Code = "carve-out-added"
	TypeReduced              Code = "type-reduced"
)

// mostEvidence is how many quotes a signal carries: enough to look, not a copy of the report.
const mostEvidence = 5

// grade orders severities, gravest first.
func grade(s Severity) int { return slices.Index([]Severity{High, Moderate, Low}, s) }

// inOrder sorts signals by severity, then code, page and words, so that the same report always reads the same.
func inOrder(signals []Signal) []Signal {
	slices.SortStableFunc(signals, func(a, b Signal) int {
		return cmp.Or(cmp.Compare(grade(a.Severity), grade(b.Severity)), cmp.Compare(a.Code, b.Code),
			slices.Compare(a.Pages, b.Pages), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Detail, b.Detail))
	})
	return signals
}

// at fills in evidence and the pages on which it stands.
func (s Signal) at(evidence ...report.Evidence) Signal {
	s.Evidence = append([]report.Evidence{}, evidence[:min(len(evidence), mostEvidence)]...)
	s.Pages = []int{}
	for _, e := range s.Evidence {
		s.Pages = append(s.Pages, e.Page)
	}
	slices.Sort(s.Pages)
	s.Pages = slices.Compact(s.Pages)
	return s
}

// on names pages where there is nothing to quote: what is missing has no words.
func (s Signal) on(first, last int) Signal {
	s.Evidence, s.Pages = []report.Evidence{}, []int{}
	for p := first; p <= last && p > 0 && len(s.Pages) < 500; p++ {
		s.Pages = append(s.Pages, p)
	}
	return s
}
