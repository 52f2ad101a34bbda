package present

import (
	"fmt"
	"strings"

	"countersign/checklist/catalog"
	"countersign/fault"
)

// ComposeItem decides what the page says about an item: what is asked, what counts, what only looks like it, and what is mapped to it.
func ComposeItem(c *catalog.Catalog, it *catalog.Item) Document {
	d := Document{
		Title: it.Ref + " " + it.Title, Subtitle: it.ID, Lead: fmt.Sprintf("Version %d of the item, catalog %s%s", it.Version, c.Version, mark(it)),
		Parts: []Part{{"Question", []Block{Paragraph(it.Question)}}, {"Item", []Block{itemFacts(it)}}},
	}
	for _, p := range []Part{
		itemElements(it), itemCounts(it), itemFamilies(c.FamiliesOf(it)), itemFix(it), itemFollowUp(it), itemCrosswalk(c, it),
		itemCorrections(c.CorrectionsFor(it)), itemExamples(it),
	} {
		if len(p.Blocks) > 0 {
			d.Parts = append(d.Parts, p)
		}
	}
	return d
}

func itemFacts(it *catalog.Item) Facts {
	facts := Facts{
		{Label: "Severity", Value: it.Severity},
		{Label: "Source", Value: sourceOf(it.Source)},
		{Label: "Criteria", Value: criteriaList(it.Criteria)},
	}
	if len(it.ArticleCriteria) > 0 {
		facts = append(facts, Fact{Label: "In the article", Value: strings.Join(it.ArticleCriteria, ", ")})
	}
	if it.ArticleNote != "" {
		facts = append(facts, Fact{Label: "Note", Value: it.ArticleNote})
	}
	if len(it.AppliesTo) > 0 {
		facts = append(facts, Fact{Label: "Applies to", Value: "a vendor that " + fault.Choices(rolesOf(it))})
	}
	return append(facts, Fact{Label: "Where to look", Value: lookIn(it.LookIn)})
}

func rolesOf(it *catalog.Item) []string {
	out := make([]string, len(it.AppliesTo))
	for i, r := range it.AppliesTo {
		out[i] = orElseText(map[string]string{
			"trains-models": "trains models", "fine-tunes": "fine-tunes them", "serves-third-party-model": "serves the model of another",
		}[r], r)
	}
	return out
}

// lookIn says "described in Section III; tested in Section IV; responses in Section V".
func lookIn(in catalog.LookIn) string {
	var parts []string
	for _, p := range []struct {
		what string
		in   []string
	}{{"described", in.Described}, {"tested", in.Tested}, {"responses", in.Responses}} {
		if len(p.in) > 0 {
			parts = append(parts, p.what+" in Section "+enumerate(p.in))
		}
	}
	return orElseText(strings.Join(parts, "; "), "anywhere")
}

func itemElements(it *catalog.Item) Part {
	if len(it.Elements) == 0 {
		return Part{"Elements", []Block{Paragraph("None: the exceptions of the report answer this item.")}}
	}
	list := make(Entries, len(it.Elements))
	for i, e := range it.Elements {
		list[i] = Entry{Head: capital(e.Title) + " (" + e.ID + ")", Lines: []string{e.Ask}}
	}
	text := fmt.Sprintf("Described with %s.", need(it.DescribedWhen, 1))
	if f := it.FullWhen; f.AtLeast > 0 || len(f.Of)+len(f.All) > 0 {
		text += fmt.Sprintf(" In full with %s.", need(f, len(it.Elements)))
	}
	return Part{"Elements", []Block{Paragraph(text), list}}
}

// need says how many elements are wanted; usual is how many when it does not say.
func need(n catalog.Need, usual int) string {
	if n.AtLeast > 0 {
		usual = n.AtLeast
	}
	text := "at least " + count(usual, "element")
	if len(n.Of) > 0 {
		text += " of " + strings.Join(n.Of, ", ")
	}
	if len(n.All) > 0 {
		text += ", among them " + enumerate(n.All)
	}
	return text
}

func itemCounts(it *catalog.Item) Part {
	var facts Facts
	for _, f := range []Fact{
		{Label: "Described", Value: it.CountsAs.Described},
		{Label: "Tested", Value: it.CountsAs.Tested},
		{Label: "Partial", Value: it.CountsAs.Partial},
		{Label: "Absent", Value: it.CountsAs.Absent},
	} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	if len(facts) == 0 {
		return Part{}
	}
	return Part{"What counts", []Block{facts}}
}

func itemFix(it *catalog.Item) Part { return Part{"Fix", []Block{Paragraph(it.Fix)}} }

func itemFollowUp(it *catalog.Item) Part {
	var list Entries
	for _, q := range it.FollowUp {
		list = append(list, Entry{Head: q})
	}
	return entriesPart("Questions to ask", list)
}

// entriesPart is a part without blocks when the list is empty.
func entriesPart(heading string, list Entries) Part {
	if len(list) == 0 {
		return Part{}
	}
	return Part{heading, []Block{list}}
}
