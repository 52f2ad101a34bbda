package present

import (
	"fmt"
	"maps"
	"slices"

	"countersign/report"
)

// sections lists the parts of the report by what they are.
func (c *composer) sections() Part {
	if len(c.r.Sections) == 0 {
		return Part{"Sections", []Block{Paragraph("No sections could be told apart.")}}
	}
	t := Table{Columns: []Column{{Name: "What it is"}, {Name: "Heading as printed", Wide: true}, {Name: "Pages"}, {Name: "Stands behind it"}}}
	for _, s := range c.r.Sections {
		span := make([]int, 0, s.LastPage-s.FirstPage+1)
		for p := s.FirstPage; p <= s.LastPage; p++ {
			span = append(span, p)
		}
		t.Rows = append(t.Rows, []string{string(s.Role), s.Heading, pages(span), standsBehind(&s)})
	}
	return Part{"Sections", []Block{t}}
}

func standsBehind(s *report.Section) string {
	switch s.Role {
	case report.RoleOpinion:
		return "the auditor"
	case report.RoleAssertion:
		return "management"
	case report.RoleOther:
		return "management, unaudited"
	case report.RoleDescription, report.RoleCriteria, report.RoleTests:
		if s.Covered {
			return "covered by the opinion"
		}
	}
	return "not known"
}

// reading says how the file was read.
func (c *composer) reading() Part {
	v := c.r.Coverage
	f := Facts{
		{Label: "File", Value: c.r.File},
		{Label: "SHA-256", Value: c.r.SHA256},
		{Label: "Read by", Value: c.r.Engine},
		{Label: "Pages", Value: fmt.Sprintf("%d: %d as text, %d by OCR, %d unread", v.Pages, v.Text, len(v.OCR), len(v.Unread))},
		{Label: "Second reader", Value: second(v.Second)},
	}
	if len(v.Blank) > 0 {
		f = append(f, Fact{Label: "Blank", Value: pages(v.Blank)})
	}
	if s := protection(c.r.Permission); s != "" {
		f = append(f, Fact{Label: "Protection", Value: s})
	}
	return Part{"How it was read", []Block{f}}
}

func second(s report.SecondReader) string {
	if s.Status != "compared" || len(s.Agreement) == 0 {
		return "not compared: the text rests on one reader alone"
	}
	least := 1.0
	for _, p := range slices.Sorted(maps.Keys(s.Agreement)) {
		least = min(least, s.Agreement[p])
	}
	if least == 1 {
		return fmt.Sprintf("compared on %s; both readers agree", count(len(s.Agreement), "page"))
	}
	return fmt.Sprintf("compared on %s; at least %.0f%% of the text agrees", count(len(s.Agreement), "page"), 100*least)
}

func protection(p report.Permission) string {
	switch {
	case p.PasswordUsed:
		return "opened with a password"
	case p.CopyForbidden:
		return "encrypted without a password, copying switched off"
	case p.Encrypted:
		return "encrypted without a password"
	}
	return ""
}
