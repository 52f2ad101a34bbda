package reliability

import (
	"fmt"
	"regexp"
	"strings"

	"countersign/report"
)

// placeholderCheck finds text that a template left behind.
type placeholderCheck struct{ left *regexp.Regexp }

func newPlaceholderCheck() placeholderCheck {
	return placeholderCheck{left: regexp.MustCompile(`(?:` + strings.Join([]string{
		`(?i)\[(?:insert|enter|add|client|company|customer|vendor|entity|service (?:organi[sz]ation|auditor|provider)|organi[sz]ation|auditor|cpa|firm|your|name of|name|system|product|date|period|month|year|address|city|describe|list|select|if applicable|tbd|tbc|xx+|●|•|_+)[^\]]{0,80}\]`,
		`<<[^<>]{1,80}>>`, `(?i)<(?:insert|enter|company|client|service|name|date)[^<>]{0,60}>`, `\{\{[^{}]{1,80}\}\}`,
		`(?i)\blorem ipsum\b`, `(?i)\bx{2}[/.-]x{2}[/.-](?:20)?[x\d]{2}\b`, `\b20XX\b`, `\b20X[0-9]\b`, `\bXX+ (?:days|hours|employees)\b`,
		`\bTB[DCA]\b`, `\b(?:Service Organi[sz]ation|Company|Client|Service Auditor|System) Name\b`, `\bABC (?:Company|Corp|Inc|Service|LLC)`,
		`\bXYZ (?:Company|Corp|Inc|Service|LLC)`, `(?i)\binsert (?:company|client|organi[sz]ation|system|auditor|service|control|text|name|date|description|here)\b`,
		`(?i)\bnote to (?:drafter|preparer|draft|client|reviewer)\b`, `(?i)\bdelete (?:this (?:paragraph|section|text)|if not applicable|as appropriate)\b`,
		`(?i)\b(?:click|tap) (?:or tap )?here to enter\b`, `Error! (?:Reference source|Bookmark)`, `(?i)\b(?:this|sample) template\b.{0,40}\b(?:replace|complete|tailor)`,
	}, `)|(?:`) + `)`)} // in groups: a flag holds to the end of its group
}

func (c placeholderCheck) signals(r *reading) []Signal {
	var found []report.Evidence
	var words []string
	grave := false
	see := func(text string, where []report.Evidence, role report.Role) {
		m := ""
		if suspicious(text) {
			m = c.left.FindString(text)
		}
		if m == "" {
			return
		}
		grave = grave || role == report.RoleOpinion || role == report.RoleAssertion
		words = append(words, fmt.Sprintf("%q", m))
		found = append(found, where...)
	}
	for _, l := range r.lines {
		see(l.text, l.evidence, l.role)
	}
	for _, t := range r.rep.ControlTests {
		see(plain(t.Activity+" "+strings.Join(t.Procedures, " ")+" "+t.Result), t.Evidence, report.RoleTests)
	}
	if len(words) == 0 { // names on the cover, which is no section
		see(plain(value(r.rep.Vendor)), r.fact("vendor"), report.RoleOpinion)
		see(plain(value(r.rep.System)), r.fact("system"), report.RoleOpinion)
		see(plain(value(r.rep.Facts.Auditor)), r.fact("auditor"), report.RoleOpinion)
	}
	if len(words) == 0 {
		return nil
	}
	severity := Moderate
	if grave || len(words) >= 5 {
		severity = High
	}
	return []Signal{Signal{
		Code: PlaceholderText, Severity: severity, Title: "Text of a template was left in the report",
		Detail: fmt.Sprintf("%d %s what a template leaves open: %s.", len(words), plural(len(words), "place has", "places have"), listed(words[:min(len(words), mostEvidence)])),
		Limit:  "It shows haste, not forgery: genuine reports are written from templates too, and a form quoted in a control may have such fields. In the auditor's letter it should not have passed the firm's review.",
	}.at(found...)}
}

// suspicious spares nearly all sentences the pattern, which is slow.
func suspicious(text string) bool {
	return containsAny(strings.ToLower(text), "[", "<", "{{", "lorem", "xx", "20x", "tbd", "tbc", "tba", " name", "abc ", "xyz ", "insert ", "note to", "delete ", "here to enter", "error! ", "template")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
