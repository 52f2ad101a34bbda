package present

import (
	"fmt"
	"strings"

	"countersign/checklist"
)

// coverage is the checklist at a glance: a line an item.
func (j judgement) coverage() Part {
	const heading = "AI coverage checklist"
	lead := fmt.Sprintf("Catalog %s, as of %s. %s", j.a.Catalog, longDate(j.a.AsOf), j.countStatuses())
	if !j.hasAI() {
		return Part{heading, j.coverageWithoutAI(lead)}
	}
	blocks := []Block{Paragraph(lead)}
	for _, g := range groupsOfItems() {
		t := Table{Columns: []Column{{Name: "Ref"}, {Name: g.name, Wide: true}, {Name: "Severity"}, {Name: "Status"}, {Name: "Page"}}}
		for i := range j.a.Items {
			a := &j.a.Items[i]
			if prefixOf(a.Ref) != g.prefix {
				continue
			}
			severity := ""
			if g.prefix == "AI-G" {
				severity = a.Severity
			}
			t.Rows = append(t.Rows, []string{a.Ref, a.Title, severity, shortStatus(a), fewPages(a.Pages)})
		}
		if len(t.Rows) > 0 {
			blocks = append(blocks, withoutEmptyColumns(t))
		}
	}
	return Part{heading, blocks}
}

// coverageWithoutAI lists only what was found all the same: where there is no AI, no item is missing.
func (j judgement) coverageWithoutAI(lead string) []Block {
	why := "The report does not say that there is AI in the service. Unless the vendor confirms in writing that there is none, the items are open; they are not listed one by one."
	if j.a.Boundary.AIInService == checklist.No {
		why = "The report says that there is no AI in the service" + map[bool]string{true: "", false: " (" + j.a.Boundary.Note + ")"}[j.a.Boundary.Note == ""] + ". The items are not listed one by one."
	}
	t := Table{Columns: []Column{{Name: "Ref"}, {Name: "Something was found on", Wide: true}, {Name: "Status"}, {Name: "Page"}}}
	for i := range j.a.Items {
		if a := &j.a.Items[i]; !silent(a.Status) {
			t.Rows = append(t.Rows, []string{a.Ref, a.Title, shortStatus(a), fewPages(a.Pages)})
		}
	}
	blocks := []Block{Paragraph(lead), Paragraph(why)}
	if len(t.Rows) > 0 {
		blocks = append(blocks, withoutEmptyColumns(t))
	}
	return blocks
}

// countStatuses writes "51 items: 3 tested, 2 described, 46 absent."
func (j judgement) countStatuses() string {
	by := map[string]int{}
	for i := range j.a.Items {
		by[j.a.Items[i].Status]++
	}
	var parts []string
	for _, s := range []string{checklist.Tested, checklist.Described, checklist.Partial, checklist.NearMiss, checklist.Absent, checklist.Unknown, "not-testable"} {
		if by[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", by[s], s))
		}
	}
	return count(len(j.a.Items), "item") + ": " + strings.Join(parts, ", ") + "."
}

// itemGroup is a part of the checklist.
type itemGroup struct{ prefix, name string }

func groupsOfItems() []itemGroup {
	return []itemGroup{
		{"AI-R", "What to read for"},
		{"AI-G", "Known gaps"},
		{"AI-CC", "Risks: common criteria"},
		{"AI-AV", "Risks: availability"},
		{"AI-PI", "Risks: processing integrity"},
		{"AI-CO", "Risks: confidentiality"},
		{"AI-PR", "Risks: privacy"},
		{"", "Your own items"},
	}
}

// prefixOf is the prefix of an item's group: AI-R of AI-R1, AI-CC of AI-CC-01; empty of others.
func prefixOf(ref string) string {
	letters := strings.TrimRight(ref, "0123456789-")
	for _, g := range groupsOfItems() {
		if g.prefix == letters {
			return g.prefix
		}
	}
	return ""
}

// shortStatus is the status for a table: with what changes its meaning, and the first flag where nothing counts.
func shortStatus(a *checklist.Answer) string {
	switch {
	case a.Exception:
		return a.Status + ", exception"
	case silent(a.Status) && len(a.Flags) > 0:
		return a.Status + ", " + shortFlag(a.Flags[0])
	}
	return a.Status
}

func shortFlag(flag string) string {
	return orElseText(map[string]string{"unaudited-claim": "claimed", "shifted-to-customer": "yours", "carved-out": "carved out"}[flag], flag)
}

// statusOf is the status with its flags.
func statusOf(a *checklist.Answer) string {
	return spaced(a.Status, inParenthesis(strings.Join(a.Flags, ", ")))
}

// fewPages keeps the column narrow.
func fewPages(list []int) string {
	const most = 2
	if len(list) > most {
		return pages(list[:most]) + ", ..."
	}
	return pages(list)
}
