package present

import (
	"fmt"
	"strings"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/report"
)

// ComposeTrial decides what the page says about a passage that was tried: each item that it speaks of with the sentences behind the
// answer, and the exceptions that it tells.
func ComposeTrial(c *catalog.Catalog, section string, answers []checklist.Answer, exceptions []report.Exception) Document {
	d := Document{
		Title: "A passage as if in Section " + section, Subtitle: count(len(answers), "item") + " and " + count(len(exceptions), "exception"),
		Lead: "Catalog " + c.Version,
	}
	for i := range answers {
		a := &answers[i]
		part := Part{Heading: a.Ref + " " + a.Title, Blocks: []Block{trialFacts(a)}}
		if found := trialEntries(a); len(found) > 0 {
			part.Blocks = append(part.Blocks, found)
		}
		d.Parts = append(d.Parts, part)
	}
	if len(exceptions) > 0 {
		d.Parts = append(d.Parts, Part{"Exceptions", []Block{trialExceptions(exceptions)}})
	}
	if len(d.Parts) == 0 {
		d.Parts = append(d.Parts, Part{"Nothing found", []Block{Paragraph("The passage says nothing about any item and tells no exception.")}})
	}
	return d
}

func trialFacts(a *checklist.Answer) Facts {
	facts := Facts{{Label: "Status", Value: a.Status}, {Label: "Item", Value: a.ID}}
	if len(a.Flags) > 0 {
		facts = append(facts, Fact{"Flags", strings.Join(a.Flags, ", "), Caution})
	}
	var missing []string
	for _, e := range a.Elements {
		if e.Found == checklist.None {
			missing = append(missing, e.ID)
		}
	}
	if len(missing) > 0 {
		facts = append(facts, Fact{Label: "Not found", Value: strings.Join(missing, ", ")})
	}
	return facts
}

// trialEntries lists the sentences by what they are worth.
func trialEntries(a *checklist.Answer) Entries {
	partly := map[string]string{}
	for _, e := range a.Elements {
		if e.Found == checklist.Partly {
			partly[e.ID] = " (in part)"
		}
	}
	var out Entries
	for _, q := range a.Quotes {
		names := make([]string, len(q.Elements))
		for i, id := range q.Elements {
			names[i] = id + partly[id]
		}
		out = append(out, Entry{Head: "Found: " + strings.Join(names, ", "), Passages: []Passage{{Quote: q.Text}}})
	}
	for _, q := range a.NotCounted {
		out = append(out, Entry{Head: fmt.Sprintf("Not counted, %s: %s", q.Flag, strings.Join(q.Elements, ", ")), Passages: []Passage{{Quote: q.Text}}})
	}
	for _, l := range a.LooksLike {
		out = append(out, Entry{Head: "Looked like, but is not: " + l.Family, Lines: []string{l.Why}, Passages: []Passage{{Quote: l.Text}}})
	}
	return out
}

func trialExceptions(list []report.Exception) Entries {
	out := make(Entries, len(list))
	for i := range list {
		e := &list[i]
		line := fmt.Sprintf("%s; sample %s, deviations %s, population %s", e.Kind, number(e.Sampled), number(e.Deviations), number(e.Population))
		if e.Failure != nil {
			line += "; " + *e.Failure
		}
		if e.ManagementResponse {
			line += "; management responds"
		}
		if e.QualifiesOpinion {
			line += "; qualifies the opinion"
		}
		out[i] = Entry{Head: controlName(e.Control) + ", " + criteriaList(e.Criteria), Lines: []string{line + "."}, Passages: []Passage{{Quote: e.Text}}}
	}
	return out
}

// number writes a number that may not be stated.
func number(n *int) string {
	if n == nil {
		return "not stated"
	}
	return fmt.Sprint(*n)
}
