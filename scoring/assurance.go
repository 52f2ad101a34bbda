package scoring

import "fmt"

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
