package anatomy

import (
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// reply is a response by management found apart from the control's own row.
type reply struct {
	page    int
	keys    string // the text in which control ids and criteria are looked for
	about   layout.Passage
	text    []layout.Passage
	in      report.Role // section in which it stands
	labeled bool
}

// replyRow takes a row of a table of responses.
func (c *collector) replyRow(n *node) {
	rw := n.row
	at := func(i int) layout.Passage {
		if i < 0 || i >= len(rw.cells) {
			return layout.Passage{}
		}
		return rw.cells[i].text
	}
	keys := at(c.cols.id).Text + " " + at(c.cols.control).Text + " " + at(c.cols.criteria).Text
	about, text := at(c.cols.exception), at(c.cols.response)
	if about.Empty() {
		about = at(c.cols.result)
	}
	if strings.TrimSpace(keys) == "" { // the identifier may lead the exception
		if id, _ := c.r.ids.leading(about.Text); id != "" {
			keys = id
		} else if lead := c.r.lx.criteria.Leading(stripCriterionWord(about.Text)); lead != "" {
			keys = lead
		}
	}
	if c.replying != nil && strings.TrimSpace(keys) == "" {
		c.replying.about, c.replying.text = layout.Join(c.replying.about, about), append(c.replying.text, text)
		return
	}
	c.replies = append(c.replies, reply{page: text.Page(), keys: keys, about: about, text: []layout.Passage{text}, labeled: true})
	c.replying = &c.replies[len(c.replies)-1]
	if text.Empty() {
		c.replying.page = n.page
	}
}
