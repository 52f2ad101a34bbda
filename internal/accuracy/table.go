package accuracy

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// sorted are the measures by the first part of their names.
func (r *Result) sorted() []Measure {
	out := slices.Clone(r.Measures)
	slices.SortStableFunc(out, func(a, b Measure) int {
		x, _, _ := strings.Cut(a.Name, ".")
		y, _, _ := strings.Cut(b.Name, ".")
		return strings.Compare(x, y)
	})
	return out
}

// Table prints the measures for a terminal.
func (r *Result) Table(w io.Writer) error {
	var b strings.Builder
	rule := strings.Repeat("-", 78) + "\n"
	fmt.Fprintf(&b, "%s: %d files, %d not read\n\n", r.Set, r.Files, r.Unread)
	fmt.Fprintf(&b, "%-58s %8s %9s\n%s", "measure", "value", "n", rule)
	for _, m := range r.sorted() {
		fmt.Fprintf(&b, "%-58s %8.3f %9s\n", m.Name, m.Value(), fmt.Sprintf("%d/%d", m.Hits, m.All))
	}
	fmt.Fprintf(&b, "%s%-34s %9s %9s %9s   %s\n", rule, "list", "precision", "recall", "F1", "hit/true/read")
	for _, l := range r.Lists {
		fmt.Fprintf(&b, "%-34s %9.3f %9.3f %9.3f   %d/%d/%d\n", l.Name, l.Precision(), l.Recall(), l.F1(), l.Hits, l.True, l.Read)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("cannot print the table: %w", err)
	}
	return nil
}

// Markdown prints the measures as two tables.
func (r *Result) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "| Measure | Share | Hits |\n|---|---:|---:|\n")
	for _, m := range r.sorted() {
		fmt.Fprintf(&b, "| %s | %.3f | %d of %d |\n", m.Name, m.Value(), m.Hits, m.All)
	}
	fmt.Fprintf(&b, "\n| List | Precision | Recall | F1 | Hits / true / read |\n|---|---:|---:|---:|---:|\n")
	for _, l := range r.Lists {
		fmt.Fprintf(&b, "| %s | %.3f | %.3f | %.3f | %d / %d / %d |\n", l.Name, l.Precision(), l.Recall(), l.F1(), l.Hits, l.True, l.Read)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("cannot print the table: %w", err)
	}
	return nil
}
