package layout

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// paragraphs groups running lines. A new one starts at white space wider than the usual distance of lines, at a change of size or
// weight, at a list mark, or after a line that ended early with a full stop.
func paragraphs(lines []Line) []*Para {
	if len(lines) == 0 {
		return nil
	}
	pitch := usualPitch(lines)
	left, right := edges(lines)
	var out []*Para
	var prev Line
	last := "" // the list mark before
	for i, l := range lines {
		mark, body := takeMark(l)
		if mark != "" && !isSign(mark) && i > 0 && !follows(last, mark) && !mayEnd(lines[i-1]) {
			mark, body = "", l // "(1)" at the start of a wrapped line numbers nothing
		}
		if mark != "" {
			last = mark
		}
		before := prev
		prev = body
		if i > 0 && mark == "" && !startsPara(before, l, pitch, left, right) && !parallel(out[len(out)-1].Lines[0], before, l) {
			p := out[len(out)-1]
			p.Lines = append(p.Lines, l)
			p.Rect = p.union(l.Rect)
			continue
		}
		out = append(out, &Para{Lines: []Line{body}, Bullet: mark, Size: l.size(), Bold: body.bold(), Rect: l.Rect})
	}
	return slices.DeleteFunc(out, func(p *Para) bool { return len(p.Lines[0].Words) == 0 && len(p.Lines) == 1 })
}

func usualPitch(lines []Line) float32 {
	var ds []float32
	for i := 1; i < len(lines); i++ {
		if d := lines[i].midY() - lines[i-1].midY(); d > 0 && d < 40 {
			ds = append(ds, d)
		}
	}
	if len(ds) == 0 {
		return 14
	}
	slices.Sort(ds)
	return ds[len(ds)*2/5]
}

func edges(lines []Line) (left, right float32) {
	left, right = lines[0].X0, lines[0].X1
	for _, l := range lines {
		left, right = min(left, l.X0), max(right, l.X1)
	}
	return left, right
}

// startsPara tells whether l opens a paragraph after prev.
func startsPara(prev, l Line, pitch, left, right float32) bool {
	size := max(prev.size(), 1)
	if d := l.midY() - prev.midY(); d > min(1.28*pitch, pitch+0.45*size) && d > 1.05*size {
		return true
	}
	if ratio := l.size() / size; ratio > 1.09 || ratio < 0.92 {
		return true
	}
	if l.bold() != prev.bold() && (allLetters(l) || allLetters(prev)) {
		return true
	}
	text := prev.Text()
	if endsStop(text) && opensAfterStop(prev, l, right) {
		return true
	}
	if first := l.Words[0].Text; (startsLower(first) || first[0] == '(') && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, ";") {
		return false // no new thought starts so
	}
	return brokeEarly(prev, l, left, right)
}

func endsStop(text string) bool {
	return text != "" && strings.ContainsAny(lastByte(text), ".:;?")
}

// opensAfterStop judges a line that follows a full stop: the stop came early, the margin changes, an identifier or a short line of its
// own follows, such as the name of a control.
func opensAfterStop(prev, l Line, right float32) bool {
	short := right-prev.X1 > 0.22*(right-min(prev.X0, l.X0))
	if short || l.X0 > prev.X0+10 || l.X0 < prev.X0-6 || rowStart.MatchString(l.Words[0].Text) || namesControl(l) {
		return true
	}
	return len(l.Words) <= 5 && !strings.ContainsAny(lastByte(l.Text()), ".,;:)") && !startsLower(l.Words[0].Text)
}

// namesControl tells a line that opens with a control's name: "Control 2.1.2. A fraud risk module was added".
func namesControl(l Line) bool {
	if len(l.Words) < 3 {
		return false
	}
	id := l.Words[1].Text
	return slices.Contains([]string{"Control", "CONTROL", "Exception", "EXCEPTION"}, l.Words[0].Text) && strings.ContainsAny(id, "0123456789") && strings.ContainsAny(lastByte(id), ".:")
}

// brokeEarly tells a break that the next word did not force: it would have fitted on the line before, so the break was meant.
func brokeEarly(prev, l Line, left, right float32) bool {
	const slack = 6
	need := 0.3*max(prev.size(), 1) + l.Words[0].Width() + slack
	if near(l.X0, prev.X0) {
		return prev.X1+need < right
	}
	if near(l.midX(), prev.midX()) || near(l.X1, prev.X1) { // centered or flush right
		return prev.Width()+need < right-left
	}
	return l.X0 > prev.X0+60 || l.X0 < prev.X0-90
}

// parallel tells a list whose marks are lost: the line opens with the words that opened the paragraph, after a sentence that ended.
func parallel(first, prev, l Line) bool {
	if len(first.Words) < 3 || len(l.Words) < 3 || first.Words[0].Text != l.Words[0].Text || first.Words[1].Text != l.Words[1].Text {
		return false
	}
	t := prev.Text()
	return near(first.X0, l.X0) && (strings.HasSuffix(t, ".") || strings.HasSuffix(t, ")") || strings.HasSuffix(t, ";"))
}

func lastByte(s string) string { return s[max(0, len(s)-1):] }

func near(a, b float32) bool { return a < b+3 && a > b-3 }

func allLetters(l Line) bool {
	return slices.ContainsFunc(l.Words, func(w Word) bool { return hasLetter(w.Text) })
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// isSign tells a bullet from a numeral or letter.
func isSign(mark string) bool {
	return mark == "o" || !hasLetter(mark) && !strings.ContainsAny(mark, "0123456789")
}

// mayEnd tells a line after which a list item may begin.
func mayEnd(l Line) bool {
	t := strings.TrimRight(l.Text(), "\"'”’) ")
	return t == "" || strings.ContainsAny(t[len(t)-1:], ".:;!?,") || strings.HasSuffix(t, " and") || strings.HasSuffix(t, " or")
}

// follows tells whether a list mark is the next after another: "2." after "1.", "c)" after "b)".
func follows(last, mark string) bool {
	a, b := strings.Trim(last, "()."), strings.Trim(mark, "().")
	if a == "" || b == "" {
		return false
	}
	x, errA := strconv.Atoi(a)
	y, errB := strconv.Atoi(b)
	if errA == nil && errB == nil {
		return y == x+1
	}
	return len(a) == 1 && len(b) == 1 && b[0] == a[0]+1
}

// takeMark splits a list mark off the start of a line. A mark counts when white space sets it apart or it is a bullet sign.
func takeMark(l Line) (string, Line) {
	if len(l.Words) < 2 || !listMark.MatchString(l.Words[0].Text) {
		return "", l
	}
	w := l.Words[0]
	if !isSign(w.Text) && !strings.ContainsAny(w.Text, ").") {
		return "", l
	}
	if w.Text == "o" && l.Words[1].X0-w.X1 < 0.6*l.size() {
		return "", l
	}
	rest := l.Words[1:]
	body := Line{Words: rest, Rect: Rect{rest[0].X0, l.Y0, l.X1, l.Y1}}
	return w.Text, body
}
