// Package raster finds ruling lines in scanned pages: the borders of tables, which a scan holds as dark pixels only.
//
// A scan is never quite straight, so lines are followed in short pieces: within a strip a line is a thin run of rows that are dark
// nearly throughout; pieces of neighboring strips that meet are one line. Text has no such rows.
package raster

import "math"

// Line is a straight ruling in pixels of the picture; Y grows downwards. Horizontal lines have X0 < X1, vertical ones Y0 < Y1.
type Line struct{ X0, Y0, X1, Y1 float64 }

const (
	strip     = 40  // pixels: width of the pieces that are looked at
	dark      = 190 // a gray below this is ink: thin lines scan pale
	needed    = 34  // of a piece's columns that a line must fill
	thickest  = 9   // pixels: thicker is an area
	drift     = 2.5 // pixels that a line may move from strip to strip
	minPieces = 3
	margin    = 3  // pixels beside a line that must be nearly white
	maxBeside = 14 // of a strip's columns that may be inked there: text has more, crossing lines less
)

// picture is a gray image, read by rows or, transposed, by columns.
type picture struct {
	w, h       int
	pix        []byte
	transposed bool
}

func (p picture) ink(x, y int) bool {
	if p.transposed {
		return p.pix[x*p.h+y] < dark
	}
	return p.pix[y*p.w+x] < dark
}

// Lines finds the horizontal and vertical rulings of a gray image of width w and height h, rows from the top.
func Lines(pix []byte, w, h int) []Line {
	if w < strip || h < strip || len(pix) < w*h {
		return nil
	}
	out := trace(picture{w, h, pix, false})
	for _, l := range trace(picture{h, w, pix, true}) {
		out = append(out, Line{l.Y0, l.X0, l.Y1, l.X1})
	}
	return out
}

// chain is a line in the making: it has reached strip last at height y.
type chain struct {
	first, last int
	y0, y       float64
}

// trace follows horizontal lines from strip to strip.
func trace(p picture) []Line {
	var open, done []chain
	strips := p.w / strip
	for s := range strips {
		found := pieces(p, s)
		used := make([]bool, len(found))
		var next []chain
		for _, c := range open {
			best, dist := -1, drift*float64(s-c.last)
			for i, y := range found {
				if d := math.Abs(y - c.y); !used[i] && d <= dist {
					best, dist = i, d
				}
			}
			switch {
			case best >= 0:
				used[best] = true
				c.last, c.y = s, found[best]
				next = append(next, c)
			case s-c.last < 2: // one strip may miss: noise, a crossing stamp
				next = append(next, c)
			default:
				done = append(done, c)
			}
		}
		for i, y := range found {
			if !used[i] {
				next = append(next, chain{s, s, y, y})
			}
		}
		open = next
	}
	var out []Line
	for _, c := range append(done, open...) {
		if c.last-c.first+1 >= minPieces {
			out = append(out, p.extend(c))
		}
	}
	return out
}

// pieces are the heights of lines within one strip.
func pieces(p picture, s int) []float64 {
	var out []float64
	need := needed
	run := 0
	for y := 0; y <= p.h; y++ {
		if y < p.h && filled(p, s*strip, y) >= need {
			run++
			continue
		}
		if run > 0 && run <= thickest && blank(p, s*strip, y-run-margin) && blank(p, s*strip, y-1+margin) {
			out = append(out, float64(y)-float64(run)/2-0.5)
		}
		run = 0
	}
	return out
}

// filled counts the columns of the strip that are inked at y or just above or below it: slanted lines step from row to row.
func filled(p picture, x0, y int) int {
	n := 0
	for x := x0; x < x0+strip; x++ {
		if p.ink(x, y) || y > 0 && p.ink(x, y-1) || y+1 < p.h && p.ink(x, y+1) {
			n++
		} else if n+(x0+strip-x) < needed {
			return n
		}
	}
	return n
}

// blank tells whether the strip is nearly white at y.
func blank(p picture, x0, y int) bool {
	if y < 0 || y >= p.h {
		return true
	}
	n := 0
	for x := x0; x < x0+strip; x++ {
		if p.ink(x, y) {
			n++
		}
	}
	return n <= maxBeside
}

// extend follows a line beyond its outermost strips, pixel by pixel: lines rarely end where strips do.
func (p picture) extend(c chain) Line {
	slope := (c.y - c.y0) / float64(max(1, c.last-c.first)*strip)
	from, to := c.first*strip, (c.last+1)*strip
	x0 := p.follow(from, -1, c.y0-slope*strip/2, -slope)
	x1 := p.follow(to-1, 1, c.y+slope*strip/2, slope)
	return Line{float64(x0), c.y0 - slope*float64(from-x0), float64(x1 + 1), c.y + slope*float64(x1+1-to)}
}

// follow walks from x in steps of dir while there is ink near the line; small gaps are noise.
func (p picture) follow(x, dir int, y, slope float64) int {
	last, misses := x, 0
	for i := 1; i <= strip+strip/2 && misses < 4; i++ {
		at := x + dir*i
		if at < 0 || at >= p.w {
			break
		}
		row := int(y + slope*float64(i) + 0.5)
		if p.inkNear(at, row) {
			last, misses = at, 0
		} else {
			misses++
		}
	}
	return last
}

func (p picture) inkNear(x, y int) bool {
	for d := -2; d <= 2; d++ {
		if y+d >= 0 && y+d < p.h && p.ink(x, y+d) {
			return true
		}
	}
	return false
}
