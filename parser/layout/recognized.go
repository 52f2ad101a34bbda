package layout

import (
	"math"
	"slices"
	"strings"

	"countersign/parser/engine"
)

// Recognized is a page read by optical character recognition. Words are in pixels of the picture as it was recognized: the page as
// shown, turned clockwise by Turned degrees, then straightened by Skew degrees. Rulings are in pixels of the page as shown.
type Recognized struct {
	Words         []RecognizedWord
	Rulings       []PixelLine
	Width, Height int // of the recognized picture
	DPI           int
	Turned        int
	Skew          float64
}

// RecognizedWord is a word with its box in pixels, y downwards.
type RecognizedWord struct {
	Text           string
	X0, Y0, X1, Y1 float64
}

// PixelLine is a ruling found in the picture.
type PixelLine struct{ X0, Y0, X1, Y1 float64 }

// AnalyzeRecognized finds words, lines and ruled tables of a recognized page. box and rotation are those of the PDF page.
func AnalyzeRecognized(number int, box engine.Box, rotation int, rec Recognized) *Page {
	f := frame{box: box, turn: (rotation + rec.Turned) % 360, skew: rec.Skew}
	k := 72 / float64(max(1, rec.DPI))
	words := make([]Word, 0, len(rec.Words))
	for _, w := range rec.Words {
		r := Rect{float32(w.X0 * k), float32(w.Y0 * k), float32(w.X1 * k), float32(w.Y1 * k)}
		words = append(words, Word{Text: w.Text, Rect: r, Size: r.Height(), cut: cutOf(w.Text)})
	}
	evenHeights(words)
	var rulings []Rect
	for _, l := range rec.Rulings {
		x0, y0 := rec.straight(l.X0, l.Y0)
		x1, y1 := rec.straight(l.X1, l.Y1)
		r := Rect{float32(min(x0, x1) * k), float32(min(y0, y1) * k), float32(max(x0, x1) * k), float32(max(y0, y1) * k)}
		rulings = append(rulings, flatten(r))
	}
	p := arrange(number, f, words, rulings, nil)
	p.OCR = true
	for i := range p.flow {
		markBullet(&p.flow[i])
	}
	return p
}

// markBullet gives a list mark its sign back: recognition makes full stops, guillemets or letters of small discs.
func markBullet(l *Line) {
	if len(l.Words) < 2 || len([]rune(l.Words[0].Text)) > 1 || !strings.ContainsAny(l.Words[0].Text, ".·«»°*¢•e®@o-—–»") {
		return
	}
	if w := &l.Words[0]; l.Words[1].X0-w.X1 > 0.45*w.Size {
		w.Text = "•"
	}
}

func cutOf(s string) cutKind {
	if len(s) > 1 && s[len(s)-1] == '-' {
		return maybe
	}
	return notCut
}

// straight maps a pixel of the page as shown to the recognized picture.
func (rec Recognized) straight(x, y float64) (float64, float64) {
	w, h := float64(rec.Width), float64(rec.Height) // after turning
	switch rec.Turned {
	case 90:
		x, y = w-1-y, x
	case 180:
		x, y = w-1-x, h-1-y
	case 270:
		x, y = y, h-1-x
	}
	sin, cos := math.Sincos(rec.Skew * math.Pi / 180)
	cx, cy := (w-1)/2, (h-1)/2
	return cx + cos*(x-cx) + sin*(y-cy), cy - sin*(x-cx) + cos*(y-cy)
}

// flatten makes a nearly straight ruling quite straight.
func flatten(r Rect) Rect {
	if r.Width() >= r.Height() {
		y := r.midY()
		return Rect{r.X0, y - 0.25, r.X1, y + 0.25}
	}
	x := r.midX()
	return Rect{x - 0.25, r.Y0, x + 0.25, r.Y1}
}

// evenHeights gives every word the height of a full line: boxes of recognized words hug the ink, so that "on" is half as high as "gap"
// and sizes would differ from word to word. Words much taller than their neighbors, such as titles, keep theirs.
func evenHeights(words []Word) {
	if len(words) == 0 {
		return
	}
	usual := medianHeight(words)
	for i := range words {
		w := &words[i]
		h := w.Height()
		if h < 1.45*usual {
			ink := h
			bottom := w.Y1
			w.Y0, w.Y1 = bottom-1.05*usual, bottom+0.1*usual
			if ink > usual { // descenders reach below the base line
				w.Y1 = bottom
				w.Y0 = bottom - 1.15*usual
			}
			h = usual
		}
		w.Size = inkToSize * h
	}
}

// inkToSize is the font size in heights of a line's ink.
const inkToSize = 1.4

func medianHeight(words []Word) float32 {
	hs := make([]float32, len(words))
	for i, w := range words {
		hs[i] = w.Height()
	}
	return quantile(hs, 0.6)
}

func quantile(xs []float32, q float64) float32 {
	slices.Sort(xs)
	return xs[int(q*float64(len(xs)-1))]
}
