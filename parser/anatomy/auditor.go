package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// auditor is the firm that signed the opinion. It stands in the signature block, on the cover, in the introduction to the tests, or
// only in a footer.
func (r *reading) auditor() {
	nr := r.names
	if r.out.Facts.Kind == report.BridgeLetter {
		return
	}
	for _, find := range []func(nameReader) (layout.Passage, bool){r.auditorSigned, r.auditorOnCover, r.auditorInTests, r.auditorInFooters} {
		if p, ok := find(nr); ok {
			name := strings.TrimSpace(strings.TrimRight(p.Verbatim(), ",:;"))
			r.out.Facts.Auditor = &name
			r.cite("auditor", p)
			return
		}
	}
}

// auditorSigned looks at the last lines of the opinion: the firm's name stands by its city and the date.
func (r *reading) auditorSigned(nr nameReader) (layout.Passage, bool) {
	nodes := r.in(r.part(report.RoleOpinion))
	var weak layout.Passage
	for k := 0; k < len(nodes) && k < 16; k++ {
		n := &nodes[len(nodes)-1-k]
		if len(n.text.Text) > 200 {
			if k > 3 || strings.HasSuffix(n.text.Text, ".") {
				break
			}
			continue
		}
		for _, part := range r.signatureParts(n) {
			if nr.firm.MatchString(part.Text) && startsUpper(part.Text) && len(strings.Fields(part.Text)) <= 9 && !r.looksLikePlace(part.Text) {
				return part, true
			}
			if weak.Empty() && r.looksLikeName(part.Text) {
				weak = part
			}
		}
	}
	if !weak.Empty() && r.timesNamed(weak.Text) > 1 {
		return weak, true
	}
	return layout.Passage{}, false
}

// signatureParts splits a node into the pieces of a signature block: cells, and what stands before a date.
func (r *reading) signatureParts(n *node) []layout.Passage {
	if n.isRow() {
		var out []layout.Passage
		for _, c := range n.row.cells {
			out = append(out, c.paras...)
		}
		return out
	}
	text := n.text.Text
	if m := r.dates.date.FindStringIndex(text); m != nil {
		text = text[:m[0]]
	}
	whole := n.text.Slice(0, len(text))
	parts := []layout.Passage{whole}
	if m := r.names.firmPlace.FindStringSubmatchIndex(whole.Text); m != nil { // "Firm & Company Providence, Rhode Island"
		return append([]layout.Passage{whole.Slice(m[2], m[3])}, parts...)
	}
	for i, w := range strings.Fields(text) { // "Firm LLP Chicago, Illinois": the form ends the name
		bare := strings.TrimRight(w, ",")
		if i > 0 && (bare == "LLP" || bare == "PLLC" || bare == "P.C." || bare == "LLC" || bare == "CPAs" || bare == "PC") {
			end := strings.Index(text, w) + len(bare)
			return append([]layout.Passage{n.text.Slice(0, end)}, parts...)
		}
	}
	return parts
}

func (r *reading) looksLikePlace(s string) bool {
	return len(strings.Fields(s)) <= 4 && strings.Contains(s, ",") && !strings.Contains(s, "&") && !strings.Contains(s, "LLP") && !strings.Contains(s, "LLC") && !strings.Contains(s, "P.C") && !strings.Contains(s, "CPA") && !strings.Contains(s, "PLLC") && !strings.Contains(s, "Inc") && !strings.Contains(s, "Ltd") && !strings.Contains(s, "P.A")
}

func (r *reading) looksLikeName(s string) bool {
	f := strings.Fields(s)
	return len(f) >= 1 && len(f) <= 6 && startsUpper(s) && !strings.Contains(s, ",") && r.dates.only(s) == "" && !strings.HasSuffix(s, ".")
}

// timesNamed counts how often the document says the name.
func (r *reading) timesNamed(name string) int {
	n := 0
	for i := range r.nodes {
		n += strings.Count(r.nodes[i].text.Text, name)
	}
	return n
}

func (r *reading) auditorOnCover(nr nameReader) (layout.Passage, bool) {
	cover := r.cover()
	for i := range cover {
		n := &cover[i]
		m := nr.preparedBy.FindStringSubmatchIndex(n.text.Text)
		if m == nil {
			continue
		}
		if p := n.text.Slice(m[2], m[3]); !p.Empty() && len(strings.Fields(p.Text)) <= 9 {
			return p, true
		}
		if i+1 < len(cover) && len(strings.Fields(cover[i+1].text.Text)) <= 9 {
			return cover[i+1].text, true
		}
	}
	for i := len(cover) - 1; i >= 0; i-- {
		t := cover[i].text.Text
		if slices.Contains([]string{"certified public accountants", "chartered accountants"}, lower(strings.TrimSpace(t))) {
			if i > 0 && len(strings.Fields(cover[i-1].text.Text)) <= 8 {
				return cover[i-1].text, true
			}
			continue
		}
		if i > 0 && nr.firm.MatchString(t) && len(strings.Fields(t)) <= 8 && containsAny(t, "LLP", "CPA", "PLLC", "P.C.", "Certified Public", "Assurance", "Chartered") {
			return cover[i].text, true
		}
	}
	return layout.Passage{}, false
}

func (r *reading) auditorInTests(nr nameReader) (layout.Passage, bool) {
	for _, n := range r.in(r.part(report.RoleTests)) {
		if m := nr.testedBy.FindStringSubmatchIndex(n.text.Text); m != nil {
			p := n.text.Slice(m[2], m[3])
			if !containsAny(lower(p.Text), "service auditor", "independent") {
				return p, true
			}
		}
	}
	return layout.Passage{}, false
}

// auditorInFooters is the last resort: where cover and signature are pictures, the firm's name may stand in the footers alone.
func (r *reading) auditorInFooters(nr nameReader) (layout.Passage, bool) {
	counts := map[string]int{}
	best := ""
	first := map[string]layout.Passage{}
	for _, p := range r.doc.Pages {
		for _, l := range p.Aside {
			for _, part := range strings.FieldsFunc(l.Text(), func(c rune) bool { return c == '|' || c == '·' || c == '©' || c == '•' }) {
				name := strings.TrimSpace(strings.Trim(part, "0123456789 -–—."))
				if !nr.firm.MatchString(name) || len(strings.Fields(name)) > 7 || !containsAny(name, "LLP", "CPA", "PLLC", "P.C.", "Certified Public", "Assurance") {
					continue
				}
				if counts[name] == 0 {
					line := r.doc.Passage(p, []layout.Line{l})
					if at := strings.Index(line.Text, layout.Fold(name)); at >= 0 {
						first[name] = line.Slice(at, at+len(layout.Fold(name)))
					}
				}
				if counts[name]++; counts[name] > counts[best] {
					best = name
				}
			}
		}
	}
	if counts[best] < 3 {
		return layout.Passage{}, false
	}
	return first[best], !first[best].Empty()
}
