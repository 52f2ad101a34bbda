package ocr

import "math"

// A scan is searched for a turn of up to maxSkew degrees; less than minSkew is left alone, since turning blurs.
const (
	maxSkew    = 3.0
	minSkew    = 0.15
	coarseStep = 0.25
	fineStep   = 0.05
	skewCell   = 4   // the search looks at every fourth pixel of every fourth row
	darkBelow  = 128 // a gray below this is ink
	minInk     = 200 // cells of ink under which a page has no lines to go by
)

type point struct{ x, y float64 }

// skew is the angle in degrees by which the page's lines fall to the right. The sums of ink along lines of the right slope
// differ most from one another: dark lines of text and white gaps between them.
func (m Image) skew() float64 {
	ink := m.ink()
	if len(ink) < minInk {
		return 0
	}
	best := m.steepest(ink, 0, maxSkew, coarseStep)
	return m.steepest(ink, best, coarseStep, fineStep)
}

func (m Image) ink() []point {
	var ink []point
	for y := 0; y < m.Height; y += skewCell {
		row := m.row(y)
		for x := 0; x < m.Width; x += skewCell {
			if row[x] < darkBelow {
				ink = append(ink, point{float64(x) / skewCell, float64(y) / skewCell})
			}
		}
	}
	return ink
}

func (m Image) steepest(ink []point, around, reach, step float64) float64 {
	best, angle := -1.0, 0.0
	margin := float64(m.Width)/skewCell*math.Tan((maxSkew+1)*math.Pi/180) + 1
	sums := make([]int32, m.Height/skewCell+int(2*margin)+3)
	for i := range int(2*reach/step) + 1 {
		a := around - reach + float64(i)*step
		slope := math.Tan(a * math.Pi / 180)
		clear(sums)
		for _, p := range ink {
			sums[int(p.y-p.x*slope+margin)]++
		}
		score := 0.0
		for k := 1; k < len(sums); k++ {
			d := float64(sums[k] - sums[k-1])
			score += d * d
		}
		if score > best {
			best, angle = score, a
		}
	}
	return angle
}

// turn rotates the picture around its center so that lines falling by angle degrees become level; corners fill with white.
func (m Image) turn(angle float64) Image {
	const one, bits = 1 << 16, 16
	sin, cos := math.Sincos(angle * math.Pi / 180)
	out := Image{Width: m.Width, Height: m.Height, Stride: m.Width, Pix: make([]byte, m.Width*m.Height)}
	cx, cy := float64(m.Width-1)/2, float64(m.Height-1)/2
	dx, dy := int(math.Round(cos*one)), int(math.Round(sin*one))
	for y := range m.Height {
		fx := int((cx - cos*cx - sin*(float64(y)-cy)) * one)
		fy := int((cy - sin*cx + cos*(float64(y)-cy)) * one)
		row := out.row(y)
		for x := range row {
			row[x] = m.sample(fx>>bits, fy>>bits, fx&(one-1), fy&(one-1))
			fx, fy = fx+dx, fy+dy
		}
	}
	return out
}

// sample mixes the four pixels around a point whose fractions are given in 1/65536.
func (m Image) sample(x, y, fx, fy int) byte {
	if x < 0 || y < 0 || x+1 >= m.Width || y+1 >= m.Height {
		return 255
	}
	p := m.Pix[y*m.Stride+x:]
	q := p[m.Stride:]
	upper := int(p[0])<<16 + (int(p[1])-int(p[0]))*fx
	lower := int(q[0])<<16 + (int(q[1])-int(q[0]))*fx
	return byte((upper>>8*(1<<16-fy) + lower>>8*fy + 1<<23) >> 24)
}
