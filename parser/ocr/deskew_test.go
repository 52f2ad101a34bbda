package ocr

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// lined is a page of dark lines on white with some noise.
func lined(width, height int) Image {
	m := Image{Width: width, Height: height, Stride: width, Pix: make([]byte, width*height)}
	for i := range m.Pix {
		m.Pix[i] = 240
		if y := i / width % 40; y < 14 && i*7919%11 < 5 && i%width > 100 && i%width < width-100 {
			m.Pix[i] = 20
		}
	}
	return m
}

func TestSkewIsFoundAndUndone(t *testing.T) {
	page := lined(1700, 2200)
	assert.InDelta(t, 0, page.skew(), 0.051)
	for _, angle := range []float64{-2.6, -0.6, 0.4, 1.3, 2.9} {
		turned := page.turn(-angle)
		assert.InDelta(t, angle, turned.skew(), 0.11)
		straight, by := straighten(turned)
		assert.InDelta(t, angle, by, 0.11)
		assert.InDelta(t, 0, straight.skew(), 0.11)
	}
}

func TestQuarter(t *testing.T) {
	m := Image{Width: 3, Height: 2, Stride: 4, Pix: []byte{1, 2, 3, 0, 4, 5, 6}}
	assert.Equal(t, Image{Width: 2, Height: 3, Stride: 2, Pix: []byte{4, 1, 5, 2, 6, 3}}, m.quarter(90))
	assert.Equal(t, Image{Width: 3, Height: 2, Stride: 3, Pix: []byte{6, 5, 4, 3, 2, 1}}, m.quarter(180))
	assert.Equal(t, Image{Width: 2, Height: 3, Stride: 2, Pix: []byte{3, 6, 2, 5, 1, 4}}, m.quarter(270))
}

func TestSkewOfOddPictures(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {3, 900}, {900, 3}, {200, 200}} {
		m := Image{Width: size[0], Height: size[1], Stride: size[0], Pix: make([]byte, size[0]*size[1])}
		assert.NotPanics(t, func() { straighten(m) })
		assert.NotPanics(t, func() { m.turn(3) })
	}
}

func BenchmarkStraighten(b *testing.B) {
	page := lined(1700, 2200).turn(-0.6)
	for b.Loop() {
		straighten(page)
	}
}
