package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// pastedProse reads the paragraphs of a passage outside of the tests, each under the headings above it.
func (r *reading) pastedProse(role report.Role, blocks []pastedBlock) {
	marks := listed()
	breaks := func(_, line string) bool { return marks.MatchString(line) || strings.Contains(line, "\t") }
	var heads pastedHeadings
	for i, b := range blocks {
		for len(b.lines) > 0 && !(i == len(blocks)-1 && len(b.lines) == 1) && heads.take(b.lines, r.comp) { // what nothing follows heads nothing
			b.lines = b.lines[1:]
		}
		p := report.Passage{Page: 1, Role: role, Headings: heads.titles()}
		for _, unit := range b.units(breaks) {
			for _, s := range pastedSentences(unit) {
				if q := r.pasted(s); !q.Empty() {
					p.Sentences = append(p.Sentences, report.Sentence{Text: strings.TrimSpace(q.Text), Evidence: r.proof.of(q)})
				}
			}
		}
		if len(p.Sentences) == 0 {
			continue
		}
		heads.open = false
		if role == report.RoleDescription {
			p.Duty = r.pastedDuty(&p)
		}
		r.out.Passages = append(r.out.Passages, p)
	}
}

// pastedDuty says whose control the paragraph is: it stands under a heading of complementary controls, or opens with one, or says at once
// that it is the user entities' task.
func (r *reading) pastedDuty(p *report.Passage) report.Duty {
	if d := r.dutyOf(p, nil); d != "" {
		return d
	}
	first := p.Sentences[0].Text
	switch {
	case opensWith(r.comp.sub, first):
		return report.DutyOfSubserviceOrganizations
	case opensWith(r.comp.user, first), regexp.MustCompile(`(?i)^(?:the )?user[- ]?(?:entity|entities|organi[sz]ations?) (?:is|are|should|must|shall)\b`).MatchString(first):
		return report.DutyOfUserEntity
	}
	return ""
}

// opensWith tells a sentence that is little more than the words of the pattern, as a heading set into the line.
func opensWith(re *regexp.Regexp, sentence string) bool {
	m := re.FindStringIndex(sentence)
	return m != nil && m[0] < 8 && (len(sentence) < longestHeading || m[1] < len(sentence) && strings.ContainsAny(sentence[m[1]:m[1]+1], ".:-"))
}

// pastedHeadings are the headings in force. Nothing tells their rank but that one directly under another is the lower.
type pastedHeadings struct {
	list []string
	open bool // no paragraph came since the last one
}

// take takes the first of the lines when it is a heading: it is alone, or what follows begins anew.
func (h *pastedHeadings) take(lines []string, comp complementReader) bool {
	t, ok := pastedHeading(lines[0])
	if !ok && len(lines) == 1 && (opensWith(comp.sub, lines[0]) || opensWith(comp.user, lines[0])) && len(lines[0]) < 60 {
		t, ok = strings.TrimRight(lines[0], "."), true
	}
	if !ok || len(lines) > 1 && (len(strings.Fields(t)) > 8 || !startsUpper(lines[1]) && !listed().MatchString(lines[1])) {
		return false
	}
	if !h.open {
		h.list = nil
	}
	h.list, h.open = append(h.list, t), true
	return true
}

func (h *pastedHeadings) titles() []string {
	if h.list == nil {
		return []string{}
	}
	return slices.Clone(h.list)
}
