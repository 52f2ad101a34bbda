package catalog

import (
	"regexp"
	"strconv"

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
