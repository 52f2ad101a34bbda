package present

import (
	"fmt"
	"strings"

	"countersign/checklist/catalog"
)

// ComposeCatalog decides what the page says about the items of a catalog: a table for each part of the article that they come from.
func ComposeCatalog(c *catalog.Catalog) Document {
	d := Document{Title: "AI checklist", Subtitle: count(len(c.Items), "item"), Lead: "Catalog " + c.Version}
	for i := range c.Items {
		it := &c.Items[i]
		heading := groupOf(it)
		if n := len(d.Parts); n == 0 || d.Parts[n-1].Heading != heading {
			d.Parts = append(d.Parts, Part{heading, []Block{Table{Columns: []Column{{Name: "Ref"}, {Name: "Severity"}, {Name: "Item", Wide: true}, {Name: "Criteria"}}}}})
		}
		last := &d.Parts[len(d.Parts)-1]
		table, _ := last.Blocks[0].(Table)
		table.Rows = append(table.Rows, []string{it.Ref, it.Severity, it.Title + " (" + it.ID + ")" + mark(it), strings.Join(it.Criteria, ", ")})
		last.Blocks[0] = table
	}
	return d
}

// groupOf names the part of the article that an item comes from.
func groupOf(it *catalog.Item) string {
	switch it.Source.Kind {
	case "reading":
		return "Reading items"
	case "gap":
		return "Common gaps"
	case "risk":
		return "Risks: " + categoryName(it.Source.Category)
	}
	return "Your own"
}

// sourceOf says the same in a line, with how the article rates it.
func sourceOf(s catalog.Source) string {
	switch s.Kind {
	case "reading":
		return "reading item of the article"
	case "gap":
		return "common gap of the article"
	case "risk":
		text := "risk under " + categoryName(s.Category)
		if s.Coverage != "" {
			text += ", " + strings.ReplaceAll(s.Coverage, "-", " ")
		}
		if s.BuyersBar != "" {
			text += fmt.Sprintf("; %s by a careful buyer, which is no rule of the AICPA", strings.ToLower(s.BuyersBar))
		}
		return text
	}
	return "your own"
}

func categoryName(code string) string {
	if name, ok := map[string]string{"CC": "Security", "A": "Availability", "PI": "Processing Integrity", "C": "Confidentiality", "P": "Privacy"}[code]; ok {
		return name
	}
	return code
}

// mark tells an item of a folder from the built-in ones.
func mark(it *catalog.Item) string {
	switch it.Origin {
	case catalog.Added:
		return " [added by " + it.File + "]"
	case catalog.Overridden:
		return " [overridden by " + it.File + "]"
	}
	return ""
}
