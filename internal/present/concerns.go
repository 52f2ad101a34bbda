package present

import (
	"fmt"
	"strings"
)

// exceptionsOnAI says which exceptions touch AI, and what a risk officer would stop at.
func (j judgement) exceptionsOnAI() Part {
	t := Table{Columns: []Column{{Name: "Control"}, {Name: "Criteria"}, {Name: "Touches", Wide: true}, {Name: "Page"}}}
	for _, m := range j.a.Exceptions {
		if m.Exception >= len(j.r.Exceptions) || !m.AIRelevant && len(m.Items) == 0 {
			continue
		}
		var by []string
		for _, it := range m.Items {
			by = append(by, it.Ref+" (by "+it.How+")")
		}
		what := strings.Join(by, ", ")
		if m.AIRelevant {
			what = spaced("A control over AI.", what)
		}
		t.Rows = append(t.Rows, []string{orElse(m.Control, "(no number)"), criteriaList(m.Criteria), what, pages([]int{j.r.Exceptions[m.Exception].Page})})
	}
	p := Part{Heading: "Exceptions that touch AI"}
	if len(t.Rows) > 0 {
		p.Blocks = append(p.Blocks, Paragraph("By control: the control that failed is one that the item asks for. By criterion: the process that a model would go through failed. The exceptions themselves stand further below."), t)
	}
	var flags Entries
	for _, f := range j.a.RedFlags {
		flags = append(flags, Entry{Head: fmt.Sprintf("Red flag: %s (%s)", f.Title, f.Code), Lines: f.Reasons})
	}
	if len(flags) > 0 {
		p.Blocks = append(p.Blocks, flags)
	}
	return p
}

// signals lists what a careful reader would ask about the report itself.
func (j judgement) signals() Part {
	const most = 2
	lead := "Signals are reasons to ask and no verdicts: words alone do not show what was examined."
	if len(j.a.Reliability) == 0 {
		return Part{"Signals on the report's reliability", []Block{Paragraph("None was found. " + lead)}}
	}
	var out Entries
	for _, s := range j.a.Reliability {
		e := Entry{Head: fmt.Sprintf("%s: %s (%s) %s", capital(string(s.Severity)), s.Title, s.Code, inBrackets(pages(s.Pages))), Lines: []string{s.Detail, "Limit: " + s.Limit}}
		for _, q := range s.Evidence[:min(most, len(s.Evidence))] {
			e.Passages = append(e.Passages, quoteOf(q, ""))
		}
		out = append(out, e)
	}
	return Part{fmt.Sprintf("Signals on the report's reliability (%d)", len(out)), []Block{Paragraph(lead), out}}
}
