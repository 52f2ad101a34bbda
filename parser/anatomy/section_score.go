package anatomy

import (
	"slices"
	"strings"

	"countersign/report"
)

// score adds up what speaks for a heading: the table of contents, its numeral, its style, running headers, and what follows it.
func (r *reading) score(c *candidate, n *node) int {
	s := 0
	for _, e := range r.toc {
		if similarTitle(e.title, c.key) {
			s += 3
			break
		}
	}
	if c.number != "" {
		s += 2
	}
	if r.runsAsHeader(c) {
		s += 2
	}
	switch {
	case n.size >= 1.25*r.bodySize:
		s += 2
	case n.size >= 1.03*r.bodySize || n.bold:
		s++
	}
	if upperShare(c.title) > 0.8 {
		s++
	}
	if n.y < 0.3*n.pageH || r.wordsOn(c.page) < 60 {
		s++
	}
	s += r.contentScore(c)
	if r.stops(c.title) || strings.HasSuffix(c.title, ",") || strings.HasSuffix(c.title, ";") {
		s -= 3
	}
	if r.lx.proseRef.MatchString(c.title) {
		s -= 3
	}
	if isSign(n.bullet) {
		s -= 4
	}
	if n.isRow() && n.row.single() == nil {
		s -= 4
	}
	if len(c.title) > 60 && upperShare(c.title) < 0.06 {
		s -= 3 // a sentence
	}
	return s
}

// contentScore looks at what follows the heading for the words that each role cannot do without.
func (r *reading) contentScore(c *candidate) int {
	var b strings.Builder
	for i := c.end; i < len(r.nodes) && i < c.end+30 && b.Len() < 5000 && r.nodes[i].page <= c.page+2; i++ {
		b.WriteString(r.nodes[i].text.Text)
		b.WriteByte('\n')
	}
	t := strings.ToLower(plain(b.String()))
	has := func(cues ...string) bool {
		return slices.ContainsFunc(cues, func(cue string) bool { return strings.Contains(t, cue) })
	}
	switch c.role {
	case report.RoleOpinion:
		if has("we have examined", "our examination covered", "we were engaged to examine", "we examined", "we have been engaged to") {
			return 4
		}
	case report.RoleAssertion:
		if has("we have prepared", "we assert", "we confirm", "to the best of our knowledge", "we are responsible for designing") {
			return 4
		}
	case report.RoleTests, report.RoleCriteria:
		if has("results of test", "test results", "tests performed", "tests of controls", "control activit", "exceptions noted", "deviations noted", "controls specified", "cc1.1") {
			return 3
		}
	case report.RoleOther:
		if has("not a part of", "not part of", "not covered", "unaudited", "not been subjected", "was not subjected", "no opinion", "not been audited", "not examined", "do not express", "management's response", "management response") {
			return 3
		}
	case report.RoleDescription:
		if has("infrastructure", "services provided", "overview", "background", "founded", "headquarter", "boundaries") {
			return 2
		}
	}
	return 0
}

// runsAsHeader tells whether the title is the running header of its page or of those after it.
func (r *reading) runsAsHeader(c *candidate) bool {
	for p := c.page; p <= c.page+2 && p <= len(r.doc.Pages); p++ {
		for _, l := range r.doc.Pages[p-1].Aside {
			_, rest := r.lx.title(l.Text())
			if k := collapse(rest); len(k) > 8 && similarTitle(k, c.key) {
				return true
			}
		}
	}
	return false
}

// similarTitle allows for a word of difference: tables of contents and bodies differ in "Auditor" and "Auditors".
func similarTitle(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	if long, short := max(len(a), len(b)), min(len(a), len(b)); short*10 < long*6 {
		return false
	}
	wa, wb := strings.Fields(a), strings.Fields(b)
	shared := 0
	for _, w := range wa {
		if slices.ContainsFunc(wb, func(o string) bool { return o == w || strings.TrimSuffix(o, "s") == strings.TrimSuffix(w, "s") }) {
			shared++
		}
	}
	return shared*10 >= 8*max(len(wa), len(wb))
}
