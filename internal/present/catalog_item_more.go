package present

import (
	"strings"

	"countersign/checklist/catalog"
)

func itemFamilies(list []catalog.Family) Part {
	const most = 4 // phrases shown of each
	var out Entries
	for _, f := range list {
		out = append(out, Entry{Head: f.ID + ": " + strings.Join(f.Phrases[:min(most, len(f.Phrases))], "; "), Lines: []string{f.Why}})
	}
	return entriesPart("Looks like it, but is not", out)
}

// itemCrosswalk lists the controls of other texts with the note on each text; one without controls is left empty on purpose.
func itemCrosswalk(c *catalog.Catalog, it *catalog.Item) Part {
	var facts Facts
	var notes Entries
	general := ""
	for _, x := range c.CrosswalksOf(it) {
		if x.ID == catalog.GeneralNote {
			general = x.Note
			continue
		}
		facts = append(facts, Fact{Label: shortName(x.Name), Value: orElseText(strings.Join(it.Crosswalk[x.ID], ", "), "nothing is mapped")})
		notes = append(notes, Entry{Head: x.Name, Lines: []string{x.Note}})
	}
	if len(facts) == 0 {
		return Part{}
	}
	p := Part{Heading: "Crosswalk", Blocks: []Block{facts}}
	if general != "" {
		p.Blocks = append(p.Blocks, Paragraph(general))
	}
	p.Blocks = append(p.Blocks, notes)
	return p
}

// shortName cuts a name at its first comma, but keeps the word that a text is no longer in force.
func shortName(name string) string {
	const historical = "(historical)"
	short, rest, _ := strings.Cut(name, ",")
	if strings.Contains(rest, historical) {
		short += " " + historical
	}
	return short
}

func itemCorrections(list []catalog.Correction) Part {
	var out Entries
	for _, c := range list {
		out = append(out, Entry{Head: "The article says: " + c.Says, Lines: []string{c.Right}})
	}
	return entriesPart("Where the article errs", out)
}

func itemExamples(it *catalog.Item) Part {
	var out Entries
	for _, e := range append(append([]catalog.Example{}, it.Examples.Good...), it.Examples.Bad...) {
		head := "Section " + e.Section + ": " + e.Status
		if e.Exceptions != nil {
			head = "Section " + e.Section + ": " + count(*e.Exceptions, "exception")
		}
		if len(e.Flags) > 0 {
			head += " (" + strings.Join(e.Flags, ", ") + ")"
		}
		out = append(out, Entry{Head: head, Passages: []Passage{{Quote: e.Text}, {Intro: e.Why}}})
	}
	return entriesPart("Examples", out)
}
