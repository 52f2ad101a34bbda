package parser

import (
	"encoding/json"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/parser/engine"
	"countersign/parser/layout"
)

// wordRecall is the share of poppler's words that a reader must find on a digital page.
const wordRecall = 0.995

// TestReadsTheWordsThatPopplerReads compares multisets of words, page by page: a word counts only on its own page and only as often
// as it stands there. Our words are those kept for quotes and those set aside as furniture.
//
// Both sides are made equal where the spelling is no matter of reading:
//   - poppler's words are taken as they stand (-bbox), since its running text rejoins words at line ends; pieces that touch, as it
//     leaves them where the font changes inside a word, are one word;
//   - ligatures are spelled out and soft hyphens dropped; whatever is no letter or digit parts words, so that list marks, leaders, quotation marks, hyphens of
//     any kind and private-use glyphs count for nothing;
//   - slanted text, such as a watermark, lies in pieces on both sides: poppler's words there are compared letter by letter.
func TestReadsTheWordsThatPopplerReads(t *testing.T) {
	t.Parallel()
	pdftotext := tool(t, "pdftotext", "poppler-utils")
	rt := newRuntime(t)
	for _, path := range samples(t) {
		t.Run(name(path), func(t *testing.T) {
			password := passwordOf(t, path)
			theirs := popplerPages(t, pdftotext, path, password)
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			ours, slants := ourPages(t, rt, data, password)
			require.Len(t, ours, len(theirs))
			var all tally
			for i, p := range ours {
				words, letters := p.compare(theirs[i], slants[i])
				all.add(words)
				all.add(letters)
			}
			if all.wanted < 50 {
				t.Skipf("poppler reads %d words: it is a scan", all.wanted)
			}
			t.Logf("recall %.4f of %d words; missing: %q", all.share(), all.wanted, all.missing[:min(len(all.missing), 40)])
			assert.GreaterOrEqual(t, all.share(), wordRecall)
		})
	}
}

// tally counts wanted words.
type tally struct {
	found, wanted int
	missing       []string
}

func (t *tally) add(o tally) {
	t.found, t.wanted, t.missing = t.found+o.found, t.wanted+o.wanted, append(t.missing, o.missing...)
}

func (t tally) share() float64 { return float64(t.found) / float64(max(1, t.wanted)) }

// recall counts how many of the wanted words are among ours.
func recall(ours, wanted map[string]int) tally {
	var t tally
	for w, n := range wanted {
		t.wanted += n
		have := min(n, ours[w])
		t.found += have
		for range n - have {
			t.missing = append(t.missing, w)
		}
	}
	return t
}

// textWords are a text's words in small letters.
func textWords(text string) []string {
	text = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "\u00ad", "").Replace(text)
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// bag counts words; a word's own letters when byLetter is set.
func bag(words []string, byLetter bool) map[string]int {
	out := map[string]int{}
	for _, w := range words {
		if !byLetter {
			out[w]++
			continue
		}
		for _, r := range w {
			out[string(r)]++
		}
	}
	return out
}

// ourPage is a laid-out page.
type ourPage struct{ *layout.Page }

// compare looks for poppler's words: straight ones as words, those on slanted text as letters.
func (p ourPage) compare(theirs popplerPage, slanted []engine.Box) (words, letters tally) {
	var straight, pieces []string
	for _, w := range theirs.Words {
		if w.on(slanted, theirs.Height) {
			pieces = append(pieces, textWords(w.Text)...)
		} else {
			straight = append(straight, textWords(w.Text)...)
		}
	}
	aside := make([]string, 0, len(p.Aside))
	for _, l := range p.Aside {
		aside = append(aside, textWords(l.Text())...)
	}
	for _, b := range p.Blocks { // list marks are kept apart from the text
		if b.Para != nil {
			aside = append(aside, textWords(b.Para.Bullet)...)
		}
	}
	ours := append(textWords(p.Text()), aside...)
	return recall(bag(ours, false), bag(straight, false)), recall(bag(ours, true), bag(pieces, true))
}

// ourPages lays a document out and finds the boxes of its slanted characters.
func ourPages(t *testing.T, rt *engine.Runtime, data []byte, password string) (pages []ourPage, slants [][]engine.Box) {
	t.Helper()
	reader, err := rt.Open(data, password)
	require.NoError(t, err)
	defer reader.Close()
	laid := make([]*layout.Page, reader.Pages())
	slants = make([][]engine.Box, reader.Pages())
	for i := range laid {
		p, err := reader.Read(i + 1)
		require.NoError(t, err)
		laid[i] = layout.Analyze(p)
		for _, c := range p.Chars {
			quarters := float64(c.Angle) / (math.Pi / 2)
			if math.Abs(quarters-math.Round(quarters)) > 0.04 {
				slants[i] = append(slants[i], c.Box)
			}
		}
	}
	for _, p := range layout.Assemble(laid).Pages {
		pages = append(pages, ourPage{p})
	}
	return pages, slants
}

// popplerPage is a page of pdftotext -bbox.
type popplerPage struct {
	Height float32       `xml:"height,attr"`
	Words  []popplerWord `xml:"word"`
}

type popplerWord struct {
	X0   float32 `xml:"xMin,attr"`
	Y0   float32 `xml:"yMin,attr"`
	X1   float32 `xml:"xMax,attr"`
	Y1   float32 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// on tells whether the word's middle lies on one of the boxes, which are in user space.
func (w popplerWord) on(boxes []engine.Box, height float32) bool {
	x, y := (w.X0+w.X1)/2, height-(w.Y0+w.Y1)/2
	for _, b := range boxes {
		if x > b.X0 && x < b.X1 && y > b.Y0 && y < b.Y1 {
			return true
		}
	}
	return false
}

func popplerPages(t *testing.T, pdftotext, path, password string) []popplerPage {
	t.Helper()
	out := run(t, pdftotext, "-bbox", "-upw", password, path, "-")
	var doc struct {
		Pages []popplerPage `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(strings.NewReader(strings.Map(printable, string(out))))
	d.Strict, d.Entity = false, xml.HTMLEntity
	require.NoError(t, d.Decode(&doc))
	for i := range doc.Pages {
		doc.Pages[i].join()
	}
	return doc.Pages
}

// join makes one word of pieces that touch; a soft hyphen, which shows no width, overlaps what follows.
func (p *popplerPage) join() {
	var out []popplerWord
	for _, w := range p.Words {
		if n := len(out); n > 0 {
			last := &out[n-1]
			reach := float32(-1)
			if strings.HasSuffix(last.Text, "\u00ad") {
				reach = -5
			}
			if gap := w.X0 - last.X1; gap > reach && gap < 0.3 && min(w.Y1, last.Y1)-max(w.Y0, last.Y0) > 0.7*min(w.Y1-w.Y0, last.Y1-last.Y0) {
				last.Text, last.X1 = last.Text+w.Text, w.X1
				continue
			}
		}
		out = append(out, w)
	}
	p.Words = out
}

// printable drops the control characters that poppler hands through and XML forbids.
func printable(r rune) rune {
	if r < ' ' && r != '\n' {
		return ' '
	}
	return r
}

// passwordOf is the user password of a sample that needs one.
func passwordOf(t *testing.T, path string) string {
	t.Helper()
	var meta struct {
		Password string `json:"user_password"`
	}
	data, err := os.ReadFile(filepath.Join(filepath.Dir(path), name(path)+".meta.json"))
	if err == nil {
		require.NoError(t, json.Unmarshal(data, &meta))
	}
	return meta.Password
}
