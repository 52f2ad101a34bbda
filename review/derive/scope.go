package derive

import (
	"slices"

	"countersign/checklist"
	"countersign/report"
	"countersign/review"
)

// scope says where AI stands, and what the report leaves open about it.
func (d *deriver) scope() {
	b := &d.a.Boundary
	f := review.Finding{
		Kind: review.FindingScope, Ref: "ai-boundary", Title: "AI in the service: " + b.AIInService, Severity: review.Info,
		Reason: "AI in the description: " + b.InsideDescription + ".", Quotes: quotes(d.boundaryEvidence()),
	}
	if b.Note != "" {
		f.Title += " (" + b.Note + ")"
	}
	switch {
	case b.InsideDescription == checklist.Excluded, b.InsideDescription == checklist.PartlyInside:
		f.Severity = review.High
	case b.AIInService == checklist.NotStated:
		f.Severity, f.Status = review.Medium, review.StatusUnknown
	case b.InsideDescription == checklist.NotStated && b.AIInService == checklist.Yes:
		f.Severity = review.Medium
	}
	f.Flags = append(f.Flags, b.CarvedOut...)
	d.add(f)
	for _, p := range b.Open {
		d.add(review.Finding{
			Kind: review.FindingScope, Ref: p.Code, Title: titleOf(p.Code), Severity: or(openPoints()[p.Code], review.Medium), Reason: p.Text, Quotes: quotes(p.Evidence),
		})
	}
}

// boundaryEvidence is what the answer rests on: what places AI outside first, since that decides.
func (d *deriver) boundaryEvidence() []report.Evidence {
	b := &d.a.Boundary
	var out []report.Evidence
	for _, m := range slices.Concat(b.Excluded, b.Features, b.Models, b.Traces, b.Denied, b.Marketing, b.Planned) {
		out = append(out, m.Evidence...)
	}
	for _, p := range b.Providers {
		out = append(out, p.Evidence...)
	}
	return out
}

// userEntityControls are work for the customer; those about AI weigh more.
func (d *deriver) userEntityControls() {
	for _, c := range d.rep.ComplementaryUserEntityControls {
		f := review.Finding{
			Kind: review.FindingUserEntity, Title: c.Text, Severity: review.Low, Reason: "Yours to operate: the vendor's controls rest on it.", Quotes: quotes(c.Evidence),
		}
		if len(c.Criteria) > 0 {
			f.Ref = c.Criteria[0]
			f.Flags = append(f.Flags, c.Criteria...)
		}
		if d.aboutAI(c) {
			f.Severity, f.Flags = review.Medium, append(f.Flags, flagAI)
		}
		d.add(f)
	}
}

// aboutAI tells whether the judgement counts this control among the duties about AI.
func (d *deriver) aboutAI(c report.ComplementaryControl) bool {
	for _, own := range d.a.OwnControls {
		for _, e := range own.Evidence {
			if slices.ContainsFunc(c.Evidence, func(x report.Evidence) bool { return x.Page == e.Page && x.Quote == e.Quote }) {
				return true
			}
		}
	}
	return false
}
