package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// opinion decides from the opinion paragraph only: the heading that names it and the sentences that begin "In our opinion". Clean
// letters are full of negatives ("we do not express an opinion thereon") whose object is something else.
func (r *reading) opinion() {
	f := &r.out.Facts
	f.OpinionOn = []string{}
	s := r.part(report.RoleOpinion)
	if s == nil {
		f.OpinionStatus = report.OpinionMissing
		if r.unreadShare() > 0 {
			f.OpinionStatus = report.OpinionUnread
		}
		return
	}
	nodes := r.in(s)
	if len(nodes) == 0 || r.unreadIn(s) && !r.speaksOpinion(nodes) {
		f.OpinionStatus = report.OpinionUnread
		r.note("opinion-unread", "The pages of the opinion could not be read as text: look at them yourself; the opinion is unknown.", s.FirstPage)
		return
	}
	at, heading := r.opinionParagraph(nodes)
	if at < 0 {
		f.OpinionStatus = report.OpinionMissing
		return
	}
	f.OpinionStatus = report.OpinionRead
	end := r.opinionEnd(nodes, at)
	outcome := decideOpinion(heading, lower(textOf(nodes[at:end]).Text), lower(textOf(nodes).Text))
	f.Opinion = &outcome
	r.cite("opinion", nodes[at].text)
	r.opinionParts(nodes[at:end], outcome)
	r.citeParts(nodes[at:end])
	if outcome != report.Unqualified {
		r.basis(nodes, at)
	}
	r.emphasis(nodes)
}

func (r *reading) unreadIn(s *stretch) bool {
	for p := s.FirstPage; p <= s.LastPage && p <= len(r.doc.Pages); p++ {
		if r.doc.Pages[p-1].Unread {
			return true
		}
	}
	return false
}

func (r *reading) speaksOpinion(nodes []node) bool {
	return containsAny(lower(textOf(nodes).Text), "in our opinion", "do not express an opinion on the description", "we do not express an opinion")
}

// opinionParagraph finds the paragraph with the conclusion, and the heading above it. Headings such as "Qualified Opinion" lead; an
// "In our opinion" elsewhere comes second.
func (r *reading) opinionParagraph(nodes []node) (at int, heading string) {
	head := regexp.MustCompile(`(?i)^(?:[a-z0-9]{1,3}[.)]\s*)?(?:service auditor'?s'? |auditor'?s'? |our )?(qualified |adverse |disclaimer of |unqualified |unmodified )?opinions?:?$`)
	for i := range nodes {
		m := head.FindStringSubmatch(strings.TrimSpace(plain(nodes[i].text.Text)))
		if m == nil || i+1 >= len(nodes) {
			continue
		}
		t := lower(nodes[i+1].text.Text)
		if containsAny(t, "in our opinion", "do not express", "opinion", "because of") {
			return i + 1, strings.ToLower(strings.TrimSpace(m[1]))
		}
	}
	for i := range nodes {
		if strings.Contains(lower(nodes[i].text.Text), "in our opinion") && !strings.HasPrefix(lower(nodes[i].text.Text), "we believe") {
			return i, ""
		}
	}
	for i := range nodes {
		if containsAny(lower(nodes[i].text.Text), "we do not express an opinion on the description", "we do not express an opinion on management's description", "accordingly, we do not express an opinion on") {
			return i, ""
		}
	}
	return -1, ""
}

// opinionEnd is where the conclusion ends: at the next heading, usually "Restricted Use".
func (r *reading) opinionEnd(nodes []node, at int) int {
	for i := at + 1; i < len(nodes); i++ {
		n := &nodes[i]
		short := len(n.text.Text) < 70 && !strings.HasSuffix(n.text.Text, ".") && !strings.HasSuffix(n.text.Text, ";") && n.bullet == ""
		if short && (n.bold || n.size > 1.04*r.bodySize || containsAny(lower(n.text.Text), "restricted use", "restriction on use", "emphasis", "other matter", "basis for")) {
			return i
		}
		if strings.HasPrefix(lower(n.text.Text), "this report") || i > at+12 {
			return i
		}
	}
	return len(nodes)
}

// decideOpinion applies the cues of AT-C 205 to the conclusion.
func decideOpinion(heading, conclusion, letter string) string {
	switch {
	case strings.HasPrefix(heading, "disclaimer"):
		return report.Disclaimer
	case strings.HasPrefix(heading, "adverse"):
		return report.Adverse
	case strings.HasPrefix(heading, "qualified"):
		return report.Qualified
	}
	engaged := strings.Contains(letter, "we were engaged to examine")
	cannot := containsAny(conclusion, "we do not express an opinion on", "we do not express an opinion about", "disclaim an opinion")
	switch {
	case cannot && (engaged || containsAny(letter, "not able to obtain sufficient", "unable to obtain sufficient")):
		return report.Disclaimer
	case containsAny(conclusion, "does not present", "does not fairly present", "were not suitably designed", "did not operate effectively", "was not fairly presented") && !strings.Contains(conclusion, "except for"):
		return report.Adverse
	case containsAny(conclusion, "because of the significance of the matter"):
		return report.Adverse
	case containsAny(conclusion, "except for the matter", "except for the effect", "except for the possible effect", "except that", "except as described", "except for matters", "except for the deficienc", "except as noted"):
		return report.Qualified
	case containsAny(letter, "basis for qualified opinion"):
		return report.Qualified
	case containsAny(letter, "basis for adverse opinion"):
		return report.Adverse
	case containsAny(letter, "basis for disclaimer of opinion"):
		return report.Disclaimer
	}
	return report.Unqualified
}

// opinionParts tells the conclusions (a) to (c) apart.
func (r *reading) opinionParts(nodes []node, outcome string) {
	p := &r.out.Facts.OpinionParts
	if outcome == report.Disclaimer {
		return
	}
	text := lower(textOf(nodes).Text)
	set := func(dst **string, has, bad bool) {
		if !has {
			return
		}
		v := "unmodified"
		if bad {
			v = "modified"
		}
		*dst = &v
	}
	set(&p.Description, containsAny(text, "description presents", "fairly presents", "description fairly", "does not present", "presents the", "presents fairly"), containsAny(text, "does not present", "does not fairly present"))
	set(&p.Design, strings.Contains(text, "suitably designed"), strings.Contains(text, "not suitably designed"))
	set(&p.Operation, containsAny(text, "operated effectively throughout", "operated effectively to provide", "did not operate effectively", "stated in the description operated effectively", "operated effectively"), containsAny(text, "did not operate effectively"))
	if r.out.Facts.Type != nil && *r.out.Facts.Type == 1 {
		p.Operation = nil
	}
	if outcome == report.Qualified && !isModified(p.Description) && !isModified(p.Design) && !isModified(p.Operation) {
		r.qualifiedParts(p)
	}
}

// citeParts stores the sentences in which the conclusions stand, one fact each: opinion_description, opinion_design, opinion_operation.
func (r *reading) citeParts(nodes []node) {
	for i := range nodes {
		t := lower(nodes[i].text.Text)
		for _, part := range []struct {
			fact string
			cues []string
		}{
			{"opinion_description", []string{"description presents", "presents fairly", "fairly presents", "description fairly", "does not present", "does not fairly present"}},
			{"opinion_design", []string{"suitably designed"}},
			{"opinion_operation", []string{"operated effectively throughout", "operated effectively to", "did not operate effectively", "operated effectively for", "stated in the description operated", "operated effectively during"}},
		} {
			if _, have := r.out.Facts.Evidence[part.fact]; !have && containsAny(t, part.cues...) {
				r.cite(part.fact, nodes[i].text)
			}
		}
	}
}

func isModified(s *string) bool { return s != nil && *s == "modified" }

// qualifiedParts reads which conclusion the basis speaks of: "except for" stands before all three.
func (r *reading) qualifiedParts(p *report.OpinionParts) {
	nodes := r.in(r.part(report.RoleOpinion))
	at, _ := r.opinionParagraph(nodes)
	basis := lower(textOf(nodes[r.basisStart(nodes, at):at]).Text)
	mod := "modified"
	hit := false
	if containsAny(basis, "not operating effectively", "did not operate effectively", "not performed consistently", "did not operate", "was not operating", "were not operating", "not effective") && p.Operation != nil {
		p.Operation, hit = &mod, true
	}
	if containsAny(basis, "not suitably designed", "no control", "not designed") && p.Design != nil {
		p.Design, hit = &mod, true
	}
	if containsAny(basis, "does not present", "omits", "not fairly present", "description does not", "description states") && containsAny(basis, "not implemented", "does not present", "omits", "misstate") && p.Description != nil {
		p.Description, hit = &mod, true
	}
	if !hit && p.Operation != nil {
		p.Operation = &mod
	}
}

func (r *reading) basisStart(nodes []node, at int) int {
	for i := range nodes {
		if len(nodes[i].text.Text) < 80 && strings.HasPrefix(lower(strings.TrimSpace(nodes[i].text.Text)), "basis for") {
			if i < at {
				return i
			}
		}
	}
	return max(0, at-4)
}

// basis reads the criteria that a modified opinion names, from its basis and its conclusion.
func (r *reading) basis(nodes []node, at int) {
	from, to := r.basisStart(nodes, at), r.opinionEnd(nodes, at)
	for i := range nodes { // some firms put the basis after the opinion
		if i > at && len(nodes[i].text.Text) < 80 && strings.HasPrefix(lower(nodes[i].text.Text), "basis for") {
			from, to = at, r.opinionEnd(nodes, i+1)
		}
	}
	r.out.Facts.OpinionOn = append(r.out.Facts.OpinionOn, r.lx.criteria.In(textOf(nodes[from:to]).Text)...)
	var named []layout.Passage
	for i := from; i < to; i++ {
		if len(r.lx.criteria.In(nodes[i].text.Text)) > 0 {
			named = append(named, nodes[i].text)
		}
	}
	r.citeAll("opinion_criteria", named)
}

// emphasis keeps the paragraphs that the auditor adds without modifying the opinion.
func (r *reading) emphasis(nodes []node) {
	for i := range nodes {
		t := lower(nodes[i].text.Text)
		if len(t) > 80 || !containsAny(t, "emphasis of matter", "emphasis of a matter", "emphasis-of-matter", "emphasis", "other matter", "other-matter", "restatement", "reissu") {
			continue
		}
		j := i + 1
		for j < len(nodes) && j < i+4 && !r.styled(&nodes[j]) && len(nodes[j].text.Text) > 60 {
			j++
		}
		p := textOf(nodes[i+1 : j])
		if p.Empty() {
			continue
		}
		var parts []layout.Passage
		for k := i + 1; k < j; k++ {
			parts = append(parts, nodes[k].text)
		}
		r.out.Facts.EmphasisMatter = append(r.out.Facts.EmphasisMatter, report.Disclosure{
			Page: p.Page(), Heading: strings.TrimSpace(nodes[i].text.Verbatim()), Text: p.Verbatim(), Evidence: r.proof.each(parts),
		})
	}
	slices.SortStableFunc(r.out.Facts.EmphasisMatter, func(a, b report.Disclosure) int { return a.Page - b.Page })
}
