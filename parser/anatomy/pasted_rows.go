package anatomy

import (
	"regexp"
	"strings"

	"countersign/parser/layout"
)

// pastedRow is a control of a pasted text with what was tested and found, step by step: a test after a result begins a new step.
type pastedRow struct {
	id       string
	mark     layout.Passage
	criteria []string
	activity []layout.Passage
	steps    []pastedStep
	response []layout.Passage
	pointed  bool // the result says that a response stands elsewhere
	field    fieldName
}

type pastedStep struct {
	tests   []layout.Passage
	results []finding
}

// pastedCollector walks a text of tests as collector walks the section of a document.
type pastedCollector struct {
	r        *reading
	cues     *pastedCues
	labels   labelReader
	marks    *regexp.Regexp
	leads    leadReader
	teller   pastedTeller
	flat     flatReader
	criteria []string // of the criterion above
	rows     []*pastedRow
	cur      *pastedRow
}

func (r *reading) newPastedCollector() *pastedCollector {
	return &pastedCollector{
		r: r, cues: newPastedCues(), labels: newLabelReader(), marks: listed(),
		leads: newLeadReader(r), flat: newFlatReader(), teller: newPastedTeller(r.words.nums),
	}
}

// take reads a block: its lines put together as far as they belong together.
func (c *pastedCollector) take(b pastedBlock) {
	heads := newHeadReader()
	for i, unit := range b.units(c.breaks) {
		if c.headerRow(heads, unit) {
			continue
		}
		for k, piece := range c.flat.pieces(unit) {
			for j, s := range pastedSentences(piece) {
				c.sentence(c.r.pasted(s), i == 0 && j == 0 && k == 0)
			}
		}
	}
}

// breaks tells whether a line begins something of its own after the line before.
func (c *pastedCollector) breaks(before, line string) bool {
	if isCells(line) || isCells(before) || c.label(line) != noField || c.marks.MatchString(line) {
		return true
	}
	if strings.ContainsAny(before[len(before)-1:], ".;:!?)\"'") {
		id, _, _ := c.leads.read(line)
		return id != "" || c.r.words.response.MatchString(line[:min(len(line), 60)])
	}
	_, short := pastedHeading(before)
	id, criteria, _ := c.leads.read(line)
	return short && (id != "" || criteria != nil)
}

func isCells(line string) bool { return strings.Contains(line, " | ") || strings.Contains(line, "\t") }

// headerRow tells the row that names the columns.
func (c *pastedCollector) headerRow(h headReader, unit string) bool {
	if !isCells(unit) {
		return false
	}
	rw := &row{}
	for _, s := range pastedSentences(strings.ReplaceAll(unit, " | ", "\t")) {
		p := c.r.pasted(s)
		rw.cells = append(rw.cells, cell{text: p, paras: []layout.Passage{p}, marks: []string{""}, span: 1})
	}
	cols, ok := h.read(rw)
	return ok && (cols.isTests() || cols.isMap())
}

// label is the part of a row that a sentence's label names.
func (c *pastedCollector) label(s string) fieldName {
	f, _ := c.labeled(s)
	return f
}

func (c *pastedCollector) labeled(s string) (f fieldName, body int) {
	for _, l := range []struct {
		re    *regexp.Regexp
		field fieldName
	}{{c.labels.result, resultField}, {c.labels.test, testField}, {c.labels.control, activityField}} {
		if m := l.re.FindStringIndex(s); m != nil && (strings.Contains(s[:m[1]], ":") || strings.Contains(s[:m[1]], " - ") || strings.Contains(s[:m[1]], ".")) {
			return l.field, m[1]
		}
	}
	return noField, 0
}
