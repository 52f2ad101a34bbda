package ocr

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// maxPixels is beyond any page of paper at 600 dpi; maxSide is tesseract's own limit.
const (
	maxPixels = 64 << 20
	maxSide   = 32767
)

// Image is a picture of 8-bit gray pixels, row by row from the top; 0 is black. Stride is the distance between rows in bytes.
type Image struct {
	Width, Height, Stride int
	Pix                   []byte
}

var errImage = errors.New("the picture's size does not fit its pixels")

// check tells whether the fields fit together, so that the code behind it may index without care.
func (m Image) check() error {
	switch {
	case m.Width < 1 || m.Height < 1 || m.Stride < m.Width:
		return errImage
	case m.Width > maxSide || m.Height > maxSide || m.Width*m.Height > maxPixels:
		return fmt.Errorf("a picture of %d by %d pixels is too large", m.Width, m.Height)
	case (len(m.Pix)-m.Width)/m.Stride < m.Height-1 || len(m.Pix) < m.Width:
		return errImage
	}
	return nil
}

func (m Image) row(y int) []byte { return m.Pix[y*m.Stride : y*m.Stride+m.Width] }

// writePGM writes the picture in the one format that needs no encoder: a header and the bare pixels.
func (m Image) writePGM(w io.Writer) error {
	b := bufio.NewWriterSize(w, 1<<16)
	if _, err := fmt.Fprintf(b, "P5\n%d %d\n255\n", m.Width, m.Height); err != nil {
		return fmt.Errorf("cannot write the picture's header: %w", err)
	}
	for y := range m.Height {
		if _, err := b.Write(m.row(y)); err != nil {
			return fmt.Errorf("cannot write the picture: %w", err)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("cannot write the picture: %w", err)
	}
	return nil
}

// quarter is the picture turned clockwise by 90, 180 or 270 degrees.
func (m Image) quarter(degrees int) Image {
	w, h := m.Width, m.Height
	if degrees != 180 {
		w, h = h, w
	}
	out := Image{Width: w, Height: h, Stride: w, Pix: make([]byte, w*h)}
	for y := range m.Height {
		var start, step int // where the row's pixels go
		switch degrees {
		case 90:
			start, step = w-1-y, w
		case 180:
			start, step = w*h-1-y*w, -1
		default:
			start, step = (h-1)*w+y, -w
		}
		for x, p := range m.row(y) {
			out.Pix[start+x*step] = p
		}
	}
	return out
}
