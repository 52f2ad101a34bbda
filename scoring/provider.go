package scoring

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// ProviderScore is the score of a provider and its serving route, with everything that made it.
type ProviderScore struct {
	Provider     string        `json:"provider"`
	Route        string        `json:"route"`
	AsOf         Date          `json:"as_of"`
	Version      string        `json:"version"` // of the configuration
	Grade        string        `json:"grade"`
	GradeHigh    string        `json:"grade_high"`   // of the high end
	Score        float64       `json:"score"`        // 0 to 100 after caps, with everything unknown at zero
	High         float64       `json:"high"`         // after caps, with everything unknown at full marks
	Raw          float64       `json:"raw"`          // before caps
	RawHigh      float64       `json:"raw_high"`     // before caps
	Completeness float64       `json:"completeness"` // percent
	Caps         []Cap         `json:"caps"`
	Dimensions   []Dimension   `json:"dimensions"`
	Unknown      []Unknown     `json:"unknown"` // worth points of the total; the most first
	Sensitivity  Sensitivity   `json:"sensitivity"`
	Inherent     *InherentRisk `json:"inherent"` // null while factors are unknown
	Residual     *ResidualRisk `json:"residual"`
	Cadence      *Cadence      `json:"cadence"`
	NextDue      *Due          `json:"next_due"` // if this assessment is approved on AsOf
	Notes        []string      `json:"notes"`    // what a reader of the fact sheet should know
	Steps        Step          `json:"steps"`
}

// Dimension is one of the nine parts of the score.
type Dimension struct {
	ID      string  `json:"id"`
	Section string  `json:"section"` // of the fact sheet
	Title   string  `json:"title"`
	Weight  float64 `json:"weight"` // percent
	Points  float64 `json:"points"` // of the total: weight × value / 100
	Score
}

// Provider scores a provider as of a day. Dimensions come from the fact sheet, D1 and D5 from the inputs. The error is of a
// configuration that does not fit the program.
func Provider(sheet FactSheet, in Inputs, asOf Date, cfg Config) (ProviderScore, error) {
	out := ProviderScore{Provider: sheet.Provider, Route: sheet.Route, AsOf: asOf, Version: cfg.Version, Unknown: []Unknown{}, Notes: append([]string{}, sheet.Notes...)}
	for _, d := range cfg.Dimensions {
		out.Dimensions = append(out.Dimensions, dimension(d, sheet, in, asOf, cfg))
	}
	s := situation{report: in.Report, sheet: sheet, reading: in.Coverage.Reading, asOf: asOf, searched: sheet.searched()}
	if in.Report.Kind == NoReport {
		s.reading = absentEverywhere()
	}
	if err := out.risk(sheet, cfg, &s); err != nil {
		return ProviderScore{}, err
	}
	weights := make([]float64, len(out.Dimensions))
	for i, d := range out.Dimensions {
		weights[i] = d.Weight
		for _, u := range d.Unknown {
			u.Points *= d.Weight / percent
			out.Unknown = append(out.Unknown, u)
		}
	}
	t := total(out.Dimensions, weights, s, cfg)
	out.Score, out.High, out.Raw, out.RawHigh, out.Completeness, out.Caps = t.score, t.high, t.raw, t.rawHigh, t.complete, t.caps
	out.Grade, out.GradeHigh = cfg.grade(t.score), cfg.grade(t.high)
	out.Unknown = append(out.Unknown, s.open(out.Caps, out.Unknown, cfg)...)
	slices.SortStableFunc(out.Unknown, func(a, b Unknown) int { return cmp.Compare(b.Points, a.Points) })
	out.Sensitivity = sensitivity(out.Dimensions, s, out.Grade, cfg)
	out.Steps = out.steps()
	return out, out.due(in.Report, cfg)
}

// dimension works out one dimension.
func dimension(d DimensionConfig, sheet FactSheet, in Inputs, asOf Date, cfg Config) Dimension {
	var s Score
	switch d.ID {
	case assuranceID:
		s = ReportAssurance(in.Report, asOf, cfg)
	case incidentsID:
		s = history(d, sheet, asOf, cfg)
	case coverageID:
		s = coverage(d, in, cfg)
	default:
		s = sum(d.Title, answered(d, sheet, asOf, cfg), cfg)
	}
	s.Steps.Label = d.Title
	return Dimension{ID: d.ID, Section: d.Section, Title: d.Title, Weight: d.Weight, Points: d.Weight * s.Value / percent, Score: s}
}

// coverage is D5: the AI coverage of the report, which is nothing where there is no report.
func coverage(d DimensionConfig, in Inputs, cfg Config) Score {
	key, c := d.Section+".score", in.Coverage
	switch {
	case in.Report.Kind == NoReport:
		return sum(d.Title, []check{cfg.points(key, 0, percent, "no report to read", Examined, "")}, cfg)
	case unsupported(c.Evidence):
		return sum(d.Title, []check{cfg.missing(key, percent)}, cfg)
	}
	known := cfg.points(key, c.Value, percent, figure(c.Value), c.Evidence, c.Source)
	if c.Steps.Label != "" {
		known.step.Children = []Step{c.Steps}
	}
	s := sum(d.Title, []check{known}, cfg)
	s.High = max(s.Value, c.High*cfg.share(c.Evidence))
	s.Completeness = c.Completeness
	if c.Completeness < percent {
		f := cfg.field(key)
		s.Unknown = append(s.Unknown, Unknown{Field: key, Question: f.Ask, Points: s.High - s.Value})
	}
	return s
}

// searched tells whether somebody looked for incidents.
func (s FactSheet) searched() bool { return s.Answers[fieldSearch].Known() }

func absentEverywhere() map[string]string {
	m := map[string]string{}
	for _, ref := range ReadingItems() {
		m[ref] = StatusAbsent
	}
	return m
}

// totals are the sums over all dimensions, before and after caps.
type totals struct {
	raw, rawHigh, score, high, complete float64
	caps                                []Cap
}

// total weighs the dimensions; the weights sum to 100.
func total(dims []Dimension, weights []float64, s situation, cfg Config) totals {
	var t totals
	for i, d := range dims {
		t.raw += weights[i] * d.Value / percent
		t.rawHigh += weights[i] * d.High / percent
		t.complete += weights[i] * d.Completeness / percent
	}
	s.complete = t.complete
	caps, low, high := s.judge(t.raw, cfg)
	t.caps, t.score, t.high = caps, min(t.raw, low), min(t.rawHigh, high)
	return t
}

// steps opens the score into its dimensions.
func (p *ProviderScore) steps() Step {
	root := Step{Label: "Score", Value: p.Score}
	terms := make([]string, len(p.Dimensions))
	for i, d := range p.Dimensions {
		terms[i] = figure(d.Points)
		root.Children = append(root.Children, Step{
			Label: spaced(d.ID, d.Title), Value: d.Points, Children: []Step{d.Steps},
			Formula: fmt.Sprintf("%s × %s%%", figure(d.Value), figure(d.Weight)),
		})
	}
	root.Formula = strings.Join(terms, " + ") + " = " + figure(p.Raw)
	if c, ok := p.CappedBy(); ok {
		root.Formula += fmt.Sprintf(", capped at %s by %s", figure(c.Score), c.ID)
	}
	return root
}

// CappedBy is the cap that holds the score down; ok is false when none does.
func (p *ProviderScore) CappedBy() (c Cap, ok bool) {
	for _, c := range p.Caps {
		if c.Decides {
			return c, true
		}
	}
	return Cap{}, false
}
