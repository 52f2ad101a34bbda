package catalog

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// ordered walks two lists under their names, so that mistakes come in the same order on every run.
func ordered[T any](a string, first []T, b string, second []T) iter.Seq2[string, []T] {
	return func(yield func(string, []T) bool) {
		_ = yield(a, first) && yield(b, second)
	}
}

func (l *loader) checkElements(it *Item) {
	if it.Rule != "" {
		l.oneOf(it.File, "rule", it.Rule, []string{ByExceptions})
	}
	if len(it.Elements) == 0 && it.Rule == "" {
		l.say(it.File, "elements", "wants at least one element")
	}
	var ids []string
	for i := range it.Elements {
		e, at := &it.Elements[i], fmt.Sprintf("elements[%d]", i)
		l.wantSlug(it.File, at+".id", e.ID, slug)
		if slices.Contains(ids, e.ID) && e.ID != "" {
			l.say(it.File, at+".id", "%s stands twice", e.ID)
		}
		ids = append(ids, e.ID)
		l.wantText(it.File, at+".title", e.Title)
		l.wantText(it.File, at+".ask", e.Ask)
		if len(e.Rules)+len(e.Partly) == 0 {
			l.say(it.File, at+".rules", "wants at least one rule")
		}
		for field, rules := range ordered("rules", e.Rules, "partly", e.Partly) {
			for j, r := range rules {
				l.checkRule(it.File, fmt.Sprintf("%s.%s[%d]", at, field, j), r)
			}
		}
	}
	for field, needs := range ordered("described_when", []Need{it.DescribedWhen}, "full_when", []Need{it.FullWhen}) {
		l.checkNeed(it.File, field, needs[0], ids)
	}
}

func (l *loader) checkNeed(file, field string, n Need, elements []string) {
	elements = slices.Compact(slices.Sorted(slices.Values(elements)))
	l.eachOf(file, field+".of", n.Of, elements)
	l.eachOf(file, field+".all", n.All, elements)
	most := len(elements)
	if len(n.Of) > 0 {
		most = len(n.Of)
	}
	if n.AtLeast < 0 || n.AtLeast > most {
		l.say(file, field+".at_least", "wants a number from 1 to %d, as many as there are elements to count", most)
	}
}

func (l *loader) checkRule(file, at, text string) {
	r, err := ParseRule(text)
	if err != nil {
		l.say(file, at, "%s", err)
		return
	}
	for _, g := range append(slices.Clone(r.All), r.Not) {
		for _, a := range g {
			if a.Concept == "" {
				l.term(file, at, a.Term)
				continue
			}
			i := slices.IndexFunc(l.catalog.Concepts, func(c Concept) bool { return c.ID == a.Concept })
			switch {
			case i < 0:
				l.say(file, at, "there is no concept @%s%s", a.Concept, meant(a.Concept, l.conceptIDs()))
			case l.catalog.Concepts[i].Kind == KindCue:
				l.say(file, at, "@%s is a cue: it says how a sentence is meant and no rule finds it; wants an object or an action", a.Concept)
			}
		}
	}
}

func (l *loader) checkCrosswalk(it *Item) {
	known := slices.Sorted(maps.Keys(l.catalog.CrosswalkNotes))
	known = slices.DeleteFunc(known, func(id string) bool { return id == GeneralNote })
	for _, id := range slices.Sorted(maps.Keys(it.Crosswalk)) {
		if !slices.Contains(known, id) {
			l.say(it.File, "crosswalk."+id, "there is no crosswalk %q; known are %s%s", id, strings.Join(known, ", "), meant(id, known))
		}
	}
}
