package engine

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"github.com/tetratelabs/wazero/api"
)

// hotFunctions are the exports called per character or per object, looked up once.
type hotFunctions struct {
	count, unicode, loose, tight, angle, size, font    api.Function
	charMatrix, generated                              api.Function
	objects, object, kind, bounds, formCount, formItem api.Function
	segments, segment, point, segKind, segClose        api.Function
	matrix, drawMode, fillColor, strokeColor           api.Function
}

func hot(m *module) hotFunctions {
	return hotFunctions{
		count: m.fn("FPDFText_CountChars"), unicode: m.fn("FPDFText_GetUnicode"), loose: m.fn("FPDFText_GetLooseCharBox"),
		tight: m.fn("FPDFText_GetCharBox"), angle: m.fn("FPDFText_GetCharAngle"), size: m.fn("FPDFText_GetFontSize"),
		font: m.fn("FPDFText_GetFontInfo"), charMatrix: m.fn("FPDFText_GetMatrix"), generated: m.fn("FPDFText_IsGenerated"), objects: m.fn("FPDFPage_CountObjects"), object: m.fn("FPDFPage_GetObject"),
		kind: m.fn("FPDFPageObj_GetType"), bounds: m.fn("FPDFPageObj_GetBounds"), formCount: m.fn("FPDFFormObj_CountObjects"),
		formItem: m.fn("FPDFFormObj_GetObject"), segments: m.fn("FPDFPath_CountSegments"), segment: m.fn("FPDFPath_GetPathSegment"),
		point: m.fn("FPDFPathSegment_GetPoint"), segKind: m.fn("FPDFPathSegment_GetType"), segClose: m.fn("FPDFPathSegment_GetClose"),
		matrix: m.fn("FPDFPageObj_GetMatrix"), drawMode: m.fn("FPDFPath_GetDrawMode"),
		fillColor: m.fn("FPDFPageObj_GetFillColor"), strokeColor: m.fn("FPDFPageObj_GetStrokeColor"),
	}
}

// Read reads page number n (from 1). A trap leaves the Reader unusable until Reopen.
func (r *Reader) Read(n int) (*Page, error) {
	page := r.m.callName("FPDF_LoadPage", r.doc, uint64(n-1))
	if r.m.err != nil {
		return nil, fmt.Errorf("cannot load page %d: %w", n, r.m.err)
	}
	if page == 0 {
		return nil, fmt.Errorf("cannot load page %d: it is damaged", n)
	}
	p := &Page{Number: n}
	r.geometry(page, p)
	r.chars(page, p)
	r.paths(page, p)
	r.m.callName("FPDF_ClosePage", page)
	if r.m.err != nil {
		return nil, fmt.Errorf("cannot read page %d: %w", n, r.m.err)
	}
	return p, nil
}

func (r *Reader) geometry(page uint64, p *Page) {
	var f [4]float32 // FS_RECTF: left, top, right, bottom
	if r.m.callName("FPDF_GetPageBoundingBox", page, r.scratch) != 0 && r.m.floats(r.scratch, f[:]) {
		p.Box = Box{f[0], min(f[1], f[3]), f[2], max(f[1], f[3])}
	}
	if p.Box.Width() <= 0 || p.Box.Height() <= 0 {
		p.Box = Box{0, 0, 612, 792}
	}
	p.Rotation = int(r.m.callName("FPDFPage_GetRotation", page)&3) * 90
}

// chars reads the text page: one crossing a value, all of them through the scratch buffer.
func (r *Reader) chars(page uint64, p *Page) {
	tp := r.m.callName("FPDFText_LoadPage", page)
	if tp == 0 {
		return
	}
	n := int(int32(r.m.call(r.hot.count, tp)))
	p.Chars = make([]Char, 0, max(0, n))
	bold, scale, wordStart := false, float32(1), true
	for i := 0; i < n && r.m.err == nil; i++ {
		idx := uint64(i)
		c := Char{Rune: rune(uint32(r.m.call(r.hot.unicode, tp, idx)))}
		if c.Rune == ' ' || c.Rune == '\r' || c.Rune == '\n' || c.Rune == '\t' {
			// PDFium guesses spaces between glyphs from their ink and errs; the guess is left to whoever sees the boxes.
			made := c.Rune == ' ' && r.m.call(r.hot.generated, tp, idx) == 1
			p.Chars = append(p.Chars, Char{Rune: ' ', Guessed: made, Angle: r.charAngle(tp, idx)})
			wordStart = true
			continue
		}
		if c.Rune == 0 || c.Rune == 0xFFFE || c.Rune == 0xFFFD {
			p.MapErrs++
		}
		var ok bool
		if c.Box, ok = r.charBox(tp, idx); !ok {
			continue
		}
		c.Angle = r.charAngle(tp, idx)
		if wordStart {
			bold, scale = r.isBold(tp, idx), r.textScale(tp, idx)
			wordStart = false
		}
		c.Size = scale * float32(math.Float64frombits(r.m.call(r.hot.size, tp, idx)))
		c.Bold = bold
		p.Chars = append(p.Chars, c)
	}
	r.m.callName("FPDFText_ClosePage", tp)
}

// charAngle is counter-clockwise; PDFium counts its angles clockwise, from 0 to a full turn.
func (r *Reader) charAngle(tp, idx uint64) float32 {
	a := math.Float32frombits(uint32(r.m.call(r.hot.angle, tp, idx)))
	if a <= 0 {
		return 0
	}
	return 2*math.Pi - a
}

func (r *Reader) charBox(tp, idx uint64) (Box, bool) {
	var f [4]float32
	if r.m.call(r.hot.loose, tp, idx, r.scratch) != 0 && r.m.floats(r.scratch, f[:]) {
		b := Box{min(f[0], f[2]), min(f[1], f[3]), max(f[0], f[2]), max(f[1], f[3])}
		if b.Height() > 0.1 || b.Width() > 0.1 {
			return b, !bad(b)
		}
	}
	s := r.scratch
	if r.m.call(r.hot.tight, tp, idx, s, s+8, s+16, s+24) == 0 {
		return Box{}, false
	}
	v := r.m.view(s, 32)
	if v == nil {
		return Box{}, false
	}
	d := func(o int) float32 { return float32(math.Float64frombits(binary.LittleEndian.Uint64(v[o:]))) }
	b := Box{min(d(0), d(8)), min(d(16), d(24)), max(d(0), d(8)), max(d(16), d(24))}
	return b, !bad(b)
}

// bad refuses boxes that no page can show: broken files place glyphs at infinity.
func bad(b Box) bool {
	const far = 1 << 17
	for _, v := range [4]float32{b.X0, b.Y0, b.X1, b.Y1} {
		if math.IsNaN(float64(v)) || v > far || v < -far {
			return true
		}
	}
	return false
}

// textScale is the factor from the font size in the content stream to points on the page: producers often scale by the matrix.
func (r *Reader) textScale(tp, idx uint64) float32 {
	var f [6]float32
	if r.m.call(r.hot.charMatrix, tp, idx, r.scratch) == 0 || !r.m.floats(r.scratch, f[:]) {
		return 1
	}
	if s := float32(math.Hypot(float64(f[2]), float64(f[3]))); s > 0 && s < 1e5 {
		return s
	}
	return 1
}

// isBold asks the font of the character: its name, as the weight that PDFium derives from stem widths is often missing.
func (r *Reader) isBold(tp, idx uint64) bool {
	const room = 256
	n := r.m.call(r.hot.font, tp, idx, r.scratch+64, room, r.scratch+32)
	if n == 0 || n > room {
		return false
	}
	name := strings.ToLower(string(r.m.view(r.scratch+64, n)))
	return strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy") ||
		strings.Contains(name, "semibold") || strings.Contains(name, "-bd") || strings.HasSuffix(strings.TrimRight(name, "\x00"), "-b")
}
