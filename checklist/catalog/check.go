package catalog

import (
	"fmt"
	"regexp"
	"slices"

	"countersign/fault"
	"countersign/report"
)

var (
	slug        = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	underscored = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`)
)

// What fields may say.
var (
	kinds      = []string{"reading", "gap", "risk", "own"}
	severities = []string{"high", "medium", "low"}
	categories = []string{"CC", "A", "PI", "C", "P"}
	coverages  = []string{"addressed", "critical-gap"}
	sections   = []string{"I", "II", "III", "IV", "V"}
	statuses   = []string{"described", "tested", "partial", "absent", "near-miss"}
	flags      = []string{"planned", "negated", "shifted-to-customer", "carved-out", "unaudited-claim", "exception", "not-tested"}
	roles      = []string{"trains-models", "fine-tunes", "serves-third-party-model"}
)

// check holds the catalog together: known references, parsable rules, texts where people need them.
func (l *loader) check() {
	l.checkWords()
	l.checkArticle()
	refs := map[string]string{}
	finder := report.NewCriteriaFinder()
	for i := range l.catalog.Items {
		it := &l.catalog.Items[i]
		if other := refs[it.Ref]; other != "" && it.Ref != "" {
			l.say(it.File, "ref", "%s is the ref of %s as well", it.Ref, other)
		}
		refs[it.Ref] = it.File
		l.checkItem(it, finder)
	}
}

func (l *loader) checkItem(it *Item, finder *report.CriteriaFinder) {
	l.wantSlug(it.File, "id", it.ID, slug)
	l.wantText(it.File, "ref", it.Ref)
	if it.Version < 1 {
		l.say(it.File, "version", "wants a number from 1; raise it with every change")
	}
	l.wantText(it.File, "title", it.Title)
	l.wantText(it.File, "question", it.Question)
	l.checkSource(it)
	l.oneOf(it.File, "severity", it.Severity, severities)
	for i, c := range it.Criteria {
		if !finder.Valid(c) {
			l.say(it.File, fmt.Sprintf("criteria[%d]", i), "wants a trust services criterion such as CC8.1, not %q", c)
		}
	}
	l.eachOf(it.File, "applies_to", it.AppliesTo, roles)
	l.eachOf(it.File, "look_in.described", it.LookIn.Described, sections)
	l.eachOf(it.File, "look_in.tested", it.LookIn.Tested, sections)
	l.eachOf(it.File, "look_in.responses", it.LookIn.Responses, sections)
	for i, f := range it.LooksLike {
		if ids := l.familyIDs(); !slices.Contains(ids, f) {
			l.say(it.File, fmt.Sprintf("looks_like[%d]", i), "there is no family %q%s", f, meant(f, ids))
		}
	}
	l.checkElements(it)
	l.wantText(it.File, "fix", it.Fix)
	l.checkCrosswalk(it)
	l.checkExamples(it)
}

func (l *loader) checkSource(it *Item) {
	l.oneOf(it.File, "source.kind", it.Source.Kind, kinds)
	if it.Source.Kind != "risk" {
		return
	}
	l.oneOf(it.File, "source.category", it.Source.Category, categories)
	if it.Source.Coverage != "" {
		l.oneOf(it.File, "source.coverage", it.Source.Coverage, coverages)
	}
}

func (l *loader) checkExamples(it *Item) {
	for kind, list := range ordered("good", it.Examples.Good, "bad", it.Examples.Bad) {
		for i, e := range list {
			at := fmt.Sprintf("examples.%s[%d]", kind, i)
			l.oneOf(it.File, at+".section", e.Section, sections)
			l.wantText(it.File, at+".text", e.Text)
			if it.Rule == ByExceptions && e.Exceptions == nil {
				l.say(it.File, at+".exceptions", "wants the number of exceptions")
			}
			if it.Rule == "" {
				l.oneOf(it.File, at+".status", e.Status, statuses)
			}
			l.eachOf(it.File, at+".flags", e.Flags, flags)
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
		mark := map[*regexp.Regexp]string{slug: "-", underscored: "_"}[form]
		l.say(file, field, "wants an id of small letters, digits and %s, not %q", mark, id)
	}
}

func (l *loader) eachOf(file, field string, words, known []string) {
	for i, w := range words {
		l.oneOf(file, fmt.Sprintf("%s[%d]", field, i), w, known)
	}
}

func (l *loader) oneOf(file, field, word string, known []string) {
	switch {
	case slices.Contains(known, word):
	case word == "":
		l.say(file, field, "wants %s", fault.Choices(known))
	default:
		l.say(file, field, "wants %s, not %q%s", fault.Choices(known), word, meant(word, known))
	}
}

func meant(word string, known []string) string {
	const shortest = 4 // anything is close to a shorter word
	if c := fault.Closest(word, known); c != "" && len(word) >= shortest {
		return "; did you mean " + c + "?"
	}
	return ""
}
