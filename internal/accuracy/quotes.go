package accuracy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"

	"countersign/report"

	"golang.org/x/text/unicode/norm"
)

// Quotes is the check of emitted quotes against another program's reading of the page.
type Quotes struct {
	Measure Measure
	Missing []string
}

// ErrNoPoppler says that pdftotext is not installed.
var ErrNoPoppler = errors.New("pdftotext is not installed (Debian, Ubuntu: apt install poppler-utils)")

// CheckQuotes looks for each quote of each report on its page. Quotes from recognized pages have no text to stand in and are left out.
func CheckQuotes(ctx context.Context, set Set, reports map[string]*report.Report) (Quotes, error) {
	q := Quotes{Measure: Measure{Name: "quotes on their page"}}
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return q, ErrNoPoppler
	}
	for _, d := range set.Documents {
		rep := reports[d.Name]
		if rep == nil {
			continue
		}
		pages, err := popplerPages(ctx, program, d)
		if err != nil {
			return q, err
		}
		for _, e := range Evidence(rep) {
			if e.Reader != report.ReaderText {
				continue
			}
			q.Measure.All++
			if e.Page >= 1 && e.Page <= len(pages) && pages[e.Page-1].has(e.Quote) {
				q.Measure.Hits++
			} else {
				q.Missing = append(q.Missing, fmt.Sprintf("%s quote p. %d: %q", d.Name, e.Page, e.Quote))
			}
		}
	}
	return q, nil
}

// Evidence lists all evidence of a report, wherever it stands.
func Evidence(rep *report.Report) []report.Evidence {
	raw, err := json.Marshal(rep)
	if err != nil {
		return nil
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		return nil
	}
	return collect(tree, nil)
}

func collect(node any, out []report.Evidence) []report.Evidence {
	switch n := node.(type) {
	case []any:
		for _, v := range n {
			out = collect(v, out)
		}
	case map[string]any:
		quote, ok1 := n["quote"].(string)
		page, ok2 := n["page"].(float64)
		reader, ok3 := n["reader"].(string)
		if ok1 && ok2 && ok3 {
			return append(out, report.Evidence{Page: int(page), Quote: quote, Reader: reader})
		}
		for _, v := range n {
			out = collect(v, out)
		}
	}
	return out
}

// pageText is a page as poppler reads it in several orders, squeezed.
type pageText []string

// has tells whether the quote stands on the page: whole in one of the orders.
func (p pageText) has(quote string) bool {
	want := squeeze(quote)
	for _, text := range p {
		if strings.Contains(text, want) {
			return true
		}
	}
	return want == ""
}

// squeeze drops what readers treat differently: white space, hyphens at line ends, ligatures, and the shape of quotation marks.
func squeeze(s string) string {
	return regexp.MustCompile(`[^\p{L}\p{N}]+`).ReplaceAllString(norm.NFKC.String(strings.ReplaceAll(s, softHyphen, "")), "")
}

// popplerPages reads each page in content order, in reading order and as laid out.
func popplerPages(ctx context.Context, program string, d Document) ([]pageText, error) {
	var pages []pageText
	for _, order := range []string{"", "-raw", "-layout"} {
		args := []string{"-enc", "UTF-8"}
		if order != "" {
			args = append(args, order)
		}
		if d.Meta.Password != "" {
			args = append(args, "-upw", d.Meta.Password)
		}
		out, err := exec.CommandContext(ctx, program, append(args, d.Path, "-")...).Output() //nolint:gosec // a fixture's path
		if err != nil {
			return nil, fmt.Errorf("cannot read %s with pdftotext: %w", d.Name, err)
		}
		for i, text := range strings.Split(strings.TrimSuffix(string(out), "\f"), "\f") {
			if i == len(pages) {
				pages = append(pages, nil)
			}
			pages[i] = append(pages[i], squeeze(text))
		}
	}
	return pages, nil
}
