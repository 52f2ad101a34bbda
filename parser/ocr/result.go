package ocr

import "strings"

// Box is a rectangle in pixels from the picture's upper left corner.
type Box struct {
	X, Y, Width, Height int
}

// Word is one recognized word. Confidence is tesseract's, 0 to 100. Block, Paragraph and Line are its numbers within the page;
// lines of different blocks may carry the same number.
type Word struct {
	Text                   string
	Box                    Box
	Confidence             float64
	Block, Paragraph, Line int
}

// Result is what was recognized on a page. Boxes refer to the picture as it was recognized, which is Width by Height: the one
// given, turned clockwise by Turned degrees, then turned around its center by Skew degrees, counter-clockwise as seen.
type Result struct {
	Words         []Word
	Confidence    float64 // mean of the words'
	Width, Height int
	DPI           int
	Turned        int // 0, 90, 180 or 270
	Skew          float64
}

// Text is the words in tesseract's order, a line of text for each of its lines.
func (r Result) Text() string {
	var b strings.Builder
	for i, w := range r.Words {
		if i > 0 {
			if sameLine(r.Words[i-1], w) {
				b.WriteByte(' ')
			} else {
				b.WriteByte('\n')
			}
		}
		b.WriteString(w.Text)
	}
	return b.String()
}

func sameLine(a, b Word) bool {
	return a.Block == b.Block && a.Paragraph == b.Paragraph && a.Line == b.Line
}

func meanConfidence(words []Word) float64 {
	if len(words) == 0 {
		return 0
	}
	sum := 0.0
	for _, w := range words {
		sum += w.Confidence
	}
	return sum / float64(len(words))
}

// weight compares the readings of one picture in different turns.
func (r Result) weight() float64 { return r.Confidence * float64(len(r.Words)) }
