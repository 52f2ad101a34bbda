package main

import (
	"cmp"
	"fmt"
	"strings"

	"countersign/checklist/catalog"
	"countersign/fault"
	"countersign/internal/present"
)

// catalogListCommand lists the items.
type catalogListCommand struct {
	folders
	Format string `enum:"text,json" default:"text" help:"Output: text or json."`
}

// listedItem is an item in the list, in JSON.
type listedItem struct {
	Ref      string         `json:"ref"`
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	Severity string         `json:"severity"`
	Source   catalog.Source `json:"source"`
	Criteria []string       `json:"criteria"`
	Origin   catalog.Origin `json:"origin"`
	File     string         `json:"file,omitempty"` // of an item of a folder
}

// Run prints the list.
func (c *catalogListCommand) Run(env *environment) error {
	cat, err := loadCatalog(env, c.Catalog)
	if err != nil {
		return err
	}
	if c.Format != "json" {
		return show(env, c.Format, present.ComposeCatalog(cat))
	}
	list := struct {
		Catalog string       `json:"catalog"`
		Items   []listedItem `json:"items"`
	}{cat.Version, make([]listedItem, len(cat.Items))}
	for i := range cat.Items {
		it := &cat.Items[i]
		list.Items[i] = listedItem{it.Ref, it.ID, it.Title, it.Severity, it.Source, append([]string{}, it.Criteria...), it.Origin, ownFile(it)}
	}
	return encode(env.stdout, list)
}

// ownFile is the file of an item of a folder; the built-in ones are inside the program.
func ownFile(it *catalog.Item) string {
	if it.Origin == catalog.BuiltIn {
		return ""
	}
	return it.File
}

// findItem finds an item by its id or ref, in any case; "g7" means AI-G7.
func findItem(cat *catalog.Catalog, name string) (*catalog.Item, error) {
	var known []string
	for i := range cat.Items {
		it := &cat.Items[i]
		if strings.EqualFold(it.ID, name) || strings.EqualFold(it.Ref, name) || strings.EqualFold(it.Ref, "AI-"+name) {
			return it, nil
		}
		known = append(known, it.ID, it.Ref)
	}
	hint := "countersign catalog list shows all"
	if c := cmp.Or(fault.Closest(name, known), within(name, known)); c != "" {
		hint = "did you mean " + c + "?"
	}
	return nil, usageError{fmt.Errorf("there is no item %q; %s", name, hint)}
}

// within is the first known name that holds all of what was typed.
func within(part string, known []string) string {
	for _, k := range known {
		if len(part) > 2 && strings.Contains(k, strings.ToLower(part)) {
			return k
		}
	}
	return ""
}
