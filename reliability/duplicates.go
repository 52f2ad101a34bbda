package reliability

import (
	"cmp"
	"fmt"
	"slices"

	"countersign/report"
)

// When shared text is a signal (docs/adr/0010 gives what was measured).
const (
	fewestShared  = 5    // long passages; fewer are chance or a common source
	shareModerate = 0.15 // of the description's long passages
	shareHigh     = 0.40
	shareControls = 0.50 // of the control activities
)

// duplicates compares the report with the others on hand. The same vendor's reports are expected to be alike.
func (c *Checker) duplicates(r *reading) []Signal {
	if len(r.o.Others) == 0 {
		return nil
	}
	mine := c.printer.Print(r.rep)
	texts := c.printer.texts(r.rep)
	var out []Signal
	for _, m := range Compare(mine, r.o.Others) {
		severity := m.severity()
		if m.SameVendor || severity == "" {
			continue
		}
		out = append(out, Signal{
			Code: NearDuplicate, Severity: severity, Title: "Text of the description also stands in another vendor's report",
			Detail: fmt.Sprintf("With names and figures masked, %d of %d long passages of the description and %d of %d control activities also stand in the report of %s (%s), auditor %s.",
				m.SharedProse, m.Passages, m.SharedControls, m.Controls, orUnknown(m.Other.Vendor), m.Other.File, orUnknown(m.Other.Auditor)),
			Limit: "Compliance platforms and consultants hand out model policies and control texts, and sister companies share systems. It does not tell which report came first. Passages that describe how this vendor works should be its own.",
		}.at(m.evidence(texts)...))
	}
	return out
}

func (m Match) severity() Severity {
	prose, controls := share(m.SharedProse, m.Passages), share(m.SharedControls, m.Controls)
	switch {
	case m.SharedProse >= fewestShared && prose >= shareHigh:
		return High
	case m.SharedProse >= fewestShared && prose >= shareModerate:
		return Moderate
	case m.SharedControls >= 2*fewestShared && controls >= shareControls:
		return Low
	}
	return ""
}

// evidence shows the likest passages, prose before control activities.
func (m Match) evidence(texts []ownText) []report.Evidence {
	shared := slices.Clone(m.Shared)
	slices.SortStableFunc(shared, func(a, b SharedText) int {
		if a.Control != b.Control {
			if a.Control {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Index, b.Index))
	})
	var out []report.Evidence
	for _, s := range shared {
		if s.Index < len(texts) && len(texts[s.Index].evidence) > 0 {
			out = append(out, texts[s.Index].evidence[0])
		}
	}
	return out
}

func share(part, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(part) / float64(of)
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
