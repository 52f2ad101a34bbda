package parser

import (
	"slices"
	"time"

	"countersign/parser/engine"
	"countersign/parser/legible"
	"countersign/report"
)

// What the second reader looks at: the opinion, and a spread of other pages.
const (
	spreadPages  = 6
	lowAgreement = 0.7
)

// compare lets the second reader read some pages and tells how far the two agree. Its silence means nothing: a page on which it finds
// no text is left out.
func (c *child) compare(pages []*pageWork, rep *report.Report) report.SecondReader {
	out := report.SecondReader{Status: "unavailable", Agreement: map[int]float64{}, Low: []int{}}
	deadline := time.Now().Add(time.Duration(c.req.SecondMs) * time.Millisecond)
	second, err := engine.OpenSecond(c.data)
	if err != nil {
		return out
	}
	for _, n := range pagesToCompare(pages, rep) {
		if time.Now().After(deadline) {
			break
		}
		text, err := second.Text(n)
		if err != nil || len(text) < 80 || c.judge.Judge(text).Garbage {
			continue // it could not make sense of the page's fonts: no evidence against the first reader
		}
		out.Status = "compared"
		a := legible.Agreement(pages[n-1].raw, text)
		out.Agreement[n] = float64(int(a*1000+0.5)) / 1000
		if a < lowAgreement {
			out.Low = append(out.Low, n)
		}
	}
	slices.Sort(out.Low)
	return out
}

// pagesToCompare are the opinion's pages and others spread evenly over the document; recognized and empty pages are left out.
func pagesToCompare(pages []*pageWork, rep *report.Report) []int {
	var out []int
	add := func(n int) {
		if n >= 1 && n <= len(pages) && !pages[n-1].laid.OCR && !pages[n-1].laid.Unread && pages[n-1].letters > 200 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	for _, s := range rep.Sections {
		if s.Role == report.RoleOpinion {
			for n := s.FirstPage; n <= s.LastPage && n < s.FirstPage+6; n++ {
				add(n)
			}
		}
	}
	for i := range spreadPages {
		add(1 + (2*i+1)*len(pages)/(2*spreadPages))
	}
	return out
}
