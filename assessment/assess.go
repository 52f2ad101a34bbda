package assessment

import (
	"fmt"
	"slices"
	"time"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/reliability"
	"countersign/report"
	"countersign/scoring"
)

// Assessment is the judgement of one report.
type Assessment struct {
	Catalog        string                    `json:"catalog"` // version
	AsOf           string                    `json:"as_of"`   // ages are judged as of this day
	Recommendation Recommendation            `json:"recommendation"`
	Boundary       checklist.Boundary        `json:"boundary"`
	Items          []checklist.Answer        `json:"items"`
	Exceptions     []checklist.ExceptionMark `json:"exceptions"`
	RedFlags       []checklist.RedFlag       `json:"red_flags"`
	Reliability    []reliability.Signal      `json:"reliability"`
	Scores         Scores                    `json:"scores"`
	Questions      []Question                `json:"questions"`
	OwnControls    []OwnControl              `json:"own_controls"`
	Fixes          []Fix                     `json:"fixes"`
	ArticleNotes   []ArticleNote             `json:"article_notes"`
	Fingerprint    reliability.Fingerprint   `json:"fingerprint"`
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
	printer   *reliability.Printer
	config    scoring.Config
	rules     Rules
	asks      asks
}

// New prepares an assessor for a catalog and a configuration of the scores.
func New(cat *catalog.Catalog, cfg scoring.Config) (*Assessor, error) {
	list, err := checklist.New(cat)
	if err != nil {
		return nil, fmt.Errorf("cannot prepare the checklist: %w", err)
	}
	rules, err := DefaultRules()
	if err != nil {
		return nil, err
	}
	asks, err := loadAsks(cat)
	if err != nil {
		return nil, err
	}
	return &Assessor{cat, list, reliability.New(), reliability.NewPrinter(), cfg, rules, asks}, nil
}

// Fingerprint is what is kept of a report to hold others against it.
func (a *Assessor) Fingerprint(rep *report.Report) reliability.Fingerprint {
	return a.printer.Print(rep)
}

// Assess judges a report. A document of another kind than SOC 2 is not judged: its assessment is nil.
func (a *Assessor) Assess(rep *report.Report, o Options) (*Assessment, error) {
	if rep.Facts.Kind != report.SOC2 {
		return nil, nil //nolint:nilnil // nothing to judge is no error
	}
	signals := make(chan []reliability.Signal, 1) // the signals look at the same report and need nothing of the rest
	go func() {
		signals <- a.signals.Check(rep, reliability.Options{AsOf: o.AsOf, Previous: o.Previous, Others: o.Others})
	}()
	found := a.checklist.Find(rep)
	out := &Assessment{Catalog: a.catalog.Version, AsOf: scoring.DateOf(o.AsOf).String(), Items: found.Answers(), Fingerprint: a.Fingerprint(rep)}
	out.Boundary = found.Boundary(checklist.BoundaryOptions{AsOf: o.AsOf})
	out.Exceptions = found.Exceptions()
	out.RedFlags = a.checklist.RedFlags(rep, out.Exceptions)
	out.Reliability = <-signals
	facts := scoring.FactsOf(rep, out.marks)
	asOf := scoring.DateOf(o.AsOf)
	if err := a.score(rep, out, facts, asOf); err != nil {
		return nil, err
	}
	a.advise(&subject{
		rep: rep, a: out, asOf: asOf, end: facts.PeriodEnd, stale: scoring.Stale(facts, asOf, a.config),
		future: typeTwoToCome(rep, facts.PeriodEnd),
	})
	return out, nil
}

// advise adds what follows from all the rest.
func (a *Assessor) advise(s *subject) {
	holding := a.rules.holding(s)
	s.a.Recommendation = a.rules.recommend(holding)
	s.a.Questions = a.asks.questions(s, a.catalog, holding)
	s.a.OwnControls = ownControls(s.a)
	s.a.Fixes = fixes(s.a, a.catalog)
	s.a.ArticleNotes = articleNotes(s.rep, s.a, a.catalog)
}

// marks says of an exception whether it is on a control over AI. That a fix was proven no report shows.
func (a *Assessment) marks(i int) (ai, fixed bool) {
	return slices.ContainsFunc(a.Exceptions, func(m checklist.ExceptionMark) bool { return m.Exception == i && m.AIRelevant }), false
}

func (a *Assessor) score(rep *report.Report, out *Assessment, facts scoring.ReportFacts, asOf scoring.Date) error {
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
