package layout

import (
	"slices"
	"strings"
)

// Line is words on one baseline, from left to right.
type Line struct {
	Words []Word
	Rect
}

// Text of the line, words parted by single spaces.
func (l Line) Text() string {
	var b strings.Builder
	for i, w := range l.Words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

// size is the font size of most of the line's letters.
func (l Line) size() float32 {
	var best, total float32
	var most int
	for _, w := range l.Words {
		if n := len(w.Text); n > most {
			most, best = n, w.Size
		}
		total += w.Size
	}
	return best
}

// bold tells whether all words with letters are bold.
func (l Line) bold() bool {
	some := false
	for _, w := range l.Words {
		if !hasLetter(w.Text) {
			continue
		}
		if !w.Bold {
			return false
		}
		some = true
	}
	return some
}

// makeLines groups words by baseline: a word joins a line when half its height overlaps the line's.
func makeLines(words []Word) []Line {
	if len(words) == 0 {
		return nil
	}
	ws := slices.Clone(words)
	slices.SortStableFunc(ws, func(a, b Word) int { return cmpFloat(a.midY(), b.midY()) })
	var lines []Line
	for _, w := range ws {
		at := -1
		for i := len(lines) - 1; i >= 0 && i >= len(lines)-3; i-- {
			l := &lines[i]
			if l.overlapY(w.Rect) > 0.5*min(l.Height(), w.Height()) {
				at = i
				break
			}
		}
		if at < 0 {
			lines = append(lines, Line{Words: []Word{w}, Rect: w.Rect})
			continue
		}
		l := &lines[at]
		l.Words = append(l.Words, w)
		l.X0, l.X1 = min(l.X0, w.X0), max(l.X1, w.X1)
		// The band stays that of the tallest word, not of the union: superscripts would chain lines together.
		if w.Height() > l.Height() {
			l.Y0, l.Y1 = w.Y0, w.Y1
		}
	}
	for i := range lines {
		slices.SortStableFunc(lines[i].Words, func(a, b Word) int { return cmpFloat(a.X0, b.X0) })
		lines[i].Words = joinTracked(lines[i].Words)
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return cmpFloat(a.midY(), b.midY()) })
	return lines
}

func cmpFloat(a, b float32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// segments splits a line at gaps wider than any word space.
func (l Line) segments(gap float32) []Line {
	var out []Line
	for i, w := range l.Words {
		if i == 0 || w.X0-l.Words[i-1].X1 > gap {
			out = append(out, Line{Rect: w.Rect})
		}
		s := &out[len(out)-1]
		s.Words = append(s.Words, w)
		s.Rect = s.union(w.Rect)
	}
	return out
}
