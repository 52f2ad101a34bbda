package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// stretch is a section with its place in the stream: nodes [from, to).
type stretch struct {
	report.Section
	from, to int
}

// candidate is a node that may be a section's heading.
type candidate struct {
	at, end int // nodes [at, end) hold the heading
	page    int
	role    report.Role
	number  string
	title   string // as printed
	key     string // collapsed
	score   int
}

// roleComplement is a section of complementary controls; it belongs to the description.
const roleComplement report.Role = "complementary"

const enough = 5 // points from which a candidate is taken for a heading

// roleOf tells a section's role by its title alone; empty when it is none. The order matters: titles of sections that the auditor
// did not cover, and of tests, mention reports, descriptions and criteria too.
func (lx *lexicon) roleOf(title string) report.Role {
	t := plain(title)
	switch {
	case lx.opinionHead.MatchString(t):
		return report.RoleOpinion
	case lx.otherHead.MatchString(t):
		return report.RoleOther
	case lx.testsHead.MatchString(t):
		return report.RoleTests
	case lx.assertionHead.MatchString(t):
		return report.RoleAssertion
	case lx.criteriaHead.MatchString(t):
		return report.RoleCriteria
	case lx.descriptionHead.MatchString(t):
		return report.RoleDescription
	}
	return ""
}

// sections finds the report's sections.
func (r *reading) sections() []stretch {
	cands := r.candidates()
	chosen := chain(cands)
	for i := range chosen {
		chosen[i] = earliestTwin(chosen[i], cands, r.tocPages)
	}
	chosen = r.contentFallback(chosen)
	slices.SortFunc(chosen, func(a, b candidate) int { return a.at - b.at })
	return r.stretches(chosen)
}

// candidates scores every node that reads like a section's heading.
func (r *reading) candidates() []candidate {
	var out []candidate
	for i := 0; i < len(r.nodes); i++ {
		n := &r.nodes[i]
		if r.tocPages[n.page] || n.text.Text == "" || len(n.text.Text) > 220 || n.isRow() && n.row.single() == nil || !r.mayHead(n) {
			continue
		}
		c := r.headingAt(i)
		if c.role == "" {
			continue
		}
		if c.score = r.score(&c, n); c.score >= enough {
			out = append(out, c)
		}
	}
	return out
}

// headingAt reads node i as a heading: its numeral, which may stand on a line of its own, its title, and the role that the title names.
func (r *reading) headingAt(i int) candidate {
	n := &r.nodes[i]
	end, text := r.headingRun(i)
	number, rest := r.lx.title(text)
	if number == "" && n.bullet != "" && !isSign(n.bullet) {
		number = strings.Trim(n.bullet, "().")
		text = n.bullet + " " + text
	}
	if number == "" && i > 0 && r.nodes[i-1].page == n.page {
		if num, left := r.lx.title(r.nodes[i-1].text.Text); num != "" && left == "" {
			number = num
		}
	}
	c := candidate{at: i, end: end, page: n.page, number: number, title: strings.TrimSpace(text), key: collapse(rest)}
	if rest != "" && len(strings.Fields(rest)) <= 32 {
		c.role = r.headingRole(n, number, rest)
	}
	return c
}

func (r *reading) headingRole(n *node, number, title string) report.Role {
	if number != "" && n.size >= 1.2*r.bodySize && (r.comp.user.MatchString(title) || r.comp.sub.MatchString(title)) {
		return roleComplement
	}
	role := r.lx.roleOf(title)
	if role == "" && r.out.Facts.Kind == report.SOC3 && containsAny(lower(title), "principal service commitments") {
		return report.RoleOther // an attachment of a general use report
	}
	return role
}

// mayHead is a cheap look before the patterns: a section's title has one of these words, in its first line or in those that it runs on.
func (r *reading) mayHead(n *node) bool {
	t := n.text.Text
	if len(t) > 60 && r.stops(t) {
		return false
	}
	if r.styled(n) {
		return true
	}
	return containsAny(strings.ToLower(t), "report", "opinion", "assertion", "description", "test", "criteri", "information", "response", "section", "unaudited")
}

// stops tells whether a text ends like a sentence: "Acme, Inc." does not.
func (r *reading) stops(t string) bool {
	if !strings.HasSuffix(t, ".") {
		return false
	}
	last := t[strings.LastIndexByte(t, ' ')+1:]
	return !r.formEnd.MatchString(last)
}

// headingRun joins the lines of a title that wraps: neighbors on the page in the same style.
func (r *reading) headingRun(i int) (end int, text string) {
	n := &r.nodes[i]
	text, end = n.text.Verbatim(), i+1
	if n.isRow() || !r.styled(n) {
		return end, text
	}
	for end < len(r.nodes) && end < i+6 {
		m := &r.nodes[end]
		if m.isRow() || m.page != n.page || m.bold != n.bold || m.bullet != "" || !r.styled(m) || m.y-r.nodes[end-1].y > 3.2*n.size {
			break
		}
		if ratio := m.size / max(n.size, 1); ratio > 1.04 || ratio < 0.96 {
			break
		}
		if num, _ := r.lx.title(m.text.Text); num != "" && strings.HasPrefix(strings.ToLower(m.text.Text), "section") {
			break
		}
		text += " " + m.text.Verbatim()
		end++
	}
	return end, text
}

// styled tells whether the node is set like a heading rather than like running text.
func (r *reading) styled(n *node) bool {
	t := n.text.Text
	return len(t) < 160 && (n.bold || n.size > 1.03*r.bodySize || upperShare(t) > 0.8 || r.titleLike(n))
}

// titleLike tells a heading whose font says nothing: short, capitalized, without a stop. Browsers embed fonts without names, so that
// bold cannot be told.
func (r *reading) titleLike(n *node) bool {
	t := strings.TrimSpace(plain(n.text.Text))
	words := strings.Fields(t)
	if n.isRow() || isSign(n.bullet) || len(words) == 0 || len(words) > 9 || !startsUpper(t) {
		return false
	}
	return !strings.ContainsAny(t[len(t)-1:], ".,;:?!)") && !strings.ContainsAny(t, "@") && r.dates.date.FindStringIndex(t) == nil
}

// isSign tells a bullet from a numeral.
func isSign(mark string) bool {
	return mark != "" && !strings.ContainsAny(mark, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnpqrstuvwxyz")
}

func (r *reading) wordsOn(page int) int {
	if page < 1 || page > len(r.doc.Pages) {
		return 0
	}
	return r.doc.Pages[page-1].Words
}

// contentFallback adds an opinion or assertion that has no heading of its own: some letters start with the firm's logo.
func (r *reading) contentFallback(chosen []candidate) []candidate {
	have := map[report.Role]bool{}
	for _, c := range chosen {
		have[c.role] = true
	}
	cues := []struct {
		role report.Role
		cue  []string
	}{
		{report.RoleOpinion, []string{"we have examined", "our examination covered", "we were engaged to examine"}},
		{report.RoleAssertion, []string{"we have prepared the accompanying description", "we have prepared the description", "we have prepared "}},
	}
	for _, q := range cues {
		if have[q.role] {
			continue
		}
		for i := range r.nodes {
			n := &r.nodes[i]
			t := strings.ToLower(plain(n.text.Text))
			if r.tocPages[n.page] || !slices.ContainsFunc(q.cue, func(c string) bool { return strings.Contains(t, c) }) {
				continue
			}
			at := i
			for at > 0 && r.nodes[at-1].page == n.page {
				at--
			}
			if inChosen(chosen, at, i) {
				continue
			}
			chosen = append(chosen, candidate{at: at, end: at, page: n.page, role: q.role, title: firstWords(r.nodes[at].text, 12)})
			break
		}
	}
	return chosen
}

func inChosen(chosen []candidate, from, to int) bool {
	return slices.ContainsFunc(chosen, func(c candidate) bool { return c.at >= from && c.at <= to })
}

func firstWords(p layout.Passage, n int) string {
	f := strings.Fields(p.Text)
	return strings.Join(f[:min(n, len(f))], " ")
}

// stretches turns headings into sections with bounds.
func (r *reading) stretches(chosen []candidate) []stretch {
	hasTests := slices.ContainsFunc(chosen, func(c candidate) bool { return c.role == report.RoleTests })
	var out []stretch
	for i, c := range chosen {
		s := stretch{from: c.at, to: len(r.nodes)}
		s.Role, s.Heading, s.FirstPage, s.LastPage = c.role, c.title, c.page, len(r.doc.Pages)
		if c.role == roleComplement {
			s.Role = report.RoleDescription
		}
		if c.role == report.RoleCriteria && !hasTests {
			s.Role = report.RoleTests // criteria and controls without tests, as in many Type 1 reports
		}
		if c.number != "" {
			s.PrintedNumber = &c.number
		}
		s.Covered = s.Role == report.RoleDescription || s.Role == report.RoleTests || s.Role == report.RoleCriteria
		if i+1 < len(chosen) {
			next := chosen[i+1]
			s.to = next.at
			s.LastPage = next.page
			if next.at == 0 || r.nodes[next.at-1].page < next.page {
				s.LastPage = max(c.page, next.page-1)
			}
		}
		out = append(out, s)
	}
	return out
}
