package derive

import (
	"countersign/assessment"
	"countersign/report"
	"countersign/review"
)

// Findings turns an analysis into findings, in the order of the workspace. Ids, the review and times are for whoever stores them. A document
// that is not judged (judged is nil) has none.
func Findings(rep *report.Report, judged *assessment.Assessment) []review.Finding {
	d := &deriver{rep: rep, a: judged, out: []review.Finding{}}
	if judged == nil {
		return d.out
	}
	d.opinion()
	d.scope()
	d.exceptions()
	d.items()
	d.redFlags()
	d.userEntityControls()
	d.subservice()
	d.reliability()
	return d.out
}

type deriver struct {
	rep *report.Report
	a   *assessment.Assessment
	out []review.Finding
}

// add puts a finding behind the others.
func (d *deriver) add(f review.Finding) {
	f.Position = len(d.out) + 1
	f.Title, f.Reason = line(f.Title, mostTitle), line(f.Reason, mostReason)
	f.Decision.Verdict = review.Open
	if f.Status == "" {
		f.Status = review.StatusOpen
	}
	if f.Flags == nil {
		f.Flags = []string{}
	}
	if f.Quotes == nil {
		f.Quotes = []review.FindingQuote{}
	}
	d.out = append(d.out, f)
}

func (d *deriver) opinion() {
	f := &d.rep.Facts
	outcome := missingOpinion
	switch {
	case f.OpinionStatus == report.OpinionUnread:
		outcome = unreadOpinion
	case f.Opinion != nil:
		outcome = *f.Opinion
	}
	v, known := opinions()[outcome]
	if !known {
		v = opinions()[missingOpinion]
	}
	out := review.Finding{
		Kind: review.FindingOpinion, Ref: "opinion", Title: "Opinion: " + outcome, Severity: v.severity, Reason: v.reason, Quotes: quotes(f.Evidence["opinion"]),
	}
	if outcome == unreadOpinion || outcome == missingOpinion {
		out.Status = review.StatusUnknown
	}
	out.Flags = append(out.Flags, f.OpinionOn...)
	d.add(out)
	for _, e := range f.EmphasisMatter {
		d.add(review.Finding{
			Kind: review.FindingOpinion, Ref: "emphasis", Title: "Emphasis of matter", Severity: review.Medium, Reason: e.Text, Quotes: quotes(e.Evidence),
		})
	}
}

func (d *deriver) redFlags() {
	for i := range d.a.RedFlags {
		r := &d.a.RedFlags[i]
		evidence := r.Evidence
		for _, n := range r.Exceptions {
			evidence = append(evidence[:len(evidence):len(evidence)], d.rep.Exceptions[n].Evidence...)
		}
		d.add(review.Finding{
			Kind: review.FindingRedFlag, Ref: r.Code, Title: r.Title, Severity: or(redFlags()[r.Code], review.High), Reason: sentence(r.Reasons), Quotes: quotes(evidence),
		})
	}
}

func (d *deriver) subservice() {
	for _, s := range d.rep.SubserviceOrganizations {
		method := ""
		if s.Method != nil {
			method = *s.Method
		}
		v, known := methods()[method]
		if !known {
			v = methods()[""]
		}
		f := review.Finding{
			Kind: review.FindingSubservice, Ref: s.Name, Title: s.Name, Severity: v.severity, Reason: v.reason, Quotes: quotes(s.Evidence),
		}
		if s.Service != nil && *s.Service != "" {
			f.Title += ": " + *s.Service
		}
		if method != "" {
			f.Flags = []string{method}
		}
		d.add(f)
	}
}

func (d *deriver) reliability() {
	for i := range d.a.Reliability {
		s := &d.a.Reliability[i]
		d.add(review.Finding{
			Kind: review.FindingReliability, Ref: string(s.Code), Title: s.Title, Severity: or(signals()[string(s.Severity)], review.Medium),
			Reason: sentence([]string{s.Detail, s.Limit}), Quotes: quotes(s.Evidence),
		})
	}
}
