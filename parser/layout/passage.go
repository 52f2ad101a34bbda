package layout

import (
	"strings"
	"unicode/utf8"

	"countersign/parser/engine"
)

// Passage is running text that knows where each of its words stands. The zero value is empty text.
//
// Text is for reading by rules: typographic variants of quotes and dashes are folded to one form, so that a pattern needs to know one
// only. Verbatim is what the page says.
type Passage struct {
	Text  string
	marks []mark
}

// mark places bytes [from, to) of the text on a page.
type mark struct {
	from, to int
	word     string // as the page has it
	page     *Page
	rect     Rect
}

// Fold gives quotes, apostrophes, dashes and spaces their plain forms, rune for rune.
func Fold(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return strings.Map(foldRune, s)
		}
	}
	return s
}

func foldRune(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '´', '`', '′':
		return '\''
	case '“', '”', '«', '»', '″':
		return '"'
	case '–', '—', '‒', '−', '‑', '‐':
		return '-'
	case '\u00a0', '\u2009', '\u202f', '\u2003', '\u2002':
		return ' '
	}
	return r
}

// Verbatim is the passage as the page has it, words parted by single spaces, words cut at line ends rejoined.
func (p Passage) Verbatim() string { return verbatim(p.marks) }

func verbatim(marks []mark) string {
	var b strings.Builder
	for i, m := range marks {
		if i > 0 && m.from > marks[i-1].to {
			b.WriteByte(' ')
		}
		b.WriteString(m.word)
	}
	return b.String()
}

// Quote is a part of a passage on one page, with its boxes in the page's user space, one a line.
type Quote struct {
	Page  int
	Text  string
	Boxes []engine.Box
	OCR   bool
}

// Passage composes lines of a page: words parted by single spaces, words cut at line ends rejoined.
func (d *Document) Passage(page *Page, lines []Line) Passage {
	var b strings.Builder
	var marks []mark
	glue := false
	for li, l := range lines {
		for wi, w := range l.Words {
			text := w.Text
			if b.Len() > 0 && !glue {
				b.WriteByte(' ')
			}
			glue = false
			if wi == len(l.Words)-1 && li+1 < len(lines) && len(text) > 1 && strings.HasSuffix(text, "-") && len(lines[li+1].Words) > 0 {
				next := lines[li+1].Words[0].Text
				switch {
				case hasLetter(text) && hasLetter(next[:1]):
					text = d.rejoin(text, next, w.cut)
					glue = true
				case next[0] >= '0' && next[0] <= '9': // an identifier: "CHG-" and "01"
					glue = true
				}
			}
			from := b.Len()
			b.WriteString(Fold(text))
			marks = append(marks, mark{from, b.Len(), text, page, w.Rect})
		}
	}
	return Passage{b.String(), marks}
}

// Join sets passages after one another, parted by a space.
func Join(ps ...Passage) Passage {
	var b strings.Builder
	var marks []mark
	for _, p := range ps {
		if p.Text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		at := b.Len()
		b.WriteString(p.Text)
		for _, m := range p.marks {
			m.from, m.to = m.from+at, m.to+at
			marks = append(marks, m)
		}
	}
	return Passage{b.String(), marks}
}

// Empty tells whether there is no text.
func (p Passage) Empty() bool { return p.Text == "" }

// Page on which the passage starts; 0 when empty.
func (p Passage) Page() int {
	if len(p.marks) == 0 {
		return 0
	}
	return p.marks[0].page.Number
}

// Slice is the part [from, to) of the text as a passage, trimmed of white space.
func (p Passage) Slice(from, to int) Passage {
	from, to = max(0, from), min(len(p.Text), to)
	for from < to && !utf8.RuneStart(p.Text[from]) {
		from++
	}
	for to > from && to < len(p.Text) && !utf8.RuneStart(p.Text[to]) {
		to--
	}
	for from < to && p.Text[from] == ' ' {
		from++
	}
	for to > from && p.Text[to-1] == ' ' {
		to--
	}
	if from >= to {
		return Passage{}
	}
	out := Passage{Text: p.Text[from:to]}
	for _, m := range p.marks {
		if m.to <= from || m.from >= to {
			continue
		}
		if m.from < from || m.to > to { // a part of a word: folding keeps runes, not bytes
			skip := utf8.RuneCountInString(p.Text[m.from:max(m.from, from)])
			keep := utf8.RuneCountInString(p.Text[max(m.from, from):min(m.to, to)])
			m.word = string([]rune(m.word)[skip : skip+keep])
		}
		m.from, m.to = max(m.from, from)-from, min(m.to, to)-from
		out.marks = append(out.marks, m)
	}
	return out
}

// Quotes are the passage's parts page by page.
func (p Passage) Quotes() []Quote {
	var out []Quote
	for i := 0; i < len(p.marks); {
		j := i
		for j < len(p.marks) && p.marks[j].page == p.marks[i].page {
			j++
		}
		pg := p.marks[i].page
		q := Quote{Page: pg.Number, OCR: pg.OCR, Text: verbatim(p.marks[i:j])}
		rect := p.marks[i].rect
		for _, m := range p.marks[i+1 : j] {
			if m.rect.overlapY(rect) > 0.5*min(m.rect.Height(), rect.Height()) && m.rect.X0 > rect.X0-1 && m.rect.X0-rect.X1 < 3*rect.Height() {
				rect = rect.union(m.rect)
				continue
			}
			q.Boxes = append(q.Boxes, pg.frame.toUser(rect))
			rect = m.rect
		}
		q.Boxes = append(q.Boxes, pg.frame.toUser(rect))
		out = append(out, q)
		i = j
	}
	return out
}

// CellParagraphs composes the paragraphs of a table cell, list marks taken off; marks holds them, empty where there is none.
func (d *Document) CellParagraphs(page *Page, lines []Line) (paras []Passage, marks []string) {
	for _, p := range paragraphs(lines) {
		if t := d.Passage(page, p.Lines); !t.Empty() {
			paras, marks = append(paras, t), append(marks, p.Bullet)
		}
	}
	return paras, marks
}
