package anatomy

import "strings"

// subserviceRow reads a table with a column of subservice organizations.
func (r *reading) subserviceRow(sr subserviceReader, nodes []node, i int, found []*subFound) []*subFound {
	rw := nodes[i].row
	if rw.index == 0 && r.subserviceColumn(rw) >= 0 {
		return found
	}
	first := i
	for first > 0 && nodes[first-1].isRow() && nodes[first-1].row.table == rw.table {
		first--
	}
	if first == i {
		return found
	}
	head := nodes[first].row
	col := r.subserviceColumn(head)
	if col < 0 && r.underSubserviceHeading(sr, nodes, first) {
		col = r.organizationColumn(head)
	}
	if r.complementTable(head) && !r.namesMethod(head) {
		return found
	}
	if col < 0 || col >= len(rw.cells) || rw.cells[col].text.Empty() {
		return found
	}
	p := rw.cells[col].text
	text := p.Text
	m := sr.name.FindStringSubmatchIndex(text)
	if m == nil || len(strings.Fields(text)) > 12 {
		return found
	}
	name := p.Slice(m[2], m[3])
	found = r.addSub(found, name, nodes[i].text)
	f := found[len(found)-1]
	for c := range rw.cells {
		if c == col || f.key != orgKey(name.Text) {
			continue
		}
		h := ""
		if c < len(head.cells) {
			h = lower(head.cells[c].text.Text)
		}
		if strings.Contains(h, "service") && !strings.Contains(h, "organi") && f.org.Service == nil {
			s := rw.cells[c].text.Text
			f.org.Service = &s
		}
		f.carve = f.carve || sr.carve.MatchString(rw.cells[c].text.Text)
		f.incl = f.incl || strings.Contains(lower(rw.cells[c].text.Text), "inclusive")
	}
	return found
}

// subserviceColumn is the column whose header names subservice organizations; -1 when the row is no such header.
func (r *reading) subserviceColumn(rw *row) int {
	for i := range rw.cells {
		t := lower(rw.cells[i].text.Text)
		if len(t) < 60 && containsAny(t, "subservice organization", "sub-service organization", "subservice provider", "subservice organisation") && !containsAny(t, "control", "criteri") {
			return i
		}
	}
	return -1
}

// organizationColumn is the column of organizations in a table under a heading about subservice organizations.
func (r *reading) organizationColumn(rw *row) int {
	for i := range rw.cells {
		t := lower(rw.cells[i].text.Text)
		if len(t) < 40 && containsAny(t, "organization", "organisation", "vendor", "provider", "name", "company") && !containsAny(t, "control", "criteri") {
			return i
		}
	}
	return -1
}

// complementTable tells a table of complementary controls by its header: its organizations are told elsewhere.
func (r *reading) complementTable(head *row) bool {
	for i := range head.cells {
		if containsAny(lower(head.cells[i].text.Text), "complementary", "expected control", "csoc", "controls expected") {
			return true
		}
	}
	return false
}

// namesMethod tells a table that lists organizations with their services or methods beside the controls expected of them.
func (r *reading) namesMethod(head *row) bool {
	for i := range head.cells {
		t := strings.TrimSpace(lower(head.cells[i].text.Text))
		if strings.HasPrefix(t, "service") && !strings.Contains(t, "criteri") || strings.Contains(t, "method") || strings.Contains(t, "function") {
			return true
		}
	}
	return false
}
