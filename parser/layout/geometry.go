package layout

import (
	"math"

	"countersign/parser/engine"
)

// Rect is a rectangle in display space: X0 <= X1, Y0 <= Y1, y downwards.
type Rect struct{ X0, Y0, X1, Y1 float32 }

// Width in points.
func (r Rect) Width() float32 { return r.X1 - r.X0 }

// Height in points.
func (r Rect) Height() float32 { return r.Y1 - r.Y0 }

func (r Rect) midX() float32 { return (r.X0 + r.X1) / 2 }
func (r Rect) midY() float32 { return (r.Y0 + r.Y1) / 2 }

func (r Rect) union(o Rect) Rect {
	return Rect{min(r.X0, o.X0), min(r.Y0, o.Y0), max(r.X1, o.X1), max(r.Y1, o.Y1)}
}

// overlapY is the height that two rectangles share.
func (r Rect) overlapY(o Rect) float32 { return min(r.Y1, o.Y1) - max(r.Y0, o.Y0) }

// frame maps user space to display space: the visible box of the page, turned clockwise by turn degrees.
// A recognized page was straightened by skew degrees on top of that.
type frame struct {
	box  engine.Box
	turn int
	skew float64
}

func (f frame) size() (w, h float32) {
	w, h = f.box.Width(), f.box.Height()
	if f.turn%180 != 0 {
		w, h = h, w
	}
	return w, h
}

func (f frame) toDisplay(b engine.Box) Rect {
	x0, y0 := f.point(b.X0, b.Y0)
	x1, y1 := f.point(b.X1, b.Y1)
	return Rect{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

func (f frame) point(x, y float32) (float32, float32) {
	switch f.turn {
	case 90:
		return y - f.box.Y0, x - f.box.X0
	case 180:
		return f.box.X1 - x, y - f.box.Y0
	case 270:
		return f.box.Y1 - y, f.box.X1 - x
	default:
		return x - f.box.X0, f.box.Y1 - y
	}
}

// toUser maps a display rectangle back to the page's user space.
func (f frame) toUser(r Rect) engine.Box {
	back := func(x, y float32) (float32, float32) {
		switch f.turn {
		case 90:
			return y + f.box.X0, x + f.box.Y0
		case 180:
			return f.box.X1 - x, y + f.box.Y0
		case 270:
			return f.box.X1 - y, f.box.Y1 - x
		default:
			return x + f.box.X0, f.box.Y1 - y
		}
	}
	if f.skew != 0 {
		r = f.slant(r)
	}
	x0, y0 := back(r.X0, r.Y0)
	x1, y1 := back(r.X1, r.Y1)
	return engine.Box{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
}

// slant turns a rectangle of a straightened picture back: its middle moves, its size stays.
func (f frame) slant(r Rect) Rect {
	w, h := f.size()
	sin, cos := math.Sincos(f.skew * math.Pi / 180)
	cx, cy := float64(w)/2, float64(h)/2
	mx, my := float64(r.midX())-cx, float64(r.midY())-cy
	dx, dy := float32(cx+cos*mx-sin*my)-r.midX(), float32(cy+sin*mx+cos*my)-r.midY()
	return Rect{r.X0 + dx, r.Y0 + dy, r.X1 + dx, r.Y1 + dy}
}
