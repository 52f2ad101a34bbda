package parser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/parser/layout"
)

// The share of cells whose text must come out exactly, white space aside.
const (
	exactRuled = 0.95
	exactOther = 0.90
)

func tableForms() []tableForm {
	three, heads3 := []float64{70, 200, 190}, []string{"Control", "Test Performed by the Service Auditor", "Results of Tests"}
	four, heads4 := []float64{56, 150, 150, 112}, []string{"Control No.", "Control Activity", "Tests of Controls", "Results"}
	wide, merged := []float64{120, 60, 190, 180, 110}, []string{"Criteria", "Control", "Control Activity", "Test of Control", "Test Results"}
	return []tableForm{
		{name: "ruled, three columns", style: ruledFully, widths: three, heads: heads3},
		{name: "ruled, four columns", style: ruledFully, widths: four, heads: heads4},
		{name: "ruled, criterion across the columns", style: ruledFully, widths: four, heads: heads4, banner: true},
		{name: "ruled, landscape, merged criterion cells", style: ruledFully, widths: wide, heads: merged, landscape: true, merged: true},
		{name: "ruled, turned page", style: ruledFully, widths: wide, heads: merged, rotated: true, merged: true},
		{name: "lines across only, three columns", style: ruledAcross, widths: three, heads: heads3},
		{name: "lines across only, four columns", style: ruledAcross, widths: four, heads: heads4},
		{name: "lines across only, criterion across the columns", style: ruledAcross, widths: four, heads: heads4, banner: true},
		{name: "lines across only, landscape, merged criterion cells", style: ruledAcross, widths: wide, heads: merged, landscape: true, merged: true},
		{name: "white space only, three columns", style: ruledNot, widths: three, heads: heads3},
		{name: "white space only, four columns", style: ruledNot, widths: four, heads: heads4},
		{name: "white space only, criterion across the columns", style: ruledNot, widths: four, heads: heads4, banner: true},
		{name: "white space only, turned page", style: ruledNot, widths: []float64{70, 270, 220, 120}, heads: heads4, rotated: true},
	}
}

// TestCellsComeOutExactly reads tables whose cells are known: wrapped text, repeated headers, rows over page breaks, merged cells.
// What of a row stands on which page is known too, and counted cell by cell.
func TestCellsComeOutExactly(t *testing.T) {
	t.Parallel()
	rt := newRuntime(t)
	for _, form := range tableForms() {
		t.Run(form.name, func(t *testing.T) {
			floor := exactOther
			if form.style == ruledFully {
				floor = exactRuled
			}
			var all tally
			rowsWanted, rowsFound := 0, 0
			for seed := range uint64(3) {
				data, truth := generate(form, seed, 12)
				keep(t, form.name, seed, data)
				doc := layOut(t, rt, data)
				require.Len(t, doc.Pages, len(truth))
				for i, p := range doc.Pages {
					found := rowsOf(doc, p)
					all.add(recall(cellBag(found), cellBag(truth[i])))
					wanted, met := sameRows(found, truth[i])
					rowsWanted, rowsFound = rowsWanted+wanted, rowsFound+met
				}
			}
			t.Logf("exact cells %.3f of %d, whole rows %.3f of %d; missing: %q", all.share(), all.wanted,
				float64(rowsFound)/float64(rowsWanted), rowsWanted, all.missing[:min(len(all.missing), 6)])
			assert.GreaterOrEqual(t, all.share(), floor)
		})
	}
}

// keep writes generated files to the folder of COUNTERSIGN_KEEP, to look at them.
func keep(t *testing.T, name string, seed uint64, data []byte) {
	t.Helper()
	if folder := os.Getenv("COUNTERSIGN_KEEP"); folder != "" && seed == 0 {
		path := filepath.Join(folder, strings.NewReplacer(" ", "-", ",", "").Replace(name)+".pdf")
		require.NoError(t, os.WriteFile(path, data, 0o600))
	}
}

// rowsOf are the texts of all table rows of a page. A line across the page that the layout reads as a paragraph is a row of one cell.
func rowsOf(doc *layout.Document, p *layout.Page) []cellRow {
	var out []cellRow
	for _, b := range p.Blocks {
		if b.Para != nil {
			out = append(out, cellRow{folded(doc.Passage(p, b.Para.Lines).Text)})
			continue
		}
		for _, r := range b.Table.Rows {
			var row cellRow
			for _, c := range r.Cells {
				if text := folded(doc.Passage(p, c.Lines).Text); text != "" {
					row = append(row, text)
				}
			}
			out = append(out, row)
		}
	}
	return out
}

func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

func cellBag(rows []cellRow) map[string]int {
	out := map[string]int{}
	for _, r := range rows {
		for _, c := range r {
			if c != "" {
				out[c]++
			}
		}
	}
	return out
}

// sameRows counts the wanted rows all of whose cells stand together in one row; of a merged cell only the first row can tell.
func sameRows(found, wanted []cellRow) (total, met int) {
	have := map[string]int{}
	for _, r := range found {
		have[strings.Join(r, "|")]++
	}
	for _, r := range wanted {
		var cells []string
		for _, c := range r {
			if c != "" {
				cells = append(cells, c)
			}
		}
		if len(cells) == 0 {
			continue
		}
		total++
		if key := strings.Join(cells, "|"); have[key] > 0 {
			have[key]--
			met++
		}
	}
	return total, met
}

// TestExceptionStandsInOneCell holds the labeled exceptions of the samples against their tables: whoever wrote the report wrote the
// exception into one cell, or into one paragraph where a report has no tables.
func TestExceptionStandsInOneCell(t *testing.T) {
	t.Parallel()
	rt := newRuntime(t)
	for _, path := range samples(t) {
		t.Run(name(path), func(t *testing.T) {
			var truth struct {
				Exceptions []struct {
					Page int    `json:"page"`
					Text string `json:"text"`
				} `json:"exceptions"`
			}
			label, err := os.ReadFile(filepath.Join(filepath.Dir(path), name(path)+".truth.json"))
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(label, &truth))
			if len(truth.Exceptions) == 0 {
				t.Skip("the report has no exceptions")
			}
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			doc := layOutWith(t, rt, data, passwordOf(t, path))
			for _, e := range truth.Exceptions {
				p := doc.Pages[e.Page-1]
				if p.Words == 0 {
					t.Skipf("page %d is a picture", e.Page)
				}
				assert.Positive(t, cellsWith(doc, e.Page, e.Text), "page %d: no cell holds %q", e.Page, e.Text)
			}
		})
	}
}

// cellsWith counts the cells and paragraphs of a page, with their continuation on the next, that hold the text.
func cellsWith(doc *layout.Document, page int, text string) int {
	n := 0
	want := bare(text)
	for _, r := range rowsOf(doc, doc.Pages[page-1]) {
		for _, c := range r {
			if strings.Contains(bare(c), want) {
				n++
			}
		}
	}
	if n > 0 || page >= len(doc.Pages) {
		return n
	}
	for _, r := range rowsOf(doc, doc.Pages[page-1]) { // the cell runs over the page
		for _, c := range r {
			for _, next := range rowsOf(doc, doc.Pages[page]) {
				for _, rest := range next {
					if strings.Contains(bare(c)+bare(rest), want) {
						n++
					}
				}
			}
		}
	}
	return n
}

// bare is a text in its plain form without white space and hyphens, which are no matter of cells.
func bare(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "\u00ad", "").Replace(strings.ToLower(layout.Fold(s)))
}
