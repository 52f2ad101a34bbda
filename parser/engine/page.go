package engine

// Box is a rectangle in PDF points, user space: X0 <= X1, Y0 <= Y1, y upwards.
type Box struct{ X0, Y0, X1, Y1 float32 }

// Width in points.
func (b Box) Width() float32 { return b.X1 - b.X0 }

// Height in points.
func (b Box) Height() float32 { return b.Y1 - b.Y0 }

// Char is one character as the page shows it.
type Char struct {
	Rune  rune
	Box   Box     // loose box: the full advance width and the font's ascent to descent, not the ink
	Angle float32 // direction of the text in radians, 0 is left to right in user space, counter-clockwise
	Size  float32 // font size in points, as shown
	Bold  bool

	Guessed bool // a space that stands in no content stream: the reader guessed it from the ink
}

// Page is what the reader found on one page.
type Page struct {
	Number   int // from 1
	Box      Box // visible part of the page in user space
	Rotation int // degrees clockwise by which the page is shown: 0, 90, 180 or 270
	Chars    []Char
	Rulings  []Box // thin lines and edges of frames, clipped to the page
	Fills    []Box // colored areas, such as the shading of a header row
	Images   []Box
	Paths    int // drawn paths, rulings and fills included
	MapErrs  int // characters whose code has no trustworthy Unicode mapping
}

// ImageShare is the part of the page's area that images cover, at most 1 (overlaps count twice).
func (p *Page) ImageShare() float64 {
	area := float64(p.Box.Width()) * float64(p.Box.Height())
	if area <= 0 {
		return 0
	}
	var sum float64
	for _, b := range p.Images {
		sum += float64(b.Width()) * float64(b.Height())
	}
	return min(1, sum/area)
}
