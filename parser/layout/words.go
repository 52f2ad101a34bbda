package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"countersign/parser/engine"
)

// Word is a run of characters without white space, upright in display space.
type Word struct {
	Text string
	Rect
	Size float32 // font size in points
	Bold bool
	cut  cutKind // how it ends when a hyphen stands last
}

// cutKind says what a hyphen at the end of a word is.
type cutKind uint8

const (
	notCut  cutKind = iota
	maybe           // a hyphen at a line end, soft or hard: the reader does not tell them apart
	softCut         // a soft hyphen, or the hyphen that a browser sets where it breaks a word
)

// lineEndHyphen is what PDFium reports for a hyphen at the end of a line, soft or hard alike.
const lineEndHyphen = '\x02'

// uprightTurn is the turn of the page under which most of its text reads from left to right: scanned or landscape tables are often
// set sideways on a page without /Rotate, and pages with /Rotate carry turned text.
func uprightTurn(p *engine.Page) int {
	if len(p.Chars) == 0 {
		return p.Rotation
	}
	var count [4]int
	for i := range p.Chars {
		c := &p.Chars[i]
		if c.Rune == ' ' {
			continue
		}
		if q, ok := quarter(c.Angle); ok {
			count[q]++
		}
	}
	best := p.Rotation / 90 % 4
	for q, n := range count {
		if n > count[best] {
			best = q
		}
	}
	return best * 90
}

// quarter is the angle in quarter turns; false for text at a slant, such as a watermark.
func quarter(angle float32) (int, bool) {
	q := float64(angle) / (math.Pi / 2)
	n := math.Round(q)
	if math.Abs(q-n) > 0.04 {
		return 0, false
	}
	return ((int(n) % 4) + 4) % 4, true
}

// makeWords joins characters to words; text that does not run with the page is returned apart, as words of one character run each.
func makeWords(p *engine.Page, f frame) (words, rotated []Word) {
	b := wordBuilder{words: make([]Word, 0, len(p.Chars)/5)}
	turn := f.turn / 90
	for i := range p.Chars {
		c := &p.Chars[i]
		if isSpace(c.Rune) {
			// Slanted text that the stream draws in between has spaces of its own.
			if q, ok := quarter(c.Angle); ok && q == turn {
				b.space(c.Guessed)
			}
			continue
		}
		q, ok := quarter(c.Angle)
		if !ok || q != turn {
			rotated = appendRotated(rotated, c, f)
			continue
		}
		r := f.toDisplay(c.Box)
		if b.open && b.breaks(r, c.Size) {
			b.flush()
		}
		b.add(c, r)
	}
	b.flush()
	return b.words, rotated
}

// wordGap is the white between two glyphs, in font sizes, from which they belong to two words. Loose boxes cover the advance width, so
// that glyphs of a word touch but for kerning; a justified line squeezes spaces to about a fifth of the size.
// Where a space stands, or the reader guessed one, less will do; but a space alone proves nothing: typesetters kern over it.
const (
	wordGap    = 0.13
	guessedGap = 0.06
	spaceGap   = 0.03
)

func isSpace(r rune) bool {
	return r == ' ' || r == 0xA0 || r == 0x2003 || r == 0x2002 || r == 0x2009 || r == 0x3000
}

// wordBuilder collects the characters of one word.
type wordBuilder struct {
	words []Word
	buf   []byte
	rect  Rect
	size  float32
	bold  bool
	open  bool

	guessed bool // the reader guessed a space before the next character
	spaced  bool // a space stands before the next character
	cut     cutKind
	last    Rect
}

// breaks tells whether a character at r starts a new word: another line, a step back, or a gap that no letter spacing explains.
func (b *wordBuilder) breaks(r Rect, size float32) bool {
	h := min(b.last.Height(), r.Height())
	if b.last.overlapY(r) < h*0.4 {
		return true
	}
	gap := r.X0 - b.last.X1
	em := max(size, 1)
	if em > 3*h && h > 0 { // some producers scale the font by the matrix and report size 1000
		em = h
	}
	least := float32(wordGap)
	switch {
	case b.spaced:
		least = spaceGap
	case b.guessed:
		least = guessedGap
	}
	return gap > least*em || gap < -0.9*max(b.last.Width(), r.Width())-0.2*em
}

func (b *wordBuilder) add(c *engine.Char, r Rect) {
	if !b.open {
		b.rect, b.size, b.bold, b.open, b.cut = r, c.Size, c.Bold, true, notCut
		if h := r.Height(); c.Size > 4*h || c.Size < 0.4*h {
			b.size = h / 1.2
		}
	} else {
		b.rect = b.rect.union(r)
	}
	b.last, b.guessed, b.spaced = r, false, false
	if b.cut == softCut { // it did not end the word after all
		b.buf = b.buf[:len(b.buf)-1]
	}
	b.cut = notCut
	switch {
	case c.Rune == lineEndHyphen || c.Rune == '-':
		b.buf = append(b.buf, '-')
		b.cut = maybe
	case c.Rune == 0xAD || c.Rune == 0x2010:
		b.buf = append(b.buf, '-')
		b.cut = softCut
	case c.Rune >= 0xFB00 && c.Rune <= 0xFB06:
		b.buf = append(b.buf, ligature(c.Rune)...)
	case c.Rune < 0x20 || c.Rune == 0xFFFE || c.Rune == 0xFEFF || c.Rune == 0x200B || c.Rune > utf8.MaxRune:
	default:
		b.buf = utf8.AppendRune(b.buf, c.Rune)
	}
}

func (b *wordBuilder) space(guessed bool) {
	b.guessed = b.guessed || guessed
	b.spaced = b.spaced || !guessed
}

func (b *wordBuilder) flush() {
	if b.open && len(b.buf) > 0 {
		b.words = append(b.words, Word{Text: string(b.buf), Rect: b.rect, Size: b.size, Bold: b.bold, cut: b.cut})
	}
	b.buf, b.open = b.buf[:0], false
}

func ligature(r rune) string {
	return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00]
}

// appendRotated keeps slanted or sideways text as it comes, one run a word, for the record of what was set aside.
func appendRotated(rot []Word, c *engine.Char, f frame) []Word {
	r := f.toDisplay(c.Box)
	if n := len(rot); n > 0 && len(rot[n-1].Text) < 200 {
		last := &rot[n-1]
		if r.X0 < last.X1+3*c.Size && r.Y0 < last.Y1+3*c.Size && r.X1 > last.X0-3*c.Size && r.Y1 > last.Y0-3*c.Size {
			last.Text += string(c.Rune)
			last.Rect = last.union(r)
			return rot
		}
	}
	return append(rot, Word{Text: strings.TrimSpace(string(c.Rune)), Rect: r, Size: c.Size})
}
