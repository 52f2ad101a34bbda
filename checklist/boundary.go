package checklist

import (
	"time"

	"countersign/report"
)

// Boundary says where AI stands in a report: in the service, in the description, under the opinion, and what stays open.
type Boundary struct {
	AIInService       string         `json:"ai_in_service"` // yes, no, not stated
	Note              string         `json:"note,omitempty"`
	InsideDescription string         `json:"inside_description"` // inside, excluded, partly, not stated
	Features          []Mention      `json:"features"`
	Models            []Mention      `json:"models"`
	Traces            []Mention      `json:"traces"`            // what only exists where a model is at work: prompts, model versions
	Marketing         []Mention      `json:"marketing"`         // praise, from which nothing follows
	Denied            []Mention      `json:"denied"`            // says that the system has no AI, or trains no models
	Planned           []Mention      `json:"planned"`           // to come, so not in the period
	Excluded          []Mention      `json:"excluded"`          // AI outside the boundary
	LeftToCustomers   []Mention      `json:"left_to_customers"` // duties about AI that fall on user entities
	Counts            map[string]int `json:"counts"`            // by list: how many there are, where fewer are shown
	Providers         []Provider     `json:"providers"`
	CarvedOut         []string       `json:"carved_out"` // providers whose controls the carve-out method leaves out

	ProcessingIntegrityInScope  bool              `json:"processing_integrity_in_scope"`
	ProcessingIntegrityEvidence []report.Evidence `json:"processing_integrity_evidence"`

	Open []OpenPoint `json:"open"`
}

// What a boundary answers. "not stated" is never shown as good.
const (
	Yes       = "yes"
	No        = "no"
	NotStated = "not stated"

	Inside       = "inside"
	Excluded     = "excluded"
	PartlyInside = "partly"
)

// Notes to an answer.
const (
	NoteMarketing = "marketing only"
	NotePlanned   = "planned only"
	NoteTrace     = "one passing mention only"
	NoteTrainsNo  = "says only that no models are trained"
	NoteUnread    = "no description was read"
)

// Mention is a sentence about AI. Where the heading above names AI rather than the sentence, Heading says so.
type Mention struct {
	Page     int               `json:"page"`
	Section  report.Role       `json:"section"`
	Heading  string            `json:"heading,omitempty"`
	Text     string            `json:"text"`
	Evidence []report.Evidence `json:"evidence"`
}

// Provider develops or serves models that the service uses.
type Provider struct {
	Name     string            `json:"name"`
	Method   *string           `json:"method"` // carve-out, inclusive, or null where the report does not say
	Service  *string           `json:"service"`
	Evidence []report.Evidence `json:"evidence"`
}

// OpenPoint is something that the report leaves open, in a sentence with a stable code.
type OpenPoint struct {
	Code     string            `json:"code"`
	Text     string            `json:"text"`
	Evidence []report.Evidence `json:"evidence"`
}

// BoundaryOptions are the day as of which time is counted; the zero value counts none.
type BoundaryOptions struct{ AsOf time.Time }

// mostMentions is how many are shown of a list.
const mostMentions = 12

// Boundary is Find and its Boundary.
func (c *Checklist) Boundary(rep *report.Report, opt BoundaryOptions) Boundary {
	return c.Find(rep).Boundary(opt)
}

// Boundary tells where AI stands in the report.
func (f *Findings) Boundary(opt BoundaryOptions) Boundary {
	rep, w := f.rep, f.walk()
	b := Boundary{
		Features: w.shown(inFeatures), Models: w.shown(inModels), Traces: w.shown(inTraces), Marketing: w.shown(inMarketing),
		Denied: append(w.shown(inDenied), w.shown(inTrainsNo)...), Planned: w.shown(inPlanned), Excluded: w.shown(inExcluded), LeftToCustomers: w.shown(inLeft),
		Providers: w.providers(), CarvedOut: []string{}, Open: []OpenPoint{}, ProcessingIntegrityEvidence: []report.Evidence{},
	}
	b.Counts = map[string]int{
		"features": w.count(inFeatures), "models": w.count(inModels), "traces": w.count(inTraces), "marketing": w.count(inMarketing),
		"denied": w.count(inDenied) + w.count(inTrainsNo), "planned": w.count(inPlanned), "excluded": w.count(inExcluded), "left_to_customers": w.count(inLeft),
	}
	for _, p := range b.Providers {
		if p.Method != nil && *p.Method == report.CarveOut {
			b.CarvedOut = append(b.CarvedOut, p.Name)
		}
	}
	b.categories(rep)
	b.inService(w)
	controls := f.controlsOverAI()
	b.inside(controls)
	b.open(rep, w, controls)
	b.time(rep, opt)
	return b
}

// inService answers whether the service has AI in it.
func (b *Boundary) inService(w *walk) {
	switch {
	case w.hasAI(), b.Counts["excluded"] > 0, len(b.Providers) > 0:
		b.AIInService = Yes
	case w.count(inDenied) > 0:
		b.AIInService = No
	case w.count(inTrainsNo) > 0:
		b.AIInService, b.Note = No, NoteTrainsNo
	default:
		b.AIInService, b.Note = NotStated, b.notStated(w)
	}
}

func (b *Boundary) notStated(w *walk) string {
	switch {
	case !w.described:
		return NoteUnread
	case b.Counts["traces"] > 0:
		return NoteTrace
	case b.Counts["marketing"] > 0:
		return NoteMarketing
	case b.Counts["planned"] > 0:
		return NotePlanned
	}
	return ""
}

// inside answers whether the description takes AI in; what it takes in and what it leaves out stand in Features, Models and Excluded.
func (b *Boundary) inside(controls int) {
	named := b.Counts["features"]+b.Counts["models"]+b.Counts["traces"] > 0
	switch {
	case b.Counts["excluded"] > 0 && named && controls > 0:
		b.InsideDescription = PartlyInside
	case b.Counts["excluded"] > 0:
		b.InsideDescription = Excluded
	case b.AIInService == Yes && named:
		b.InsideDescription = Inside
	default:
		b.InsideDescription = NotStated
	}
}
