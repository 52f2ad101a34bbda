package anatomy

import (
	"strings"

	"countersign/parser/layout"
)

// node is one element of the stream: a paragraph or a table row.
type node struct {
	page   int
	text   layout.Passage // of a paragraph; of a row, its cells joined
	bullet string
	size   float32
	bold   bool
	x, y   float32
	pageH  float32
	row    *row
	contd  bool     // paragraph that was joined with its rest on the next page
	lines  []string // of a paragraph on the first pages, where tables of contents and covers stand
}

// row is a table row with its cells as passages.
type row struct {
	cells   []cell
	table   int // counts tables through the document
	index   int // within the table
	ruled   bool
	pageTop bool // first row of the first table on a page with nothing above it
	cols    []float32
}

type cell struct {
	text    layout.Passage
	paras   []layout.Passage // the cell's paragraphs, list marks taken off
	marks   []string         // the list marks, one a paragraph
	span    int
	covered bool
	above   bool
}

// frontPages is how far covers and tables of contents reach.
const frontPages = 12

// isRow tells whether the node is a table row.
func (n *node) isRow() bool { return n.row != nil }

// single is the only cell with text in the row; nil when there are several.
func (r *row) single() *cell {
	var found *cell
	for i := range r.cells {
		if r.cells[i].text.Empty() {
			continue
		}
		if found != nil {
			return nil
		}
		found = &r.cells[i]
	}
	return found
}

// spanning tells whether the row is one cell across the table.
func (r *row) spanning() bool {
	return len(r.cells) > 1 && r.cells[0].span == len(r.cells) && !r.cells[0].text.Empty()
}

// stream flattens the document. Paragraphs that run over a page are joined.
func stream(d *layout.Document) []node {
	var out []node
	tables := 0
	for _, p := range d.Pages {
		for bi, b := range p.Blocks {
			if b.Table == nil {
				n := node{
					page: p.Number, text: d.Passage(p, b.Para.Lines), bullet: b.Para.Bullet, size: b.Para.Size,
					bold: b.Para.Bold, x: b.Para.Lines[0].X0, y: b.Para.Y0, pageH: p.H,
				}
				if n.text.Empty() {
					continue
				}
				if p.Number <= frontPages {
					for _, l := range b.Para.Lines {
						n.lines = append(n.lines, l.Text())
					}
				}
				if bi == 0 && continues(out, &n) {
					last := &out[len(out)-1]
					last.text, last.contd = layout.Join(last.text, n.text), true
					continue
				}
				out = append(out, n)
				continue
			}
			tables++
			for ri, r := range b.Table.Rows {
				rw := &row{table: tables, index: ri, ruled: b.Table.Ruled, pageTop: bi == 0 && ri == 0, cols: b.Table.Cols}
				var all []layout.Passage
				for _, c := range r.Cells {
					cl := cell{text: d.Passage(p, c.Lines), span: max(1, c.Span), covered: c.Covered, above: c.Above}
					cl.paras, cl.marks = d.CellParagraphs(p, c.Lines)
					all = append(all, cl.text)
					rw.cells = append(rw.cells, cl)
				}
				n := node{page: p.Number, text: layout.Join(all...), row: rw, y: r.Y0, x: r.X0, pageH: p.H}
				if !n.text.Empty() {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// continues tells whether a page's first paragraph is the rest of the last one before it.
func continues(out []node, n *node) bool {
	if len(out) == 0 {
		return false
	}
	last := &out[len(out)-1]
	if last.isRow() || last.page != n.page-1 || n.bullet != "" || n.bold != last.bold || last.text.Empty() {
		return false
	}
	if ratio := n.size / max(last.size, 1); ratio > 1.05 || ratio < 0.95 {
		return false
	}
	t := strings.TrimRight(last.text.Text, `"'”’)`)
	end := t[max(0, len(t)-1):]
	first := n.text.Text[0]
	lower := first >= 'a' && first <= 'z'
	if strings.ContainsAny(end, ".?!:") {
		return false
	}
	if lower || first == '(' || end == "," || endsOpen(t) {
		return true
	}
	letter := end >= "a" && end <= "z"
	return letter && len(t) > 80 && len(strings.Fields(n.text.Text)) > 12 && upperShare(n.text.Text) < 0.5
}
