package anatomy

import (
	"strings"
	"unicode"

	"countersign/parser/engine"
	"countersign/parser/layout"
	"countersign/report"
)

// prover turns passages into evidence, and looks each quote up again in its page's text before it lets it out.
type prover struct {
	doc     *layout.Document
	pages   map[int]string // folded text of a page, made when first needed
	dropped int
	pasted  bool // the text came without pages: it is its own proof, and nothing has a place
}

func newProver(d *layout.Document) *prover { return &prover{doc: d, pages: map[int]string{}} }

// of is the evidence for a passage, one entry a page. Quotes that do not stand on their page are dropped and counted.
func (p *prover) of(passage layout.Passage) []report.Evidence {
	out := []report.Evidence{}
	for _, q := range passage.Quotes() {
		if p.pasted {
			out = append(out, report.Evidence{Page: q.Page, Quote: q.Text, Reader: report.ReaderText, Boxes: []report.Box{}})
			continue
		}
		if !p.stands(q.Page, q.Text) {
			p.dropped++
			continue
		}
		e := report.Evidence{Page: q.Page, Quote: q.Text, Reader: report.ReaderText, Boxes: boxes(q.Boxes)}
		if q.OCR {
			e.Reader = report.ReaderOCR
		}
		out = append(out, e)
	}
	return out
}

// each is the evidence for passages that do not stand side by side.
func (p *prover) each(passages []layout.Passage) []report.Evidence {
	out := []report.Evidence{}
	for _, q := range passages {
		out = append(out, p.of(q)...)
	}
	return out
}

func boxes(in []engine.Box) []report.Box {
	out := make([]report.Box, len(in))
	for i, b := range in {
		out[i] = report.Box{b.X0, b.Y0, b.X1, b.Y1}
	}
	return out
}

// stands looks a quote up in the page's words as they were read, white space and line-end hyphens aside.
func (p *prover) stands(page int, quote string) bool {
	text, ok := p.pages[page]
	if !ok {
		if page < 1 || page > len(p.doc.Pages) {
			return false
		}
		text = fold(p.doc.Pages[page-1].Text()) + "\n" + fold(p.doc.Pages[page-1].AsideText())
		p.pages[page] = text
	}
	return strings.Contains(text, fold(quote))
}

// texts are the words of each page, furniture behind the rest.
func (p *prover) texts() []string {
	out := make([]string, len(p.doc.Pages))
	for i, page := range p.doc.Pages {
		out[i] = page.Text() + "\n" + page.AsideText()
	}
	return out
}

// fold drops white space and hyphens.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if !unicode.IsSpace(r) && r != '-' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
