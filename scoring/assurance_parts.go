package scoring

import (
	"fmt"
	"slices"
	"strings"

	"countersign/report"
)

func reportType(f ReportFacts, cfg Config) check {
	r := cfg.Report
	full := r.typeFull()
	if f.Kind == "" || unsupported(f.Evidence.Kind) {
		return cfg.missing(fieldType, full)
	}
	source := f.origin(fieldType, f.Evidence.Kind)
	switch f.Kind {
	case SOC3:
		return cfg.points(fieldType, r.SOC3, full, "SOC 3 only", f.Evidence.Kind, source)
	case SOC2Type1:
		return cfg.points(fieldType, r.Type1, full, "Type 1", f.Evidence.Kind, source)
	}
	if f.PeriodStart.IsZero() || f.PeriodEnd.IsZero() {
		c := cfg.points(fieldType, r.Type2[len(r.Type2)-1].Points, full, "Type 2 of unknown length, taken for the shortest", f.Evidence.Kind, source)
		c.high = full * cfg.share(f.Evidence.Kind)
		start := cfg.field(fieldStart)
		c.ask = []Unknown{{Field: fieldStart, Question: start.Ask, Points: c.high - c.step.Value}}
		return c
	}
	months := periodMonths(f.PeriodStart, f.PeriodEnd)
	for _, m := range r.Type2 {
		if months >= m.Months {
			how := fmt.Sprintf("Type 2, %s to %s, %d whole months", f.PeriodStart, f.PeriodEnd, months)
			return cfg.points(fieldType, m.Points, full, how, f.Evidence.Kind, source)
		}
	}
	return cfg.missing(fieldType, full)
}

func opinion(f ReportFacts, cfg Config) check {
	full := cfg.Report.opinionFull()
	points, ok := cfg.Report.Opinion[f.Opinion]
	if !ok || unsupported(f.Evidence.Opinion) {
		return cfg.missing(fieldOpinion, full)
	}
	how := f.Opinion
	if f.Opinion == report.Qualified && len(f.QualifiedOn) > 0 {
		how += " on " + strings.Join(f.QualifiedOn, ", ")
	}
	return cfg.points(fieldOpinion, points, full, how, f.Evidence.Opinion, f.origin(fieldOpinion, f.Evidence.Opinion))
}

func scope(f ReportFacts, cfg Config) check {
	full := cfg.Report.scopeFull()
	if len(f.Categories) == 0 || unsupported(f.Evidence.Categories) {
		return cfg.missing(fieldCategories, full)
	}
	var points float64
	var how []string
	for _, name := range report.Categories() {
		if slices.Contains(f.Categories, name) {
			points += cfg.Report.Scope[name]
			how = append(how, fmt.Sprintf("%s %s", name, figure(cfg.Report.Scope[name])))
		}
	}
	return cfg.points(fieldCategories, points, full, strings.Join(how, " + "), f.Evidence.Categories, f.origin(fieldCategories, f.Evidence.Categories))
}

// boundary is a factor: 1 inside, 0 outside or unknown.
func boundary(f ReportFacts, cfg Config) check {
	const label = "Boundary"
	switch f.InBoundary {
	case Yes:
		return check{step: Step{Label: label, Formula: "the service is inside the report's boundary", Value: 1, Source: f.Origins[fieldBoundary]}, high: 1, known: true}
	case No:
		return check{step: Step{Label: label, Formula: "the service is outside the report's boundary: the report says nothing on it", Source: f.Origins[fieldBoundary]}, known: true}
	}
	return check{
		step: Step{Label: label, Formula: "unknown whether the service is inside the report's boundary", Unknown: true}, high: 1,
		ask: []Unknown{{Field: fieldBoundary, Question: cfg.field(fieldBoundary).Ask}},
	}
}

func unsupported(e Evidence) bool { return e == "" || e == None }

func (r ReportConfig) typeFull() float64 { return r.Type2[0].Points }

func (r ReportConfig) opinionFull() float64 {
	var most float64
	for _, p := range r.Opinion {
		most = max(most, p)
	}
	return most
}

func (r ReportConfig) scopeFull() float64 {
	var all float64
	for _, p := range r.Scope {
		all += p
	}
	return all
}
