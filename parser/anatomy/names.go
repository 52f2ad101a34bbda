package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// Forms of companies that end a legal name, and of firms of accountants.
const (
	companyForm = `(?:Inc\.?|Incorporated|L\.?L\.?C\.?|L\.?L\.?P\.?|L\.P\.|Ltd\.?|Limited|GmbH|AG|SE|S\.?A\.?S?\.?|SARL|B\.?V\.?|N\.?V\.?|A/S|ApS|AB|Oy|Oyj|plc|PLC|Corp\.?|Corporation|Company|Co\.|Cooperative|Co-operative|PBC|a\.s\.|s\.r\.o\.|S\.A\. de C\.V\.|S\.p\.A\.|S\.r\.l\.|S\.L\.|Pty\.? Ltd\.?|Pvt\.? Ltd\.?|K\.K\.|KG|sp\. z o\.o\.)`
	firmForm    = `(?:LLP|L\.L\.P\.|P\.?L\.?L\.?C\.?|P\.?C\.?|P\.?A\.?|LLC|CPAs?|Certified Public Accountants|Chartered Accountants|& Co\.?|& Company|& Associates|Assurance|Ltd\.?|Limited|Inc\.?)`
)

// preparedFor stands before a client's name in documents of advisers.
const preparedFor = "prepared for "

type nameReader struct{ addressee, company, short, firm, firmPlace, preparedBy, testedBy, board, endForm *regexp.Regexp }

func newNameReader() nameReader {
	return nameReader{
		addressee:  regexp.MustCompile(`(?i)^to:?\s+(?:the\s+)?(?:(?:management|board of directors|board|members|directors|shareholders|stakeholders|audit committee|management team|owners|partners)(?:\s*(?:,|and|&|of)\s*(?:the\s+)?(?:management|board of directors|board|members|directors|stockholders|shareholders|audit committee)?)*\s+(?:of|at)\s+)?(?:the\s+)?(.+?)\s*:?$`),
		company:    regexp.MustCompile(`\b((?:\p{Lu}[\p{L}\p{N}&.'’\-+]*|\p{N}+)(?:,?\s+(?:\p{Lu}[\p{L}\p{N}&.'’\-+]*|of|and|the|for|de|&))*?,?\s+` + companyForm + `)(?:[\s,.;:)"”'’]|$)`),
		short:      regexp.MustCompile(`^\s*,?\s*(?:and its [a-z ]+)?\(\s*(?:hereinafter |collectively |together |herein )?(?:referred to as |called )?(?:the )?["“”']`),
		firm:       regexp.MustCompile(`(?:^|[\s,(])` + firmForm + `\.?\)?$`),
		board:      regexp.MustCompile(`(?i)^(?:to:?\s+)?(?:the\s+)?(?:board of directors|management|members|shareholders|stockholders|audit committee)(?:\s*(?:,|and|&)\s*(?:the\s+)?(?:management|board of directors|audit committee|stockholders|shareholders))*(?:\s+of)?:?$`),
		endForm:    regexp.MustCompile(`(?:^|[\s,])` + companyForm + `$`),
		firmPlace:  regexp.MustCompile(`^(.{2,70}[\s,]` + firmForm + `),?\s+\p{Lu}[\p{L}. ]{2,25},\s+\p{Lu}\p{Ll}{2,}`),
		preparedBy: regexp.MustCompile(`(?i)^(?:prepared|issued|examined|audited|performed|report(?:ed)?|attested)\s+by:?\s*(.*)$`),
		testedBy:   regexp.MustCompile(`(?i)\btests? (?:of controls )?(?:performed|conducted|applied|carried out) by (?:the )?([\p{Lu}][^.;()]{2,60}?)(?:\s+(?:and|are|to|were|in|is)\b|[.;,(])`),
	}
}

// vendor is the service organization by its legal name. The opinion's addressee names it in full; covers often show a short form or a
// picture.
func (r *reading) vendor() {
	nr := r.names
	if r.vendorByAddressee(nr) || r.vendorOnCover(nr) || r.vendorInScope(nr) {
		return
	}
	if r.out.Facts.Kind == report.OtherKind {
		return
	}
	if n := r.coverName(); n != nil {
		r.setVendor(n.text.Text, n.text)
	}
}

func (r *reading) setVendor(name string, where layout.Passage) {
	name = strings.TrimRight(strings.TrimSpace(name), ",:;")
	if name == "" {
		return
	}
	r.out.Vendor = &name
	r.cite("vendor", where)
}

func (r *reading) vendorByAddressee(nr nameReader) bool {
	for _, role := range []report.Role{report.RoleOpinion, report.RoleAssertion} {
		nodes := r.in(r.part(role))
		for i := range nodes {
			if i > 14 {
				break
			}
			name := addresseeOf(nr, nodes, i)
			if name.Empty() || generic(name.Text) || !startsUpper(name.Text) && !nr.endForm.MatchString(name.Text) || len(strings.Fields(name.Text)) > 12 {
				continue
			}
			full := r.fullerOnCover(nr, name)
			r.setVendor(trimShort(full.Verbatim()), full)
			return true
		}
	}
	return false
}

// addresseeOf reads the addressee at node i. Letters break it over lines: "To the Board of Directors of" and the name, or a line "Board
// of Directors and Management" above it.
func addresseeOf(nr nameReader, nodes []node, i int) layout.Passage {
	p := nodes[i].text
	if len(p.Text) > 160 {
		return layout.Passage{}
	}
	if i+1 < len(nodes) && len(nodes[i+1].text.Text) < 80 {
		next := nodes[i+1].text
		if nr.board.MatchString(p.Text) && nr.endForm.MatchString(next.Text) {
			return next
		}
		if low := lower(p.Text); strings.HasPrefix(low, "to") && (low == "to:" || low == "to" || endsOpen(low)) {
			p = layout.Join(p, next)
		}
	}
	if m := nr.addressee.FindStringSubmatchIndex(p.Text); m != nil && m[2] >= 0 {
		return p.Slice(m[2], m[3])
	}
	return layout.Passage{}
}

// fullerOnCover prefers the cover's legal form when the addressee is a shorter form of it.
func (r *reading) fullerOnCover(nr nameReader, name layout.Passage) layout.Passage {
	if nr.company.MatchString(name.Text) {
		return name
	}
	key := collapse(name.Text)
	for _, nodes := range [][]node{r.cover(), r.in(r.part(report.RoleOpinion)), r.in(r.part(report.RoleAssertion))} {
		for i := range nodes {
			for _, m := range nr.company.FindAllStringSubmatchIndex(nodes[i].text.Text, -1) {
				if c := nodes[i].text.Slice(m[2], m[3]); strings.HasPrefix(collapse(c.Text), key+" ") {
					return c
				}
			}
		}
	}
	return name
}

// trimShort cuts a defined short form: `Acme, Inc. ("Acme")`.
func trimShort(s string) string {
	if i := strings.IndexAny(s, "(\"“"); i > 0 {
		s = s[:i]
	}
	return strings.TrimRight(strings.TrimSpace(s), ",:;")
}

func generic(s string) bool {
	t := collapse(s)
	if containsAny(" "+t+" ", " whom ", " service organization ", " report ", " our ", " intended ") {
		return true
	}
	return slices.Contains([]string{"", "company", "the company", "management", "users", "customers", "users of this report"}, t)
}

func startsUpper(s string) bool {
	for _, c := range s {
		return c >= 'A' && c <= 'Z' || c > 0x7f || c >= '0' && c <= '9'
	}
	return false
}

// vendorOnCover takes the first line of the cover with a company's form that is not the auditor's.
func (r *reading) vendorOnCover(nr nameReader) bool {
	cover := r.cover()
	if r.out.Facts.Kind == report.BridgeLetter || len(r.parts) == 0 {
		cover = r.nodes
	}
	for i := range cover {
		n := &cover[i]
		if cover[i].page > 3 {
			break
		}
		for _, m := range nr.company.FindAllStringSubmatchIndex(n.text.Text, -1) {
			c := n.text.Slice(m[2], m[3])
			if strings.HasPrefix(lower(c.Text), preparedFor) {
				c = c.Slice(len(preparedFor), len(c.Text))
			}
			if r.isAuditor(c.Text) || nr.preparedBy.MatchString(n.text.Text) || containsAny(lower(c.Text), "american institute", "report on", "description of") {
				continue
			}
			r.setVendor(c.Verbatim(), c)
			return true
		}
	}
	return false
}

// vendorInScope reads `We have examined Acme, Inc.'s ("Acme") description of …`.
func (r *reading) vendorInScope(nr nameReader) bool {
	if c, ok := r.vendorDefined(nr); ok {
		r.setVendor(c.Verbatim(), c)
		return true
	}
	scope := regexp.MustCompile(`(?i)(?:we have examined|our examination covered|we were engaged to examine|we examined)\s+(?:the\s+)?(?:accompanying\s+)?(?:description of\s+)?(?:management of\s+)?(.{2,90}?)(?:['’]s?\s|\s+\(|\s+accompanying|\s+description)`)
	for _, nodes := range r.speaking()[:3] {
		for i := range nodes {
			m := scope.FindStringSubmatchIndex(nodes[i].text.Text)
			if m == nil || !startsUpper(nodes[i].text.Text[m[2]:m[3]]) {
				continue
			}
			c := nodes[i].text.Slice(m[2], m[3])
			full := r.fullerOnCover(nr, c)
			r.setVendor(full.Verbatim(), full)
			return true
		}
	}
	return false
}

// vendorDefined reads the first company that the letters define a short form for: `Acme, Inc. (the "Service Organization")`.
func (r *reading) vendorDefined(nr nameReader) (layout.Passage, bool) {
	for _, nodes := range r.speaking()[:4] {
		for i := range nodes {
			for _, m := range nr.company.FindAllStringSubmatchIndex(nodes[i].text.Text, -1) {
				c := nodes[i].text.Slice(m[2], m[3])
				if nr.short.MatchString(nodes[i].text.Text[m[3]:]) && !r.isAuditor(c.Text) {
					return c, true
				}
			}
		}
	}
	return layout.Passage{}, false
}

// coverName is the first line of the cover that is no title.
func (r *reading) coverName() *node {
	cover := r.cover()
	for i := range cover {
		t := lower(cover[i].text.Text)
		if len(t) < 80 && !containsAny(t, "soc ", "report", "system and organization", "prepared by", "type ", "period", "as of", "confidential", "description") {
			return &cover[i]
		}
	}
	return nil
}

func (r *reading) isAuditor(name string) bool {
	return r.out.Facts.Auditor != nil && strings.Contains(collapse(*r.out.Facts.Auditor), collapse(name))
}
