package layout_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/parser/engine"
	"countersign/parser/layout"
)

// Fuzzed pages are lists of records of ten bytes: a character, a ruling, or a new page.
const (
	recordSize = 10
	newPage    = 254
	newRuling  = 255
)

// FuzzLayout lays out pages with any characters and rulings anywhere. The layout must not panic, must not take long, and must not lose
// a letter: what is not in a block was set aside.
func FuzzLayout(f *testing.F) {
	for _, seed := range realPages(f) {
		f.Add(seed[:min(len(seed), 300*recordSize)]) // the fuzzer is at its best with small inputs
		f.Add(seed[max(0, len(seed)-100*recordSize):])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 8000*recordSize {
			return // long enough
		}
		pages := decodePages(data)
		start := time.Now()
		laid := make([]*layout.Page, len(pages))
		for i, p := range pages {
			laid[i] = layout.Analyze(p)
		}
		doc := layout.Assemble(laid)
		assert.Less(t, time.Since(start), 5*time.Second)
		for i, p := range doc.Pages {
			assert.Equal(t, lettersIn(pages[i]), lettersOut(p), "letters of page %d", i+1)
			for _, b := range p.Blocks {
				quotable(t, doc, p, b)
			}
		}
	})
}

// quotable: each paragraph and cell can be quoted, whole and in part, with boxes.
func quotable(t *testing.T, doc *layout.Document, p *layout.Page, b layout.Block) {
	t.Helper()
	var lines [][]layout.Line
	if b.Para != nil {
		lines = append(lines, b.Para.Lines)
	} else {
		for _, r := range b.Table.Rows {
			require.Len(t, r.Cells, len(b.Table.Cols)-1, "a cell for each column")
			for _, c := range r.Cells {
				lines = append(lines, c.Lines)
			}
		}
	}
	for _, l := range lines {
		passage := doc.Passage(p, l)
		if passage.Empty() {
			continue
		}
		_, first := utf8.DecodeRuneInString(passage.Text)
		_, last := utf8.DecodeLastRuneInString(passage.Text)
		for _, q := range passage.Slice(first, len(passage.Text)-last).Quotes() {
			assert.Equal(t, p.Number, q.Page)
			assert.NotEmpty(t, q.Boxes)
		}
	}
}

// letters is how many letters a character stands for: ligatures are spelled out in some places.
func letters(r rune) int {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return 1
	case r == 0xFB03 || r == 0xFB04:
		return 3
	case r >= 0xFB00 && r <= 0xFB06:
		return 2
	}
	return 0
}

func lettersIn(p *engine.Page) (n int) {
	for _, c := range p.Chars {
		n += letters(c.Rune)
	}
	return n
}

func lettersOut(p *layout.Page) (n int) {
	count := func(s string) {
		for _, r := range s {
			n += letters(r)
		}
	}
	count(p.Text())
	for _, l := range p.Aside {
		count(l.Text())
	}
	for _, b := range p.Blocks {
		if b.Para != nil {
			count(b.Para.Bullet)
		}
	}
	return n
}

func decodePages(data []byte) []*engine.Page {
	pages := []*engine.Page{blankPage(1, 0)}
	sizes := []float32{10, 9, 12, 1, 0, -4, 1000, 1e30, float32(math.NaN()), float32(math.Inf(1)), 8.5, 7, 14, 20, 0.01, 72}
	for ; len(data) >= recordSize; data = data[recordSize:] {
		at := func(i int) float32 { return float32(binary.LittleEndian.Uint16(data[i:])) / 32 }
		p := pages[len(pages)-1]
		switch data[0] {
		case newPage:
			if len(pages) < 40 {
				pages = append(pages, blankPage(len(pages)+1, int(data[1]%4)*90))
			}
		case newRuling:
			p.Rulings = append(p.Rulings, engine.Box{X0: min(at(2), at(6)), Y0: min(at(4), at(8)), X1: max(at(2), at(6)), Y1: max(at(4), at(8))})
		default:
			angle := float32(data[0]>>4) * math.Pi / 8
			w, h := float32(data[7])/8, float32(data[8])/8
			p.Chars = append(p.Chars, engine.Char{
				Rune: rune(binary.LittleEndian.Uint16(data[1:])), Box: engine.Box{X0: at(3), Y0: at(5), X1: at(3) + w, Y1: at(5) + h},
				Angle: angle, Size: sizes[data[9]%16], Bold: data[9]&16 != 0, Guessed: data[9]&32 != 0,
			})
		}
	}
	return pages
}

func blankPage(number, rotation int) *engine.Page {
	return &engine.Page{Number: number, Rotation: rotation, Box: engine.Box{X1: 612, Y1: 792}}
}

// encodePage is the inverse of decodePages, as far as the records can hold a page.
func encodePage(p *engine.Page) []byte {
	out := []byte{newPage, byte(p.Rotation / 90), 0, 0, 0, 0, 0, 0, 0, 0}
	num := func(v float32) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(max(0, min(v*32, 65535)))) }
	for _, c := range p.Chars {
		r := []byte{byte(math.Round(float64(c.Angle)/(math.Pi/8))) << 4}
		r = append(r, binary.LittleEndian.AppendUint16(nil, uint16(c.Rune))...)
		r = append(append(r, num(c.Box.X0)...), num(c.Box.Y0)...)
		out = append(out, append(r, byte(min(c.Box.Width()*8, 255)), byte(min(c.Box.Height()*8, 255)), 0)...)
	}
	for _, b := range p.Rulings {
		r := []byte{newRuling, 0}
		for _, v := range []float32{b.X0, b.Y0, b.X1, b.Y1} {
			r = append(r, num(v)...)
		}
		out = append(out, r...)
	}
	return out
}

// realPages are the pages of the small samples.
func realPages(tb testing.TB) [][]byte {
	tb.Helper()
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	rt, err := engine.NewRuntime(context.Background(), engine.Options{CacheDir: filepath.Join(base, "countersign-test", "engine")})
	require.NoError(tb, err)
	defer func() { require.NoError(tb, rt.Close()) }()
	paths, err := filepath.Glob("../../testdata/hostile/*.pdf")
	require.NoError(tb, err)
	var out [][]byte
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(tb, err)
		reader, err := rt.Open(data, "")
		require.NoError(tb, err)
		for n := range reader.Pages() {
			p, err := reader.Read(n + 1)
			require.NoError(tb, err)
			out = append(out, encodePage(p))
		}
		reader.Close()
	}
	return out
}

// BenchmarkLayoutGrowsWithThePage shows what a page costs by its number of characters: eight times as many should cost about eight times
// as much, whatever their arrangement.
func BenchmarkLayoutGrowsWithThePage(b *testing.B) {
	for _, c := range []struct {
		name string
		page func(n int) *engine.Page
	}{
		{"words anywhere", func(n int) *engine.Page {
			rng := rand.New(rand.NewPCG(1, 2))
			p := blankPage(1, 0)
			for range n {
				x, y := rng.Float32()*600, rng.Float32()*780
				p.Chars = append(p.Chars, engine.Char{Rune: 'a', Box: engine.Box{X0: x, Y0: y, X1: x + 5, Y1: y + 10}, Size: 10})
			}
			return p
		}},
		{"all on one line", func(n int) *engine.Page {
			p := blankPage(1, 0)
			for i := range n {
				x := float32(i) * 6
				p.Chars = append(p.Chars, engine.Char{Rune: 'a', Box: engine.Box{X0: x, Y0: 400, X1: x + 2, Y1: 410}, Size: 10})
			}
			return p
		}},
		{"slanted letters", func(n int) *engine.Page {
			p := blankPage(1, 0)
			for i := range n {
				x := float32(i%600) + 1
				p.Chars = append(p.Chars, engine.Char{Rune: 'a', Angle: 0.7, Box: engine.Box{X0: x, Y0: x, X1: x + 5, Y1: x + 10}, Size: 10})
			}
			return p
		}},
	} {
		for _, n := range []int{4000, 32000} {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				p := c.page(n)
				for b.Loop() {
					layout.Assemble([]*layout.Page{layout.Analyze(p)})
				}
			})
		}
	}
}
