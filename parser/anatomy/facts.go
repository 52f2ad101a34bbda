package anatomy

import (
	"regexp"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// facts reads who, what, when: from the opinion where it speaks, else from the cover, the assertion and the section titles.
func (r *reading) facts() {
	f := &r.out.Facts
	r.warnings()
	f.Categories = []string{}
	switch f.Kind {
	case report.OtherKind:
		r.vendor()
		return
	case report.BridgeLetter:
		r.bridgeLetter()
		return
	}
	r.when()
	r.issued()
	r.auditor()
	r.vendor()
	r.system()
	if f.Kind != report.SOC1 { // control objectives know no categories
		r.categories()
	}
}

// cite stores the evidence of a fact.
func (r *reading) cite(name string, p layout.Passage) {
	if e := r.proof.of(p); len(e) > 0 {
		r.out.Facts.Evidence[name] = e
	}
}

// citeAll stores the evidence of a fact that several passages give.
func (r *reading) citeAll(name string, ps []layout.Passage) {
	if e := r.proof.each(ps); len(e) > 0 {
		r.out.Facts.Evidence[name] = e
	}
}

// speaking lists where facts stand, best first: the opinion, the cover, the assertion, the description's title.
func (r *reading) speaking() [][]node {
	return [][]node{r.in(r.part(report.RoleOpinion)), r.cover(), r.in(r.part(report.RoleAssertion)), r.in(r.part(report.RoleDescription)), r.nodes}
}

// when reads the type and the period or date. Type 2 covers a period and operating effectiveness, Type 1 a date and design.
func (r *reading) when() {
	f := &r.out.Facts
	typeWord := regexp.MustCompile(`(?i)\btype\s*(1|2|ii|i)\b`)
	cover := textOf(r.cover())
	for _, nodes := range [][]node{r.cover(), r.in(r.part(report.RoleOpinion))} {
		text := textOf(nodes)
		if m := typeWord.FindStringSubmatchIndex(text.Text); m != nil && f.Type == nil {
			t := 1
			if w := strings.ToLower(text.Text[m[2]:m[3]]); w == "2" || w == "ii" {
				t = 2
			}
			f.Type = &t
			r.cite("type", text.Slice(m[0], m[1]))
		}
	}
	for _, nodes := range r.speaking() {
		if f.PeriodStart == nil && f.AsOf == nil {
			r.whenIn(nodes)
		}
	}
	if f.Type == nil {
		r.typeByContent()
	}
	if f.Kind != report.SOC2 && f.Kind != report.SOC1 {
		f.Type = nil
	}
	if s, e, _, ok := r.dates.periodIn(plain(cover.Text)); ok && f.PeriodStart != nil && (*f.PeriodStart != s || *f.PeriodEnd != e) {
		r.note("period-differs", "The cover states the period "+s+" to "+e+", the opinion "+*f.PeriodStart+" to "+*f.PeriodEnd+".", 1)
	}
}

func (r *reading) whenIn(nodes []node) {
	f := &r.out.Facts
	wantAsOf := f.Type != nil && *f.Type == 1
	for i := range nodes {
		text := nodes[i].text.Text
		if s, e, at, ok := r.dates.periodIn(text); ok && !wantAsOf {
			f.PeriodStart, f.PeriodEnd = &s, &e
			r.cite("period", nodes[i].text.Slice(at[0], at[1]))
			return
		}
		if d, at, ok := r.dates.asOfIn(text); ok && (f.Type == nil || wantAsOf) {
			if f.Type == nil && r.hasPeriod(nodes) {
				continue
			}
			f.AsOf = &d
			r.cite("as_of", nodes[i].text.Slice(at[0], at[1]))
			return
		}
	}
}

func (r *reading) hasPeriod(nodes []node) bool {
	_, _, _, ok := r.dates.periodIn(plain(textOf(nodes).Text))
	return ok
}

func (r *reading) typeByContent() {
	f := &r.out.Facts
	var t int
	switch {
	case f.PeriodStart != nil:
		t = 2
	case f.AsOf != nil:
		t = 1
	default:
		return
	}
	f.Type = &t
}

// issued is the date of the service auditor's report: it stands alone near the end of the letter, by the signature.
func (r *reading) issued() {
	f := &r.out.Facts
	try := func(nodes []node, backwards bool) bool {
		for k := range nodes {
			n := &nodes[k]
			if backwards {
				n = &nodes[len(nodes)-1-k]
			}
			if at, d := r.dateLine(n); d != "" && (f.PeriodEnd == nil || d >= *f.PeriodEnd || f.Kind == report.BridgeLetter) {
				f.IssuedOn = &d
				r.cite("issued_on", at)
				return true
			}
		}
		return false
	}
	if try(r.in(r.part(report.RoleOpinion)), true) {
		return
	}
	if f.Kind == report.BridgeLetter {
		_ = try(r.nodes, false)
		return
	}
	if try(r.in(r.part(report.RoleAssertion)), true) {
		r.note("report-date-from-assertion", "The opinion letter shows no date; the date of management's assertion is given instead.")
		return
	}
	issuedLine := regexp.MustCompile(`(?i)\b(?:issued|dated|report date|date of (?:the )?report|date:)\s*:?\s*(?:on\s*)?(` + datePattern + `)`)
	for _, n := range r.cover() {
		if m := issuedLine.FindStringSubmatchIndex(n.text.Text); m != nil {
			if d := r.dates.parse(n.text.Text[m[2]:m[3]]); d != "" {
				f.IssuedOn = &d
				r.cite("issued_on", n.text.Slice(m[0], m[1]))
				return
			}
		}
	}
}

// dateLine is the date of a node that is one, or that ends with one as signature blocks do ("Chicago, Illinois | May 4, 2025").
func (r *reading) dateLine(n *node) (layout.Passage, string) {
	text := n.text.Text
	if len(text) > 220 {
		return layout.Passage{}, ""
	}
	ms := r.dates.date.FindAllStringIndex(text, -1)
	if len(ms) != 1 {
		return layout.Passage{}, ""
	}
	m := ms[0]
	head, tail := lower(text[:m[0]]), text[m[1]:]
	if len(strings.TrimSpace(tail)) > 40 || containsAny(head, "period", "through", "as of", "throughout", "between", " on ", "until", "since", "before", "after", "effective") {
		return layout.Passage{}, ""
	}
	if len(strings.Fields(head)) > 22 {
		return layout.Passage{}, ""
	}
	return n.text.Slice(m[0], m[1]), r.dates.parse(text[m[0]:m[1]])
}

// categories are those that the opinion says controls are relevant to. The title of TSP section 100 names all five in every report
// and proves nothing.
func (r *reading) categories() {
	const cat = `(?:security|availability|processing integrity|confidentiality|privacy)`
	list := cat + `(?:(?:\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s*/\s*|\s*;\s*)` + cat + `)*`
	patterns := []*regexp.Regexp{
		regexp.MustCompile(`(?i)\brelevant to (?:the )?(?:trust services? (?:criteria|categories) (?:of|for) |categories of |principles of |aicpa )?(` + list + `)`),
		regexp.MustCompile(`(?i)\b(` + list + `) (?:trust services? )?(?:categor(?:y|ies)|criteria|principles)\b`),
		regexp.MustCompile(`(?i)\b(?:categor(?:y|ies)|criteria|principles)(?: of| for| relevant to|:)? (?:the )?(` + list + `)`),
		regexp.MustCompile(`(?i)^\W*(` + list + `)\W*$`),
	}
	names := regexp.MustCompile(`(?i)` + cat)
	for _, nodes := range r.speaking()[:4] {
		for _, re := range patterns {
			for i := range nodes {
				text := nodes[i].text.Text
				for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
					if titleOfTSP(text, m[0]) {
						continue
					}
					r.setCategories(names.FindAllString(text[m[2]:m[3]], -1), nodes[i].text.Slice(m[2], m[3]))
					return
				}
			}
		}
	}
	r.categoriesByCriteria()
}

// titleOfTSP tells whether the match lies in "2017 Trust Services Criteria for Security, Availability, …".
func titleOfTSP(text string, at int) bool {
	before := strings.ToLower(text[max(0, at-60):at])
	return strings.Contains(before, "2017 ") || strings.Contains(before, "tsp section") || strings.Contains(before, "2016 ") || strings.Contains(before, "2022")
}

func (r *reading) setCategories(found []string, where layout.Passage) {
	have := map[string]bool{}
	for _, c := range found {
		have[strings.ToLower(strings.Join(strings.Fields(c), " "))] = true
	}
	r.out.Facts.Categories = []string{}
	for _, c := range report.Categories() {
		if have[c] {
			r.out.Facts.Categories = append(r.out.Facts.Categories, c)
		}
	}
	r.cite("categories", where)
}

// categoriesByCriteria falls back on the criteria that the tests tabulate.
func (r *reading) categoriesByCriteria() {
	have := map[string]bool{}
	for _, s := range r.parts {
		if s.Role != report.RoleTests && s.Role != report.RoleCriteria {
			continue
		}
		for _, n := range r.in(&s) {
			for _, id := range r.lx.criteria.In(n.text.Text) {
				have[r.lx.criteria.Category(id)] = true
			}
		}
	}
	r.out.Facts.Categories = []string{}
	for _, c := range report.Categories() {
		if have[c] {
			r.out.Facts.Categories = append(r.out.Facts.Categories, c)
		}
	}
}
