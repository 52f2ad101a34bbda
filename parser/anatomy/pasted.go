package anatomy

import (
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// Passage reads a text as if it stood in the section of a SOC 2 report that role names: its paragraphs sentence by sentence, and what
// the profession takes for an exception there. That is a result of a test in the tests, a response that restates one in the section
// that is not covered, and the basis for a modified opinion in the opinion or the assertion. Nowhere else does the word count.
//
// The report stands for the passage alone: its kind is taken for granted, it has one section and one page, and evidence without boxes.
func Passage(role report.Role, text string) *report.Report {
	return NewPassageReader().Read(role, text)
}

// PassageReader reads many texts: what it needs for all of them is prepared once. It is safe for use by any number of goroutines.
type PassageReader struct{ prepared reading }

// NewPassageReader prepares a reader.
func NewPassageReader() *PassageReader {
	return &PassageReader{reading{
		lx: newLexicon(), words: newPastedLexicon(), ids: newIDReader(), comp: newComplementReader(), dates: newDateReader(), bodySize: 10,
	}}
}

// Read is Passage.
func (p *PassageReader) Read(role report.Role, text string) *report.Report {
	r := p.begin(role)
	blocks := pastedBlocks(strings.ToValidUTF8(text, "\ufffd"))
	switch role {
	case report.RoleTests:
		r.pastedTests(blocks)
	case report.RoleOther:
		r.pastedProse(role, blocks)
		r.restated(blocks)
	case report.RoleOpinion, report.RoleAssertion:
		r.pastedProse(role, blocks)
		r.pastedOpinion(role, blocks)
		r.basisRestated(blocks)
	default:
		r.pastedProse(role, blocks)
	}
	r.finishPasted(role, len(blocks) > 0)
	return r.out
}

func (p *PassageReader) begin(role report.Role) *reading {
	r := p.prepared
	r.doc = &layout.Document{Pages: []*layout.Page{{Number: 1}}}
	r.proof = &prover{pasted: true}
	r.out = &report.Report{Facts: report.Facts{Kind: report.SOC2, Evidence: map[string][]report.Evidence{}}, Sections: []report.Section{
		{Role: role, FirstPage: 1, LastPage: 1, Covered: role != report.RoleOther},
	}}
	return &r
}

// pastedOpinion reads the conclusion where the passage holds one. An assertion has none.
func (r *reading) pastedOpinion(role report.Role, blocks []pastedBlock) {
	if role != report.RoleOpinion {
		return
	}
	for _, b := range blocks {
		r.nodes = append(r.nodes, node{page: 1, text: r.pasted(b.text()), size: r.bodySize})
	}
	r.parts = []stretch{{Section: r.out.Sections[0], from: 0, to: len(r.nodes)}}
	r.opinion()
}

func (r *reading) finishPasted(role report.Role, full bool) {
	o := r.out
	o.Coverage = report.Coverage{Pages: 1, OCR: []int{}, Unread: []int{}, Blank: []int{}, Sections: []report.SectionCoverage{{Role: role, Pages: 1, Unread: []int{}}}}
	if o.Coverage.Text = 1; !full {
		o.Coverage.Blank = []int{1}
	}
	fillLists(o)
	switch {
	case len(o.Exceptions) > 0:
		o.ExceptionsAnswer = report.AnswerFound
	case len(o.ControlTests) > 0:
		o.ExceptionsAnswer = report.AnswerNone
	default:
		o.ExceptionsAnswer = report.AnswerNoTests
	}
	r.noteUnclear()
}
