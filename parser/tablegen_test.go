package parser

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// ruledStyle says what is drawn around the cells of a generated table.
type ruledStyle int

const (
	ruledFully ruledStyle = iota
	ruledAcross
	ruledNot
)

// tableForm is a kind of table as sections of tests of controls have them.
type tableForm struct {
	name      string
	style     ruledStyle
	widths    []float64 // of the columns
	heads     []string
	landscape bool
	rotated   bool // set sideways on a page with /Rotate 90
	merged    bool // a first column whose cell spans the rows of one criterion
	banner    bool // a row across all columns before the rows of one criterion
}

const (
	bodySize  = 9.0
	leading   = 11.0
	cellPad   = 4.0
	marginTop = 72.0
)

// typeset writes tables page by page and remembers which cells it wrote where.
type typeset struct {
	form  tableForm
	rng   *rand.Rand
	w, h  float64
	pages []string
	truth [][]cellRow // by page
	y     float64     // from the top of the page
	page  strings.Builder
	rows  []cellRow

	groupTop float64
}

// cellRow is the texts of a row's cells on one page; empty where there is no text.
type cellRow []string

// generate typesets a table of so many criteria and returns the file and the cells of each page.
func generate(form tableForm, seed uint64, criteria int) ([]byte, [][]cellRow) {
	s := &typeset{form: form, rng: rand.New(rand.NewPCG(seed, 7)), w: 612, h: 792}
	if form.landscape || form.rotated {
		s.w, s.h = s.h, s.w
	}
	s.begin(true)
	for k := range criteria {
		s.criterion(k)
	}
	s.end()
	pages := make([]pdfPage, len(s.pages))
	for i, c := range s.pages {
		pages[i] = pdfPage{w: s.w, h: s.h, content: c}
		if form.rotated { // turned a quarter on upright paper, and shown turned back
			pages[i] = pdfPage{w: s.h, h: s.w, content: fmt.Sprintf("q 0 1 -1 0 %g 0 cm\n%s Q\n", s.h, c), extra: "/Rotate 90"}
		}
	}
	return document("", pages...), s.truth
}

func (s *typeset) left() float64 { return (s.w - sum(s.form.widths)) / 2 }

func sum(xs []float64) (total float64) {
	for _, x := range xs {
		total += x
	}
	return total
}

func (s *typeset) begin(first bool) {
	s.y = marginTop
	n := len(s.pages) + 1
	s.page.WriteString(show("F1", 8, s.left(), s.h-40, "Example Systems, Inc. - System and Organization Controls Report"))
	s.page.WriteString(show("F1", 8, s.w/2, 36, fmt.Sprint(n)))
	if first {
		s.page.WriteString(show("F2", 13, s.left(), s.h-s.y, "Tests of Controls and Results of Tests"))
		s.y += 22
		for _, l := range wrap("The tables below list the controls, the tests that the service auditor performed, and the results of those tests.", 10, s.w-2*s.left()) {
			s.page.WriteString(show("F1", 10, s.left(), s.h-s.y, l))
			s.y += 13
		}
		s.y += 6
	}
	s.ruleAcross(s.y)
	heads := make([][]string, len(s.form.heads))
	for i, h := range s.form.heads {
		heads[i] = wrap(h, bodySize, s.form.widths[i]-2*cellPad)
	}
	s.row(heads, "F2", true)
	s.groupTop = s.y
}

func (s *typeset) end() {
	s.closeGroup()
	s.pages, s.truth = append(s.pages, s.page.String()), append(s.truth, s.rows)
	s.page.Reset()
	s.rows = nil
}

func (s *typeset) ruleAcross(y float64) {
	if s.form.style != ruledNot {
		s.page.WriteString(ruling(s.left(), s.h-y, s.left()+sum(s.form.widths), s.h-y))
	}
}

// criterion writes the rows of one criterion.
func (s *typeset) criterion(k int) {
	title := fmt.Sprintf("CC%d.%d %s", 6+k/8, 1+k%8, s.sentence(8, 18))
	if s.form.banner {
		s.bannerRow(title)
	}
	for i := range 2 + s.rng.IntN(3) {
		texts := make([]string, 0, len(s.form.widths))
		if s.form.merged {
			texts = append(texts, "")
			if i == 0 {
				s.closeGroup()
				texts[0] = title
			}
		}
		texts = append(texts, fmt.Sprintf("%s-%02d", []string{"AC", "CM", "OPS", "IR"}[k%4], 1+s.rng.IntN(30)))
		for len(texts) < len(s.form.widths)-1 {
			texts = append(texts, s.sentence(8, 40))
		}
		texts = append(texts, s.result())
		lines := make([][]string, len(texts))
		for c, text := range texts {
			lines[c] = wrap(text, bodySize, s.form.widths[c]-2*cellPad)
		}
		s.flow(lines)
	}
}

// flow writes a row, over the end of the page where it must.
func (s *typeset) flow(lines [][]string) {
	for {
		room := int((s.h - 60 - s.y - 2*cellPad) / leading)
		tall := 0
		for _, l := range lines {
			tall = max(tall, len(l))
		}
		if tall <= room {
			s.row(lines, "F1", false)
			return
		}
		if room >= 3 && tall-room >= 2 {
			head, rest := make([][]string, len(lines)), make([][]string, len(lines))
			for c, l := range lines {
				head[c], rest[c] = l[:min(room, len(l))], l[min(room, len(l)):]
			}
			s.row(head, "F1", false)
			lines = rest
		}
		s.end()
		s.begin(false)
	}
}

// row writes one row or a part of it and keeps its cells as truth.
func (s *typeset) row(lines [][]string, font string, head bool) {
	tall := 1
	for _, l := range lines {
		tall = max(tall, len(l))
	}
	height := float64(tall)*leading + 2*cellPad
	cells := make(cellRow, len(lines))
	x := s.left()
	for c, cell := range lines {
		for i, l := range cell {
			s.page.WriteString(show(font, bodySize, x+cellPad, s.h-s.y-cellPad-8.2-float64(i)*leading, l))
		}
		cells[c] = strings.Join(cell, " ")
		x += s.form.widths[c]
	}
	s.uprights(s.y, s.y+height, len(lines) > 1)
	s.y += height
	if s.form.style == ruledNot {
		s.y += 3
	}
	if s.form.merged && !head && s.form.style != ruledNot {
		s.page.WriteString(ruling(s.left()+s.form.widths[0], s.h-s.y, s.left()+sum(s.form.widths), s.h-s.y))
	} else {
		s.ruleAcross(s.y)
	}
	s.rows = append(s.rows, cells)
}

// bannerRow writes a row across all columns; it stays with the row after it.
func (s *typeset) bannerRow(text string) {
	lines := wrap(text, bodySize, sum(s.form.widths)-2*cellPad)
	if s.y+float64(len(lines)+5)*leading > s.h-60 {
		s.end()
		s.begin(false)
	}
	s.row([][]string{lines}, "F2", false)
}

func (s *typeset) uprights(from, to float64, inner bool) {
	if s.form.style != ruledFully {
		return
	}
	x := s.left()
	for c, w := range s.form.widths {
		if c == 0 || inner {
			s.page.WriteString(ruling(x, s.h-from, x, s.h-to))
		}
		x += w
	}
	s.page.WriteString(ruling(x, s.h-from, x, s.h-to))
}

// closeGroup rules the merged cell off.
func (s *typeset) closeGroup() {
	if s.form.merged {
		s.ruleAcross(s.y)
	}
}

func (s *typeset) sentence(least, most int) string {
	words := strings.Fields("the of access production changes are approved by management before deployment and reviewed each quarter security " +
		"engineers restrict privileged accounts to authorized personnel logging is enabled for systems that store customer data incidents tracked " +
		"through resolution policies acknowledged annually vulnerability scans remediated within defined timelines backups encrypted")
	out := make([]string, least+s.rng.IntN(most-least+1))
	for i := range out {
		out[i] = words[s.rng.IntN(len(words))]
	}
	out[0] = strings.ToUpper(out[0][:1]) + out[0][1:]
	return strings.Join(out, " ") + "."
}

func (s *typeset) result() string {
	switch s.rng.IntN(4) {
	case 0:
		return fmt.Sprintf("Exception noted. For %d of %d users sampled, access was not removed within one business day of termination. %s",
			1+s.rng.IntN(3), 25, s.sentence(4, 20))
	default:
		return "No exceptions noted."
	}
}
