package layout

import "slices"

// Many tables have no rulings but colored cells: a header band, zebra rows, bands that name a criterion. Browsers and word processors
// paint such backgrounds cell by cell, so that the painted rectangles show columns and rows. Rows without color stand between them.

// band is a row of painted cells that touch one another.
type band struct {
	cells []Rect
	Rect
}

const (
	bandTouch   = 2.5 // points between cells of one band
	bandAlign   = 4.0 // points by which the outer edges of a table's bands may differ
	minPainted  = 8.0 // points: smaller fills are marks
	trailingGap = 16  // points of white below the last band under which rows may still follow
)

// bandedTables builds tables from painted cells. Words that they take are marked as used.
func bandedTables(fills []Rect, page Rect, words []Word, used []bool) []*Table {
	bands := findBands(fills, page)
	var out []*Table
	for i := 0; i < len(bands); {
		j := i + 1
		cols := bandColumns(bands[i:j])
		for j < len(bands) && aligned(bands[i], bands[j]) {
			next := bandColumns(bands[j : j+1])
			if len(cols) > 2 && (!sameColumns(next, cols) || proseBetween(words, used, cols, bands[j-1].Y1, bands[j].Y0)) {
				break
			}
			if len(cols) == 2 && len(next) > 2 && j-i > 1 {
				break // bands of one cell over a table of several: boxes of another kind
			}
			if len(next) > len(cols) {
				cols = next
			}
			j++
		}
		if t := bandedTable(bands[i:j], words, used); t != nil {
			out = append(out, t)
		}
		i = j
	}
	return out
}

// outside drops fills that lie in tables already found by their rulings.
func outside(fills []Rect, tables []*Table) []Rect {
	return slices.DeleteFunc(slices.Clone(fills), func(f Rect) bool {
		return slices.ContainsFunc(tables, func(t *Table) bool {
			return f.midX() > t.X0-2 && f.midX() < t.X1+2 && f.midY() > t.Y0-2 && f.midY() < t.Y1+2
		})
	})
}

// sameColumns tells whether the inner edges of one band are edges of the table too.
func sameColumns(next, cols []float32) bool {
	for _, x := range next[1 : len(next)-1] {
		if !slices.ContainsFunc(cols, func(c float32) bool { return near(c, x) }) {
			return false
		}
	}
	return true
}

// proseBetween tells whether something other than rows stands between two bands: a line across the columns, or a wide white gap.
func proseBetween(words []Word, used []bool, cols []float32, y0, y1 float32) bool {
	var zone []Word
	for i, w := range words {
		if !used[i] && w.midY() > y0 && w.midY() < y1 {
			zone = append(zone, w)
		}
	}
	last := y0
	for _, l := range makeLines(zone) {
		if l.Y0-last > 2*trailingGap || crosses(l, cols) || l.X0 < cols[0]-2 || l.X1 > cols[len(cols)-1]+2 {
			return true
		}
		last = l.Y1
	}
	return len(zone) > 0 && y1-last > 2*trailingGap
}

func aligned(a, b band) bool {
	d0, d1 := a.X0-b.X0, a.X1-b.X1
	return max(d0, -d0) < bandAlign && max(d1, -d1) < bandAlign
}

// findBands groups fills that stand side by side. Fills inside a band that span several rows count in the first.
func findBands(fills []Rect, page Rect) []band {
	var fs []Rect
	for _, f := range fills {
		if f.Width() >= minPainted && f.Height() >= minPainted && f.Width()*f.Height() < 0.6*page.Width()*page.Height() {
			fs = append(fs, f)
		}
	}
	slices.SortFunc(fs, func(a, b Rect) int {
		if d := a.Y0 - b.Y0; d > 1.5 || d < -1.5 {
			return cmpFloat(a.Y0, b.Y0)
		}
		return cmpFloat(a.X0, b.X0)
	})
	var out []band
	for _, f := range fs {
		if n := len(out); n > 0 {
			b := &out[n-1]
			sameRow := f.Y0-b.Y0 < 1.5 && b.Y0-f.Y0 < 1.5
			if sameRow && f.X0-b.X1 <= bandTouch && f.X0-b.X1 > -bandTouch {
				b.cells = append(b.cells, f)
				b.X1, b.Y1 = f.X1, min(b.Y1, f.Y1)
				continue
			}
			if sameRow && f.X1 <= b.X1+bandTouch { // the same cell painted twice
				continue
			}
		}
		out = append(out, band{[]Rect{f}, f})
	}
	return out
}

// bandedTable makes a table of bands with the same edges. Nil when no band has columns.
func bandedTable(bands []band, words []Word, used []bool) *Table {
	cols := bandColumns(bands)
	if len(cols) < 3 {
		return nil
	}
	top, bottom := bands[0].Y0, bands[len(bands)-1].Y1
	zebra := 0
	for _, b := range bands[1:] {
		if len(b.cells) > 1 {
			zebra++
		}
	}
	bottom = trailing(words, used, cols, bottom)
	t := &Table{Cols: cols, Ruled: zebra > 0, Rect: Rect{cols[0], top, cols[len(cols)-1], bottom}}
	for len(bands) > 1 && len(bands[0].cells) == 1 && proseBetween(words, used, cols, bands[0].Y1, bands[1].Y0) {
		bands = bands[1:] // a painted heading above, with text before the table begins
		t.Y0 = bands[0].Y0
	}
	for i, b := range bands {
		t.addRows(takeWords(words, used, t, b.Y0, b.Y1), len(b.cells) == 1 && len(bands) > 1, false)
		end := bottom
		if i+1 < len(bands) {
			end = bands[i+1].Y0
		}
		t.addRows(takeWords(words, used, t, b.Y1, end), false, zebra == 0)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// bandColumns are the edges of the band with the most cells.
func bandColumns(bands []band) []float32 {
	best := bands[0]
	for _, b := range bands {
		if len(b.cells) > len(best.cells) {
			best = b
		}
	}
	cols := []float32{best.X0}
	for i, c := range best.cells {
		if i > 0 {
			cols = append(cols, (best.cells[i-1].X1+c.X0)/2)
		}
	}
	return append(cols, best.X1)
}

// trailing extends the table below its last band by rows without color: lines that keep to the columns and follow closely.
func trailing(words []Word, used []bool, cols []float32, bottom float32) float32 {
	var below []Word
	for i, w := range words {
		if !used[i] && w.midY() > bottom {
			below = append(below, w)
		}
	}
	last, seen := bottom, bottom
	loose := 0 // lines across the columns since the last row: a cell that spans some of them, unless no row follows
	for _, l := range makeLines(below) {
		if l.Y0-seen > trailingGap || l.X0 < cols[0]-2 || l.X1 > cols[len(cols)-1]+2 {
			break
		}
		seen = l.Y1
		if crosses(l, cols) {
			if loose++; loose > 3 {
				break
			}
			continue
		}
		if len(l.Words) > 0 && (loose == 0 || severalCells(l, cols)) {
			last, loose = l.Y1, 0
		}
	}
	return last
}

// severalCells tells whether a line has words in more than one column.
func severalCells(l Line, cols []float32) bool {
	return slot(cols, l.Words[0].midX()) != slot(cols, l.Words[len(l.Words)-1].midX())
}

func takeWords(words []Word, used []bool, t *Table, y0, y1 float32) []Word {
	var out []Word
	for i, w := range words {
		if !used[i] && w.midX() >= t.X0-2 && w.midX() <= t.X1+2 && w.midY() >= y0 && w.midY() < y1 {
			used[i] = true
			out = append(out, w)
		}
	}
	return out
}

// addRows adds what stands in one band or between two: a row, or, where white space has to tell them, several.
func (t *Table) addRows(words []Word, spanning, split bool) {
	lines := makeLines(words)
	if len(lines) == 0 {
		return
	}
	if spanning {
		row := Row{Cells: make([]Cell, len(t.Cols)-1), Rect: linesRect(lines)}
		row.Cells[0] = Cell{Lines: lines, Span: len(t.Cols) - 1}
		for i := 1; i < len(row.Cells); i++ {
			row.Cells[i].Covered = true
		}
		t.Rows = append(t.Rows, row)
		return
	}
	groups := [][]Line{lines}
	if split {
		groups = splitRows(lines, t, nil)
	}
	for _, g := range groups {
		for _, row := range splitNumbered(wordsOf(g), t.Cols) {
			t.Rows = append(t.Rows, gutterRow(row, t.Cols))
		}
	}
}

func linesRect(lines []Line) Rect {
	r := lines[0].Rect
	for _, l := range lines[1:] {
		r = r.union(l.Rect)
	}
	return r
}
