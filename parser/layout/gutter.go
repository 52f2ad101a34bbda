package layout

import (
	"regexp"
	"slices"
	"strings"
)

// Tables without rulings are told by gutters: vertical bands of white that several lines in a row respect.
const (
	minGutter    = 4.5 // points of white between columns
	startGap     = 1.5 // times the font size: a gap that lets a table begin
	maxLineGap   = 70  // points of white between two lines of one table
	spanLookback = 5   // lines that may cross the gutters between two rows, such as the text of a criterion
)

var (
	listMark   = regexp.MustCompile(`^(?:[•●▪■◦○‣–—\-*·oØü]|[]|\(?[0-9]{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])$`)
	rowStart   = regexp.MustCompile(`^[A-Z]{1,6}[0-9]?(?:[-–. ]?[A-Z]{1,4})?[-–. ]?[0-9]+(?:[.\-–][0-9A-Za-z]+)*[:.]?$`)
	numberOnly = regexp.MustCompile(`^(?:[0-9]{1,4}|[ivxl]{1,6})$`)
)

type span struct{ from, to float32 }

// flowBlocks turns the running lines of a page into blocks, finding tables without rulings on the way.
func flowBlocks(p *Page) []Block {
	var out []Block
	lines := p.flow
	start := 0
	flush := func(end int) {
		for _, para := range paragraphs(lines[start:end]) {
			out = append(out, Block{Page: p.Number, Para: para})
		}
	}
	for i := 0; i < len(lines); {
		end, gutters := growTable(lines, i)
		if end == 0 {
			i++
			continue
		}
		t := gutterTable(lines[i:end], gutters, p.hs)
		if t == nil {
			i++
			continue
		}
		flush(i)
		out = append(out, Block{Page: p.Number, Table: t})
		i, start = end, end
	}
	flush(len(lines))
	return out
}

// growTable extends a region from line i downwards as long as some gutter stays white. end is 0 when no table starts here.
func growTable(lines []Line, i int) (end int, free []span) {
	gap := startGap * max(lines[i].size(), 6)
	segs := lines[i].segments(gap)
	if len(segs) < 2 || strings.Contains(lines[i].Text(), "....") || (len(segs) == 2 && listMark.MatchString(segs[0].Text())) {
		return 0, nil
	}
	for k := 1; k < len(segs); k++ {
		free = append(free, span{segs[k-1].X1, segs[k].X0})
	}
	both := 1
	j := i + 1
	for j < len(lines) {
		if lines[j].Y0-lines[j-1].Y1 > maxLineGap {
			break
		}
		next := narrow(free, lines[j])
		if len(next) < len(free) { // a line across some gutter: part of the table when the gutters go on below it
			if k := resumes(lines, j, free); k > 0 {
				j = k
				continue
			}
			if len(next) == 0 || both >= 2 && j-i >= 3 {
				break
			}
		}
		if straddles(lines[j], next) {
			both++
		}
		free = next
		j++
	}
	if both < 2 || j-i < 2 {
		return 0, nil
	}
	return j, free
}

// resumes looks past lines that cross all gutters for one that again has text on both sides of them.
func resumes(lines []Line, j int, free []span) int {
	for k := j + 1; k < len(lines) && k <= j+spanLookback; k++ {
		if lines[k].Y0-lines[k-1].Y1 > maxLineGap {
			return 0
		}
		if next := narrow(free, lines[k]); len(next) == len(free) && straddles(lines[k], next) {
			return k
		}
	}
	return 0
}

// narrow cuts the white bands by the words of a line; bands that become too narrow are gone.
func narrow(free []span, l Line) []span {
	var out []span
	for _, f := range free {
		parts := []span{f}
		for _, w := range l.Words {
			var cut []span
			for _, s := range parts {
				if w.X1 <= s.from || w.X0 >= s.to {
					cut = append(cut, s)
					continue
				}
				if w.X0-s.from >= minGutter {
					cut = append(cut, span{s.from, w.X0})
				}
				if s.to-w.X1 >= minGutter {
					cut = append(cut, span{w.X1, s.to})
				}
			}
			parts = cut
		}
		if len(parts) > 0 {
			slices.SortFunc(parts, func(a, b span) int { return cmpFloat(b.to-b.from, a.to-a.from) })
			out = append(out, parts[0])
		}
	}
	return out
}

func straddles(l Line, free []span) bool {
	for _, f := range free {
		if l.X0 <= f.from && l.X1 >= f.to {
			return true
		}
	}
	return false
}

// gutterTable makes the table of a region. Nil when it is a list with hanging marks, or a table of contents.
func gutterTable(lines []Line, free []span, hs []rule) *Table {
	cols := columnsOf(lines, free)
	if len(cols) < 3 {
		return nil
	}
	t := &Table{Cols: cols, Rect: Rect{cols[0], lines[0].Y0, cols[len(cols)-1], lines[len(lines)-1].Y1}}
	rows := splitRows(lines, t, hs)
	for _, group := range rows {
		t.Rows = append(t.Rows, gutterRow(group, cols))
	}
	if isList(t) {
		return nil
	}
	return t
}

// columnsOf projects the region: white bands that all but the spanning lines respect, with text on both sides. A line across the first
// columns only, such as the end of a criterion's text, does not hide the white between them.
func columnsOf(lines []Line, free []span) []float32 {
	var fitting, rows []Line
	left := lines[0].X0
	for _, l := range lines {
		left = min(left, l.X0)
	}
	for _, l := range lines {
		if len(narrow(free, l)) == 0 {
			continue
		}
		fitting = append(fitting, l)
		if l.X0 > left+3 || len(l.segments(minGutter)) > 1 {
			rows = append(rows, l)
		}
	}
	all := project(fitting, nil)
	if len(rows) < 4 || 2*len(rows) < len(fitting) {
		return all
	}
	alone := slices.DeleteFunc(fitting, func(l Line) bool { return l.X0 > left+3 || len(l.segments(minGutter)) > 1 })
	if cols := project(rows, alone); len(cols) > len(all) {
		return cols
	}
	return all
}

// project gives the edges of columns between which no word of the lines stands. Words of narrower lines, which stand alone in the first
// column, widen it as far as they leave a gutter.
func project(lines, narrower []Line) []float32 {
	var spans []span
	for _, l := range lines {
		for _, w := range l.Words {
			spans = append(spans, span{w.X0, w.X1})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmpFloat(a.from, b.from) })
	if len(spans) == 0 {
		return nil
	}
	cols := []float32{spans[0].from - 1}
	edge := spans[0].to
	for _, s := range spans[1:] {
		if len(cols) == 1 && s.from-edge >= minGutter {
			for _, l := range narrower {
				if l.X1+minGutter <= s.from {
					edge = max(edge, l.X1)
				}
			}
		}
		if s.from-edge >= minGutter {
			cols = append(cols, (edge+s.from)/2)
		}
		edge = max(edge, s.to)
	}
	return append(cols, edge+1)
}

// splitRows cuts the region into rows: at horizontal rules where rows have them, else at white bands wider than the usual distance
// of lines and where the first column starts with an identifier.
func splitRows(lines []Line, t *Table, hs []rule) [][]Line {
	var gaps []float32
	ruled := 0
	for i := 1; i < len(lines); i++ {
		gaps = append(gaps, lines[i].Y0-lines[i-1].Y1)
		if ruleBetween(lines[i-1], lines[i], t, hs) {
			ruled++
		}
	}
	slices.Sort(gaps)
	var usual float32
	if len(gaps) > 0 {
		usual = gaps[len(gaps)/3]
	}
	var out [][]Line
	for i, l := range lines {
		cut := i == 0 || ruleBetween(lines[i-1], l, t, hs)
		if !cut && ruled < 2 {
			cut = l.Y0-lines[i-1].Y1 > usual+0.3*l.size() || startsRow(l, t.Cols)
		}
		if !cut && crosses(l, t.Cols) != crosses(lines[i-1], t.Cols) && !endsSpanning(lines[i-1], l, t.Cols) {
			cut = true
		}
		if cut {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}

// endsSpanning tells the last line of a text across the columns, short enough to stand in the first of them.
func endsSpanning(prev, l Line, cols []float32) bool {
	return crosses(prev, cols) && len(l.segments(minGutter)) == 1 && near(prev.X0, l.X0) && len(prev.segments(minGutter)) == 1 && !startsRow(l, cols)
}

func startsRow(l Line, cols []float32) bool {
	return l.Words[0].midX() < cols[1] && rowStart.MatchString(l.Words[0].Text)
}

func ruleBetween(a, b Line, t *Table, hs []rule) bool {
	for _, h := range hs {
		if h.at >= a.midY() && h.at <= b.midY() && min(h.to, t.X1)-max(h.from, t.X0) > 0.45*t.Width() {
			return true
		}
	}
	return false
}

// crosses tells whether a word of the line lies over a column boundary.
func crosses(l Line, cols []float32) bool {
	for _, c := range cols[1 : len(cols)-1] {
		for _, w := range l.Words {
			if w.X0 < c-1 && w.X1 > c+1 {
				return true
			}
		}
	}
	return false
}

func gutterRow(lines []Line, cols []float32) Row {
	row := Row{Cells: make([]Cell, len(cols)-1), Rect: lines[0].Rect}
	spanning := false
	for _, l := range lines {
		row.Rect = row.union(l.Rect)
		spanning = spanning || crosses(l, cols)
	}
	if spanning {
		row.Cells[0] = Cell{Lines: lines, Span: len(cols) - 1}
		for i := 1; i < len(row.Cells); i++ {
			row.Cells[i] = Cell{Covered: true}
		}
		return row
	}
	words := make([][]Word, len(row.Cells))
	for _, l := range lines {
		for _, w := range l.Words {
			c := max(0, slot(cols, max(cols[0], min(cols[len(cols)-1], w.midX()))))
			words[c] = append(words[c], w)
		}
	}
	for i := range row.Cells {
		row.Cells[i] = Cell{Lines: makeLines(words[i]), Span: 1}
	}
	return row
}

// isList tells hanging list marks and tables of contents from tables.
func isList(t *Table) bool {
	marks, numbers, first, last := 0, 0, 0, 0
	for _, r := range t.Rows {
		for _, l := range r.Cells[0].Lines {
			first++
			if listMark.MatchString(l.Text()) {
				marks++
			}
		}
		for _, l := range r.Cells[len(r.Cells)-1].Lines {
			last++
			if numberOnly.MatchString(l.Text()) {
				numbers++
			}
		}
	}
	if len(t.Cols) == 3 && first > 0 && marks == first {
		return true
	}
	return len(t.Cols) == 3 && last > 2 && numbers == last && first >= last
}
