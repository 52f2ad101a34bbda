package assessment

import (
	"fmt"
	"slices"
	"strings"

	"countersign/checklist"
	"countersign/report"
)

// flagged tests for a red flag about the exceptions.
func flagged(code string) func(*subject, Rule) []hit {
	return func(s *subject, _ Rule) []hit {
		var out []hit
		for i := range s.a.RedFlags {
			f := &s.a.RedFlags[i]
			if f.Code != code {
				continue
			}
			for n, reason := range f.Reasons {
				name, evidence := "", f.Evidence
				if len(f.Exceptions) == len(f.Reasons) {
					e := &s.rep.Exceptions[f.Exceptions[n]]
					name, evidence = controlName(e), e.Evidence
				}
				out = append(out, met(name, evidence, "%s", reason))
			}
		}
		return out
	}
}

func controlName(e *report.Exception) string {
	if e.Control != nil {
		return "control " + *e.Control
	}
	return fmt.Sprintf("the control without a number on page %d", e.Page)
}

// open tests for points that the boundary of AI leaves open.
func open(name string, codes ...string) func(*subject, Rule) []hit {
	return func(s *subject, _ Rule) []hit {
		var out []hit
		for _, p := range s.a.Boundary.Open {
			if slices.Contains(codes, p.Code) {
				out = append(out, met(name, p.Evidence, "%s", p.Text))
			}
		}
		return out
	}
}

func (s *subject) hasAI() bool { return s.a.Boundary.AIInService == checklist.Yes }

func aiExcluded(s *subject, r Rule) []hit {
	if !s.hasAI() || s.a.Boundary.InsideDescription != checklist.Excluded {
		return nil
	}
	return open("", checklist.OpenExcluded)(s, r)
}

func aiPartlyExcluded(s *subject, r Rule) []hit {
	if s.a.Boundary.InsideDescription != checklist.PartlyInside {
		return nil
	}
	return open("", checklist.OpenExcluded)(s, r)
}

// aiNotStated holds also where the report says only that no models are trained, which leaves those of others.
func aiNotStated(s *subject, _ Rule) []hit {
	b := &s.a.Boundary
	switch {
	case b.AIInService == checklist.Yes || b.AIInService == checklist.No && b.Note == "":
		return nil
	case b.Note == "":
		return one(met("", nil, "The report does not speak of AI in the service."))
	}
	var evidence []report.Evidence
	for _, m := range slices.Concat(b.Traces, b.Marketing, b.Planned, b.Denied) {
		evidence = append(evidence, m.Evidence...)
	}
	return one(met("", evidence, "AI in the service: %s (%s).", b.AIInService, b.Note))
}

func providerCarvedOut(s *subject, _ Rule) []hit {
	var out []hit
	for _, p := range s.a.Boundary.Providers {
		switch {
		case p.Method == nil:
			out = append(out, met(p.Name, p.Evidence, "%s provides models; the report does not say whether its controls were examined.", p.Name))
		case *p.Method == report.CarveOut:
			out = append(out, met(p.Name, p.Evidence, "%s provides models, and its controls are left out (carve-out method).", p.Name))
		}
	}
	return append(out, open("the provider of the models, once it is named,", checklist.OpenUnnamed)(s, Rule{})...)
}

// readingItems are those to read for that are neither tested nor described.
func readingItems(s *subject, r Rule) []hit {
	return s.short(func(a *checklist.Answer) bool { return slices.Contains(r.Items, a.Ref) }, checklist.Partial)
}

// gapsHigh are gaps of a severity on which nothing is stated.
func gapsHigh(s *subject, r Rule) []hit {
	return s.short(func(a *checklist.Answer) bool { return strings.HasPrefix(a.Ref, r.Prefix) && a.Severity == r.Severity })
}

// short lists items of a kind that fall short: nothing is stated on them, or they have one of the other statuses.
func (s *subject) short(kind func(*checklist.Answer) bool, also ...string) []hit {
	if !s.hasAI() {
		return nil
	}
	var out []hit
	for i := range s.a.Items {
		a := &s.a.Items[i]
		if !kind(a) || !silent(a.Status) && !slices.Contains(also, a.Status) {
			continue
		}
		var evidence []report.Evidence
		for _, q := range slices.Concat(a.Quotes, a.NotCounted) {
			evidence = append(evidence, q.Evidence...)
		}
		out = append(out, met(a.Ref+" ("+a.Title+")", evidence, "%s %s: %s.", a.Ref, a.Title, a.Status))
	}
	return out
}

// silent tells the statuses of an item on which the report states nothing.
func silent(status string) bool {
	return status == checklist.Absent || status == checklist.NearMiss || status == checklist.Unknown
}
