package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// reading is one document on its way to a report. The fields are filled in order by Read and not changed afterwards.
type reading struct {
	doc      *layout.Document
	lx       *lexicon
	dates    *dateReader
	words    *resultLexicon
	ids      idReader
	comp     complementReader
	subs     subserviceReader
	names    nameReader
	legends  legendReader
	formEnd  *regexp.Regexp // the last word of a company's name
	replies  []reply
	nodes    []node
	bodySize float32
	tocPages map[int]bool
	toc      []tocEntry
	parts    []stretch
	proof    *prover
	out      *report.Report
}

// Read makes a report of a document. Pages that could not be read are named in the coverage. The caller fills in what only it
// knows: the file, its hash, permissions and the second reader's figures.
func Read(d *layout.Document) *report.Report {
	r := &reading{
		doc: d, lx: newLexicon(), dates: newDateReader(), words: newResultLexicon(), ids: newIDReader(), comp: newComplementReader(), subs: newSubserviceReader(), names: newNameReader(), legends: newLegendReader(),
		formEnd: regexp.MustCompile(`^` + companyForm + `$`),
		nodes:   stream(d), proof: newProver(d),
		out: &report.Report{Facts: report.Facts{Evidence: map[string][]report.Evidence{}}},
	}
	r.bodySize = bodySize(r.nodes)
	r.tocPages, r.toc = r.lx.contents(r.nodes)
	r.out.Facts.Kind = r.kind()
	r.out.Facts.Draft = r.draft()
	if r.out.Facts.Kind != report.BridgeLetter && r.out.Facts.Kind != report.OtherKind {
		r.parts = r.sections()
		r.placeUnread()
	}
	r.facts()
	if r.out.Facts.Kind == report.SOC2 {
		r.opinion()
		r.words.codes = r.codes()
		r.halves()
	} else if r.out.Facts.Kind != report.OtherKind && r.out.Facts.Kind != report.BridgeLetter {
		r.opinion()
	}
	r.finish()
	return r.out
}

// halves reads the tests on one processor and the description on another: they write to different fields of the report and share
// only what nobody changes any more.
func (r *reading) halves() {
	other := *r
	other.proof = newProver(r.doc)
	done := make(chan struct{})
	go func() {
		defer close(done)
		other.subservice()
		other.complementary()
		other.disclosures()
	}()
	r.tests()
	r.responses()
	<-done
	r.proof.dropped += other.proof.dropped
}

// bodySize is the font size of most of the text.
func bodySize(nodes []node) float32 {
	weight := map[int]int{}
	best := 0
	for i := range nodes {
		if nodes[i].isRow() {
			continue
		}
		k := int(nodes[i].size*10 + .5)
		if weight[k] += len(nodes[i].text.Text); weight[k] > weight[best] {
			best = k
		}
	}
	if best == 0 {
		return 10
	}
	return float32(best) / 10
}

// part is the first section with the role; nil when there is none.
func (r *reading) part(role report.Role) *stretch {
	for i := range r.parts {
		if r.parts[i].Role == role {
			return &r.parts[i]
		}
	}
	return nil
}

// in are the nodes of a section.
func (r *reading) in(s *stretch) []node {
	if s == nil || s.from < 0 {
		return nil
	}
	return r.nodes[s.from:s.to]
}

// roleAt is the role of the section that holds node i.
func (r *reading) roleAt(i int) report.Role {
	for _, s := range r.parts {
		if i >= s.from && i < s.to {
			return s.Role
		}
	}
	return ""
}

// cover are the nodes before the first section, tables of contents left out.
func (r *reading) cover() []node {
	end := len(r.nodes)
	if len(r.parts) > 0 && r.parts[0].from >= 0 {
		end = r.parts[0].from
	}
	var out []node
	for i := range r.nodes[:end] {
		if n := &r.nodes[i]; n.page <= 3 && !r.tocPages[n.page] {
			out = append(out, *n)
		}
	}
	return out
}

// placeUnread finds the place of the opinion and the assertion by the table of contents when their pages hold no text: signed
// letters are often scans.
func (r *reading) placeUnread() {
	offset, ok := r.printedOffset()
	for _, e := range r.toc {
		if e.role == "" || e.printed == 0 || !ok || r.part(e.role) != nil {
			continue
		}
		page := e.printed + offset
		if page < 1 || page > len(r.doc.Pages) || !r.doc.Pages[page-1].Unread {
			continue
		}
		s := stretch{from: -1, to: -1}
		s.Role, s.Heading, s.FirstPage, s.LastPage = e.role, e.title, page, page
		for s.LastPage < len(r.doc.Pages) && r.doc.Pages[s.LastPage].Unread && !r.startsSection(s.LastPage+1) {
			s.LastPage++
		}
		r.parts = append(r.parts, s)
	}
	slices.SortFunc(r.parts, func(a, b stretch) int { return a.FirstPage - b.FirstPage })
}

func (r *reading) startsSection(page int) bool {
	return slices.ContainsFunc(r.parts, func(s stretch) bool { return s.FirstPage == page })
}

// printedOffset is the distance from printed page numbers to PDF pages, told from sections that were found.
func (r *reading) printedOffset() (int, bool) {
	for _, s := range r.parts {
		_, rest := r.lx.title(s.Heading)
		for _, e := range r.toc {
			if e.role == s.Role && e.printed > 0 && similarTitle(e.title, collapse(rest)) {
				return s.FirstPage - e.printed, true
			}
		}
	}
	return 0, false
}

// note adds a note for the reader of the result.
func (r *reading) note(code, text string, pages ...int) {
	r.out.Notes = append(r.out.Notes, report.Note{Code: code, Text: text, Pages: pages})
}

// textOf joins nodes' texts.
func textOf(nodes []node) layout.Passage {
	ps := make([]layout.Passage, len(nodes))
	for i := range nodes {
		ps[i] = nodes[i].text
	}
	return layout.Join(ps...)
}

func lower(s string) string { return strings.ToLower(plain(s)) }
