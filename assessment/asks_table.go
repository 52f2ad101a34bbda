package assessment

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"

	"countersign/checklist/catalog"

	"gopkg.in/yaml.v3"
)

//go:embed questions.yaml
var questionsFile []byte

// asks is the table of questions beside those of the catalog.
type asks struct {
	Version   string              `yaml:"version"`
	Topics    [][]string          `yaml:"topics"` // ref.element
	Training  training            `yaml:"training"`
	Flags     map[string]flagAsk  `yaml:"flags"`
	Open      map[string]pointAsk `yaml:"open"`
	Marketing string              `yaml:"marketing"`
	Exception string              `yaml:"exception"`
}

// training says when questions on training are asked.
type training struct {
	Roles  []string `yaml:"roles"`
	OnlyIf string   `yaml:"only_if"`
	Ask    string   `yaml:"ask"`
	Why    string   `yaml:"why"`
}

// flagAsk is the question about findings with a flag.
type flagAsk struct {
	Ask string `yaml:"ask"`
	Why string `yaml:"why"`
}

// pointAsk is the question about an open point.
type pointAsk struct {
	Severity string `yaml:"severity"`
	Ask      string `yaml:"ask"`
}

// loadAsks reads the table and holds it against the built-in items: a customer's own items stand in no topic.
func loadAsks(cat *catalog.Catalog) (asks, error) {
	var a asks
	d := yaml.NewDecoder(bytes.NewReader(questionsFile))
	d.KnownFields(true)
	if err := d.Decode(&a); err != nil {
		return asks{}, fmt.Errorf("cannot read the table of questions: %w", err)
	}
	known := map[string]bool{}
	overridden := map[string]bool{}
	for i := range cat.Items {
		it := &cat.Items[i]
		overridden[it.Ref] = it.Origin != catalog.BuiltIn
		for _, e := range it.Elements {
			known[it.Ref+"."+e.ID] = true
		}
	}
	var problems []error
	for i, topic := range a.Topics {
		a.Topics[i] = slices.DeleteFunc(topic, func(key string) bool {
			if known[key] {
				return false
			}
			if ref, _ := splitKey(key); !overridden[ref] {
				problems = append(problems, fmt.Errorf("topic %d names %s, which no item has", i+1, key))
			}
			return true
		})
	}
	if err := errors.Join(problems...); err != nil {
		return asks{}, fmt.Errorf("cannot use the table of questions: %w", err)
	}
	return a, nil
}
