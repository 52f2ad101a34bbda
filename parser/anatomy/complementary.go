package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// complementReader finds complementary controls: those that user entities (DC 6) and subservice organizations (DC 7) must operate.
type complementReader struct {
	user, sub, userLead, tail, lead, org, subHeading, expects *regexp.Regexp
}

func newComplementReader() complementReader {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	const who = `(?:user[- ]?(?:entity|entities|organi[sz]ations?)|customers?|clients?|subscribers?|participants?|lenders?)`
	return complementReader{
		user:       ci(`\bcomplementary (?:` + who + `)(?:'s?)? controls?\b|\bcomplementary controls? (?:at|of|for|by|expected of) (?:the )?` + who + `|\b` + who + `(?:'s?)? (?:control )?(?:responsibilit(?:y|ies)|control considerations?|controls)\b|\bCUECs?\b|\bcontrols? (?:expected|assumed|presumed|required) (?:of|at|by|from) (?:the )?` + who + `|\bresponsibilities of (?:the )?` + who),
		sub:        ci(`\b(?:expected|assumed) controls? (?:at|of) |\bcontrols? (?:expected|assumed|presumed|required) (?:at|of|by|from) (?:\w+[ -]){0,3}(?:sub-?service|providers?|vendors?|organi[sz]ations?|third[- ]part|suppliers?)|\bcomplementary (?:sub-?service|carved-out)(?: organi[sz]ations?)?(?:'s?)? controls?\b|\bcomplementary controls? (?:at|of|for|by|expected of) (?:the )?sub-?service|\bsub-?service organi[sz]ations?(?:'s?)? (?:control )?(?:controls?|responsibilit)|\bCSOCs?\b|\bcontrols? expected (?:to be implemented )?(?:at|of|by) (?:the )?sub-?service`),
		userLead:   ci(`^(?:the )?` + who + ` (?:is|are|should|must|shall|need|has|have|will)\b`),
		tail:       regexp.MustCompile(`\s*[(\[]([^()\[\]]{2,80})[)\]]\s*\.?\s*$`),
		lead:       regexp.MustCompile(`^[(\[]?((?:(?:CC ?[1-9]|PI ?1|A ?1|C ?1|P ?[1-8]) ?\. ?[1-9](?:\s*(?:,|-|–|—|to|and|&|;)\s*)?)+)[)\]]?\s*[:.\-–—|]*\s*`),
		subHeading: ci(`\bsub-?service\b|\borgani[sz]ations engaged\b`),
		expects:    ci(`\bexpect(?:s|ed)?\b|\bassum(?:es|ed|ption)\b|\bcounts? on\b|\brel(?:y|ies) on\b[^.]*\bcontrols?\b|\bcontrols? (?:below|following)\b|\bfollowing controls?\b|\bimplemented (?:at|by)\b|\b(?:is|are) responsible for\b`),
		org:        ci(`\bsub-?service|\bprovider\b|\bvendor\b|\borgani[sz]ation$`),
	}
}

// complement is a stretch of complementary controls while it is read.
type complement struct {
	r        *reading
	cr       complementReader
	sub      bool
	criteria []string
	org      string
	size     float32
	bold     bool
	table    int
	cols     complementColumns
	items    []report.ComplementaryControl
	parts    []layout.Passage // of the last item, to continue it over a page
	loose    []*node          // paragraphs without a mark, taken only where nothing else is
	lastPage int
	weak     bool // opened by a heading on subservice organizations: what they are expected to do comes after a lead-in
	led      bool // the lead-in was seen
}

type complementColumns struct{ criteria, text, org, width int }

// complementary reads both lists.
func (r *reading) complementary() {
	r.out.ComplementaryUserEntityControls, r.out.ComplementarySubserviceControls = []report.ComplementaryControl{}, []report.ComplementaryControl{}
	cr := r.comp
	var c *complement
	for i := range r.nodes {
		n := &r.nodes[i]
		role := r.roleAt(i)
		if r.tocPages[n.page] || role != report.RoleDescription && role != "" {
			r.keep(c)
			c = nil
			continue
		}
		if kind, ok := r.complementHead(cr, n); ok {
			r.keep(c)
			c = &complement{r: r, cr: cr, sub: kind != "user", weak: kind == "weak", size: n.size, bold: n.bold, table: -1, cols: complementColumns{criteria: -1, text: -1, org: -1}}
			if n.isRow() {
				c.size = 0
				c.row(n)
			}
			continue
		}
		if c == nil {
			continue
		}
		if !n.isRow() && c.ends(n) {
			r.keep(c)
			c = nil
			continue
		}
		if n.isRow() {
			c.row(n)
		} else {
			c.paragraph(n)
		}
		c.lastPage = n.page
	}
	r.keep(c)
}

// complementHead tells a heading, or the header row of a table, that opens a list of complementary controls.
func (r *reading) complementHead(cr complementReader, n *node) (string, bool) {
	t := strings.TrimSpace(plain(n.text.Text))
	if n.isRow() {
		if n.row.index != 0 || len(t) > 160 || strings.HasSuffix(t, ".") {
			return "", false
		}
	} else if len(t) > 110 || strings.HasSuffix(t, ".") || strings.HasSuffix(t, ":") && !n.bold || isSign(n.bullet) || !r.styled(n) && len(strings.Fields(t)) > 8 {
		return "", false
	}
	switch {
	case cr.sub.MatchString(t):
		return "sub", true
	case cr.user.MatchString(t):
		return "user", true
	case !n.isRow() && cr.subHeading.MatchString(t):
		return "weak", true
	}
	return "", false
}

// keep stores what a stretch found.
func (r *reading) keep(c *complement) {
	if c == nil {
		return
	}
	if len(c.items) > 0 && !c.weak { // items whose marks recognition lost open with the same words as the others
		c.flush()
		opening := ""
		if f := strings.Fields(c.items[0].Text); len(f) > 3 {
			opening = f[0] + " " + f[1] + " "
		}
		for _, n := range c.loose {
			if opening != "" && strings.HasPrefix(n.text.Text, opening) && strings.Count(n.text.Text, ". ") <= 1 && !strings.HasSuffix(n.text.Text, ":") {
				c.add(n.text, nil)
			}
		}
	}
	if len(c.items) == 0 {
		for _, n := range c.loose {
			if c.cr.userLead.MatchString(n.text.Text) && !c.sub && strings.Count(n.text.Text, ". ") <= 1 && !strings.HasSuffix(n.text.Text, ":") {
				c.add(n.text, nil)
			}
		}
	}
	c.flush()
	if c.sub {
		r.out.ComplementarySubserviceControls = append(r.out.ComplementarySubserviceControls, c.items...)
	} else {
		r.out.ComplementaryUserEntityControls = append(r.out.ComplementaryUserEntityControls, c.items...)
	}
}

// ends tells whether a paragraph is the heading of something else.
func (c *complement) ends(n *node) bool {
	t := strings.TrimSpace(plain(n.text.Text))
	if !c.r.styled(n) || len(t) > 110 || isSign(n.bullet) {
		return false
	}
	if c.r.lx.criteria.Leading(stripCriterionWord(t)) != "" || len(c.r.lx.criteria.In(t)) > 0 {
		return false
	}
	if strings.HasSuffix(t, ":") || strings.HasSuffix(t, ".") {
		return false
	}
	if c.size == 0 { // opened by a table
		return true
	}
	return n.size >= 0.97*c.size && (n.bold || !c.bold || n.size > 1.03*c.size)
}

func (c *complement) paragraph(n *node) {
	t := n.text.Text
	folded := n.text.Text
	if n.bullet == "" && c.cr.expects.MatchString(folded) {
		c.led = true
	}
	if c.weak && !c.led && !c.cr.tail.MatchString(folded) {
		return
	}
	if m := c.cr.tail.FindStringSubmatch(folded); m != nil && len(folded) < 50 && strings.HasPrefix(folded, "(") && len(c.parts) > 0 {
		c.parts = append(c.parts, n.text) // criteria that stand on a line of their own
		return
	}
	if lead := c.r.lx.criteria.Leading(stripCriterionWord(folded)); lead != "" && (len(t) < 40 || c.r.styled(n)) && n.bullet == "" {
		c.flush()
		c.criteria = c.r.lx.criteria.In(folded)
		return
	}
	if n.bullet != "" || c.cr.lead.MatchString(folded) && len(t) > 24 {
		c.add(n.text, nil)
		return
	}
	if c.r.styled(n) && len(t) < 90 && !strings.HasSuffix(t, ".") {
		c.flush()
		c.org = strings.TrimRight(t, ":")
		return
	}
	if strings.HasSuffix(strings.TrimSpace(t), ":") {
		c.flush()
		if c.sub {
			c.org = ""
		}
		return
	}
	if len(c.parts) > 0 && n.page > c.lastPage && startsLower(t) { // an item that runs over the page
		c.parts = append(c.parts, n.text)
		return
	}
	c.loose = append(c.loose, n)
}

func startsLower(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }

// add starts an item.
func (c *complement) add(p layout.Passage, criteria []string) {
	c.flush()
	if criteria != nil {
		c.parts = []layout.Passage{p}
		c.items = append(c.items, report.ComplementaryControl{Criteria: criteria})
		return
	}
	c.parts = []layout.Passage{p}
	c.items = append(c.items, report.ComplementaryControl{Criteria: c.criteria})
}

// isNameItem tells "Acme Cloud, Inc. - hosting", which names an organization and no control.
func (r *reading) isNameItem(s string) bool {
	m := r.subs.name.FindStringIndex(plain(s))
	if m == nil || !r.isSubservice(plain(s)[:m[1]]) {
		return false
	}
	rest := strings.TrimSpace(plain(s)[m[1]:])
	return rest == "" || strings.ContainsAny(rest[:1], "-:(,") && len(strings.Fields(rest)) < 14
}

func (r *reading) isSubservice(name string) bool {
	return slices.ContainsFunc(r.out.SubserviceOrganizations, func(o report.SubserviceOrganization) bool { return orgKey(o.Name) == orgKey(name) })
}

// flush finishes the last item: its criteria are cut from its text, and its evidence is taken.
func (c *complement) flush() {
	if len(c.parts) == 0 || len(c.items) == 0 {
		return
	}
	it := &c.items[len(c.items)-1]
	p := layout.Join(c.parts...)
	c.parts = nil
	text := p.Text
	if m := c.cr.lead.FindStringSubmatchIndex(text); m != nil && m[1] < len(p.Text) {
		it.Criteria = c.r.lx.criteria.In(text[m[2]:m[3]])
		p = p.Slice(m[1], len(p.Text))
		text = p.Text
	}
	if m := c.cr.tail.FindStringSubmatchIndex(text); m != nil {
		if ids := c.r.lx.criteria.In(text[m[2]:m[3]]); len(ids) > 0 {
			it.Criteria = ids
			p = p.Slice(0, m[0])
		}
	}
	if it.Criteria == nil {
		it.Criteria = []string{}
	}
	if len(strings.Fields(p.Text)) < 3 || strings.HasPrefix(lower(p.Text), "not applicable") || c.weak && c.r.isNameItem(p.Text) {
		c.items = c.items[:len(c.items)-1]
		return
	}
	it.Page, it.Text, it.Evidence = p.Page(), p.Verbatim(), c.r.proof.of(p)
	if c.sub && c.org != "" {
		org := c.org
		it.Organization = &org
	}
}
