package catalog

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

var step = regexp.MustCompile(`[^.\[\]]+`)

// line is the line of a field, or of the deepest part of it that is there; 0 when the file has none.
func (l *loader) line(file, field string) int {
	s := l.files[file]
	if s == nil || len(s.root.Content) == 0 {
		return 0
	}
	n := s.root.Content[0]
	for _, name := range step.FindAllString(field, -1) {
		next := child(n, name)
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

// fieldAt is the path of the first field on a line that fits, such as elements[1].rules; empty when none does. An entry of a list has
// no key.
func (s *source) fieldAt(line int, fits func(key, value *yaml.Node) bool) string {
	found := ""
	var walk func(n *yaml.Node, at string) bool
	walk = func(n *yaml.Node, at string) bool {
		for i := 0; i < len(n.Content); i++ {
			switch n.Kind {
			case yaml.MappingNode:
				key, value := n.Content[i], n.Content[i+1]
				i++
				path := strings.TrimPrefix(at+"."+key.Value, ".")
				if (key.Line == line || value.Line == line) && fits(key, value) {
					found = path
					return true
				}
				if walk(value, path) {
					return true
				}
			case yaml.SequenceNode:
				path := fmt.Sprintf("%s[%d]", at, i)
				if n.Content[i].Line == line && fits(nil, n.Content[i]) {
					found = path
					return true
				}
				if walk(n.Content[i], path) {
					return true
				}
			}
		}
		return false
	}
	for _, n := range s.root.Content {
		walk(n, "")
	}
	return found
}
