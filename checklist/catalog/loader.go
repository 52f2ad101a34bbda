package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"reflect"
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
	folder   string // that is being read
	files    map[string]*source
	concepts []entry[Concept]
	families []entry[Family]
	article  []entry[Correction]
}

// source is a file that was read.
type source struct {
	root yaml.Node
	told []string // fields of which all is said: misspelled, or of another kind
}

// entry is something in a list of a shared file, as that file has it.
type entry[T any] struct {
	file, at string
	own      T
	adds     bool // to one of the same id that was there before
}

// file reads one file.
func (l *loader) file(name string, isShared bool, raw []byte) {
	s := &source{}
	l.files[name] = s
	if !l.parse(name, s, raw) {
		return
	}
	switch base := filepath.Base(name); {
	case !isShared && slices.Contains(sharedFiles(), base):
		l.say(name, "", "belongs into the folder %s", filepath.Join(filepath.Dir(name), shared))
	case !isShared:
		var it Item
		l.decode(name, s, &it)
		l.addItem(name, it)
	case base == lexiconFile:
		var f lexicon
		l.decode(name, s, &f)
		l.addConcepts(name, f.Concepts)
	case base == familiesFile:
		var f nearMisses
		l.decode(name, s, &f)
		l.addFamilies(name, f.Families)
	case base == articleFile:
		var f article
		l.decode(name, s, &f)
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
		l.tell(name, next.Line, "", "wants one document a file; remove what follows the line ---")
	default:
		return true
	}
	return false
}

// decode reads a file that was parsed, and tells what does not fit.
func (l *loader) decode(name string, s *source, into any) {
	l.fit(name, s.root.Content[0], reflect.TypeOf(into).Elem(), "")
	err := s.root.Decode(into)
	var types *yaml.TypeError
	if err != nil && !errors.As(err, &types) { // those were told, each with its field
		l.syntax(name, err)
	}
}

var lined = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)

// syntax tells why a file is no YAML.
func (l *loader) syntax(name string, err error) {
	line, text := 0, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := lined.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	l.tell(name, line, "", "is no YAML: "+text)
}

// say tells a mistake at a field such as elements[1].rules[0], unless all is said of it.
func (l *loader) say(file, field, format string, args ...any) {
	if s := l.files[file]; s != nil {
		for _, t := range s.told {
			if rest, ok := strings.CutPrefix(field, t); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
				return
			}
		}
	}
	l.tell(file, l.line(file, field), field, fmt.Sprintf(format, args...))
}
