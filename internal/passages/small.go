package passages

import (
	"fmt"
	"path/filepath"

	"countersign/checklist"
	"countersign/parser"
	"countersign/report"
)

// Small is a small report as plain text: a description and tests, with what they say of the nine items whose coverage is a contract, and
// of other items by ref.
type Small struct {
	Name        string            `yaml:"-"`
	Vendor      string            `yaml:"vendor"`
	System      string            `yaml:"system"`
	Description string            `yaml:"description"`
	Tests       string            `yaml:"tests"`
	Checklist   map[string]Extent `yaml:"checklist"`
	Items       map[string]string `yaml:"items"`
}

// Extent is what a small report says of one of the nine items.
type Extent struct {
	Described checklist.Extent `yaml:"described"`
	Tested    bool             `yaml:"tested"`
	Exception bool             `yaml:"exception"`
}

// LoadSmall reads a folder of small reports.
func LoadSmall(dir string) ([]Small, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("cannot list %s: %w", dir, err)
	}
	out := make([]Small, len(files))
	for i, path := range files {
		if err := read(path, &out[i]); err != nil {
			return nil, err
		}
		out[i].Name = filepath.Base(path)
	}
	return out, nil
}

// MeasureSmall judges small reports: the nine items by described, tested and exception, all three right; the others by status.
func MeasureSmall(list *checklist.Checklist, all []Small) (nine, others Tally) {
	reader := parser.NewPassageReader()
	for i := range all {
		s := &all[i]
		rep := reader.Read(report.RoleDescription, s.Description)
		tests := reader.Read(report.RoleTests, s.Tests)
		rep.ControlTests, rep.Exceptions, rep.Vendor, rep.System = tests.ControlTests, tests.Exceptions, &s.Vendor, &s.System
		status := map[string]string{}
		for _, a := range list.Answers(rep) {
			status[a.Ref] = a.Status
			if want, labeled := s.Checklist[a.ID]; labeled {
				nine.extent(s.Name, a.ID, want, Extent{a.Extent, a.Tested, a.Exception})
			}
		}
		others.add(&Case{ID: s.Name, Labels: s.Items}, status)
	}
	return nine, others
}

func (t *Tally) extent(name, id string, want, got Extent) {
	t.Labels++
	if want.Described == checklist.None && !want.Tested {
		t.Uncovered++
		if got.Described != checklist.None || got.Tested {
			t.False++
		}
	}
	if want == got {
		t.Exact++
		return
	}
	t.Misses = append(t.Misses, fmt.Sprintf("%s %s: %v, judged %v", name, id, want, got))
}
