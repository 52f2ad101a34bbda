package main

import (
	"countersign/checklist/catalog"
	"countersign/internal/present"
)

// catalogShowCommand shows one item.
type catalogShowCommand struct {
	folders
	Item   string `arg:"" help:"Id or ref of the item, such as prompt-injection or AI-G7."`
	Format string `enum:"text,json,markdown" default:"text" help:"Output: text, json or markdown."`
}

// shownItem is everything about an item, in JSON.
type shownItem struct {
	Catalog string         `json:"catalog"`
	Origin  catalog.Origin `json:"origin"`
	File    string         `json:"file,omitempty"`
	*catalog.Item
	Families    []catalog.Family     `json:"families"`
	Crosswalks  []catalog.Crosswalk  `json:"crosswalk_notes"`
	Corrections []catalog.Correction `json:"corrections"`
}

// Run prints the item.
func (c *catalogShowCommand) Run(env *environment) error {
	cat, err := loadCatalog(env, c.Catalog)
	if err != nil {
		return err
	}
	it, err := findItem(cat, c.Item)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return encode(env.stdout, shownItem{cat.Version, it.Origin, ownFile(it), it, cat.FamiliesOf(it), cat.CrosswalksOf(it), cat.CorrectionsFor(it)})
	}
	return show(env, c.Format, present.ComposeItem(cat, it))
}
