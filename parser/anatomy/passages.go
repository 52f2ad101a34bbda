package anatomy

import (
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// longestHeading is how many letters a heading inside a section may have.
const longestHeading = 110

// passages are all sections but the tests, sentence by sentence, each with the headings above it.
func (r *reading) passages() []report.Passage {
	listed := r.listedDuties()
	var out []report.Passage
	for _, s := range r.parts {
		if s.Role == report.RoleTests || s.Role == report.RoleCriteria {
			continue
		}
		heads := headings{}
		nodes := r.in(&s)
		for i := range nodes {
			n := &nodes[i]
			if r.heads(n) {
				heads.push(n)
				continue
			}
			p := report.Passage{Page: n.page, Role: s.Role, Headings: heads.titles(), Sentences: r.sentencesOf(n)}
			if s.Role == report.RoleDescription {
				p.Duty = r.dutyOf(&p, listed)
			}
			out = append(out, p)
		}
	}
	return out
}

// heads tells a heading inside a section.
func (r *reading) heads(n *node) bool {
	t := strings.TrimSpace(plain(n.text.Text))
	return !n.isRow() && r.styled(n) && len(t) <= longestHeading && !strings.HasSuffix(t, ".") && !isSign(n.bullet)
}

// sentencesOf splits paragraphs, and the paragraphs of each cell of a row.
func (r *reading) sentencesOf(n *node) []report.Sentence {
	parts := []layout.Passage{n.text}
	if n.isRow() {
		parts = parts[:0]
		for i := range n.row.cells {
			parts = append(parts, n.row.cells[i].paras...)
		}
	}
	var out []report.Sentence
	for _, p := range parts {
		for _, s := range sentences(p) {
			if s.Empty() {
				continue
			}
			found := report.Sentence{Text: strings.TrimSpace(s.Text), Evidence: r.proof.of(s)}
			if n.isRow() && !n.row.ruled && stacked(&found) {
				continue
			}
			out = append(out, found)
		}
	}
	return out
}

// stacked tells cells of several rows that a table without rulings joined into one: words one above the other and no sentence.
func stacked(s *report.Sentence) bool {
	lines := 0
	for _, e := range s.Evidence {
		lines += len(e.Boxes)
	}
	return lines > 1 && !strings.ContainsAny(s.Text[len(s.Text)-1:], ".;:")
}

// listedDuties are the texts of complementary controls, by whose they are.
func (r *reading) listedDuties() map[string]report.Duty {
	out := map[string]report.Duty{}
	for _, c := range r.out.ComplementaryUserEntityControls {
		out[fold(c.Text)] = report.DutyOfUserEntity
	}
	for _, c := range r.out.ComplementarySubserviceControls {
		out[fold(c.Text)] = report.DutyOfSubserviceOrganizations
	}
	return out
}

// dutyOf says whose control the passage is: it stands in a list of complementary controls, or under the heading of one.
func (r *reading) dutyOf(p *report.Passage, listed map[string]report.Duty) report.Duty {
	for _, s := range p.Sentences {
		if d := listed[fold(s.Text)]; d != "" {
			return d
		}
	}
	for _, h := range p.Headings {
		switch {
		case r.comp.sub.MatchString(h):
			return report.DutyOfSubserviceOrganizations
		case r.comp.user.MatchString(h):
			return report.DutyOfUserEntity
		}
	}
	return ""
}

// headings are the titles above a paragraph while a section is read, outermost first.
type headings []*node

// push takes the headings of the same or a lower rank off. Rank is size, then weight: that is all that every file tells.
func (h *headings) push(n *node) {
	keep := *h
	for len(keep) > 0 && !outranks(keep[len(keep)-1], n) {
		keep = keep[:len(keep)-1]
	}
	keep = append(keep, n)
	*h = keep
}

func outranks(a, b *node) bool {
	if a.size > 1.03*b.size || b.size > 1.03*a.size {
		return a.size > b.size
	}
	return a.bold && !b.bold
}

func (h headings) titles() []string {
	out := make([]string, len(h))
	for i, n := range h {
		out[i] = strings.TrimSpace(plain(n.text.Text))
	}
	return out
}
