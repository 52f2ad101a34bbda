package scoring

import (
	"fmt"
	"slices"
	"strings"

	"countersign/report"
)

// The dimensions that have an arithmetic of their own.
const (
	assuranceID = "D1"
	incidentsID = "D4"
	coverageID  = "D5"
)

// Fields of the fact sheet's report section.
const (
	fieldBoundary   = "report.service_in_boundary"
	fieldType       = "report.type"
	fieldStart      = "report.period_start"
	fieldEnd        = "report.period_end"
	fieldOpinion    = "report.opinion"
	fieldCategories = "report.categories"
	fieldExceptions = "report.exceptions"
	fieldLetter     = "report.renewal_letter"
)

// ReportAssurance is dimension D1: (type + opinion + scope + exceptions) × recency, 0 to 100, where a service outside the report's
// boundary gets nothing. With the kind of report, the boundary or the end of the period unknown, all of it is unknown, since these three
// decide over the rest.
func ReportAssurance(f ReportFacts, asOf Date, cfg Config) Score {
	if f.Kind == NoReport {
		return Score{
			Completeness: percent, Version: cfg.Version, Unknown: []Unknown{},
			Steps: Step{Label: "SOC 2 assurance", Formula: "no report on the service: 0", Source: f.Source},
		}
	}
	s := sum("Type, opinion, scope and exceptions", []check{
		reportType(f, cfg), opinion(f, cfg), scope(f, cfg), exceptions(f, cfg),
	}, cfg)
	in, age := boundary(f, cfg), recency(f, asOf, cfg)
	out := Score{
		Value: s.Value * in.step.Value * age.step.Value, High: s.High * in.high * age.high,
		Completeness: s.Completeness, Version: cfg.Version, Unknown: []Unknown{},
	}
	if in.known && in.high == 0 { // nothing else matters
		out.Completeness = percent
	} else {
		kind := f.Kind != "" && !unsupported(f.Evidence.Kind)
		if !kind {
			out.Value = 0
		}
		if !kind || !in.known || !age.known {
			out.Completeness = 0
		}
		out.Unknown = unknownAssurance(out, s.Unknown, append(in.ask, age.ask...), age.high)
	}
	out.Steps = Step{
		Label: "SOC 2 assurance", Value: out.Value, Source: f.Source,
		Formula:  fmt.Sprintf("%s × %s (boundary) × %s (recency)", figure(s.Value), figure(in.step.Value), figure(age.step.Value)),
		Children: []Step{s.Steps, in.step, age.step},
	}
	if f.Kind == "" || unsupported(f.Evidence.Kind) {
		out.Steps.Formula += "; 0 while the kind of report is unknown"
	}
	return out
}

// unknownAssurance lists what is unknown: parts are worth their own points, what decides over the rest is worth the whole range.
func unknownAssurance(s Score, parts, factors []Unknown, recency float64) []Unknown {
	out := []Unknown{}
	for _, u := range parts {
		u.Points *= recency
		if u.Field == fieldType {
			u.Points = s.High - s.Value
		}
		out = append(out, u)
	}
	for _, u := range factors {
		u.Points = s.High - s.Value
		out = append(out, u)
	}
	return out
}

// field finds the field of a section; the zero Field when there is none.
func (c Config) field(key string) Field {
	section, id, _ := strings.Cut(key, ".")
	for _, d := range c.Dimensions {
		if d.Section == section {
			for _, f := range d.Fields {
				if f.ID == id {
					return f
				}
			}
		}
	}
	for _, f := range c.Use {
		if section == UseSection && f.ID == id {
			return f
		}
	}
	return Field{}
}

// missing is a check of D1 without an answer.
func (c Config) missing(key string, full float64) check {
	f := c.field(key)
	return unanswered(key, f.Title, f.Ask, full)
}

// points is a check with an answer: what was earned, weighed by the evidence.
func (c Config) points(key string, earned, full float64, how string, e Evidence, source string) check {
	formula := fmt.Sprintf("%s: %s of %s", how, figure(earned), figure(full))
	if share := c.share(e); share != 1 && e != Own {
		earned *= share
		formula += fmt.Sprintf(", × %s for evidence of grade %s", figure(share), e)
	}
	return check{
		step: Step{Label: c.field(key).Title, Formula: formula, Value: earned, Source: source},
		high: earned, full: full, known: true,
	}
}

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
