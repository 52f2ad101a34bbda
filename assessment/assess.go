package assessment

import (
	"fmt"
	"time"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/reliability"
	"countersign/report"
	"countersign/scoring"
)

// Assessment is the judgement of one report.
type Assessment struct {
	Catalog     string               `json:"catalog"` // version
	AsOf        string               `json:"as_of"`   // ages are judged as of this day
	Items       []checklist.Answer   `json:"items"`
	Reliability []reliability.Signal `json:"reliability"`
	Scores      Scores               `json:"scores"`
}

// Scores open into the steps that made them.
type Scores struct {
	AICoverage      scoring.Score            `json:"ai_coverage"`
	ReportAssurance scoring.Score            `json:"report_assurance"`
	Reliability     scoring.ReliabilityScore `json:"reliability"`
}

// Options is what an assessment depends on beside the report.
type Options struct {
	AsOf     time.Time            // the civil date on which the report is looked at
	Previous *reliability.Earlier // the vendor's report before this one
	Others   []reliability.Fingerprint
}

// Assessor judges reports. It is safe for use by any number of goroutines.
type Assessor struct {
	catalog   *catalog.Catalog
	checklist *checklist.Checklist
	signals   *reliability.Checker
	config    scoring.Config
}

// New prepares an assessor for a catalog and a configuration of the scores.
func New(cat *catalog.Catalog, cfg scoring.Config) (*Assessor, error) {
	list, err := checklist.New(cat)
	if err != nil {
		return nil, fmt.Errorf("cannot prepare the checklist: %w", err)
	}
	return &Assessor{cat, list, reliability.New(), cfg}, nil
}

// Assess judges a report. A document of another kind than SOC 2 is not judged: its assessment is nil.
func (a *Assessor) Assess(rep *report.Report, o Options) (*Assessment, error) {
	if rep.Facts.Kind != report.SOC2 {
		return nil, nil //nolint:nilnil // nothing to judge is no error
	}
	out := &Assessment{Catalog: a.catalog.Version, AsOf: scoring.DateOf(o.AsOf).String(), Items: a.checklist.Answers(rep)}
	out.Reliability = a.signals.Check(rep, reliability.Options{AsOf: o.AsOf, Previous: o.Previous, Others: o.Others})
	if err := a.score(rep, out, scoring.DateOf(o.AsOf)); err != nil {
		return nil, err
	}
	return out, nil
}

func (a *Assessor) score(rep *report.Report, out *Assessment, asOf scoring.Date) error {
	facts := scoring.FactsOf(rep, nil)
	out.Scores.ReportAssurance = scoring.ReportAssurance(facts, asOf, a.config)
	var err error
	if out.Scores.AICoverage, err = scoring.AICoverage(a.items(rep, out, facts), a.config); err != nil {
		return fmt.Errorf("cannot score the coverage of AI: %w", err)
	}
	signals := make([]scoring.Signal, len(out.Reliability))
	for i, s := range out.Reliability {
		signals[i] = scoring.Signal{Code: string(s.Code), Severity: scoring.Severity(s.Severity), Title: s.Title}
	}
	if out.Scores.Reliability, err = scoring.Reliability(signals, a.config); err != nil {
		return fmt.Errorf("cannot score the reliability of the report: %w", err)
	}
	return nil
}
