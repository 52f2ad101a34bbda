package layout

import (
	"slices"
	"strings"
)

// Document is all pages in order, with their blocks.
type Document struct {
	Pages []*Page
	known map[string]struct{} // words as they stand within lines, to rejoin words cut at line ends
}

// Assemble sets furniture aside and builds the blocks of each page. Pages must be in order.
func Assemble(pages []*Page) *Document {
	setAside(pages)
	d := &Document{Pages: pages, known: map[string]struct{}{}}
	for _, p := range pages {
		p.Blocks = flowBlocks(p)
		for _, t := range p.tables {
			p.Blocks = append(p.Blocks, Block{Page: p.Number, Table: t})
		}
		slices.SortStableFunc(p.Blocks, func(a, b Block) int { return cmpFloat(a.top(), b.top()) })
		p.eachLine(func(l Line) {
			p.Words += len(l.Words)
			d.learn(l)
		})
		p.tables, p.flow = nil, nil
	}
	return d
}

// eachLine calls f for every line of the page's blocks.
func (p *Page) eachLine(f func(Line)) {
	for _, b := range p.Blocks {
		if b.Para != nil {
			for _, l := range b.Para.Lines {
				f(l)
			}
			continue
		}
		for _, r := range b.Table.Rows {
			for _, c := range r.Cells {
				for _, l := range c.Lines {
					f(l)
				}
			}
		}
	}
}

func (d *Document) learn(l Line) {
	for _, w := range l.Words[:max(0, len(l.Words)-1)] {
		if len(w.Text) > 3 {
			d.known[foldWord(w.Text)] = struct{}{}
		}
	}
}

func foldWord(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return strings.ContainsRune(".,;:()[]\"'“”‘’", r) }))
}

// rejoin decides about a word cut by a hyphen at a line end: "sys-"+"tem" is "system", "third-"+"quarter" is "third-quarter".
// The document's other words decide; without them a hyphen stays.
func (d *Document) rejoin(head, tail string, cut cutKind) string {
	stem := strings.TrimSuffix(head, "-")
	if _, ok := d.known[foldWord(stem+tail)]; ok {
		return stem
	}
	if _, ok := d.known[foldWord(head+tail)]; ok {
		return head
	}
	if cut == softCut || (startsLower(tail) && !strings.Contains(stem, "-") && !d.isWord(stem)) {
		return stem
	}
	return head
}

func (d *Document) isWord(s string) bool {
	_, ok := d.known[foldWord(s)]
	return ok
}

func startsLower(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }

// Text is the page's words block by block, for looking quotes up.
func (p *Page) Text() string {
	var b strings.Builder
	p.eachLine(func(l Line) {
		for _, w := range l.Words {
			b.WriteString(w.Text)
			b.WriteByte(' ')
		}
	})
	return b.String()
}

// AsideText is the page's furniture, line by line.
func (p *Page) AsideText() string {
	var b strings.Builder
	for _, l := range p.Aside {
		b.WriteString(l.Text())
		b.WriteByte('\n')
	}
	return b.String()
}
