package reliability

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// systemCheck holds the system's name in the conclusion and in the assertion against the one on the cover.
type systemCheck struct {
	presents *regexp.Regexp
	aliases  aliasFinder
}

func newSystemCheck() systemCheck {
	return systemCheck{aliases: newAliasFinder(), presents: regexp.MustCompile(`(?i:description (?:(?:fairly )?presents|does not (?:fairly )?present),? )(?:fairly )?(?:(?:[\p{L}\d &.,-]+)'s? )?(?:the |its |our )?(.{3,90}?) (?:that (?:was|were)|as) designed and implemented`)}
}

func (c systemCheck) signals(r *reading) []Signal {
	system := value(r.rep.System)
	if system == "" {
		return nil
	}
	known := []string{system, value(r.rep.Vendor)}
	known = append(known, c.aliases.of(r, known)...)
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion) {
		m := c.presents.FindStringSubmatch(l.text)
		if m == nil || strings.ToLower(m[1]) == m[1] || isPlain(m[1]) {
			continue
		}
		if slices.ContainsFunc(known, func(k string) bool { return alike(m[1], k) }) {
			continue
		}
		return []Signal{Signal{
			Code: SystemContradiction, Severity: Moderate, Title: "The conclusion speaks of another system",
			Detail: fmt.Sprintf("The report is about %s; the %s concludes on %q.", system, sectionName(l.role), m[1]),
			Limit:  "One product may have two names. If it does not, the conclusion does not cover the system that you use.",
		}.at(append(slices.Clone(l.evidence), r.fact("system")...)...)}
	}
	return nil
}

func sectionName(role report.Role) string {
	switch role {
	case report.RoleOpinion:
		return "service auditor's report"
	case report.RoleAssertion:
		return "assertion"
	case report.RoleDescription:
		return "description"
	case report.RoleTests, report.RoleCriteria:
		return "tests section"
	}
	return "other information"
}
