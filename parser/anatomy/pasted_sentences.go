package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// sentence puts a sentence where it belongs: to the control, a test, a result or the response. fresh opens a block.
func (c *pastedCollector) sentence(p layout.Passage, fresh bool) {
	if p.Empty() {
		return
	}
	p = c.open(p, fresh)
	if p.Empty() || len(p.Text) > longestSentence {
		return
	}
	if f, body := c.labeled(p.Text); f != noField {
		c.cur.field = f
		p = p.Slice(body, len(p.Text))
		if f == activityField {
			p = c.open(p, true)
			c.cur.field = activityField
		}
	}
	if p = c.respond(p); p.Empty() {
		return
	}
	switch c.kindOf(p.Text) {
	case tellsControl:
		c.cur.activity = append(c.cur.activity, p)
	case tellsTest:
		c.test(p)
	case tellsResult:
		c.cur.pointed = c.cur.pointed || c.cues.pointed.MatchString(p.Text)
		c.result(p)
	case tellsResponse:
		c.cur.response = append(c.cur.response, p)
	case tellsNothing:
	}
}

// open starts a row where the sentence names a control, or where a new paragraph follows a row that has its result. It gives the sentence
// without the names.
func (c *pastedCollector) open(p layout.Passage, fresh bool) layout.Passage {
	id, criteria, end := c.leads.read(p.Text)
	named := id != "" || criteria != nil
	switch {
	case named && (c.cur == nil || fresh || c.cur.done() || c.cur.bare()):
		c.close()
		c.cur = &pastedRow{id: id, mark: p.Slice(0, end), criteria: criteria}
		p = p.Slice(end, len(p.Text))
	case c.cur == nil || fresh && c.cur.done() && c.kindOf(p.Text) == tellsControl && c.label(p.Text) == noField && !c.answers(p.Text):
		c.close()
		c.cur = &pastedRow{}
	default:
		return p
	}
	c.rows = append(c.rows, c.cur)
	return p
}

// close ends a row. One that only names a criterion is the heading of those below.
func (c *pastedCollector) close() {
	if c.cur != nil && c.cur.id == "" && len(c.cur.steps) == 0 && c.cur.criteria != nil {
		c.criteria = c.cur.criteria
		c.rows = c.rows[:len(c.rows)-1]
	} else if c.cur != nil && len(c.cur.criteria) == 0 {
		c.cur.criteria = slices.Clone(c.criteria)
	}
	c.cur = nil
}

func (w *pastedRow) done() bool {
	return len(w.response) > 0 || len(w.steps) > 0 && len(w.steps[len(w.steps)-1].results) > 0
}

// bare tells a row that has nothing but its name.
func (w *pastedRow) bare() bool {
	return w.id == "" && len(w.activity) == 0 && len(w.steps) == 0
}

// answers tells a sentence that is management's response or opens it.
func (c *pastedCollector) answers(s string) bool {
	m := c.r.words.response.FindStringSubmatchIndex(s)
	return m != nil && m[2] < 4 && !pointsElsewhere(s[m[2]:])
}

// respond takes management's response: a label opens it, or words in which management concedes after a failure. It gives what is left.
func (c *pastedCollector) respond(p layout.Passage) layout.Passage {
	w := c.cur
	if m := c.r.words.response.FindStringSubmatchIndex(p.Text); m != nil && m[2] < 4 && !c.cues.pointed.MatchString(p.Text) {
		w.field = responseField
		w.response = append(w.response, p.Slice(m[3], len(p.Text)))
		return layout.Passage{}
	}
	if w.field == responseField && !c.r.startsResult(p.Text) || w.done() && c.cues.concedes.MatchString(p.Text) {
		w.field = responseField
		w.response = append(w.response, p)
		return layout.Passage{}
	}
	return p
}

func (c *pastedCollector) kindOf(s string) sentenceKind {
	if len(s) > longestSentence {
		return tellsControl
	}
	if c.cur != nil {
		switch c.cur.field {
		case activityField:
			if k := c.cues.kind(c.r.words, s, false); k == tellsTest {
				return k
			}
			return tellsControl
		case testField:
			return tellsTest
		case resultField:
			if k := c.cues.kind(c.r.words, s, true); k == tellsNothing {
				return k
			}
			return tellsResult
		}
	}
	return c.cues.kind(c.r.words, s, c.cur != nil && len(c.cur.steps) > 0)
}

// test adds a test, or opens a step with it. What a test found may stand in its own sentence: "Inspected the 7 keys: 3 had not …".
func (c *pastedCollector) test(p layout.Passage) {
	w := c.cur
	if len(w.steps) == 0 || len(w.steps[len(w.steps)-1].results) > 0 {
		w.steps = append(w.steps, pastedStep{})
	}
	step := &w.steps[len(w.steps)-1]
	if at, from := c.cues.foundAt(c.r.words, p.Text); at > 0 {
		step.tests = append(step.tests, p.Slice(0, at))
		step.results = append(step.results, finding{p.Slice(from, len(p.Text)), true})
		return
	}
	step.tests = append(step.tests, p)
	if m := c.r.words.clean.FindStringIndex(p.Text); m != nil && !c.r.words.hybrid.MatchString(p.Text) { // "… ended after 15 minutes without exception."
		step.results = append(step.results, finding{p.Slice(m[0], len(p.Text)), true})
	}
}

// result adds a sentence to the result of the step. A list mark, a further sample or a number begins a finding of its own; so does a
// count of failures after a pass.
func (c *pastedCollector) result(p layout.Passage) {
	w := c.cur
	if len(w.steps) == 0 {
		w.steps = append(w.steps, pastedStep{})
	}
	step := &w.steps[len(w.steps)-1]
	n := len(step.results)
	t := p.Text
	apart := n == 0 || c.marks.MatchString(t) || c.cues.second.MatchString(t) || c.cues.extended.MatchString(t) || c.cues.numbered.MatchString(t) ||
		c.r.words.judge(step.results[n-1].Text).outcome == report.Passed && c.cues.counted(c.r.words, t)
	if apart {
		step.results = append(step.results, finding{p, true})
		return
	}
	step.results[n-1].Passage = layout.Join(step.results[n-1].Passage, p)
}

// counted tells a sentence that counts failures.
func (c *pastedCues) counted(lx *resultLexicon, s string) bool {
	return lx.nums.ratioIn(s) && lx.judge(s).outcome == report.HasException && c.past.MatchString(s) && !c.exempt.MatchString(s) && lx.weak.MatchString(s)
}

// foundAt is where a test's sentence turns to what it found, when that is a failure: the end of the test, and the start of the finding.
func (c *pastedCues) foundAt(lx *resultLexicon, s string) (end, start int) {
	for _, m := range c.finds.FindAllStringIndex(s, 6) {
		if tail := strings.TrimSpace(s[m[1]:]); m[0] > 8 && c.failed(lx, tail) {
			return m[0], m[1]
		}
	}
	return 0, 0
}

// failed tells words of failure that need no verdict beside them. That nothing was returned, or somebody was not let in, is none.
func (c *pastedCues) failed(lx *resultLexicon, s string) bool {
	j := lx.judge(s)
	if j.outcome != report.HasException {
		return false
	}
	return j.strong || lx.nums.ratioIn(s) || c.opensCount.MatchString(s) && lx.weak.MatchString(s) || lx.nums.lone(s, "", nil).deviations != nil && lx.weak.MatchString(s) || c.plainly.MatchString(s)
}

func (c *pastedCollector) finish() {
	c.close()
	for _, w := range c.rows {
		if len(w.criteria) == 0 {
			w.criteria = c.r.lx.criteria.In(strings.TrimSpace(layout.Join(w.activity...).Text))
		}
	}
}
