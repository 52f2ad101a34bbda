package catalog

import (
	"fmt"
	"regexp"
	"slices"

	"countersign/checklist/wording"
	"countersign/fault"
	"countersign/report"
)

var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// What fields may say.
var (
	kinds      = []string{"reading", "gap", "risk", "own"}
	severities = []string{"high", "medium", "low"}
	categories = []string{"CC", "A", "PI", "C", "P"}
	sections   = []string{"I", "II", "III", "IV", "V"}
	statuses   = []string{"described", "tested", "partial", "absent", "near-miss"}
	flags      = []string{"planned", "negated", "shifted-to-customer", "carved-out", "unaudited-claim", "exception", "not-tested"}
	roles      = []string{"trains-models", "fine-tunes", "serves-third-party-model"}
)

// check holds the catalog together: known references, parsable rules, texts where people need them.
func (l *loader) check() {
	for i := range l.catalog.Concepts {
		l.checkConcept(&l.catalog.Concepts[i])
	}
	for _, f := range l.catalog.Families {
		p := l.families[f.ID]
		l.wantSlug(p.file, p.at+".id", f.ID, underscored)
		l.wantText(p.file, p.at+".why", f.Why)
		for j, t := range f.Phrases {
			l.term(p.file, fmt.Sprintf("%s.phrases[%d]", p.at, j), t)
		}
	}
	refs := map[string]string{}
	finder := report.NewCriteriaFinder()
	for i := range l.catalog.Items {
		it := &l.catalog.Items[i]
		if other := refs[it.Ref]; other != "" {
			l.say(it.File, "ref", "%s is the ref of %s as well", it.Ref, other)
		}
		refs[it.Ref] = it.File
		l.checkItem(it, finder)
	}
}

var underscored = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)

func (l *loader) checkConcept(c *Concept) {
	p := l.concepts[c.ID]
	l.wantSlug(p.file, p.at+".id", c.ID, slug)
	l.oneOf(p.file, p.at+".kind", c.Kind, []string{KindObject, KindAction, KindCue})
	if len(c.Terms)+len(c.Weak) == 0 {
		l.say(p.file, p.at+".terms", "wants at least one term")
	}
	for j, t := range c.Terms {
		l.term(p.file, fmt.Sprintf("%s.terms[%d]", p.at, j), t)
	}
	for j, t := range c.Weak {
		l.term(p.file, fmt.Sprintf("%s.weak[%d]", p.at, j), t)
	}
}

func (l *loader) term(file, at, t string) {
	if err := wording.Check(t); err != nil {
		l.say(file, at, "%s", err)
	}
}

func (l *loader) checkItem(it *Item, finder *report.CriteriaFinder) {
	l.wantSlug(it.File, "id", it.ID, slug)
	for field, text := range map[string]string{"ref": it.Ref, "title": it.Title, "question": it.Question, "fix": it.Fix} {
		l.wantText(it.File, field, text)
	}
	if it.Version < 1 {
		l.say(it.File, "version", "wants a number from 1; raise it with every change")
	}
	l.oneOf(it.File, "source.kind", it.Source.Kind, kinds)
	if it.Source.Kind == "risk" {
		l.oneOf(it.File, "source.category", it.Source.Category, categories)
	}
	l.oneOf(it.File, "severity", it.Severity, severities)
	for i, c := range it.Criteria {
		if !finder.Valid(c) {
			l.say(it.File, fmt.Sprintf("criteria[%d]", i), "wants a trust services criterion such as CC8.1, not %q", c)
		}
	}
	for i, r := range it.AppliesTo {
		l.oneOf(it.File, fmt.Sprintf("applies_to[%d]", i), r, roles)
	}
	for i, f := range it.LooksLike {
		if _, ok := l.families[f]; !ok {
			l.say(it.File, fmt.Sprintf("looks_like[%d]", i), "there is no family %q%s", f, meant(f, l.familyIDs()))
		}
	}
	l.checkElements(it)
	l.checkExamples(it)
}

func (l *loader) checkElements(it *Item) {
	if it.Rule != "" {
		l.oneOf(it.File, "rule", it.Rule, []string{ByExceptions})
	}
	if len(it.Elements) == 0 && it.Rule == "" {
		l.say(it.File, "elements", "wants at least one element")
	}
	var ids []string
	for i, e := range it.Elements {
		at := fmt.Sprintf("elements[%d]", i)
		l.wantSlug(it.File, at+".id", e.ID, slug)
		if slices.Contains(ids, e.ID) {
			l.say(it.File, at+".id", "%s stands twice", e.ID)
		}
		ids = append(ids, e.ID)
		l.wantText(it.File, at+".title", e.Title)
		l.wantText(it.File, at+".ask", e.Ask)
		if len(e.Rules)+len(e.Partly) == 0 {
			l.say(it.File, at+".rules", "wants at least one rule")
		}
		for j, r := range e.Rules {
			l.checkRule(it.File, fmt.Sprintf("%s.rules[%d]", at, j), r)
		}
		for j, r := range e.Partly {
			l.checkRule(it.File, fmt.Sprintf("%s.partly[%d]", at, j), r)
		}
	}
	for field, n := range map[string]Need{"described_when": it.DescribedWhen, "full_when": it.FullWhen} {
		for i, e := range n.Of {
			l.oneOf(it.File, fmt.Sprintf("%s.of[%d]", field, i), e, ids)
		}
		for i, e := range n.All {
			l.oneOf(it.File, fmt.Sprintf("%s.all[%d]", field, i), e, ids)
		}
		if n.AtLeast < 0 || n.AtLeast > len(ids) {
			l.say(it.File, field+".at_least", "wants a number up to %d, the number of elements", len(ids))
		}
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
			} else if _, ok := l.concepts[a.Concept]; !ok {
				l.say(file, at, "there is no concept @%s%s", a.Concept, meant(a.Concept, l.conceptIDs()))
			}
		}
	}
}

func (l *loader) checkExamples(it *Item) {
	for kind, list := range map[string][]Example{"good": it.Examples.Good, "bad": it.Examples.Bad} {
		for i, e := range list {
			at := fmt.Sprintf("examples.%s[%d]", kind, i)
			l.oneOf(it.File, at+".section", e.Section, sections)
			l.wantText(it.File, at+".text", e.Text)
			if it.Rule == ByExceptions && e.Exceptions == nil {
				l.say(it.File, at, "wants the number of exceptions")
			}
			if it.Rule == "" {
				l.oneOf(it.File, at+".status", e.Status, statuses)
			}
			for j, f := range e.Flags {
				l.oneOf(it.File, fmt.Sprintf("%s.flags[%d]", at, j), f, flags)
			}
		}
	}
}

func (l *loader) wantText(file, field, text string) {
	if text == "" {
		l.say(file, field, "wants a text")
	}
}

func (l *loader) wantSlug(file, field, id string, form *regexp.Regexp) {
	if !form.MatchString(id) {
		l.say(file, field, "wants an id in small letters, not %q", id)
	}
}

func (l *loader) oneOf(file, field, word string, known []string) {
	if !slices.Contains(known, word) {
		l.say(file, field, "wants %s, not %q%s", fault.Choices(known), word, meant(word, known))
	}
}

func meant(word string, known []string) string {
	if c := fault.Closest(word, known); c != "" && word != "" {
		return "; did you mean " + c + "?"
	}
	return ""
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
