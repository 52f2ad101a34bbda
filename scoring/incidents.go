package scoring

import (
	"fmt"
	"math"
)

// fieldSearch is the answer without which an empty list of incidents says nothing.
const fieldSearch = "incidents.search"

// Relevance of an incident to us.
type Relevance string

// Relevance of an incident: it met our data type or service, or something else of the provider.
const (
	Ours      Relevance = "ours"
	Elsewhere Relevance = "elsewhere"
)

// Incident at the provider. Yes-no fields left empty are unknown and then count as the worse of the two.
type Incident struct {
	Title           string
	On              Date
	Severity        Severity  // empty: critical
	Relevance       Relevance // empty: ours
	Open            string    // Yes or No
	CustomerContent string    // Yes or No: it touched customers' content
	Notified        string    // Yes or No: within the terms
	RootCause       string    // Yes or No: it was published
	Source          string
}

// IncidentSeverities lists the severities of incidents, mildest first.
func IncidentSeverities() []string {
	return []string{string(Low), string(Moderate), string(High), string(Severe)}
}

// history is dimension D4: what the search and the attestation earn, less what incidents weigh. Without a search nothing counts.
func history(d DimensionConfig, sheet FactSheet, asOf Date, cfg Config) Score {
	s := sum("Search and attestation", answered(d, sheet, asOf, cfg), cfg)
	low, high := s.Value, s.High
	root := Step{Label: d.Title, Children: []Step{s.Steps}}
	for _, i := range sheet.Incidents {
		worst, best, step := i.weight(asOf, cfg)
		low, high = low-worst, high-best
		root.Children = append(root.Children, step)
		if best < worst {
			ask := fmt.Sprintf("What is not stated on the incident %q: its severity, whether it met our data or service, how the provider responded?", i.Title)
			s.Unknown = append(s.Unknown, Unknown{Field: "incidents.list", Question: ask, Points: worst - best})
		}
	}
	s.Value, s.High = max(0, low), max(0, high)
	root.Formula = fmt.Sprintf("%s less %s for incidents, and not below 0", figure(s.Steps.Value), figure(s.Steps.Value-low))
	if !sheet.searched() {
		s.Value = 0
		root.Formula = "nobody searched public sources: 0"
	}
	root.Value = s.Value
	s.Steps = root
	return s
}

// weight is what an incident takes away, at worst and at best where something about it is unknown. Those no longer listed weigh nothing.
func (i Incident) weight(asOf Date, cfg Config) (worst, best float64, step Step) {
	c := cfg.Incidents
	step = Step{Label: spaced("Incident of "+i.On.String(), i.Title), Source: i.Source}
	months := 0
	if !i.On.IsZero() {
		months = i.On.MonthsTo(asOf)
	}
	if months > c.ListedMonths {
		step.Formula = fmt.Sprintf("%d months ago, no longer counted", months)
		return 0, 0, step
	}
	decay := math.Pow(0.5, float64(months)/float64(c.HalfLifeMonths))
	severe, mild := c.Severity[i.Severity], c.Severity[i.Severity]
	if i.Severity == "" {
		severe, mild = c.Severity[Severe], c.Severity[Low]
	}
	near, far := c.Relevance[i.Relevance], c.Relevance[i.Relevance]
	if i.Relevance == "" {
		near, far = c.Relevance[Ours], c.Relevance[Elsewhere]
	}
	response, hoped := 1.0, 1.0
	switch {
	case i.Notified == Yes && i.RootCause == Yes:
		response, hoped = c.GoodResponse, c.GoodResponse
	case i.Notified != No && i.RootCause != No:
		hoped = c.GoodResponse
	}
	worst, best = severe*near*decay*response, mild*far*decay*hoped
	step.Value = -worst
	step.Formula = fmt.Sprintf("-%s (%s) × %s (%s) × 0.5^(%d/%d) × %s (response)", figure(severe), orWorst(string(i.Severity), "critical, as it is not known"),
		figure(near), orWorst(string(i.Relevance), "ours, as it is not known"), months, c.HalfLifeMonths, figure(response))
	return worst, best, step
}

// openCritical tells whether the incident is a critical one of the last months that touches customers' content and is still open.
func (i Incident) openCritical(asOf Date, months int) verdict {
	recent := no
	switch {
	case i.On.IsZero():
		recent = maybe
	case !asOf.After(i.On.AddMonths(months)):
		recent = yes
	}
	severe := no
	switch i.Severity {
	case Severe:
		severe = yes
	case "":
		severe = maybe
	}
	return all(recent, severe, stated(i.Open, Yes), stated(i.CustomerContent, Yes))
}

func orWorst(s, worst string) string {
	if s == "" {
		return worst
	}
	return s
}
