package anatomy

import (
	"regexp"
	"strings"

	"countersign/report"
)

// disclosures reads what the description must tell: incidents (DC 4) and significant changes in the period (DC 9).
func (r *reading) disclosures() {
	r.out.Incidents = r.under(regexp.MustCompile(`(?i)^(?:disclosures? of |disclosed |description of )?(?:significant |identified )?(?:system |security |service )?incidents?(?: (?:during|disclos|identified|in the|occurring|that|noted|and (?:significant |system )?changes)\b.*)?$`))
	r.out.SignificantChanges = r.under(regexp.MustCompile(`(?i)\b(?:significant |material |relevant )?changes (?:to (?:the |its )?(?:system|service|description|control|environment)[a-z ]*)?(?:during|in|throughout|over) the\b|^significant changes|^changes (?:to|in) the (?:system|service)|^material changes`))
}

// under are the paragraphs below headings of the description that match.
func (r *reading) under(head *regexp.Regexp) []report.Disclosure {
	out := []report.Disclosure{}
	// Plans stand under the same headings and disclose nothing of the period.
	planned := regexp.MustCompile(`(?i)\b(?:plans? to|intends? to|roadmap|under consideration|will be (?:added|introduced|implemented|replaced)|is (?:planned|scheduled)|next (?:fiscal )?year|later release|in the coming year)\b`)
	nodes := r.in(r.part(report.RoleDescription))
	for i := range nodes {
		n := &nodes[i]
		t := strings.TrimSpace(plain(n.text.Text))
		if n.isRow() || len(t) > 110 || strings.HasSuffix(t, ".") || !r.styled(n) || !head.MatchString(t) {
			continue
		}
		for j := i + 1; j < len(nodes) && j < i+12; j++ {
			m := &nodes[j]
			if !m.isRow() && r.styled(m) && len(m.text.Text) < 110 && !strings.HasSuffix(m.text.Text, ".") && !isSign(m.bullet) { // a numeral may lead a heading
				break
			}
			if len(m.text.Text) < 20 || planned.MatchString(m.text.Text) {
				continue
			}
			out = append(out, report.Disclosure{Page: m.page, Heading: t, Text: m.text.Verbatim(), Evidence: r.proof.of(m.text)})
		}
	}
	return out
}
