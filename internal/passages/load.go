package passages

import (
	"fmt"
	"os"
	"path/filepath"

	"countersign/checklist/catalog"

	"gopkg.in/yaml.v3"
)

// Case is a labeled passage.
type Case struct {
	ID      string            `yaml:"id"`
	Section string            `yaml:"section"` // I to V; III where none is given
	Text    string            `yaml:"text"`
	Labels  map[string]string `yaml:"labels"` // status by ref
}

// Load reads a file of cases with labels by ref.
func Load(path string) ([]Case, error) {
	var f struct {
		Cases []Case `yaml:"cases"`
	}
	if err := read(path, &f); err != nil {
		return nil, err
	}
	return f.Cases, nil
}

// Wordings reads a folder with one file an item: other wordings of its examples.
func Wordings(dir string) ([]Case, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("cannot list %s: %w", dir, err)
	}
	var out []Case
	for _, path := range files {
		var f struct {
			Ref   string `yaml:"ref"`
			Cases []struct {
				Section string `yaml:"section"`
				Status  string `yaml:"status"`
				Of      string `yaml:"of"`
				Text    string `yaml:"text"`
			} `yaml:"cases"`
		}
		if err := read(path, &f); err != nil {
			return nil, err
		}
		for _, c := range f.Cases {
			if c.Status != "" {
				out = append(out, Case{f.Ref + " " + c.Of, c.Section, c.Text, map[string]string{f.Ref: c.Status}})
			}
		}
	}
	return out, nil
}

// Examples are those of the catalog's own items, but for items that the exceptions answer.
func Examples(cat *catalog.Catalog) []Case {
	var out []Case
	for i := range cat.Items {
		it := &cat.Items[i]
		if it.Rule != "" {
			continue
		}
		for kind, list := range map[string][]catalog.Example{"good": it.Examples.Good, "bad": it.Examples.Bad} {
			for n, e := range list {
				out = append(out, Case{fmt.Sprintf("%s %s %d", it.Ref, kind, n+1), e.Section, e.Text, map[string]string{it.Ref: e.Status}})
			}
		}
	}
	return out
}

func read(path string, into any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("cannot read labeled passages: %w", err)
	}
	if err := yaml.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("cannot read %s: %w", path, err)
	}
	return nil
}
