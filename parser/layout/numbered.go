package layout

import "slices"

// Rows of a table often have neither rulings nor color between them. Where identifiers open them, white space above an identifier tells
// one row from the next, though the text of a merged cell in the column before may run on beside both.

// splitNumbered parts what stands between two bands where it is several rows: identifiers in the first or second column open them.
func splitNumbered(words []Word, cols []float32) [][]Line {
	best := [][]Line{makeLines(words)}
	for k := range min(2, len(cols)-1) {
		var head, rest []Word
		for _, w := range words {
			if slot(cols, w.midX()) < k {
				head = append(head, w)
			} else {
				rest = append(rest, w)
			}
		}
		var rows [][]Line
		for _, g := range splitWhite(makeLines(rest)) {
			if len(rows) == 0 || opensNumbered(g[0], cols, k) {
				rows = append(rows, g)
			} else { // white space within a cell
				rows[len(rows)-1] = append(rows[len(rows)-1], g...)
			}
		}
		if len(rows) > len(best) && opensNumbered(rows[0][0], cols, k) {
			best = besideRows(rows, splitWhite(makeLines(head)))
		}
	}
	return best
}

// besideRows gives each paragraph of the columns before to the row in which it begins.
func besideRows(rows, paras [][]Line) [][]Line {
	starts := make([]float32, len(rows))
	for i, r := range rows {
		starts[i] = r[0].Y0 - 0.5*r[0].size()
	}
	for _, p := range paras {
		at := 0
		for i, y := range starts {
			if p[0].Y0 >= y {
				at = i
			}
		}
		rows[at] = append(rows[at], p...)
	}
	for i, r := range rows {
		rows[i] = makeLines(wordsOf(r))
	}
	return rows
}

func wordsOf(lines []Line) []Word {
	var out []Word
	for _, l := range lines {
		out = append(out, l.Words...)
	}
	return out
}

// splitWhite parts lines at white space wider than the usual distance of lines.
func splitWhite(lines []Line) [][]Line {
	if len(lines) == 0 {
		return nil
	}
	var gaps []float32
	for i := 1; i < len(lines); i++ {
		gaps = append(gaps, lines[i].Y0-lines[i-1].Y1)
	}
	var usual float32
	if sorted := slices.Sorted(slices.Values(gaps)); len(sorted) > 0 {
		usual = sorted[len(sorted)/3]
	}
	out := [][]Line{{lines[0]}}
	for i, l := range lines[1:] {
		if size := max(l.size(), 1); gaps[i] > usual+0.3*size || gaps[i] > 0.8*size {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}

// opensNumbered tells a line with an identifier at the start of column k.
func opensNumbered(l Line, cols []float32, k int) bool {
	for _, w := range l.Words {
		if slot(cols, w.midX()) == k {
			return rowStart.MatchString(w.Text)
		}
	}
	return false
}
