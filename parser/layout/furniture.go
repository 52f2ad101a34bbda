package layout

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Furniture is what pages repeat: it stands in the outer bands, says the same but for digits, at the same distance from the edge.
const (
	bandShare  = 0.16 // of the page's height, at the top and at the bottom
	bandLines  = 5    // lines looked at from each edge inwards
	minRepeats = 3    // pages on which a line must stand to be furniture
)

var (
	digits   = regexp.MustCompile(`[0-9]+`)
	pageMark = regexp.MustCompile(`^(?:(?:page )?(?:#|[ivxl]{1,6})(?: (?:of|/) #)?|[-–—|] ?# ?[-–—|]?|# ?\| ?page)$`)
	tableCue = regexp.MustCompile(`(?i)\b(controls?|tests?|results?|criteri(?:a|on)|procedures?)\b`)
)

// furnitureKey makes lines comparable over pages.
func furnitureKey(text string) string {
	return strings.ToLower(digits.ReplaceAllString(strings.Join(strings.Fields(text), " "), "#"))
}

// furnitureAt is a place of furniture. Lines that differ in digits are one piece of furniture only when the digits count pages: a page's
// first line may also be a criterion ("CC6.1", "CC6.2"), and those differ in digits alone.
type furnitureAt struct {
	key    string
	bottom bool
	dist   int // from the edge, in steps of 4 points
	same   string
}

// sameness is what must be equal from page to page: the text itself, or the distance of its last number from the page's own.
func sameness(text string, page int) string {
	nums := digits.FindAllString(text, -1)
	if len(nums) == 0 || len(nums[len(nums)-1]) > 4 {
		return "="
	}
	n, _ := strconv.Atoi(nums[len(nums)-1])
	return strconv.Itoa(page - n)
}

// setAside moves furniture from the pages' running text to their Aside.
func setAside(pages []*Page) {
	counts := map[furnitureAt]int{}
	for _, p := range pages {
		seen := map[furnitureAt]bool{}
		eachEdgeLine(p, func(at furnitureAt, l Line) bool {
			seen[at] = true
			at.same = l.Text()
			seen[at] = true
			return true
		})
		for at := range seen {
			counts[at]++
		}
	}
	stands := func(at furnitureAt) bool {
		n := 0
		for d := -1; d <= 1; d++ {
			n += counts[furnitureAt{at.key, at.bottom, at.dist + d, at.same}]
		}
		return n >= minRepeats
	}
	repeats := func(at furnitureAt, l Line) bool {
		if at.same != "=" && stands(at) {
			return true
		}
		at.same = l.Text()
		return stands(at)
	}
	stamps := repeatedInside(pages)
	for _, p := range pages {
		drop := map[int]bool{}
		eachEdgeLine(p, func(at furnitureAt, l Line) bool {
			mark := pageMark.MatchString(at.key)
			if !mark && (!repeats(at, l) || isTableHead(l)) {
				// One odd line between the edge and the furniture is possible: a stamp that names the page's own time.
				return true
			}
			drop[lineIndex(p, l)] = true
			return true
		})
		for i, l := range p.flow {
			if stamps[placeOf(l)] && !isTableHead(l) {
				drop[i] = true
			}
		}
		p.takeAside(drop)
		dropFurnitureTables(p, pages)
	}
}

// eachEdgeLine calls f for the outermost lines of the page, from both edges inwards, within the bands.
func eachEdgeLine(p *Page, f func(furnitureAt, Line) bool) {
	n := len(p.flow)
	for i := 0; i < min(n, bandLines); i++ {
		if l := p.flow[i]; l.Y0 < bandShare*p.H {
			f(furnitureAt{furnitureKey(l.Text()), false, step(l.Y0), sameness(l.Text(), p.Number)}, l)
		}
	}
	for i := n - 1; i >= max(0, n-bandLines); i-- {
		if l := p.flow[i]; l.Y1 > (1-bandShare)*p.H {
			f(furnitureAt{furnitureKey(l.Text()), true, step(p.H - l.Y1), sameness(l.Text(), p.Number)}, l)
		}
	}
}

func step(d float32) int { return int(math.Round(float64(d) / 4)) }

func lineIndex(p *Page, l Line) int {
	for i := range p.flow {
		if p.flow[i].Rect == l.Rect {
			return i
		}
	}
	return -1
}

// isTableHead keeps the repeated header of a table without rulings: at least two columns that name what tests tables hold.
func isTableHead(l Line) bool {
	cues := 0
	for _, s := range l.segments(10) {
		if tableCue.MatchString(s.Text()) {
			cues++
		}
	}
	return cues >= 2
}

type place struct {
	text string
	x, y int
}

func placeOf(l Line) place {
	return place{l.Text(), int(math.Round(float64(l.X0))), int(math.Round(float64(l.Y0)))}
}

// repeatedInside finds lines that stand at the very same place with the very same words on most pages: horizontal watermarks.
func repeatedInside(pages []*Page) map[place]bool {
	counts := map[place]int{}
	for _, p := range pages {
		for _, l := range p.flow {
			counts[placeOf(l)]++
		}
	}
	out := map[place]bool{}
	for at, n := range counts {
		if n >= 4 && n*10 >= len(pages)*6 {
			out[at] = true
		}
	}
	return out
}

func (p *Page) takeAside(drop map[int]bool) {
	if len(drop) == 0 {
		return
	}
	kept := p.flow[:0:0]
	for i, l := range p.flow {
		if drop[i] {
			p.Aside = append(p.Aside, l)
		} else {
			kept = append(kept, l)
		}
	}
	p.flow = kept
}

// dropFurnitureTables sets aside small ruled boxes at the edges that repeat: letterheads with a frame.
func dropFurnitureTables(p *Page, pages []*Page) {
	kept := p.tables[:0:0]
	for _, t := range p.tables {
		inBand := t.Y1 < bandShare*p.H || t.Y0 > (1-bandShare)*p.H
		if inBand && len(t.Rows) <= 3 && repeatsTable(t, p, pages) {
			for _, r := range t.Rows {
				for _, c := range r.Cells {
					p.Aside = append(p.Aside, c.Lines...)
				}
			}
			continue
		}
		kept = append(kept, t)
	}
	p.tables = kept
}

func repeatsTable(t *Table, on *Page, pages []*Page) bool {
	key, n := furnitureKey(t.text()), 0
	for _, p := range pages {
		if p == on {
			n++
			continue
		}
		for _, o := range p.tables {
			if step(o.Y0) == step(t.Y0) && furnitureKey(o.text()) == key {
				n++
				break
			}
		}
	}
	return n >= minRepeats
}

func (t *Table) text() string {
	var b strings.Builder
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			for _, l := range c.Lines {
				b.WriteString(l.Text())
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}
