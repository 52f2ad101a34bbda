package layout

import "slices"

// Table is rows of cells found on one page.
type Table struct {
	Rows  []Row
	Cols  []float32 // x of the column boundaries, len = columns + 1
	Ruled bool      // rows and columns stand between rulings; else they were told from white space
	Rect
}

// Row is one row; Cells has an entry for each column.
type Row struct {
	Cells []Cell
	Rect
}

// Cell is the text of one cell. A cell that spans columns stands in the first of them; the others are Covered, as are the lower
// rows of a cell that spans rows.
type Cell struct {
	Lines   []Line
	Span    int  // columns
	Covered bool // by a cell to the left or above
	Above   bool // covered by a cell above
	Shaded  bool
}

// Empty tells whether the cell holds no text.
func (c Cell) Empty() bool { return len(c.Lines) == 0 }

// grid builds the table of one mesh. Words inside are marked as used. Nil when the mesh is a mere frame or an underline.
func grid(m mesh, words []Word, used []bool) *Table {
	if len(m.vs) == 0 || len(m.hs) == 0 {
		return nil
	}
	xs, ys := stops(m.vs, m.box.X0, m.box.X1), stops(m.hs, m.box.Y0, m.box.Y1)
	cols, rows := len(xs)-1, len(ys)-1
	if cols < 2 || rows < 1 || cols > 40 || rows > 400 {
		return nil
	}
	root := mergeCells(m, xs, ys)
	texts := map[int][]Word{}
	var taken []int
	for i, w := range words {
		if used[i] {
			continue
		}
		c, r := slot(xs, w.midX()), slot(ys, w.midY())
		if c < 0 || r < 0 {
			continue
		}
		used[i] = true
		taken = append(taken, i)
		k := root[r*cols+c]
		texts[k] = append(texts[k], w)
	}
	if len(texts) == 0 {
		return nil
	}
	t := &Table{Cols: xs, Ruled: true, Rect: m.box}
	for r := range rows {
		row := Row{Cells: make([]Cell, cols), Rect: Rect{xs[0], ys[r], xs[cols], ys[r+1]}}
		filled := false
		for c := range cols {
			k := root[r*cols+c]
			kr, kc := k/cols, k%cols
			if kr != r || kc != c {
				row.Cells[c] = Cell{Covered: true, Above: kr < r}
				filled = filled || kr < r
				continue
			}
			span := 1
			for c+span < cols && root[r*cols+c+span] == k {
				span++
			}
			row.Cells[c] = Cell{Lines: makeLines(texts[k]), Span: span}
			filled = filled || len(texts[k]) > 0
		}
		if filled {
			t.Rows = append(t.Rows, row)
		}
	}
	dropEmptyColumns(t)
	if len(t.Cols) < 3 || len(t.Rows) == 0 {
		for _, i := range taken { // the words go back to the running text
			used[i] = false
		}
		return nil
	}
	return t
}

// mergeCells joins grid cells between which no rule stands; each cell's entry is the index of the first cell of its group.
func mergeCells(m mesh, xs, ys []float32) []int {
	cols, rows := len(xs)-1, len(ys)-1
	root := make([]int, cols*rows)
	for r := range rows {
		for c := range cols {
			k := r*cols + c
			root[k] = k
			joined := false
			if c > 0 && !covers(m.vs, xs[c], ys[r], ys[r+1]) {
				root[k] = root[k-1]
				joined = true
			}
			if r > 0 && !covers(m.hs, ys[r], xs[c], xs[c+1]) {
				up := root[k-cols]
				if !joined {
					root[k] = up
				} else if up < root[k] {
					old := root[k]
					for i := 0; i <= k; i++ {
						if root[i] == old {
							root[i] = up
						}
					}
				}
			}
		}
	}
	return root
}

func slot(stops []float32, x float32) int {
	if x < stops[0] || x > stops[len(stops)-1] {
		return -1
	}
	lo, hi := 0, len(stops)-1
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if x >= stops[mid] {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// dropEmptyColumns removes columns in which no row starts a cell with text: double rules and decorative frames make such slivers.
func dropEmptyColumns(t *Table) {
	for c := len(t.Cols) - 2; c >= 0; c-- {
		empty := true
		for _, r := range t.Rows {
			if !r.Cells[c].Empty() {
				empty = false
				break
			}
		}
		if !empty || (t.Cols[c+1]-t.Cols[c] > 14 && !allCovered(t, c)) {
			continue
		}
		for i := range t.Rows {
			cells := t.Rows[i].Cells
			for k := c - 1; k >= 0; k-- {
				if !cells[k].Covered {
					if k+cells[k].Span > c {
						cells[k].Span--
					}
					break
				}
			}
			t.Rows[i].Cells = slices.Delete(cells, c, c+1)
		}
		if c == 0 {
			t.Cols = t.Cols[1:]
		} else {
			t.Cols = slices.Delete(t.Cols, c, c+1)
		}
	}
}

func allCovered(t *Table, c int) bool {
	for _, r := range t.Rows {
		if !r.Cells[c].Covered {
			return false
		}
	}
	return true
}
