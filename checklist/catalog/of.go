package catalog

import "slices"

// FamiliesOf lists the near misses of an item.
func (c *Catalog) FamiliesOf(it *Item) []Family {
	out := []Family{}
	for _, id := range it.LooksLike {
		if i := slices.IndexFunc(c.Families, func(f Family) bool { return f.ID == id }); i >= 0 {
			out = append(out, c.Families[i])
		}
	}
	return out
}

// CrosswalksOf lists the crosswalks that an item speaks of, the general note last.
func (c *Catalog) CrosswalksOf(it *Item) []Crosswalk {
	out := []Crosswalk{}
	for _, x := range c.Crosswalks {
		if _, ok := it.Crosswalk[x.ID]; ok || x.ID == GeneralNote && len(it.Crosswalk) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// CorrectionsFor lists what is right where the article errs on an item, or on the crosswalks if the item has any.
func (c *Catalog) CorrectionsFor(it *Item) []Correction {
	out := []Correction{}
	for _, x := range c.Corrections {
		if slices.Contains(x.MattersFor, it.ID) || len(it.Crosswalk) > 0 && slices.Contains(x.MattersFor, mattersForCrosswalk) {
			out = append(out, x)
		}
	}
	return out
}

// What corrections may matter for beside items.
const (
	mattersForReport    = "report"
	mattersForCrosswalk = "crosswalk"
)
