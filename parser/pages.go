package parser

import (
	"strings"
	"sync"
	"sync/atomic"

	"countersign/parser/engine"
	"countersign/parser/layout"
)

// pageWork is one page while it is read.
type pageWork struct {
	number   int
	laid     *layout.Page
	box      engine.Box
	rotation int
	raw      string // the first reader's text as it came, for comparison
	letters  int    // characters of text
	images   float64
	paths    int
	mapErrs  int
	garbage  bool // the text layer cannot be believed
	why      string
}

func (p *pageWork) unread(reason string) {
	p.laid = layout.Unreadable(p.number, p.box, p.rotation, reason)
}

// maxTraps is how often a hostile document may kill a reader before the rest of its pages are given up.
const maxTraps = 6

// readPages reads all pages with several readers at once. Pages that cannot be read say so; they never stop the others.
func (c *child) readPages() []*pageWork {
	pages := make([]*pageWork, c.reader.Pages())
	var next, done, traps atomic.Int64
	var wg sync.WaitGroup
	readers := min(c.req.Readers, maxReaders, (len(pages)+3)/4)
	work := func(r *engine.Reader) {
		for {
			n := int(next.Add(1))
			if n > len(pages) {
				return
			}
			pages[n-1] = c.readPage(r, n, &traps)
			if d := done.Add(1); d%8 == 0 || int(d) == len(pages) {
				_ = sendJSON(c.conn, msgProgress, Progress{"reading", int(d), len(pages)})
			}
		}
	}
	for range max(0, readers-1) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r, err := c.rt.Open(c.data, c.req.Password)
			if err != nil {
				return // the first reader does the work alone
			}
			defer r.Close()
			work(r)
		}()
	}
	work(c.reader)
	wg.Wait()
	return pages
}

func (c *child) readPage(r *engine.Reader, n int, traps *atomic.Int64) *pageWork {
	w := &pageWork{number: n}
	if r.Trapped() {
		w.unread("These pages could not be read: the file is damaged or hostile.")
		return w
	}
	p, err := r.Read(n)
	if err != nil {
		if r.Trapped() && traps.Add(1) < maxTraps {
			_ = r.Reopen()
		}
		w.unread("These pages could not be read: the file is damaged there; ask the vendor for a fresh copy.")
		return w
	}
	w.box, w.rotation, w.images, w.paths, w.mapErrs = p.Box, p.Rotation, p.ImageShare(), p.Paths, p.MapErrs
	w.raw = rawText(p)
	w.letters = len(strings.ReplaceAll(w.raw, " ", ""))
	if w.letters > 0 {
		if v := c.judge.Judge(w.raw); v.Garbage {
			w.garbage, w.why = true, v.Reason
		}
	}
	w.laid = layout.Analyze(p)
	return w
}

// rawText is the page's characters in the order of the content stream.
func rawText(p *engine.Page) string {
	var b strings.Builder
	b.Grow(len(p.Chars) + len(p.Chars)/8)
	gap := false
	for i := range p.Chars {
		c := p.Chars[i].Rune
		if c == ' ' {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		if c == 2 {
			c = '-'
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Pages whose text is a picture: an image and almost no text of their own, or text drawn as outlines.
const (
	scanImageShare = 0.35
	scanLetters    = 60
	outlinePaths   = 300
)

// scannedPages chooses the pages to recognize.
func (c *child) scannedPages(pages []*pageWork) scanned {
	own := ownLetters(pages)
	out := scanned{Reasons: map[int]string{}}
	for i, p := range pages {
		if p.laid.Unread {
			continue
		}
		switch {
		case p.garbage, p.letters > 40 && p.mapErrs*3 > p.letters:
			p.garbage = true
			out.Reasons[p.number] = "garbage"
		case own[i] < scanLetters && p.images >= scanImageShare, own[i] < 10 && (p.images > 0.08 || p.paths > outlinePaths):
			out.Reasons[p.number] = "scan"
		default:
			continue
		}
		out.Pages = append(out.Pages, p.number)
	}
	return out
}

// ownLetters counts the letters of each page but for the lines that other pages repeat: a stamp on a scan is no text of its own.
func ownLetters(pages []*pageWork) []int {
	seen := map[string]int{}
	for _, p := range pages {
		if p.images >= 0.08 || p.letters < 10 {
			for _, k := range p.laid.LineKeys() {
				seen[k]++
			}
		}
	}
	out := make([]int, len(pages))
	for i, p := range pages {
		out[i] = p.letters
		if p.images < 0.08 && p.letters >= 10 {
			continue
		}
		out[i] = 0
		for _, k := range p.laid.LineKeys() {
			if seen[k] < 3 {
				out[i] += len(strings.ReplaceAll(k, " ", ""))
			}
		}
	}
	return out
}
