package reliability

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// nameCheck finds places that speak of the service organization by another company's name: what an incomplete change of names leaves.
type nameCheck struct {
	letter []*regexp.Regexp // where the letter and the assertion name the service organization
	own    *regexp.Regexp   // where the description does

	aliases aliasFinder
}

func newNameCheck() nameCheck {
	const word = `[\p{Lu}][\p{L}\d&.-]*`
	const name = `(` + word + `(?:,? (?:(?:and|of|de|&) )?` + word + `){0,5}?)`
	re := regexp.MustCompile
	return nameCheck{
		aliases: newAliasFinder(),
		letter: []*regexp.Regexp{
			re(`(?:[Ww]e have examined|[Ww]e examined|[Oo]ur examination covered) (?:the (?:accompanying )?description (?:by|of) )?` + name + `(?:'s?)? (?:\(|accompanying|description|of its)`),
			re(`^` + name + `,? (?:is|are) (?:also )?responsible for (?:its|their) (?:service commitments|assertion)`),
			re(`^(?:TO|To)(?: the)?:? ` + name + `[:,]?$`),
			re(`^To:? (?:[Tt]he )?(?:Board of Directors|Management|Members|Shareholders|Directors|Board|Audit Committee)[^.]*? of ` + name + `(?:[:,]?$| and )`),
			re(`(?:on behalf of|management of|Management of) ` + name + `(?:$|[.,;:]$|,? (?:is|are|have|has)\b)`),
			re(`(?:achieve|that) ` + name + `'s? service commitments`),
			re(`^` + name + ` (?:also )?(?:uses|relies on|keeps|hosts|has (?:designed|provided))\b`),
			re(`(?:controls that|controls which|controls|which) ` + name + ` (?:has|have|(?:and [^.;]{3,60} )have) designed`),
			re(`[Dd]escription\b[^.;]{0,160}? (?:of|by|for) ` + name + `,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|plc|S\.A|GmbH)\b`),
			re(`[Dd]escription of ` + name + `(?:, (?:Inc\.|LLC|Ltd\.?))?'s?\b`),
			re(`^We, the management of ` + name + `,`),
			re(`^(?:The )?[Mm]anagement of ` + name + ` (?:\("[^)]*\) )?(?:is|are|has|have)\b`),
		},
		own: re(name + `'s (?:service commitments|system requirements|management (?:is|has)|principal service|description of its)`),
	}
}

func (c nameCheck) signals(r *reading) []Signal {
	vendor := value(r.rep.Vendor)
	if vendor == "" {
		return nil
	}
	known := append([]string{vendor, value(r.rep.System), value(r.rep.Facts.Auditor)}, subserviceNames(r.rep)...)
	known = append(known, c.aliases.of(r, known)...)
	names := map[string][]report.Evidence{}
	var order []string
	grave := false
	for _, l := range r.lines {
		for _, n := range c.namesIn(&l) {
			if isPlain(n) || slices.ContainsFunc(known, func(k string) bool { return calls(n, k) }) {
				continue
			}
			if _, ok := names[n]; !ok {
				order = append(order, n)
			}
			names[n] = append(names[n], l.evidence...)
			grave = grave || l.role == report.RoleOpinion || l.role == report.RoleAssertion
		}
	}
	if len(order) == 0 {
		return nil
	}
	severity := Moderate
	if grave {
		severity = High
	}
	var evidence []report.Evidence
	for _, n := range order {
		evidence = append(evidence, names[n]...)
	}
	return []Signal{Signal{
		Code: NameContradiction, Severity: severity, Title: "The service organization is named differently in places",
		Detail: fmt.Sprintf("The report is about %s; sentences about the service organization name %s.", vendor, listed(order[:min(len(order), mostEvidence)])),
		Limit:  "A parent, a former name or a company under the inclusive method may stand there rightly. It is also what remains when a report is made from another company's.",
	}.at(append(evidence, r.fact("vendor")...)...)}
}

// namesIn are the names by which a sentence calls the service organization.
func (c nameCheck) namesIn(l *line) []string {
	var out []string
	switch l.role {
	case report.RoleOpinion, report.RoleAssertion:
		for _, p := range c.letter {
			for _, m := range p.FindAllStringSubmatch(l.text, -1) {
				out = append(out, strings.TrimSuffix(m[1], "'s"))
			}
		}
	case report.RoleDescription:
		for _, m := range c.own.FindAllStringSubmatch(l.text, -1) {
			out = append(out, m[1])
		}
	}
	return out
}

// calls tells whether a name may stand for a known one: by its first significant word, since names of a trade share the later ones
// ("Brightwater Payroll", "Quillstone Payroll"), or by initials.
func calls(name, known string) bool {
	return alike(significant(name)[0], known) || initialsOf(name, known) || initialsOf(known, name)
}
