package present

import (
	"fmt"
	"strings"

	"countersign/assessment"
)

// questions lists what the report does not answer, the gravest first; those that hang on an answer come last.
func (j judgement) questions() Part {
	if len(j.a.Questions) == 0 {
		return Part{}
	}
	blocks := []Block{Paragraph("Only what the report does not answer; what several items ask is asked once. What to ask after an answer stands in the JSON, and in `countersign catalog show REF`.")}
	n := 0
	table := func(take func(assessment.Question) bool) Table {
		t := Table{Columns: []Column{{Name: "#"}, {Name: "Severity"}, {Name: "Question", Wide: true}, {Name: "For"}}}
		for _, q := range j.a.Questions {
			if take(q) {
				n++
				t.Rows = append(t.Rows, []string{fmt.Sprint(n), q.Severity, q.Text, servedBy(q.Refs)})
			}
		}
		return t
	}
	if t := table(func(q assessment.Question) bool { return q.OnlyIf == "" }); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if t := table(func(q assessment.Question) bool { return q.OnlyIf != "" }); len(t.Rows) > 0 {
		blocks = append(blocks, Paragraph("If the vendor trains or fine-tunes models:"), t)
	}
	return Part{fmt.Sprintf("Questions to ask (%d)", n), blocks}
}

// servedBy names the items that a question serves; the codes of rules and open points stand in the JSON.
func servedBy(refs []string) string {
	var out []string
	for _, ref := range refs {
		if strings.ToLower(ref) != ref {
			out = append(out, ref)
		}
	}
	return orElseText(strings.Join(out, ", "), "the report")
}

// ownControls are duties about AI that the reader's own company must carry.
func (j judgement) ownControls() Part {
	var out Entries
	for _, c := range j.a.OwnControls {
		head := "Left to customers"
		if len(c.Refs) > 0 {
			head += ", on " + strings.Join(c.Refs, ", ")
		}
		out = append(out, Entry{Head: head, Passages: []Passage{quoteText(c.Text, c.Evidence, c.Page, "")}})
	}
	return entriesPart("Add to your own list of controls", out)
}

// articleNotes puts right what the article behind the checklist says, where it matters here.
func (j judgement) articleNotes() Part {
	var out Entries
	for _, n := range j.a.ArticleNotes {
		e := Entry{Head: "The article behind the checklist says: " + n.Says, Lines: []string{n.Right}}
		if len(n.Refs) > 0 {
			e.Lines = append(e.Lines, "On "+strings.Join(n.Refs, ", ")+".")
		}
		out = append(out, e)
	}
	return entriesPart("Where the article errs", out)
}
