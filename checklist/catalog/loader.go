package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"hash"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countersign/fault"

	"gopkg.in/yaml.v3"
)

// loader gathers the files of a catalog and every mistake in them.
type loader struct {
	catalog  Catalog
	print    hash.Hash
	problems fault.Problems
	roots    map[string]*yaml.Node // by file
	families map[string]place
	concepts map[string]place
}

// place is where something stands.
type place struct {
	file string
	at   string
}

// file reads one file.
func (l *loader) file(name string, shared bool, raw []byte) {
	var root yaml.Node
	if err := yaml.Unmarshal(raw, &root); err != nil {
		l.syntax(name, err)
		return
	}
	if l.roots == nil {
		l.roots, l.families, l.concepts = map[string]*yaml.Node{}, map[string]place{}, map[string]place{}
	}
	l.roots[name] = &root
	if !shared {
		var it Item
		if l.strict(name, raw, &it) {
			it.File = name
			l.add(it)
		}
		return
	}
	switch filepath.Base(name) {
	case "lexicon.yaml":
		var f struct {
			Concepts []Concept `yaml:"concepts"`
		}
		l.strict(name, raw, &f)
		l.addConcepts(name, f.Concepts)
	case "near-misses.yaml":
		var f struct {
			Families []Family `yaml:"families"`
		}
		l.strict(name, raw, &f)
		l.addFamilies(name, f.Families)
	case "article.yaml":
		l.article(name, raw)
	default:
		l.say(name, "", "no such file is known here; possible are lexicon.yaml, near-misses.yaml and article.yaml")
	}
}

func (l *loader) article(name string, raw []byte) {
	var f struct {
		Corrections []Correction `yaml:"corrections"`
		Crosswalks  []struct {
			ID   string `yaml:"id"`
			Name string `yaml:"name"`
			Note string `yaml:"note"`
		} `yaml:"crosswalks"`
	}
	l.strict(name, raw, &f)
	l.catalog.Corrections = append(l.catalog.Corrections, f.Corrections...)
	for _, c := range f.Crosswalks {
		l.catalog.CrosswalkNotes[c.ID] = c.Name + ". " + c.Note
	}
}

// add adds an item, or puts it in the place of the one with its id.
func (l *loader) add(it Item) {
	if i := slices.IndexFunc(l.catalog.Items, func(o Item) bool { return o.ID == it.ID }); i >= 0 {
		if filepath.Dir(l.catalog.Items[i].File) == filepath.Dir(it.File) {
			l.say(it.File, "id", "%s is the id of %s as well", it.ID, l.catalog.Items[i].File)
			return
		}
		l.catalog.Items[i] = it
		return
	}
	l.catalog.Items = append(l.catalog.Items, it)
}

func (l *loader) addConcepts(name string, list []Concept) {
	for i, c := range list {
		at := fmt.Sprintf("concepts[%d]", i)
		if _, known := l.concepts[c.ID]; !known {
			l.concepts[c.ID] = place{name, at}
			l.catalog.Concepts = append(l.catalog.Concepts, c)
			continue
		}
		if l.concepts[c.ID].file == name {
			l.say(name, at+".id", "%s stands twice", c.ID)
			continue
		}
		j := slices.IndexFunc(l.catalog.Concepts, func(o Concept) bool { return o.ID == c.ID })
		l.catalog.Concepts[j].Terms = append(l.catalog.Concepts[j].Terms, c.Terms...)
		l.catalog.Concepts[j].Weak = append(l.catalog.Concepts[j].Weak, c.Weak...)
	}
}

func (l *loader) addFamilies(name string, list []Family) {
	for i, f := range list {
		at := fmt.Sprintf("families[%d]", i)
		if _, known := l.families[f.ID]; !known {
			l.families[f.ID] = place{name, at}
			l.catalog.Families = append(l.catalog.Families, f)
			continue
		}
		if l.families[f.ID].file == name {
			l.say(name, at+".id", "%s stands twice", f.ID)
			continue
		}
		j := slices.IndexFunc(l.catalog.Families, func(o Family) bool { return o.ID == f.ID })
		l.catalog.Families[j].Phrases = append(l.catalog.Families[j].Phrases, f.Phrases...)
	}
}

// strict decodes a file and reports what does not fit; it tells whether anything could be read.
func (l *loader) strict(name string, raw []byte, into any) bool {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	err := d.Decode(into)
	if err == nil {
		return true
	}
	var types *yaml.TypeError
	if !errors.As(err, &types) {
		l.syntax(name, err)
		return false
	}
	for _, e := range types.Errors {
		l.problems = append(l.problems, plain(name, e))
	}
	return true
}

func (l *loader) syntax(name string, err error) {
	p := plain(name, strings.TrimPrefix(err.Error(), "yaml: "))
	if p.Line == 0 && err.Error() == "EOF" {
		p.Message = "the file is empty; wants an item, see the built-in ones"
	}
	l.problems = append(l.problems, p)
}

var (
	lined   = regexp.MustCompile(`^line (\d+): (.*)$`)
	unknown = regexp.MustCompile(`^field (\S+) not found in type \S+$`)
	already = regexp.MustCompile(`^field (\S+) already set in type \S+$|^mapping key "(\S+)" already defined.*$`)
	kind    = regexp.MustCompile("^cannot unmarshal !!(\\w+)( `.*`)? into (.*)$")
)

// plain words a mistake that the YAML reader found.
func plain(file, e string) fault.Problem {
	p := fault.Problem{File: file, Message: e}
	if m := lined.FindStringSubmatch(e); m != nil {
		p.Line, _ = strconv.Atoi(m[1])
		p.Message = m[2]
	}
	if m := unknown.FindStringSubmatch(p.Message); m != nil {
		p.Field, p.Message = m[1], "there is no such field"
		if c := fault.Closest(m[1], fieldNames); c != "" {
			p.Message += "; did you mean " + c + "?"
		}
	} else if m := already.FindStringSubmatch(p.Message); m != nil {
		p.Field, p.Message = m[1]+m[2], "stands twice"
	} else if m := kind.FindStringSubmatch(p.Message); m != nil {
		p.Message = "wants " + wanted(m[3]) + ", not " + given(m[1])
	}
	return p
}

func wanted(goType string) string {
	switch {
	case strings.HasPrefix(goType, "[]string"):
		return "a list of texts"
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	case goType == "string":
		return "a text"
	case goType == "int" || goType == "*int":
		return "a whole number"
	case goType == "bool":
		return "true or false"
	}
	return "a mapping"
}

func given(tag string) string {
	switch tag {
	case "seq":
		return "a list"
	case "map":
		return "a mapping"
	case "str":
		return "a text"
	}
	return "this value"
}

// say reports a mistake at a field such as elements[1].rules[0].
func (l *loader) say(file, field, format string, args ...any) {
	l.problems = append(l.problems, fault.Problem{File: file, Line: lineOf(l.roots[file], field), Field: counting(field), Message: fmt.Sprintf(format, args...)})
}

var step = regexp.MustCompile(`[^.\[\]]+`)

// lineOf is the line of a field, or of the deepest part of it that is there.
func lineOf(n *yaml.Node, field string) int {
	if n == nil || len(n.Content) == 0 {
		return 0
	}
	n = n.Content[0]
	for _, s := range step.FindAllString(field, -1) {
		next := child(n, s)
		if next == nil {
			break
		}
		n = next
	}
	return n.Line
}

func child(n *yaml.Node, name string) *yaml.Node {
	if i, err := strconv.Atoi(name); err == nil && n.Kind == yaml.SequenceNode {
		if i < len(n.Content) {
			return n.Content[i]
		}
		return nil
	}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

var index = regexp.MustCompile(`\[(\d+)\]`)

// counting writes positions from 1, as people count.
func counting(field string) string {
	return index.ReplaceAllStringFunc(field, func(s string) string {
		i, _ := strconv.Atoi(strings.Trim(s, "[]"))
		return fmt.Sprintf("[%d]", i+1)
	})
}

func counted(n int) string {
	if n == 1 {
		return "a mistake"
	}
	return fmt.Sprintf("%d mistakes", n)
}

var fieldNames = []string{
	"id", "ref", "version", "title", "question", "source", "kind", "category", "coverage", "buyers_bar", "severity", "criteria", "article_criteria",
	"article_note", "applies_to", "look_in", "rule", "described_when", "full_when", "at_least", "of", "all", "elements", "ask", "rules", "partly", "counts_as",
	"described", "tested", "responses", "partial", "absent", "looks_like", "fix", "follow_up", "crosswalk", "examples", "good", "bad", "section", "status", "flags",
	"exceptions", "text", "why", "ai", "phrases", "masks", "terms", "weak", "concepts", "families", "corrections", "crosswalks", "name", "note", "says", "right", "matters_for",
}
