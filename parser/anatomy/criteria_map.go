package anatomy

import (
	"slices"
	"strings"

	"countersign/report"
)

// criteriaMap reads the section that maps criteria to controls, where the report has one apart from the tests: lists of controls under
// each criterion, or a matrix of controls and criteria with a mark where they meet.
func (r *reading) criteriaMap() map[string][]string {
	out := map[string][]string{}
	add := func(id string, criteria ...string) {
		key := controlKey(id)
		out[key] = r.lx.criteria.Sorted(append(out[key], criteria...))
	}
	for i := range r.parts {
		if r.parts[i].Role != report.RoleCriteria {
			continue
		}
		var criteria []string
		nodes := r.in(&r.parts[i])
		for j := range nodes {
			n := &nodes[j]
			if head := r.matrixHead(nodes, j); head != nil {
				if head != n.row {
					r.matrixRow(head, n.row, add)
				}
				criteria = nil
				continue
			}
			if ids := r.lx.criteria.In(n.text.Text); len(ids) > 0 {
				lead := r.lx.criteria.Leading(stripCriterionWord(n.text.Text))
				switch {
				case lead != "":
					criteria = []string{lead}
				case !n.isRow() || len(ids) > 1:
					criteria = ids[:min(len(ids), 4)]
				}
			}
			if criteria == nil {
				continue
			}
			for _, id := range r.ids.all(n.text.Text) {
				if !r.lx.criteria.Valid(id) {
					add(id, criteria...)
				}
			}
		}
	}
	return out
}

// matrixHead is the header of the matrix that row j belongs to: at least three of its cells are a criterion each.
func (r *reading) matrixHead(nodes []node, j int) *row {
	if !nodes[j].isRow() {
		return nil
	}
	for k := j; k >= 0 && nodes[k].isRow() && nodes[k].row.table == nodes[j].row.table; k-- {
		if r.columnsAreCriteria(nodes[k].row) {
			return nodes[k].row
		}
	}
	return nil
}

func (r *reading) columnsAreCriteria(rw *row) bool {
	n := 0
	for i := range rw.cells {
		if r.lx.criteria.Valid(strings.ReplaceAll(rw.cells[i].text.Text, " ", "")) {
			n++
		}
	}
	return n >= 3
}

// matrixRow reads the marks of one control.
func (r *reading) matrixRow(head, rw *row, add func(string, ...string)) {
	ids := r.ids.all(rw.cells[0].text.Text)
	if len(ids) == 0 || len(rw.cells) != len(head.cells) || slices.ContainsFunc(ids, r.lx.criteria.Valid) {
		return
	}
	for c := 1; c < len(rw.cells); c++ {
		criterion := strings.ReplaceAll(head.cells[c].text.Text, " ", "")
		if mark := strings.TrimSpace(rw.cells[c].text.Text); mark != "" && mark != "-" && r.lx.criteria.Valid(criterion) {
			add(ids[0], criterion)
		}
	}
}
