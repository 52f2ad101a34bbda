package present

import (
	"fmt"
	"strings"

	"countersign/report"
)

// notTested lists controls whose operation nobody saw: neither a pass nor an exception.
func (c *composer) notTested() Part {
	n := len(c.r.NotTested)
	if n == 0 {
		return Part{}
	}
	var list Entries
	for _, t := range c.r.NotTested {
		list = append(list, Entry{
			Head:     strings.Join([]string{controlName(t.Control), criteriaList(t.Criteria), t.Reason}, " | "),
			Passages: []Passage{{Quote: t.Text, Place: place(t.Evidence, t.Page)}},
		})
	}
	return Part{fmt.Sprintf("Not tested (%d)", n), []Block{
		Paragraph("Neither passed nor failed: only the design of these controls was seen."), list,
	}}
}

// inquiryOnly lists controls that the auditor tested by asking alone.
func (c *composer) inquiryOnly() Part {
	t := Table{Columns: []Column{{Name: "Control"}, {Name: "Criteria"}, {Name: "Activity", Wide: true}, {Name: "Page"}}}
	for _, test := range c.r.ControlTests {
		if test.InquiryOnly {
			t.Rows = append(t.Rows, []string{orElse(test.Control, "(no number)"), criteriaList(test.Criteria), short(test.Activity), pages([]int{test.Page})})
		}
	}
	if len(t.Rows) == 0 {
		return Part{}
	}
	return Part{fmt.Sprintf("Tested by inquiry only (%d)", len(t.Rows)), []Block{
		Paragraph("The auditor asked and did nothing else: weak evidence."), t,
	}}
}

// short cuts a long text at a word.
func short(s string) string {
	const most = 160
	r := []rune(Clean(s))
	if len(r) <= most {
		return string(r)
	}
	cut := string(r[:most])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + " ..."
}

// disclosed lists what the description tells about incidents or changes; silence is no proof that there were none.
func (c *composer) disclosed(heading string, list []report.Disclosure) Part {
	if len(list) == 0 {
		return Part{heading, []Block{Paragraph("The report has no statement under such a heading; that does not prove that there were none.")}}
	}
	return Part{heading, []Block{disclosures(list)}}
}
