package present

import (
	"fmt"
	"strings"

	"countersign/checklist"
)

// boundary says where AI stands in the examined system.
func (j judgement) boundary() Part {
	b := &j.a.Boundary
	tone := Caution
	if b.AIInService == checklist.No && b.Note == "" {
		tone = Plain
	}
	inside := Fact{Label: "In the description", Value: b.InsideDescription}
	if b.InsideDescription != checklist.Inside && b.AIInService == checklist.Yes {
		inside.Tone = Bad
	}
	facts := Facts{{"AI in the service", spaced(capital(b.AIInService), inParenthesis(b.Note)), tone}}
	if b.AIInService == checklist.Yes {
		facts = append(facts, inside, j.processingIntegrity())
	}
	if len(b.Providers) > 0 {
		facts = append(facts, j.providers())
	}
	blocks := []Block{facts}
	if list := j.mentions(); len(list) > 0 {
		blocks = append(blocks, list)
	}
	if len(b.Open) > 0 {
		var open Alerts
		for _, p := range b.Open {
			open = append(open, Alert{spaced(p.Text, place(p.Evidence, 0)), Caution})
		}
		blocks = append(blocks, Paragraph("What stays open:"), open)
	}
	return Part{"AI in the examined system", blocks}
}

func inParenthesis(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func (j judgement) processingIntegrity() Fact {
	at := place(j.a.Boundary.ProcessingIntegrityEvidence, 0)
	if j.a.Boundary.ProcessingIntegrityInScope {
		return Fact{Label: "Processing integrity", Value: spaced("In scope", at)}
	}
	return Fact{"Processing integrity", spaced("Not in scope: no criterion made for correct output was examined", at), Caution}
}

func (j judgement) providers() Fact {
	f := Fact{Label: "Model providers"}
	var list []string
	for _, p := range j.a.Boundary.Providers {
		if p.Method == nil || *p.Method != "inclusive" {
			f.Tone = Caution
		}
		list = append(list, spaced(fmt.Sprintf("%s, %s", p.Name, orElse(p.Method, "method not stated")), place(p.Evidence, 0)))
	}
	f.Value = strings.Join(list, "; ")
	return f
}

// mentions quotes the sentences about AI, a few of each kind.
func (j judgement) mentions() Entries {
	const most = 3
	b := &j.a.Boundary
	var out Entries
	for _, l := range []struct {
		head, key string
		list      []checklist.Mention
	}{
		{"Features", "features", b.Features},
		{"Models", "models", b.Models},
		{"Traces of models at work", "traces", b.Traces},
		{"Outside of the system", "excluded", b.Excluded},
		{"Denied", "denied", b.Denied},
		{"Planned, so not in the period", "planned", b.Planned},
		{"Left to customers", "left_to_customers", b.LeftToCustomers},
		{"Praise, from which nothing follows", "marketing", b.Marketing},
	} {
		if len(l.list) == 0 {
			continue
		}
		e := Entry{Head: fmt.Sprintf("%s (%d)", l.head, max(b.Counts[l.key], len(l.list)))}
		for _, m := range l.list[:min(most, len(l.list))] {
			intro := ""
			if m.Heading != "" {
				intro = "Under \"" + m.Heading + "\":"
			}
			e.Passages = append(e.Passages, quoteText(m.Text, m.Evidence, m.Page, intro))
		}
		out = append(out, e)
	}
	return out
}
