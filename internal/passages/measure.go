package passages

import (
	"fmt"
	"maps"
	"slices"

	"countersign/checklist"
	"countersign/parser"
	"countersign/report"
)

// Tally is what a set of cases gave.
type Tally struct {
	Exact, Labels    int
	False, Uncovered int // labels without coverage that were given one, of all such labels
	Misses           []string
}

// ExactShare is the share of labels whose status was given.
func (t Tally) ExactShare() float64 { return float64(t.Exact) / float64(max(1, t.Labels)) }

// FalseShare is the share of labels without coverage that were given one.
func (t Tally) FalseShare() float64 { return float64(t.False) / float64(max(1, t.Uncovered)) }

// Judge gives the statuses of a passage by ref; items without one are absent.
type Judge func(section, text string) (map[string]string, error)

// Measure judges the cases with a checklist.
func Measure(list *checklist.Checklist, cases []Case) Tally {
	reader := parser.NewPassageReader()
	t, _ := MeasureBy(func(section, text string) (map[string]string, error) {
		status := map[string]string{}
		for _, a := range list.Answers(reader.Read(role(section), text)) {
			status[a.Ref] = a.Status
		}
		return status, nil
	}, cases)
	return t
}

// MeasureBy judges the cases with any judge, and stops at its first error.
func MeasureBy(judge Judge, cases []Case) (Tally, error) {
	var t Tally
	for i := range cases {
		status, err := judge(cases[i].Section, cases[i].Text)
		if err != nil {
			return t, fmt.Errorf("cannot judge %s: %w", cases[i].ID, err)
		}
		t.add(&cases[i], status)
	}
	return t, nil
}

func (t *Tally) add(c *Case, status map[string]string) {
	for _, ref := range slices.Sorted(maps.Keys(c.Labels)) {
		want, got := c.Labels[ref], status[ref]
		if got == "" {
			got = checklist.Absent
		}
		t.Labels++
		if !covered(want) {
			t.Uncovered++
			if covered(got) {
				t.False++
			}
		}
		if want == got || !covered(want) && !covered(got) {
			t.Exact++
			continue
		}
		t.Misses = append(t.Misses, fmt.Sprintf("%s %s: %s, judged %s: %s", c.ID, ref, want, got, c.Text))
	}
}

func covered(status string) bool {
	return status == checklist.Described || status == checklist.Tested || status == checklist.Partial
}

func role(section string) report.Role {
	switch section {
	case "I":
		return report.RoleOpinion
	case "II":
		return report.RoleAssertion
	case "IV":
		return report.RoleTests
	case "V":
		return report.RoleOther
	}
	return report.RoleDescription
}
