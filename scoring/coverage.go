package scoring

import (
	"fmt"
	"slices"
)

// Group of checklist items.
type Group string

// Groups of checklist items: what to read for, known gaps, and the table of sub-items by category.
const (
	Reading Group = "reading"
	Gap     Group = "gap"
	Table   Group = "table"
)

// Groups lists the groups in order.
func Groups() []Group { return []Group{Reading, Gap, Table} }

// Severity of a gap, a signal or an incident.
type Severity string

// Severities. Gaps are high or medium; signals low, moderate or high; incidents low, moderate, high or critical.
const (
	Low      Severity = "low"
	Medium   Severity = "medium"
	Moderate Severity = "moderate"
	High     Severity = "high"
	Severe   Severity = "critical"
)

// CoverageItem is a checklist item as it was answered.
type CoverageItem struct {
	ID            string
	Ref           string // AI-R1
	Title         string
	Group         Group
	Category      string   // of a table item: CC, A, PI, C or P
	Severity      Severity // of a gap
	Status        string
	Points        float64 // 0 to 1, from Config.Points or Config.ExceptionPoints
	NotApplicable bool    // a named reviewer accepted that the item does not fit: it leaves the denominator
}

// AICoverage is dimension D5, 0 to 100: the weighted mean of the groups' means. Gaps weigh by severity; table items weigh equally
// within a category and categories equally. An item of StatusUnknown earns nothing and lowers completeness. A group none of whose items
// applies leaves its weight to the others. The error names an item that fits no group.
func AICoverage(items []CoverageItem, cfg Config) (Score, error) {
	var parts []mean
	var total float64
	for _, g := range Groups() {
		m, err := groupMean(g, items, cfg)
		if err != nil {
			return Score{}, err
		}
		if m.weight > 0 {
			m.weight = cfg.Coverage.Groups[g]
			total += m.weight
			parts = append(parts, m)
		}
	}
	for _, i := range items {
		if !slices.Contains(Groups(), i.Group) {
			return Score{}, fmt.Errorf("cannot place checklist item %s: its group is %q", i.Ref, i.Group)
		}
	}
	all := average("AI checklist coverage", parts)
	s := Score{
		Value: percent * all.value, High: percent * all.high, Completeness: percent * all.known,
		Version: cfg.Version, Unknown: all.unknown(percent), Steps: all.step(),
	}
	s.Steps.Value = s.Value
	s.Steps.Formula = "100 × (" + s.Steps.Formula + ")"
	return s, nil
}

// groupMean works out one group; its weight is zero when none of its items applies.
func groupMean(g Group, items []CoverageItem, cfg Config) (mean, error) {
	var parts []mean
	var categories []string
	byCategory := map[string][]mean{}
	for _, i := range items {
		if i.Group != g || i.NotApplicable {
			continue
		}
		m := leaf(i)
		switch g {
		case Gap:
			w, ok := cfg.Coverage.Severity[i.Severity]
			if !ok {
				return mean{}, fmt.Errorf("cannot weigh gap %s: its severity is %q", i.Ref, i.Severity)
			}
			m.weight = w
		case Table:
			if i.Category == "" {
				return mean{}, fmt.Errorf("cannot place table item %s: it has no category", i.Ref)
			}
			if byCategory[i.Category] == nil {
				categories = append(categories, i.Category)
			}
			byCategory[i.Category] = append(byCategory[i.Category], m)
			continue
		}
		parts = append(parts, m)
	}
	for _, c := range categories {
		parts = append(parts, average("Category "+c, byCategory[c]))
	}
	return average(map[Group]string{Reading: "Reading", Gap: "Gaps", Table: "Table"}[g], parts), nil
}

// leaf is one item.
func leaf(i CoverageItem) mean {
	m := mean{label: spaced(i.Ref, i.Title), formula: i.Status, weight: 1, value: i.Points, high: i.Points, known: 1}
	if i.Status == StatusUnknown || i.Status == "" {
		m.value, m.high, m.known, m.formula = 0, 1, 0, "unknown"
		m.field, m.ask = i.Ref, "What does the report say on: "+i.Title+"?"
	}
	return m
}
