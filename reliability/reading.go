package reliability

import (
	"slices"
	"strings"

	"countersign/report"
)

// reading is a report prepared for the checks: its sentences with folded marks, by section.
type reading struct {
	rep   *report.Report
	o     Options
	lines []line
	words map[report.Role]int // how much of each section there is
}

// line is a sentence outside of the tests.
type line struct {
	role     report.Role
	page     int
	passage  int    // which one of the report
	text     string // quotation marks, dashes and white space folded
	low      string
	headings []string // folded, outermost first
	duty     report.Duty
	evidence []report.Evidence
}

func newReading(rep *report.Report, o Options) *reading {
	r := &reading{rep: rep, o: o, words: map[report.Role]int{}}
	for i, p := range rep.Passages {
		heads := make([]string, len(p.Headings))
		for j, h := range p.Headings {
			heads[j] = plain(h)
		}
		for _, s := range p.Sentences {
			text := plain(s.Text)
			r.words[p.Role] += len(strings.Fields(text))
			r.lines = append(r.lines, line{p.Role, p.Page, i, text, strings.ToLower(text), heads, p.Duty, s.Evidence})
		}
	}
	return r
}

// of gives the sentences of some sections.
func (r *reading) of(roles ...report.Role) []line {
	var out []line
	for _, l := range r.lines {
		if slices.Contains(roles, l.role) {
			out = append(out, l)
		}
	}
	return out
}

// section finds the first section with the role.
func (r *reading) section(role report.Role) (report.Section, bool) {
	for _, s := range r.rep.Sections {
		if s.Role == role {
			return s, true
		}
	}
	return report.Section{}, false
}

// fully tells whether every page of the section was read: only then can something be missing from it.
func (r *reading) fully(role report.Role) bool {
	for _, s := range r.rep.Sections {
		for _, p := range r.rep.Coverage.Unread {
			if s.Role == role && p >= s.FirstPage && p <= s.LastPage {
				return false
			}
		}
	}
	return true
}

// recognized tells whether pages of the section are pictures whose words were recognized: words may be wrong there.
func (r *reading) recognized(role report.Role) bool {
	for _, s := range r.rep.Sections {
		for _, p := range r.rep.Coverage.OCR {
			if s.Role == role && p >= s.FirstPage && p <= s.LastPage {
				return true
			}
		}
	}
	return false
}

// fact is the evidence for a fact of the report.
func (r *reading) fact(name string) []report.Evidence { return r.rep.Facts.Evidence[name] }

func (r *reading) isType(n int) bool { return r.rep.Facts.Type != nil && *r.rep.Facts.Type == n }

// headed is the line's words with those of the headings above it.
func (l *line) headed() string { return strings.ToLower(strings.Join(l.headings, "\n")) + "\n" + l.low }
