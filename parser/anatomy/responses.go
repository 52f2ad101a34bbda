package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// responses joins management's responses that stand apart from the results: in a table at the end of the tests, or in the section that
// the auditor's report does not cover. They are joined by control id, else by criterion, else by the words they quote.
func (r *reading) responses() {
	r.replies = append(r.replies, r.repliesIn(report.RoleOther)...)
	for i := range r.out.Exceptions {
		e := &r.out.Exceptions[i]
		if e.ManagementResponse {
			continue
		}
		if rp := r.replyTo(e); rp != nil {
			r.attach(e, rp.text, rp.in)
			page := rp.page
			e.ResponsePage = &page
		}
	}
}

// repliesIn reads responses in tables and paragraphs of a section.
func (r *reading) repliesIn(role report.Role) []reply {
	var out []reply
	for i := range r.parts {
		if r.parts[i].Role != role {
			continue
		}
		c := r.newCollector()
		nodes := r.in(&r.parts[i])
		inTable := false
		for j := range nodes {
			if nodes[j].isRow() {
				_ = c.row(nodes, j)
				inTable, c.lastPage = true, nodes[j].page
				continue
			}
			if inTable { // what follows a table of responses is no response
				c.replying, inTable = nil, false
			}
			if j > 0 {
				c.replyParagraph(&nodes[j])
			}
			c.lastPage = nodes[j].page
		}
		for j := range c.replies {
			c.replies[j].in = role
		}
		out = append(out, c.replies...)
	}
	return out
}

// replyParagraph reads responses set as paragraphs: a line that names the control or criterion, then the exception, then the answer.
func (c *collector) replyParagraph(n *node) {
	text := n.text.Text
	folded := n.text.Text
	if m := c.r.words.reply.FindStringIndex(folded); m != nil && c.replying == nil && !c.quoted.Empty() {
		c.replies = append(c.replies, reply{page: n.page, about: c.quoted, text: []layout.Passage{n.text.Slice(m[1], len(text))}, labeled: true})
		c.quoted = layout.Passage{}
		return
	}
	if c.r.words.reply.FindStringIndex(folded) == nil {
		c.quoted = n.text
	}
	if key := c.r.replyKey(n); key != "" {
		c.replies = append(c.replies, reply{page: n.page, keys: key})
		c.replying = &c.replies[len(c.replies)-1]
	} else if c.r.styled(n) && n.bold && c.r.words.response.FindStringIndex(folded) == nil {
		c.replying = nil // a heading of something else
		return
	}
	if c.replying == nil {
		// A response without a key may still quote its exception.
		if m := c.r.words.response.FindStringSubmatchIndex(folded); m != nil {
			c.replies = append(c.replies, reply{page: n.page, about: n.text, text: []layout.Passage{n.text}, labeled: true})
		}
		return
	}
	rp := c.replying
	if m := c.r.words.reply.FindStringIndex(folded); m != nil {
		if !rp.labeled {
			rp.page = n.page
		}
		rp.text, rp.labeled = append(rp.text, n.text.Slice(m[1], len(text))), true
		return
	}
	if m := c.r.words.response.FindStringSubmatchIndex(folded); m != nil && !pointsElsewhere(text[m[2]:]) {
		rp.about = layout.Join(rp.about, n.text.Slice(0, m[2]))
		body := n.text.Slice(m[3], len(text))
		if !rp.labeled {
			rp.page = n.page
		}
		rp.text, rp.labeled = append(rp.text, body), true
		return
	}
	if rp.labeled {
		rp.text = append(rp.text, n.text)
		return
	}
	rp.about = layout.Join(rp.about, n.text)
}

// replyKey is the start of a paragraph when it names a control of the report or a criterion.
func (r *reading) replyKey(n *node) string {
	head := n.text.Text
	head = head[:min(len(head), 90)]
	lead := head
	if i := strings.IndexAny(lead, ":"); i > 0 && i < 60 {
		lead = lead[:i]
	}
	short := len(n.text.Text) < 90 || n.bold
	stripped := r.ids.stripLead(head)
	for _, s := range []string{head, strings.TrimLeft(stripped, " ")} {
		if id, _ := r.ids.leading(s); id != "" && r.knowsControl(id) {
			return id
		}
	}
	if id := r.lx.criteria.Leading(stripped); id != "" && stripped != head && len(stripped) > len(id) && strings.ContainsAny(stripped[len(id):len(id)+1], ".:- ") {
		return id
	}
	if r.ids.about.MatchString(head) {
		lead = head[:min(len(head), 60)]
	}
	if short || strings.Contains(head, ":") || r.ids.about.MatchString(head) {
		for _, id := range r.ids.all(lead) {
			if r.knowsControl(id) {
				return lead
			}
		}
		if len(r.lx.criteria.In(lead)) > 0 {
			return lead
		}
	}
	return ""
}

// stripLead drops "Exception 3 -", "Control" and the like before an identifier.
func (ir idReader) stripLead(s string) string { return ir.before.ReplaceAllString(s, "") }

func (r *reading) knowsControl(id string) bool {
	k := controlKey(id)
	return slices.ContainsFunc(r.out.ControlTests, func(t report.ControlTest) bool { return t.Control != nil && controlKey(*t.Control) == k })
}

// replyTo finds the response to an exception.
func (r *reading) replyTo(e *report.Exception) *reply {
	if e.Control != nil {
		for i := range r.replies {
			if rp := &r.replies[i]; r.answers(rp) && slices.ContainsFunc(r.ids.all(rp.keys), func(id string) bool { return controlKey(id) == controlKey(*e.Control) }) {
				return rp
			}
		}
	}
	var byCriterion *reply
	for i := range r.replies {
		rp := &r.replies[i]
		if !r.answers(rp) {
			continue
		}
		if !rp.about.Empty() && len(e.Text) > 30 && overlap(e.Text, rp.about.Text) > 0.75 {
			return rp
		}
		named := slices.ContainsFunc(r.ids.all(rp.keys), func(id string) bool { return r.knowsControl(id) && !r.lx.criteria.Valid(id) })
		if !named && byCriterion == nil && slices.ContainsFunc(r.lx.criteria.In(rp.keys), func(c string) bool { return slices.Contains(e.Criteria, c) }) {
			byCriterion = rp
		}
	}
	if byCriterion != nil && r.onlyExceptionOn(e, byCriterion) {
		return byCriterion
	}
	return nil
}

// answers tells whether a reply says anything.
func (r *reading) answers(rp *reply) bool {
	if len(rp.text) == 0 && !rp.labeled && !rp.about.Empty() {
		rp.text = []layout.Passage{rp.about} // paragraphs under a control's name in a section of responses need no label
	}
	t := collapse(layout.Join(rp.text...).Text)
	return len(t) > 12 && t != "not applicable" && !strings.HasPrefix(t, "no response")
}

// onlyExceptionOn tells whether the criterion singles the exception out: two exceptions under one criterion need more than that,
// unless the reply's words speak of this one.
func (r *reading) onlyExceptionOn(e *report.Exception, rp *reply) bool {
	best, bestScore, n := (*report.Exception)(nil), -1.0, 0
	criteria := r.lx.criteria.In(rp.keys)
	for i := range r.out.Exceptions {
		o := &r.out.Exceptions[i]
		if !slices.ContainsFunc(criteria, func(c string) bool { return slices.Contains(o.Criteria, c) }) {
			continue
		}
		n++
		if s := overlap(o.Text, rp.about.Text+" "+layout.Join(rp.text...).Text); s > bestScore {
			best, bestScore = o, s
		}
	}
	return n == 1 || best == e
}

// all lists every control identifier in a short text.
func (ir idReader) all(text string) []string {
	var out []string
	for _, m := range ir.named.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	for _, w := range strings.FieldsFunc(plain(text), func(c rune) bool { return strings.ContainsRune(" ,;()/&|:", c) }) {
		if id, rest := ir.leading(strings.Trim(w, ".")); id != "" && strings.TrimSpace(rest) == "" {
			out = append(out, id)
		}
	}
	return out
}
