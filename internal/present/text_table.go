package present

import (
	"strings"
)

// table sets columns beside each other; the wide column is wrapped into what is left.
func (t *textSetter) table(table Table) {
	const gap, indent, most = 2, 2, 26
	cells := make([][]string, 0, len(table.Rows)+1)
	head := make([]string, len(table.Columns))
	for i, c := range table.Columns {
		head[i] = c.Name
	}
	cells = append(cells, head)
	for _, row := range table.Rows {
		cleaned := make([]string, len(row))
		for i, c := range row {
			cleaned[i] = Clean(c)
		}
		cells = append(cells, cleaned)
	}
	widths := make([]int, len(table.Columns))
	left := t.cols - indent - gap*(len(widths)-1)
	for i, c := range table.Columns {
		if c.Wide {
			continue
		}
		for _, row := range cells {
			widths[i] = max(widths[i], min(most, width(row[i])))
		}
		left -= widths[i]
	}
	for i, c := range table.Columns {
		if c.Wide {
			widths[i] = max(left, 16)
		}
	}
	for i, row := range cells {
		style := ""
		if i == 0 {
			style = bold
		}
		t.row(style, row, widths, indent, gap)
	}
}

// row sets the cells of one row, each wrapped in its column.
func (t *textSetter) row(style string, row []string, widths []int, indent, gap int) {
	wrapped := make([][]string, len(row))
	height := 0
	for i, c := range row {
		wrapped[i] = wrap(c, widths[i])
		height = max(height, len(wrapped[i]))
	}
	for l := range height {
		var b strings.Builder
		b.WriteString(strings.Repeat(" ", indent))
		for i, w := range widths {
			cell := ""
			if l < len(wrapped[i]) {
				cell = wrapped[i][l]
			}
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", max(0, w-width(cell))+gap))
		}
		t.raw(style, strings.TrimRight(b.String(), " "))
	}
}
