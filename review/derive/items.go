package derive

import (
	"slices"

	"countersign/checklist"
	"countersign/report"
	"countersign/review"
)

// items gives one finding for each item of the checklist, whatever was found.
func (d *deriver) items() {
	for i := range d.a.Items {
		a := &d.a.Items[i]
		f := review.Finding{
			Kind: review.FindingChecklist, Ref: a.Ref, Title: a.Title, Status: a.Status, Severity: severityOf(a), Reason: reasonOf(a), Flags: slices.Clone(a.Flags),
		}
		if a.ID == byExceptions {
			d.byExceptions(&f, a)
		}
		if d.a.Boundary.AIInService == checklist.No && !a.Exception {
			f.Severity, f.Flags = review.Info, append(f.Flags, flagNoAI)
		}
		if f.Quotes == nil {
			f.Quotes = quotes(itemEvidence(a))
		}
		d.add(f)
	}
}

// severityOf is the item's severity, lowered by what was found. A control that failed its test weighs in full.
func severityOf(a *checklist.Answer) string {
	if a.Exception {
		return a.Severity
	}
	return lower(a.Severity, lowered(a.Status))
}

func reasonOf(a *checklist.Answer) string {
	parts := []string{statuses()[a.Status]}
	if a.Exception {
		parts = append(parts, "The test has an exception.")
	}
	var missing []string
	for _, e := range a.Elements {
		if e.Found == checklist.None {
			missing = append(missing, e.Title)
		}
	}
	if len(missing) > 0 && len(missing) < len(a.Elements) {
		parts = append(parts, "Not found: "+list(missing)+".")
	}
	if len(a.Quotes) == 0 && len(a.NotCounted) > 0 {
		parts = append(parts, "What is quoted does not count ("+list(flagsOf(a.NotCounted))+").")
	}
	if len(a.Quotes)+len(a.NotCounted) == 0 && len(a.LooksLike) > 0 {
		parts = append(parts, a.LooksLike[0].Why)
	}
	return sentence(parts)
}

func flagsOf(found []checklist.Quote) []string {
	var out []string
	for i := range found {
		if f := found[i].Flag; !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// itemEvidence is what speaks for an item; where nothing does, what was looked at and does not count.
func itemEvidence(a *checklist.Answer) []report.Evidence {
	var out []report.Evidence
	for i := range a.Quotes {
		out = append(out, a.Quotes[i].Evidence...)
	}
	if len(out) > 0 {
		return out
	}
	for i := range a.NotCounted {
		out = append(out, a.NotCounted[i].Evidence...)
	}
	if len(out) > 0 {
		return out
	}
	for i := range a.LooksLike {
		out = append(out, a.LooksLike[i].Evidence...)
	}
	return out
}

// byExceptions is the item that the list of exceptions answers, not sentences.
const byExceptions = "exceptions-on-ai-controls"

// byExceptions fills the finding of that item: it weighs in full when exceptions are on the criteria of AI or on what the opinion is modified
// for, and nothing when there is none.
func (d *deriver) byExceptions(f *review.Finding, a *checklist.Answer) {
	f.Reason = "Answered by the exceptions of the report: " + string(d.rep.ExceptionsAnswer) + "."
	if a.Status != checklist.Tested {
		f.Severity = a.Severity
		if a.Status == notTestable {
			f.Severity, f.Reason = review.Medium, "A type 1 report tests no operation, so that it cannot state exceptions of this kind."
		}
		return
	}
	f.Severity = review.Info
	var evidence []report.Evidence
	for i := range d.rep.Exceptions {
		e, touches := &d.rep.Exceptions[i], len(d.mark(i).Items) > 0
		evidence = append(evidence, e.Evidence...)
		if touches || e.QualifiesOpinion {
			f.Severity = a.Severity
		}
	}
	f.Quotes = quotes(evidence)
}

// notTestable is the status of that item in a type 1 report.
const notTestable = "not-testable"
