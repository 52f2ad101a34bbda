package catalog

import (
	"fmt"
	"slices"

	"countersign/checklist/wording"
)

// checkWords looks at each file's own entries, so that a mistake in added words is told where they stand.
func (l *loader) checkWords() {
	for i := range l.concepts {
		l.checkConcept(&l.concepts[i])
	}
	for i := range l.families {
		l.checkFamily(&l.families[i])
	}
}

func (l *loader) checkConcept(e *entry[Concept]) {
	c := &e.own
	l.wantSlug(e.file, e.at+".id", c.ID, slug)
	if e.adds {
		l.checkAdded(e)
	} else {
		l.oneOf(e.file, e.at+".kind", c.Kind, []string{KindObject, KindAction, KindCue})
		if c.Kind == KindCue && !isBuiltIn(e.file) {
			l.say(e.file, e.at+".kind", "wants object or action; cues are the built-in ones only, to which terms may be added")
		}
	}
	if len(c.Terms)+len(c.Weak)+len(c.Again) == 0 {
		l.say(e.file, e.at+".terms", "wants at least one term")
	}
	l.terms(e.file, e.at+".terms", c.Terms)
	l.terms(e.file, e.at+".weak", c.Weak)
	l.terms(e.file, e.at+".again", c.Again)
}

// checkAdded refuses what would be passed over: the kind of a known concept stays.
func (l *loader) checkAdded(e *entry[Concept]) {
	i := slices.IndexFunc(l.catalog.Concepts, func(o Concept) bool { return o.ID == e.own.ID })
	known := &l.catalog.Concepts[i]
	if e.own.Kind != "" && e.own.Kind != known.Kind {
		l.say(e.file, e.at+".kind", "%s is of the kind %s already; leave this out to add terms to it, or choose another id", e.own.ID, known.Kind)
	}
	if e.own.AI && !known.AI {
		l.say(e.file, e.at+".ai", "%s names no thing of AI; leave this out to add terms to it, or choose another id", e.own.ID)
	}
}

func (l *loader) checkFamily(e *entry[Family]) {
	f := &e.own
	l.wantSlug(e.file, e.at+".id", f.ID, underscored)
	i := slices.IndexFunc(l.catalog.Families, func(o Family) bool { return o.ID == f.ID })
	switch {
	case !e.adds:
		l.wantText(e.file, e.at+".why", f.Why)
	case f.Why != "" && f.Why != l.catalog.Families[i].Why:
		l.say(e.file, e.at+".why", "%s has its reason already; leave this out to add phrases to it, or choose another id", f.ID)
	case f.Masks && !l.catalog.Families[i].Masks:
		l.say(e.file, e.at+".masks", "%s hides no words; leave this out to add phrases to it, or choose another id", f.ID)
	}
	if len(f.Phrases) == 0 {
		l.say(e.file, e.at+".phrases", "wants at least one phrase")
	}
	l.terms(e.file, e.at+".phrases", f.Phrases)
}

func (l *loader) terms(file, at string, list []string) {
	for i, t := range list {
		l.term(file, fmt.Sprintf("%s[%d]", at, i), t)
	}
}

func (l *loader) term(file, at, t string) {
	if err := wording.Check(t); err != nil {
		l.say(file, at, "%s", err)
	}
}

// checkArticle looks at the corrections of the article.
func (l *loader) checkArticle() {
	known := []string{mattersForReport, mattersForCrosswalk}
	for i := range l.catalog.Items {
		known = append(known, l.catalog.Items[i].ID)
	}
	for _, e := range l.article {
		l.wantSlug(e.file, e.at+".id", e.own.ID, slug)
		l.wantText(e.file, e.at+".says", e.own.Says)
		l.wantText(e.file, e.at+".right", e.own.Right)
		for i, m := range e.own.MattersFor {
			if !slices.Contains(known, m) {
				l.say(e.file, fmt.Sprintf("%s.matters_for[%d]", e.at, i), "wants report, crosswalk or the id of an item, not %q%s", m, meant(m, known))
			}
		}
	}
}

func isBuiltIn(file string) bool {
	return len(file) > len(builtInFolder) && file[:len(builtInFolder)] == builtInFolder
}

func (l *loader) familyIDs() []string {
	out := make([]string, len(l.catalog.Families))
	for i, f := range l.catalog.Families {
		out[i] = f.ID
	}
	return out
}

func (l *loader) conceptIDs() []string {
	out := make([]string, len(l.catalog.Concepts))
	for i, c := range l.catalog.Concepts {
		out[i] = c.ID
	}
	return out
}
