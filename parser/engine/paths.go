package engine

import (
	"math"

	"github.com/tetratelabs/wazero/api"
)

// PDFium's object kinds and path modes (fpdf_edit.h).
const (
	objPath, objImage, objForm = 2, 3, 5
	segLine, segBezier         = 0, 1
	fillNone                   = 0
)

const (
	thin         = 3.0  // points: what is no thicker is a ruling, not an area
	dot          = 9.0  // points: a filled spot no larger may be a list mark
	maxFormDepth = 12   // form objects may nest, and hostile ones for ever
	maxSegments  = 4000 // of one path: a drawing beyond that is no table
	maxRulings   = 20000
)

// affine is a PDF matrix [a b c d e f].
type affine [6]float32

func (a affine) apply(x, y float32) (float32, float32) {
	return a[0]*x + a[2]*y + a[4], a[1]*x + a[3]*y + a[5]
}

// then is the matrix that applies a first and b after it.
func (a affine) then(b affine) affine {
	return affine{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

func identity() affine { return affine{1, 0, 0, 1, 0, 0} }

func (a affine) box(b Box) Box {
	x0, y0 := a.apply(b.X0, b.Y0)
	x1, y1 := a.apply(b.X1, b.Y1)
	return Box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// paths collects rulings, fills and images of the page, recursing into form objects (trust portals wrap the whole page in one).
func (r *Reader) paths(page uint64, p *Page) {
	n := int(int32(r.m.call(r.hot.objects, page)))
	for i := 0; i < n && r.m.err == nil; i++ {
		r.object(r.m.call(r.hot.object, page, uint64(i)), identity(), 0, p)
	}
}

func (r *Reader) object(obj uint64, ctm affine, depth int, p *Page) {
	switch r.m.call(r.hot.kind, obj) {
	case objPath:
		p.Paths++
		if len(p.Rulings) < maxRulings {
			r.path(obj, ctm, p)
		}
	case objImage:
		if b, ok := r.objectBox(obj, ctm); ok {
			p.Images = append(p.Images, clip(b, p.Box))
		}
	case objForm:
		if depth >= maxFormDepth {
			return
		}
		inner := r.objectMatrix(obj).then(ctm)
		n := int(int32(r.m.call(r.hot.formCount, obj)))
		for i := 0; i < n && r.m.err == nil; i++ {
			r.object(r.m.call(r.hot.formItem, obj, uint64(i)), inner, depth+1, p)
		}
	}
}

func (r *Reader) objectBox(obj uint64, ctm affine) (Box, bool) {
	s := r.scratch
	var f [4]float32 // left, bottom, right, top
	if r.m.call(r.hot.bounds, obj, s, s+4, s+8, s+12) == 0 || !r.m.floats(s, f[:]) {
		return Box{}, false
	}
	b := ctm.box(Box{f[0], f[1], f[2], f[3]})
	return b, !bad(b)
}

func (r *Reader) objectMatrix(obj uint64) affine {
	var f [6]float32
	if r.m.call(r.hot.matrix, obj, r.scratch) == 0 || !r.m.floats(r.scratch, f[:]) {
		return identity()
	}
	return affine(f)
}

// path turns one path into rulings (thin areas, stroked lines, edges of stroked frames) or a fill.
func (r *Reader) path(obj uint64, ctm affine, p *Page) {
	b, ok := r.objectBox(obj, ctm)
	if !ok || !touches(b, p.Box) {
		return
	}
	s := r.scratch
	var mode [2]uint32
	if r.m.call(r.hot.drawMode, obj, s, s+4) == 0 || !r.m.uint32s(s, mode[:]) {
		return
	}
	filled := mode[0] != fillNone && r.visible(r.hot.fillColor, obj)
	stroked := mode[1] != 0 && r.visible(r.hot.strokeColor, obj)
	if !filled && !stroked {
		return
	}
	if filled && max(b.Width(), b.Height()) <= dot && 2*min(b.Width(), b.Height()) > max(b.Width(), b.Height()) {
		p.Fills = append(p.Fills, b) // a list mark
		return
	}
	if min(b.Width(), b.Height()) <= thin {
		if max(b.Width(), b.Height()) > thin {
			p.Rulings = append(p.Rulings, clip(b, p.Box))
		}
		return
	}
	segs := int(int32(r.m.call(r.hot.segments, obj)))
	if filled && !stroked && segs <= 6 {
		p.Fills = append(p.Fills, clip(b, p.Box))
		return
	}
	if stroked || segs <= maxSegments {
		r.edges(obj, ctm, min(segs, maxSegments), p)
	}
}

// edges walks the segments: every straight piece along an axis is a ruling; a compound fill of thin bars gives the bars' long sides.
func (r *Reader) edges(obj uint64, ctm affine, segs int, p *Page) {
	m := r.objectMatrix(obj).then(ctm)
	var startX, startY, x, y float32
	for i := 0; i < segs && r.m.err == nil; i++ {
		seg := r.m.call(r.hot.segment, obj, uint64(i))
		if seg == 0 {
			return
		}
		s := r.scratch
		var f [2]float32
		if r.m.call(r.hot.point, seg, s, s+4) == 0 || !r.m.floats(s, f[:]) {
			return
		}
		nx, ny := m.apply(f[0], f[1])
		switch r.m.call(r.hot.segKind, seg) {
		case segLine:
			addEdge(p, x, y, nx, ny)
		case segBezier:
		default:
			startX, startY = nx, ny
		}
		x, y = nx, ny
		if r.m.call(r.hot.segClose, seg) != 0 {
			addEdge(p, x, y, startX, startY)
			x, y = startX, startY
		}
	}
}

func addEdge(p *Page, x0, y0, x1, y1 float32) {
	dx, dy := float32(math.Abs(float64(x1-x0))), float32(math.Abs(float64(y1-y0)))
	if min(dx, dy) > 0.5 || max(dx, dy) <= thin || len(p.Rulings) >= maxRulings {
		return
	}
	b := Box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
	if !bad(b) && touches(b, p.Box) {
		p.Rulings = append(p.Rulings, clip(b, p.Box))
	}
}

// visible tells whether the color shows on white paper.
func (r *Reader) visible(color api.Function, obj uint64) bool {
	s := r.scratch
	var c [4]uint32
	if r.m.call(color, obj, s, s+4, s+8, s+12) == 0 || !r.m.uint32s(s, c[:]) {
		return true // no color of its own, such as a pattern
	}
	const nearlyWhite = 252
	return c[3] > 8 && (c[0] < nearlyWhite || c[1] < nearlyWhite || c[2] < nearlyWhite)
}

func touches(a, b Box) bool {
	return a.X0 <= b.X1 && a.X1 >= b.X0 && a.Y0 <= b.Y1 && a.Y1 >= b.Y0
}

func clip(a, b Box) Box {
	return Box{max(a.X0, b.X0), max(a.Y0, b.Y0), min(a.X1, b.X1), min(a.Y1, b.Y1)}
}
