package layout

import (
	"slices"

	"countersign/parser/engine"
)

// Page is one page on its way to blocks.
type Page struct {
	Number int
	W, H   float32 // as shown, in points
	OCR    bool    // words come from optical character recognition
	Unread bool    // nothing could be read; Reason says why
	Reason string
	Blocks []Block // in reading order
	Aside  []Line  // furniture and slanted text, kept out of the blocks
	Words  int     // words in blocks

	frame  frame
	tables []*Table
	flow   []Line // running text, before furniture is set aside
	hs     []rule
}

// Block is a paragraph or a table.
type Block struct {
	Page  int
	Para  *Para
	Table *Table
}

// Top of the block on its page.
func (b Block) top() float32 {
	if b.Para != nil {
		return b.Para.Y0
	}
	return b.Table.Y0
}

// Para is a paragraph, a heading or a list item.
type Para struct {
	Lines  []Line
	Size   float32
	Bold   bool
	Bullet string // the list mark, taken off the text
	Rect
}

// Analyze finds words, lines and ruled tables of one page.
func Analyze(p *engine.Page) *Page {
	f := frame{box: p.Box, turn: uprightTurn(p)}
	words, rotated := makeWords(p, f)
	rulings := make([]Rect, len(p.Rulings))
	for i, r := range p.Rulings {
		rulings[i] = f.toDisplay(r)
	}
	words = append(words, bulletsFromFills(p.Fills, words, f)...)
	fills := make([]Rect, len(p.Fills))
	for i, b := range p.Fills {
		fills[i] = f.toDisplay(b)
	}
	out := arrange(p.Number, f, words, rulings, fills)
	for _, w := range rotated {
		out.Aside = append(out.Aside, Line{Words: []Word{w}, Rect: w.Rect})
	}
	return out
}

// arrange is the part that digital and recognized pages share.
func arrange(number int, f frame, words []Word, rulings, fills []Rect) *Page {
	out := &Page{Number: number, frame: f}
	out.W, out.H = f.size()
	hs, vs := splitRules(rulings)
	out.hs = hs
	used := make([]bool, len(words))
	ms := meshes(hs, vs)
	// Inner frames first: their words must not fall to a frame around the page.
	slices.SortStableFunc(ms, func(a, b mesh) int {
		return cmpFloat(a.box.Width()*a.box.Height(), b.box.Width()*b.box.Height())
	})
	for _, m := range ms {
		if t := grid(m, words, used); t != nil {
			out.tables = append(out.tables, t)
		}
	}
	out.tables = append(out.tables, bandedTables(outside(fills, out.tables), Rect{0, 0, out.W, out.H}, words, used)...)
	var rest []Word
	for i, w := range words {
		if !used[i] {
			rest = append(rest, w)
		}
	}
	out.flow = makeLines(rest)
	return out
}

// bulletsFromFills makes words of list marks that are drawn instead of written: browsers paint them as small discs and squares.
func bulletsFromFills(fills []engine.Box, words []Word, f frame) []Word {
	var out []Word
	for _, b := range fills {
		r := f.toDisplay(b)
		if r.Width() < 1.5 || r.Width() > 8 || r.Height() < 1.5 || r.Height() > 8 || r.Width() > 1.5*r.Height() || r.Height() > 1.5*r.Width() {
			continue
		}
		for _, w := range words {
			if w.Y0 < r.midY() && w.Y1 > r.midY() && w.X0 > r.X1 && w.X0 < r.X1+24 {
				out = append(out, Word{Text: "•", Rect: Rect{r.X0, w.Y0, r.X1, w.Y1}, Size: w.Size})
				break
			}
		}
	}
	return out
}

// Unreadable stands for a page of which nothing could be read.
func Unreadable(number int, box engine.Box, rotation int, reason string) *Page {
	p := &Page{Number: number, frame: frame{box: box, turn: rotation}, Unread: true, Reason: reason}
	p.W, p.H = p.frame.size()
	return p
}

// LineKeys are the page's lines before furniture is set aside, digits made equal, so that repeated lines compare equal.
func (p *Page) LineKeys() []string {
	var out []string
	for _, l := range p.flow {
		out = append(out, furnitureKey(l.Text()))
	}
	for _, t := range p.tables {
		out = append(out, furnitureKey(t.text()))
	}
	return out
}
