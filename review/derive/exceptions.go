package derive

import (
	"fmt"
	"strings"

	"countersign/checklist"
	"countersign/report"
	"countersign/review"
)

// Flags of findings beside those of the checklist.
const (
	flagAI         = "ai"
	flagNoAI       = "no-ai-in-service"
	flagNoResponse = "no-response"
	flagQualifies  = "qualifies-opinion"
)

// exceptions gives one finding for each exception. That there is none is a result too, and said only when all pages were read.
func (d *deriver) exceptions() {
	if d.rep.ExceptionsAnswer == report.AnswerNone && len(d.rep.Exceptions) == 0 {
		d.add(review.Finding{
			Kind: review.FindingException, Ref: "exceptions", Title: "No exceptions", Severity: review.Info,
			Reason: fmt.Sprintf("None in %d control tests; every page of the opinion and of the tests was read.", len(d.rep.ControlTests)),
		})
	}
	for i := range d.rep.Exceptions {
		e := &d.rep.Exceptions[i]
		mark := d.mark(i)
		f := review.Finding{
			Kind: review.FindingException, Title: exceptionTitle(e), Severity: exceptionSeverity(e, mark), Reason: exceptionReason(e, mark),
			Quotes: quotes(append(e.Evidence[:len(e.Evidence):len(e.Evidence)], e.ResponseEvidence...)),
		}
		if e.Control != nil {
			f.Ref = *e.Control
		}
		if mark.AIRelevant {
			f.Flags = append(f.Flags, flagAI)
		}
		if !e.ManagementResponse {
			f.Flags = append(f.Flags, flagNoResponse)
		}
		if e.QualifiesOpinion {
			f.Flags = append(f.Flags, flagQualifies)
		}
		d.add(f)
	}
}

// mark is what the checklist says of an exception.
func (d *deriver) mark(i int) checklist.ExceptionMark {
	for _, m := range d.a.Exceptions {
		if m.Exception == i {
			return m
		}
	}
	return checklist.ExceptionMark{}
}

func exceptionSeverity(e *report.Exception, mark checklist.ExceptionMark) string {
	switch {
	case mark.AIRelevant && e.QualifiesOpinion:
		return review.Critical
	case mark.AIRelevant, e.QualifiesOpinion, e.Kind == report.KindEvidence, e.Kind == report.KindDesign:
		return review.High
	}
	return review.Medium
}

func exceptionTitle(e *report.Exception) string {
	title := "Exception"
	if e.Control != nil {
		title += " on " + *e.Control
	}
	if len(e.Criteria) > 0 {
		title += " (" + strings.Join(e.Criteria, ", ") + ")"
	}
	return title
}

// exceptionReason says in one line how often, of what kind, what management says, and which items are touched.
func exceptionReason(e *report.Exception, mark checklist.ExceptionMark) string {
	parts := []string{counts(e)}
	if e.Kind != "" {
		parts = append(parts, "Kind: "+e.Kind+".")
	}
	switch {
	case !e.ManagementResponse:
		parts = append(parts, "No response of management was found.")
	case e.ResponsePage != nil:
		parts = append(parts, fmt.Sprintf("Management responds on page %d, unexamined.", *e.ResponsePage))
	default:
		parts = append(parts, "Management responds, unexamined.")
	}
	var refs []string
	for _, it := range mark.Items {
		refs = append(refs, it.Ref+" by "+it.How)
	}
	if len(refs) > 0 {
		parts = append(parts, "Touches "+list(refs)+".")
	}
	return sentence(parts)
}

func counts(e *report.Exception) string {
	switch {
	case e.Deviations != nil && e.Sampled != nil:
		return fmt.Sprintf("%d of %d sampled.", *e.Deviations, *e.Sampled)
	case e.Deviations != nil:
		return fmt.Sprintf("Deviations: %d, sample not stated.", *e.Deviations)
	case e.Sampled != nil:
		return fmt.Sprintf("Sample of %d, deviations not stated.", *e.Sampled)
	}
	return "Counts not stated."
}
