package present

import (
	"fmt"

	"countersign/checklist/catalog"
)

// ComposeValidation decides what the page says about folders without mistakes: what they add to the built-in catalog and what they put
// in its place.
func ComposeValidation(c *catalog.Catalog, folders, examples int) Document {
	d := Document{Title: "No mistakes", Subtitle: count(len(c.Items), "item"), Lead: "Catalog " + c.Version}
	facts := Facts{}
	counts := map[catalog.Origin]int{}
	var rows [][]string
	for i := range c.Items {
		it := &c.Items[i]
		counts[it.Origin]++
		if it.Origin != catalog.BuiltIn {
			rows = append(rows, []string{it.Ref, string(it.Origin), it.ID + ", " + it.File})
		}
	}
	for _, o := range []catalog.Origin{catalog.BuiltIn, catalog.Added, catalog.Overridden} {
		facts = append(facts, Fact{Label: capital(string(o)), Value: count(counts[o], "item")})
	}
	facts = append(facts, Fact{Label: "Examples", Value: fmt.Sprintf("%d of these items, each with the answer it asks for", examples)})
	d.Parts = append(d.Parts, Part{"Items", []Block{facts}})
	if len(rows) > 0 {
		d.Parts = append(d.Parts, Part{"Items of the folders", []Block{Table{Columns: []Column{{Name: "Ref"}, {Name: ""}, {Name: "Item and file", Wide: true}}, Rows: rows}}})
	}
	if len(c.Additions) > 0 {
		d.Parts = append(d.Parts, Part{"Words of the folders", []Block{additions(c.Additions)}})
	}
	if folders > 0 && len(rows)+len(c.Additions) == 0 {
		d.Parts = append(d.Parts, Part{"Folders", []Block{Alerts{{"The folders change no item and no word: no file with the ending .yaml in them does.", Caution}}}})
	}
	return d
}

func additions(list []catalog.Addition) Table {
	t := Table{Columns: []Column{{Name: "Kind"}, {Name: "Adds"}, {Name: "To, and file", Wide: true}}}
	for _, a := range list {
		word := map[string]string{"concept": "term", "family": "phrase"}[a.Kind]
		id := a.ID
		if a.New {
			id += " (new)"
		}
		t.Rows = append(t.Rows, []string{a.Kind, count(a.Words, word), id + ", " + a.File})
	}
	return t
}
