package anatomy

import (
	"strings"

	"countersign/parser/layout"
)

// row takes a table row: a header, a criterion with controls, or a control.
func (c *complement) row(n *node) {
	rw := n.row
	if c.weak && !c.led && !c.isHead(rw) && c.cols.criteria < 0 {
		return
	}
	if !c.enterRow(rw) || c.criterionAlone(n) {
		return
	}
	text := &rw.cells[c.cols.text]
	criteria, goesOn := c.rowCriteria(n, text)
	if goesOn {
		c.parts = append(c.parts, text.text)
		return
	}
	if k := c.cols.org; k >= 0 && k < len(rw.cells) && !rw.cells[k].text.Empty() {
		c.org = rw.cells[k].text.Text
	}
	for _, p := range cellItems(text) {
		c.add(p, criteria)
	}
}

// enterRow keeps the columns up to date; false for header rows and rows that do not fit.
func (c *complement) enterRow(rw *row) bool {
	if c.isHead(rw) {
		c.table, c.cols = rw.table, c.headColumns(rw)
		return false
	}
	if rw.table != c.table {
		c.table = rw.table
		if c.cols.width != len(rw.cells) {
			c.cols = c.guessColumns(rw)
		}
	}
	return c.cols.text >= 0 && c.cols.text < len(rw.cells)
}

// criterionAlone takes a row that only names criteria for the rows below it.
func (c *complement) criterionAlone(n *node) bool {
	rw := n.row
	if !rw.spanning() && (rw.single() == nil || len(rw.cells) < 2 || !rw.cells[c.cols.text].text.Empty()) {
		return false
	}
	ids := c.r.lx.criteria.In(n.text.Text)
	if len(ids) == 0 || len(n.text.Text) >= 200 {
		return false
	}
	c.flush()
	c.criteria = ids
	return true
}

// rowCriteria reads the row's criteria; goesOn tells the rest of a row that runs over the page.
func (c *complement) rowCriteria(n *node, text *cell) (criteria []string, goesOn bool) {
	k := c.cols.criteria
	if k < 0 || k >= len(n.row.cells) {
		return c.criteria, false
	}
	t := n.row.cells[k].text.Text
	if ids := c.r.lx.criteria.In(t); len(ids) > 0 {
		c.criteria = ids
		return ids, false
	}
	return c.criteria, strings.TrimSpace(t) == "" && n.page > c.lastPage && len(c.parts) > 0 && startsLower(text.text.Text)
}

// cellItems are the controls in a cell: one, or one for each list mark.
func cellItems(cl *cell) []layout.Passage {
	marked := 0
	for _, m := range cl.marks {
		if m != "" {
			marked++
		}
	}
	if marked == 0 {
		if cl.text.Empty() {
			return nil
		}
		return []layout.Passage{cl.text}
	}
	var out []layout.Passage
	for i, p := range cl.paras {
		if cl.marks[i] == "" && len(out) > 0 && startsLower(p.Text) {
			out[len(out)-1] = layout.Join(out[len(out)-1], p)
			continue
		}
		if cl.marks[i] == "" && strings.HasSuffix(p.Text, ":") {
			continue
		}
		out = append(out, p)
	}
	return out
}

func (c *complement) isHead(rw *row) bool {
	filled, cues := 0, 0
	for i := range rw.cells {
		t := plain(rw.cells[i].text.Text)
		if t == "" {
			continue
		}
		filled++
		if len(t) > 90 || strings.HasSuffix(t, ".") && len(t) > 5 {
			return false
		}
		l := strings.ToLower(t)
		if containsAny(l, "criteri", "complementary", "control", "subservice", "responsibilit", "cuec", "csoc", "service", "organization", "ref", "#", "number") && len(c.r.lx.criteria.In(t)) == 0 {
			cues++
		}
	}
	return filled >= 2 && c.namesCriteria(rw) && rw.index == 0 || filled >= 2 && cues == filled || filled == 1 && cues == 1 && len(rw.cells) > 1 && c.cr.user.MatchString(plain(rw.single().text.Text))
}

// namesCriteria tells a header that has a column of criteria, whatever the others are called.
func (c *complement) namesCriteria(rw *row) bool {
	for i := range rw.cells {
		t := strings.TrimSpace(lower(rw.cells[i].text.Text))
		if len(t) < 40 && (strings.Contains(t, "criteri") || t == "tsc") && len(c.r.lx.criteria.In(t)) == 0 {
			return true
		}
	}
	return false
}

func (c *complement) headColumns(rw *row) complementColumns {
	k := complementColumns{criteria: -1, text: -1, org: -1, width: len(rw.cells)}
	for i := range rw.cells {
		t := lower(rw.cells[i].text.Text)
		switch {
		case k.criteria < 0 && containsAny(t, "criteri", "tsc", "related control objective"):
			k.criteria = i
		case containsAny(t, "complementary", "cuec", "csoc", "responsibilit", "controls expected", "expected control", "control assumed", "assumed control") || t == "control" || t == "controls":
			k.text = i
		case k.org < 0 && c.cr.org.MatchString(t):
			k.org = i
		}
	}
	if k.text < 0 {
		for i := range rw.cells {
			if i != k.criteria && i != k.org && strings.Contains(lower(rw.cells[i].text.Text), "control") {
				k.text = i
			}
		}
	}
	if k.text < 0 { // "Each user entity should": what is neither criteria, organization nor number
		for i := range rw.cells {
			t := lower(strings.TrimSpace(rw.cells[i].text.Text))
			if i != k.criteria && i != k.org && len(t) > 3 && !strings.HasPrefix(t, "no") && !strings.Contains(t, "#") && t != "service" && t != "services" && t != "method" {
				k.text = i
			}
		}
	}
	if k.text < 0 {
		k.text = len(rw.cells) - 1
	}
	return k
}

func (c *complement) guessColumns(rw *row) complementColumns {
	k := complementColumns{criteria: -1, text: 0, org: -1, width: len(rw.cells)}
	longest := 0
	for i := range rw.cells {
		t := rw.cells[i].text.Text
		if len(t) > longest {
			longest, k.text = len(t), i
		}
	}
	for i := range rw.cells {
		if i != k.text && len(c.r.lx.criteria.In(rw.cells[i].text.Text)) > 0 {
			k.criteria = i
		}
	}
	return k
}
