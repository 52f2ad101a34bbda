package reliability

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// typeCheck holds the type of the report (design as of a date, or operation throughout a period) against what the letter concludes.
type typeCheck struct{ named, operated *regexp.Regexp }

func newTypeCheck() typeCheck {
	return typeCheck{
		named:    regexp.MustCompile(`(?:soc 2|soc2),? type (1|2|i{1,2})\b|\btype (1|2|i{1,2}) (?:report|examination)\b`),
		operated: regexp.MustCompile(`controls\b.{0,80}?\b(?:operated effectively|did not operate effectively|were (?:not )?operating effectively)`),
	}
}

func (c typeCheck) signals(r *reading) []Signal {
	if r.rep.Facts.Type == nil || !r.fully(report.RoleOpinion) {
		return nil
	}
	if s := c.misnamed(r); s != nil {
		return s
	}
	if r.isType(1) {
		return c.operation(r)
	}
	return c.noOperation(r)
}

// misnamed: letter or assertion call the report by the other type.
func (c typeCheck) misnamed(r *reading) []Signal {
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion) {
		m := c.named.FindStringSubmatch(l.headed())
		if m == nil || containsAny(l.low, "prior", "previous", "subservice", "next", "first", "earlier") {
			continue
		}
		n := 1
		if m[1]+m[2] == "2" || m[1]+m[2] == "ii" {
			n = 2
		}
		if r.isType(n) {
			continue
		}
		return []Signal{c.signal(High, fmt.Sprintf("The report is of type %d; the %s calls it type %d.", *r.rep.Facts.Type, sectionName(l.role), n)).
			at(append(slices.Clone(l.evidence), r.fact("type")...)...)}
	}
	return nil
}

// operation: a type 1 letter concludes on the design only.
func (c typeCheck) operation(r *reading) []Signal {
	for _, l := range r.of(report.RoleOpinion) {
		if c.concludes(l.low) {
			return []Signal{c.signal(Moderate, fmt.Sprintf("The report is of type 1, which tests no operation; its letter says %q.", short(l.text))).
				at(append(slices.Clone(l.evidence), r.fact("type")...)...)}
		}
	}
	return nil
}

// noOperation: a type 2 letter must conclude on the operation.
func (c typeCheck) noOperation(r *reading) []Signal {
	f := r.rep.Facts
	if f.OpinionStatus != report.OpinionRead || f.OpinionParts.Operation != nil || value(f.Opinion) == report.Disclaimer {
		return nil
	}
	if slices.ContainsFunc(r.of(report.RoleOpinion), func(l line) bool { return c.concludes(l.low) }) {
		return nil
	}
	return []Signal{c.signal(High, "The report is of type 2, but its letter gives no conclusion on whether the controls operated effectively.").
		at(slices.Concat(r.fact("type"), r.fact("opinion"))...)}
}

// concludes tells a clause on the operation of controls from the condition "if the controls operated effectively", and from a
// sentence on what an examination involves.
func (c typeCheck) concludes(low string) bool {
	for clause := range strings.SplitSeq(low, ";") {
		clause, _, _ = strings.Cut(clause, " if ")
		clause, _, _ = strings.Cut(clause, " had ")
		if c.operated.MatchString(clause) && !containsAny(clause, "about whether", "the risk", "are necessary", "responsib", "involves", "obtain evidence") {
			return true
		}
	}
	return false
}

func (c typeCheck) signal(severity Severity, detail string) Signal {
	return Signal{
		Code: TypeContradiction, Severity: severity, Title: "The letter does not fit the type of the report", Detail: detail,
		Limit: "A sentence taken over from the year before looks the same. What counts is the conclusion in the letter and whether tests of operation are listed.",
	}
}
