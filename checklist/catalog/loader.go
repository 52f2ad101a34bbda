package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"countersign/fault"

	"gopkg.in/yaml.v3"
)

// loader gathers the files of a catalog and every mistake in them.
type loader struct {
	catalog  Catalog
	print    hash.Hash
	problems fault.Problems
	folder   string // that is being read
	files    map[string]*source
	concepts []entry[Concept]
	families []entry[Family]
	article  []entry[Correction]
}

// source is a file that was read.
type source struct {
	root   yaml.Node
	broken map[int]bool // lines with a mistake that was told already
	meant  []string     // fields that were misspelled
}

// entry is something in a list of a shared file, as that file has it.
type entry[T any] struct {
	file, at string
	own      T
	adds     bool // to one of the same id that was there before
}

// file reads one file.
func (l *loader) file(name string, isShared bool, raw []byte) {
	s := &source{broken: map[int]bool{}}
	l.files[name] = s
	if !l.parse(name, s, raw) {
		return
	}
	if !isShared {
		l.item(name, raw)
		return
	}
	switch filepath.Base(name) {
	case lexiconFile:
		var f lexicon
		l.strict(name, raw, &f)
		l.addConcepts(name, f.Concepts)
	case familiesFile:
		var f nearMisses
		l.strict(name, raw, &f)
		l.addFamilies(name, f.Families)
	case articleFile:
		var f article
		l.strict(name, raw, &f)
		l.addArticle(name, f)
	default:
		l.say(name, "", "no such file is known here; possible are %s", fault.Choices(sharedFiles()))
	}
}

// parse reads the file into nodes; it tells whether there is a mapping to go on with.
func (l *loader) parse(name string, s *source, raw []byte) bool {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	err := d.Decode(&s.root)
	var next yaml.Node
	switch {
	case errors.Is(err, io.EOF):
		l.say(name, "", "the file is empty; see the built-in ones for what belongs into it")
	case err != nil:
		l.syntax(name, err)
	case len(s.root.Content) == 0 || s.root.Content[0].Kind != yaml.MappingNode:
		l.say(name, "", "wants fields with values, such as %q; see the built-in files", "id: my-item")
	case !errors.Is(d.Decode(&next), io.EOF):
		l.problems = append(l.problems, fault.Problem{File: name, Line: next.Line, Message: "wants one document a file; remove what follows the line ---"})
	default:
		return true
	}
	return false
}

func (l *loader) item(name string, raw []byte) {
	if slices.Contains(sharedFiles(), filepath.Base(name)) {
		l.say(name, "", "belongs into the folder %s", filepath.Join(filepath.Dir(name), shared))
		return
	}
	var it Item
	l.strict(name, raw, &it)
	it.File, it.Origin = name, Added
	if l.folder == builtInFolder {
		it.Origin = BuiltIn
	}
	for kind, list := range map[string][]Example{"good": it.Examples.Good, "bad": it.Examples.Bad} {
		for i := range list {
			at := fmt.Sprintf("examples.%s[%d]", kind, i)
			list[i].Field, list[i].Line = counting(at), l.line(name, at)
		}
	}
	l.addItem(it)
}

// strict decodes a file and tells what does not fit.
func (l *loader) strict(name string, raw []byte, into any) {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	err := d.Decode(into)
	var types *yaml.TypeError
	switch {
	case err == nil:
	case errors.As(err, &types):
		for _, e := range types.Errors {
			l.misfit(name, e)
		}
	default:
		l.syntax(name, err)
	}
}

// syntax tells why a file is no YAML.
func (l *loader) syntax(name string, err error) {
	line, text := lineIn(strings.TrimPrefix(err.Error(), "yaml: "))
	l.problems = append(l.problems, fault.Problem{File: name, Line: line, Message: "is no YAML: " + text})
}

// say tells a mistake at a field such as elements[1].rules[0], unless one on its line was told already.
func (l *loader) say(file, field, format string, args ...any) {
	p := fault.Problem{File: file, Line: l.line(file, field), Field: counting(field), Message: fmt.Sprintf(format, args...)}
	if s := l.files[file]; s != nil && (s.broken[p.Line] || slices.Contains(s.meant, field)) {
		return
	}
	l.problems = append(l.problems, p)
}
