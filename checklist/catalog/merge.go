package catalog

import (
	"fmt"
	"path/filepath"
	"slices"
)

// The files of words.
const (
	lexiconFile  = "lexicon.yaml"
	familiesFile = "near-misses.yaml"
	articleFile  = "article.yaml"
)

func sharedFiles() []string { return []string{lexiconFile, familiesFile, articleFile} }

type lexicon struct {
	Concepts []Concept `yaml:"concepts"`
}

type nearMisses struct {
	Families []Family `yaml:"families"`
}

type article struct {
	Corrections []Correction `yaml:"corrections"`
	Crosswalks  []Crosswalk  `yaml:"crosswalks"`
}

// addItem adds an item, or puts it in the place of the one with its id.
func (l *loader) addItem(name string, it Item) {
	it.File, it.Origin = name, Added
	if l.folder == builtInFolder {
		it.Origin = BuiltIn
	}
	for kind, list := range ordered("good", it.Examples.Good, "bad", it.Examples.Bad) {
		for i := range list {
			at := fmt.Sprintf("examples.%s[%d]", kind, i)
			list[i].Field, list[i].Line = counting(at), l.line(name, at)
		}
	}
	i := slices.IndexFunc(l.catalog.Items, func(o Item) bool { return o.ID == it.ID && it.ID != "" })
	switch {
	case i < 0:
		l.catalog.Items = append(l.catalog.Items, it)
	case filepath.Dir(l.catalog.Items[i].File) == filepath.Dir(it.File):
		l.say(it.File, "id", "%s is the id of %s as well", it.ID, l.catalog.Items[i].File)
	default:
		it.Origin = Overridden
		l.catalog.Items[i] = it
	}
}

func (l *loader) addConcepts(name string, list []Concept) {
	for i, c := range list {
		e := entry[Concept]{file: name, at: fmt.Sprintf("concepts[%d]", i), own: c}
		if slices.ContainsFunc(l.concepts, func(o entry[Concept]) bool { return o.file == name && o.own.ID == c.ID && c.ID != "" }) {
			l.say(name, e.at+".id", "%s stands twice", c.ID)
			continue
		}
		j := slices.IndexFunc(l.catalog.Concepts, func(o Concept) bool { return o.ID == c.ID })
		e.adds = j >= 0
		l.concepts = append(l.concepts, e)
		l.note(name, "concept", c.ID, !e.adds, len(c.Terms)+len(c.Weak)+len(c.Again))
		if !e.adds {
			l.catalog.Concepts = append(l.catalog.Concepts, c)
			continue
		}
		known := &l.catalog.Concepts[j]
		known.Terms = append(slices.Clip(known.Terms), c.Terms...)
		known.Weak = append(slices.Clip(known.Weak), c.Weak...)
		known.Again = append(slices.Clip(known.Again), c.Again...)
	}
}

func (l *loader) addFamilies(name string, list []Family) {
	for i, f := range list {
		e := entry[Family]{file: name, at: fmt.Sprintf("families[%d]", i), own: f}
		if slices.ContainsFunc(l.families, func(o entry[Family]) bool { return o.file == name && o.own.ID == f.ID && f.ID != "" }) {
			l.say(name, e.at+".id", "%s stands twice", f.ID)
			continue
		}
		j := slices.IndexFunc(l.catalog.Families, func(o Family) bool { return o.ID == f.ID })
		e.adds = j >= 0
		l.families = append(l.families, e)
		l.note(name, "family", f.ID, !e.adds, len(f.Phrases))
		if !e.adds {
			l.catalog.Families = append(l.catalog.Families, f)
			continue
		}
		known := &l.catalog.Families[j]
		known.Phrases = append(slices.Clip(known.Phrases), f.Phrases...)
	}
}

// addArticle adds corrections and notes; one with a known id takes the place of that one.
func (l *loader) addArticle(name string, f article) {
	for i, c := range f.Corrections {
		l.article = append(l.article, entry[Correction]{file: name, at: fmt.Sprintf("corrections[%d]", i), own: c})
		if j := slices.IndexFunc(l.catalog.Corrections, func(o Correction) bool { return o.ID == c.ID }); j >= 0 {
			l.catalog.Corrections[j] = c
			continue
		}
		l.catalog.Corrections = append(l.catalog.Corrections, c)
	}
	for i, c := range f.Crosswalks {
		at := fmt.Sprintf("crosswalks[%d]", i)
		l.wantSlug(name, at+".id", c.ID, underscored)
		l.wantText(name, at+".name", c.Name)
		l.wantText(name, at+".note", c.Note)
		if j := slices.IndexFunc(l.catalog.Crosswalks, func(o Crosswalk) bool { return o.ID == c.ID }); j >= 0 {
			l.catalog.Crosswalks[j] = c
		} else {
			l.catalog.Crosswalks = append(l.catalog.Crosswalks, c)
		}
		l.catalog.CrosswalkNotes[c.ID] = c.Name + ". " + c.Note
	}
}

// note remembers what a folder adds to the words.
func (l *loader) note(file, kind, id string, isNew bool, words int) {
	if l.folder != builtInFolder {
		l.catalog.Additions = append(l.catalog.Additions, Addition{file, kind, id, isNew, words})
	}
}
