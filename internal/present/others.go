package present

import (
	"fmt"

	"countersign/report"
)

// subservice lists the organizations whose controls the vendor's promise rests on.
func (c *composer) subservice() Part {
	const heading = "Subservice organizations"
	if len(c.r.SubserviceOrganizations) == 0 {
		return Part{heading, []Block{Paragraph("None is named in the pages that were read.")}}
	}
	t := Table{Columns: []Column{{Name: "Name", Wide: true}, {Name: "Method"}, {Name: "Service", Wide: true}, {Name: "Page"}}}
	carved := false
	for _, s := range c.r.SubserviceOrganizations {
		carved = carved || s.Method != nil && *s.Method == report.CarveOut
		t.Rows = append(t.Rows, []string{s.Name, orElse(s.Method, "not stated"), orElse(s.Service, ""), pages(evidencePages(s.Evidence))})
	}
	t = withoutEmptyColumns(t)
	blocks := []Block{t}
	if carved {
		blocks = append(blocks, Paragraph("Carve-out: the controls of that organization were not examined here; its own report must answer for them."))
	}
	return Part{fmt.Sprintf("%s (%d)", heading, len(t.Rows)), blocks}
}

func evidencePages(list []report.Evidence) []int {
	var out []int
	for _, e := range list {
		out = append(out, e.Page)
	}
	return out
}

// withoutEmptyColumns drops columns in which no row says anything.
func withoutEmptyColumns(t Table) Table {
	out := Table{Rows: make([][]string, len(t.Rows))}
	for i, c := range t.Columns {
		empty := true
		for _, row := range t.Rows {
			empty = empty && row[i] == ""
		}
		if empty {
			continue
		}
		out.Columns = append(out.Columns, c)
		for j, row := range t.Rows {
			out.Rows[j] = append(out.Rows[j], row[i])
		}
	}
	return out
}

// complementary lists controls that others must operate for the vendor's promise to hold.
func (c *composer) complementary(heading string, list []report.ComplementaryControl) Part {
	if len(list) == 0 {
		return Part{heading, []Block{Paragraph("None was found in the pages that were read.")}}
	}
	t := Table{Columns: []Column{{Name: "#"}, {Name: "Organization"}, {Name: "Criteria"}, {Name: "Control", Wide: true}, {Name: "Page"}}}
	for i, cc := range list {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), orElse(cc.Organization, ""), shortCriteria(cc.Criteria), cc.Text, pages([]int{cc.Page})})
	}
	return Part{fmt.Sprintf("%s (%d)", heading, len(list)), []Block{withoutEmptyColumns(t)}}
}

func shortCriteria(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return criteriaList(ids)
}
