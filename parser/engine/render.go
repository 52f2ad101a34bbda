package engine

import "fmt"

// Image is 8-bit grayscale, row by row from the top, Width bytes a row.
type Image struct {
	Width, Height int
	Pix           []byte
}

const (
	bitmapGray    = 1
	renderFlags   = 0x01 | 0x08 // annotations, grayscale
	maxImagePixel = 60 << 20
)

// Render draws page n (from 1) as it is shown, /Rotate applied, at the given dots per inch. A page so large that the image would
// pass 60 megapixels is drawn at a lower resolution; the resolution used is returned.
func (r *Reader) Render(n, dpi int) (Image, int, error) {
	page := r.m.callName("FPDF_LoadPage", r.doc, uint64(n-1))
	if page == 0 {
		return Image{}, 0, fmt.Errorf("cannot load page %d for drawing: %w", n, r.trapOr("it is damaged"))
	}
	defer r.m.callName("FPDF_ClosePage", page)
	wPt, hPt := r.shownSize(page)
	for wPt*hPt/72/72*float64(dpi*dpi) > maxImagePixel && dpi > 36 {
		dpi /= 2
	}
	w, h := int(wPt*float64(dpi)/72+.5), int(hPt*float64(dpi)/72+.5)
	if w < 1 || h < 1 {
		return Image{}, 0, fmt.Errorf("cannot draw page %d: it has no area", n)
	}
	bmp := r.m.callName("FPDFBitmap_CreateEx", uint64(w), uint64(h), bitmapGray, 0, 0)
	if bmp == 0 {
		return Image{}, 0, fmt.Errorf("cannot draw page %d: %w", n, r.trapOr("no memory for the image"))
	}
	defer r.m.callName("FPDFBitmap_Destroy", bmp)
	r.m.callName("FPDFBitmap_FillRect", bmp, 0, 0, uint64(w), uint64(h), 0xFFFFFFFF)
	r.m.callName("FPDF_RenderPageBitmap", bmp, page, 0, 0, uint64(w), uint64(h), 0, renderFlags)
	stride := r.m.callName("FPDFBitmap_GetStride", bmp)
	buf := r.m.view(r.m.callName("FPDFBitmap_GetBuffer", bmp), stride*uint64(h))
	if r.m.err != nil || buf == nil {
		return Image{}, 0, fmt.Errorf("cannot draw page %d: %w", n, r.trapOr("no image came back"))
	}
	img := Image{Width: w, Height: h, Pix: make([]byte, w*h)}
	for y := range h {
		copy(img.Pix[y*w:(y+1)*w], buf[uint64(y)*stride:])
	}
	return img, dpi, nil
}

func (r *Reader) shownSize(page uint64) (w, h float64) {
	var p Page
	r.geometry(page, &p)
	w, h = float64(p.Box.Width()), float64(p.Box.Height())
	if p.Rotation%180 != 0 {
		w, h = h, w
	}
	return w, h
}

func (r *Reader) trapOr(reason string) error {
	if r.m.err != nil {
		return r.m.err
	}
	return fmt.Errorf("%s", reason)
}
