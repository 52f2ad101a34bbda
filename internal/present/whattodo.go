package present

import (
	"fmt"
	"strings"

	"countersign/assessment"
	"countersign/report"
)

// whatToDo is the recommendation with its reasons and conditions.
func (j judgement) whatToDo() Part {
	r := j.a.Recommendation
	tone := Caution
	switch r.Outcome {
	case assessment.Reject, assessment.Hold:
		tone = Bad
	case assessment.Accept:
		tone = Plain
	case assessment.AcceptConditions:
	}
	blocks := []Block{Facts{
		{"Recommendation", strings.ToUpper(string(r.Outcome)) + ". " + r.Means, tone},
		{Label: "By", Value: fmt.Sprintf("the rules of version %s, as of %s; it prepares a decision and is none", r.Version, longDate(j.a.AsOf))},
	}}
	if len(r.Reasons) > 0 {
		var list Entries
		for _, x := range r.Reasons {
			list = append(list, reasonEntry(x))
		}
		blocks = append(blocks, Paragraph("Reasons, the gravest first:"), list)
	}
	if len(r.Conditions) > 0 {
		t := Table{Columns: []Column{{Name: "#"}, {Name: "What to do", Wide: true}, {Name: "Rule"}}}
		for i, c := range r.Conditions {
			t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), c.Text, strings.Join(c.Rules, ", ")})
		}
		blocks = append(blocks, Paragraph("Conditions:"), t)
	}
	return Part{"What to do", blocks}
}

// reasonEntry is a rule that holds with its grounds. Of the quotes the first few are shown; items are quoted further below.
func reasonEntry(x assessment.Reason) Entry {
	const most = 2
	e := Entry{Head: fmt.Sprintf("%s: %s (rule %s)", capital(string(x.Outcome)), x.Text, x.Rule)}
	quotes := most
	if x.Rule == "reading-items" || x.Rule == "gaps-high" {
		quotes = 0
	}
	for _, g := range x.Grounds {
		e.Lines = append(e.Lines, spaced(g.Text, inBrackets(pages(g.Pages))))
		if len(g.Evidence) > 0 && len(e.Passages) < quotes {
			e.Passages = append(e.Passages, quoteOf(g.Evidence[0], ""))
		}
	}
	return e
}

// quoteOf shows a piece of evidence.
func quoteOf(e report.Evidence, intro string) Passage {
	return Passage{Intro: intro, Quote: e.Quote, Place: place([]report.Evidence{e}, e.Page)}
}

// quoteText shows a sentence with its place.
func quoteText(text string, evidence []report.Evidence, page int, intro string) Passage {
	return Passage{Intro: intro, Quote: text, Place: place(evidence, page)}
}
