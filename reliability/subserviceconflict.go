package reliability

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// subserviceCheck holds what sections say about subservice organizations against each other.
type subserviceCheck struct{ none, inclusive, carveOut *regexp.Regexp }

func newSubserviceCheck() subserviceCheck {
	return subserviceCheck{
		none:      regexp.MustCompile(`(?:does not|did not) (?:use|rely on|engage) (?:any )?(?:subservice|subcontracted service)|no subservice organi[sz]ations? (?:is|are|were|was)`),
		inclusive: regexp.MustCompile(`inclusive method`),
		carveOut:  regexp.MustCompile(`carve-?d?[- ]?out method`),
	}
}

func (c subserviceCheck) signals(r *reading) []Signal {
	var out []Signal
	out = append(out, c.denied(r)...)
	for _, s := range r.rep.SubserviceOrganizations {
		out = append(out, c.methods(r, s)...)
		out = append(out, c.absent(r, s)...)
	}
	return out
}

// denied: a section says that there are none.
func (c subserviceCheck) denied(r *reading) []Signal {
	if len(r.rep.SubserviceOrganizations) == 0 {
		return nil
	}
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion, report.RoleDescription) {
		if c.none.MatchString(l.low) && !containsAny(l.low, "other than", "except", "besides", "other subservice", "apart from") {
			return []Signal{c.signal(Moderate, fmt.Sprintf("The %s says that no subservice organizations are used; the report names %s.",
				sectionName(l.role), listed(subserviceNames(r.rep)))).at(append(slices.Clone(l.evidence), r.rep.SubserviceOrganizations[0].Evidence...)...)}
		}
	}
	return nil
}

// methods: one organization, two methods. Sentences that name both methods, or several organizations, are left alone.
func (c subserviceCheck) methods(r *reading, s report.SubserviceOrganization) []Signal {
	var in, carved *line
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion, report.RoleDescription) {
		i, o := c.inclusive.MatchString(l.low), c.carveOut.MatchString(l.low)
		if i == o || !c.names(&l, s.Name) || c.namesAnother(r, &l, s.Name) {
			continue
		}
		if i && in == nil {
			in = &l
		}
		if o && carved == nil {
			carved = &l
		}
	}
	if in == nil || carved == nil {
		return nil
	}
	return []Signal{c.signal(Moderate, fmt.Sprintf("%s is under the inclusive method in the %s and under the carve-out method in the %s.",
		s.Name, sectionName(in.role), sectionName(carved.role))).at(append(slices.Clone(in.evidence), carved.evidence...)...)}
}

// absent: the letter or the assertion names an organization of which the description knows nothing.
func (c subserviceCheck) absent(r *reading, s report.SubserviceOrganization) []Signal {
	if r.words[report.RoleDescription] < 300 || !r.fully(report.RoleDescription) || len(r.rep.Coverage.Unread) > 0 {
		return nil
	}
	if slices.ContainsFunc(r.lines, func(l line) bool {
		return l.role == report.RoleDescription && (c.names(&l, s.Name) || slices.ContainsFunc(l.headings, func(h string) bool { return shares(h, s.Name) }))
	}) {
		return nil
	}
	if slices.ContainsFunc(r.rep.ComplementarySubserviceControls, func(k report.ComplementaryControl) bool {
		return alike(value(k.Organization), s.Name)
	}) {
		return nil
	}
	return []Signal{c.signal(Moderate, fmt.Sprintf("%s is named as a subservice organization, but the description never mentions it.", s.Name)).at(s.Evidence...)}
}

func (c subserviceCheck) names(l *line, name string) bool { return shares(l.text, name) }

func (c subserviceCheck) namesAnother(r *reading, l *line, name string) bool {
	return slices.ContainsFunc(r.rep.SubserviceOrganizations, func(o report.SubserviceOrganization) bool {
		return o.Name != name && shares(l.text, o.Name)
	})
}

// shares tells whether a text has a significant word of the name, or its initials.
func shares(text, name string) bool {
	words := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,.;:()\"'/", c) })
	own := significant(name)
	for _, w := range words {
		if initialsOf(w, name) {
			return true
		}
		for _, s := range own {
			if strings.EqualFold(w, s) {
				return true
			}
		}
	}
	return false
}

func (c subserviceCheck) signal(severity Severity, detail string) Signal {
	return Signal{
		Code: SubserviceContradiction, Severity: severity, Title: "Sections disagree about subservice organizations", Detail: detail,
		Limit: "Two names may mean one organization, and a method may be stated for one service only. Ask which controls are inside the examination.",
	}
}
