package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
)

// draft is a control test while its pieces are being collected.
type draft struct {
	page     int
	id       string
	idMark   layout.Passage
	criteria []string
	activity []layout.Passage
	tests    []layout.Passage
	results  []finding
	response []layout.Passage
}

// collector walks the tests section. It keeps the criterion in force, the columns of the table at hand and the control being read.
type collector struct {
	r          *reading
	heads      headReader
	labels     labelReader
	cols       columns
	table      int
	criteria   []string
	cur        *draft
	drafts     []*draft
	field      fieldName // of a control described in paragraphs: where the next paragraph belongs
	lastPage   int
	withIDs    int // controls with an identifier so far
	replies    []reply
	replying   *reply
	cross      map[string][]string // criteria of controls that are referred to, by controlKey
	references referenceReader
	quoted     layout.Passage // the last paragraph of a section of responses that is no response
}

type fieldName int

const (
	noField fieldName = iota
	activityField
	testField
	resultField
	responseField
)

func (r *reading) newCollector() *collector {
	return &collector{
		r: r, heads: newHeadReader(), labels: newLabelReader(), references: newReferenceReader(), cols: noColumns(), table: -1, cross: map[string][]string{},
	}
}

// collect reads controls, tests and results of a section into drafts.
func (r *reading) collect(s *stretch) *collector {
	c := r.newCollector()
	nodes := r.in(s)
	for i := range nodes {
		n := &nodes[i]
		if i == 0 && !n.isRow() { // the section's own heading
			continue
		}
		if r.explains(n) {
			continue
		}
		if n.isRow() {
			if !c.row(nodes, i) {
				continue
			}
		} else {
			for _, piece := range c.labels.split(n) {
				c.paragraph(&piece)
			}
		}
		c.lastPage = n.page
	}
	c.close()
	c.spread()
	return c
}

func (c *collector) close() {
	c.cur, c.field = nil, noField
}

// row takes one table row; false for a header row, which says nothing about where a row before it ended.
func (c *collector) row(nodes []node, i int) bool {
	n := &nodes[i]
	rw := n.row
	if cols, ok := c.heads.read(rw); ok && (cols.isTests() || cols.isResponses() || cols.isMap()) {
		if c.cols.isResponses() != cols.isResponses() {
			c.replying = nil
		}
		c.cols, c.table = cols, rw.table
		return false
	}
	if c.criterionRow(n) {
		return true
	}
	if rw.table != c.table {
		c.enterTable(nodes, i)
	}
	switch {
	case c.cols.isResponses() && c.cols.width == len(rw.cells):
		c.replyRow(n)
	case c.cols.isTests() && c.cols.width == len(rw.cells):
		c.testRow(n)
	case c.cols.isMap() && c.cols.width == len(rw.cells):
		c.testRow(n)
	default:
		c.loose(n)
	}
	return true
}

// enterTable decides about the columns of a table without a header of its own: those of the table before, when it has as many cells,
// else what the rows hold.
func (c *collector) enterTable(nodes []node, i int) {
	t := nodes[i].row.table
	c.table = t
	if c.cols.width == len(nodes[i].row.cells) {
		return
	}
	var rows []*row
	for j := i; j < len(nodes) && nodes[j].isRow() && nodes[j].row.table == t; j++ {
		rows = append(rows, nodes[j].row)
	}
	if g, ok := c.r.guess(rows); ok {
		c.cols = g
	}
}

// criterionRow takes a row that only names a criterion, spanning the table or alone in it.
func (c *collector) criterionRow(n *node) bool {
	rw := n.row
	if !rw.spanning() && rw.single() == nil {
		return false
	}
	text := n.text.Text
	lead := c.r.lx.criteria.Leading(stripCriterionWord(text))
	if lead == "" {
		if rw.spanning() && c.cur != nil && c.r.words.response.MatchString(text) {
			c.cur.response = append(c.cur.response, n.text)
			return true
		}
		// The rest of a criterion's text at the top of a page.
		return rw.spanning() && len(rw.cells) > 2 && c.firstOnPage(n) && c.cur == nil
	}
	if id, _ := c.r.ids.leading(text); id != "" && id != lead && !strings.HasPrefix(stripCriterionWord(text), lead+" ") && !rw.spanning() {
		return false // a control's identifier that is built on a criterion
	}
	if !rw.spanning() && c.cols.isTests() && !(rw.cells[0].text.Text == text || c.cols.criteria >= 0) {
		return false
	}
	if !rw.spanning() && c.cols.criteria >= 0 && len(text) < 14 {
		return false // a lone identifier in the criteria column belongs to its row
	}
	criteria := c.r.lx.criteria.In(text[:min(len(text), 40)])
	if len(criteria) == 0 || criteria[0] != lead {
		criteria = []string{lead}
	}
	defer func() { c.refer(text) }()
	if c.firstOnPage(n) && slices.Equal(criteria, c.criteria) {
		return true // the heading repeated at the top of a page: the row below it may go on with the control before
	}
	c.close()
	c.criteria = criteria
	return true
}

func stripCriterionWord(s string) string {
	t := strings.TrimSpace(plain(s))
	for _, w := range []string{"criterion", "criteria", "trust services criterion", "trust services criteria", "tsc", "common criteria"} {
		if len(t) > len(w) && strings.EqualFold(t[:len(w)], w) {
			t = strings.TrimLeft(t[len(w):], " :.-#")
		}
	}
	return t
}

func (c *collector) firstOnPage(n *node) bool { return n.page != c.lastPage }

// testRow takes a row of a tests table.
func (c *collector) testRow(n *node) {
	rw := n.row
	get := func(i int) *cell {
		if i < 0 || i >= len(rw.cells) {
			return &cell{}
		}
		return &rw.cells[i]
	}
	idCell, ctl, crit := get(c.cols.id), get(c.cols.control), get(c.cols.criteria)
	if !crit.text.Empty() {
		if ids := c.r.lx.criteria.In(crit.text.Text); len(ids) > 0 {
			c.criteria = ids
		}
	}
	c.refer(crit.text.Text)
	tests, results := get(c.cols.test), get(c.cols.result)
	if named := c.namesCriterion(idCell, tests, results); named != "" {
		c.close()
		c.criteria = []string{named}
		c.refer(ctl.text.Text)
		return
	}
	if both := strings.TrimSpace(idCell.text.Text + " " + ctl.text.Text); c.isReference(ctl.text.Text, tests.text.Text, results.text.Text) || c.isReference(both, tests.text.Text, results.text.Text) {
		c.close()
		c.refer(both)
		return
	}
	id, mark, activity := c.identify(idCell, ctl)
	if c.continuesRow(n, id, idCell, ctl) && c.cur != nil {
		c.cur.activity = append(c.cur.activity, ctl.paras...)
	} else {
		c.start(n.page, id, mark)
		c.cur.activity = append(c.cur.activity, activity...)
		c.also(idCell.text.Text + " " + ctl.text.Text)
	}
	c.cur.tests = append(c.cur.tests, tests.paras...)
	c.cur.results = append(c.cur.results, findings(results)...)
	c.cur.response = append(c.cur.response, get(c.cols.response).paras...)
}

// namesCriterion tells a row that names a criterion where controls have their identifiers: "CC1.1 | Integrity and ethical values".
func (c *collector) namesCriterion(idCell, tests, results *cell) string {
	id := strings.ReplaceAll(strings.TrimSpace(idCell.text.Text), " ", "")
	if !tests.text.Empty() || !results.text.Empty() || !c.r.lx.criteria.Valid(id) {
		return ""
	}
	return id
}

// identify reads the control's identifier from its own column or from the start of the control's text.
func (c *collector) identify(idCell, ctl *cell) (id string, mark layout.Passage, activity []layout.Passage) {
	activity = ctl.paras
	if !idCell.text.Empty() {
		first := idCell.text.Text
		if lead, _ := c.r.ids.leading(first); lead != "" {
			return lead, idCell.text, activity
		}
		if f := strings.Fields(first); len(f) <= 3 && strings.ContainsAny(first, "0123456789") {
			return f[0], idCell.text, activity
		}
		return "", layout.Passage{}, activity
	}
	if len(ctl.paras) == 0 {
		return "", layout.Passage{}, activity
	}
	head := ctl.paras[0]
	lead, rest := c.r.ids.leading(head.Text)
	if lead == "" || c.r.lx.criteria.Valid(strings.ReplaceAll(lead, " ", "")) && strings.TrimSpace(rest) != "" {
		return "", layout.Passage{}, activity
	}
	mark = head.Slice(0, len(head.Text)-len(rest))
	rest2 := head.Slice(len(head.Text)-len(rest), len(head.Text))
	activity = slices.Clone(ctl.paras[1:])
	if !rest2.Empty() {
		activity = slices.Insert(activity, 0, rest2)
	}
	return lead, mark, activity
}

// continuesRow tells whether the row is a part of the control before it: a further test of it, or the rest of a row that runs over
// the page.
func (c *collector) continuesRow(n *node, id string, idCell, ctl *cell) bool {
	if c.cur == nil || id != "" {
		return false
	}
	if c.cols.id >= 0 && idCell.text.Empty() {
		return ctl.text.Empty() || idCell.above || c.firstOnPage(n) || startsLower(ctl.text.Text)
	}
	if ctl.text.Empty() {
		return true
	}
	idsUsed := c.withIDs*2 > len(c.drafts)
	if idsUsed && (c.firstOnPage(n) || !n.row.ruled) {
		return true
	}
	if !c.firstOnPage(n) && n.row.ruled {
		return false
	}
	first := ctl.text.Text[0]
	if first >= 'a' && first <= 'z' {
		return true
	}
	return c.firstOnPage(n) && len(c.cur.activity) > 0 && !strings.HasSuffix(strings.TrimSpace(c.cur.activity[len(c.cur.activity)-1].Text), ".")
}

func (c *collector) start(page int, id string, mark layout.Passage) {
	c.cur = &draft{page: page, id: id, idMark: mark, criteria: slices.Clone(c.criteria)}
	c.drafts = append(c.drafts, c.cur)
	if id != "" {
		c.withIDs++
	}
}

// also adds criteria that the control says it serves too: "(also CC6.7)".
func (c *collector) also(text string) {
	for _, m := range c.r.ids.also.FindAllStringSubmatch(text, -1) {
		c.cur.criteria = append(c.cur.criteria, c.r.lx.criteria.In(m[1])...)
	}
}

// loose takes a row that fits no table of tests: a criterion's heading beside a control, or prose in cells.
func (c *collector) loose(n *node) {
	if lead := c.r.lx.criteria.Leading(stripCriterionWord(n.text.Text)); lead != "" && len(n.row.cells) <= 2 {
		c.close()
		c.criteria = []string{lead}
	}
}
