package anatomy_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/parser/anatomy"
	"countersign/parser/engine"
	"countersign/parser/layout"
	"countersign/report"
)

// The grid on which a text is set: a letter's width and a line's height in points.
const (
	letterWidth = 5
	lineHeight  = 12
)

// FuzzAnatomy reads any text as a report. It must not panic or take long; every quote it emits must stand on its page, with a box.
func FuzzAnatomy(f *testing.F) {
	scan, err := os.ReadFile("../../testdata/scan/scan.txt")
	require.NoError(f, err)
	for page := range strings.SplitSeq(string(scan), "\f") {
		f.Add(page[:min(len(page), 2500)])
	}
	f.Add(smallReport)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20000 {
			return // long enough
		}
		start := time.Now()
		doc := typeset(text)
		rep := anatomy.Read(doc)
		assert.Less(t, time.Since(start), 5*time.Second)
		assert.Zero(t, rep.Coverage.Dropped, "quotes that did not stand on their page")
		for _, e := range evidence(t, rep) {
			if assert.True(t, e.Page >= 1 && e.Page <= len(doc.Pages), "page %d of %d", e.Page, len(doc.Pages)) {
				assert.Contains(t, bare(doc.Pages[e.Page-1].Text()), bare(e.Quote), "page %d", e.Page)
				assert.NotEmpty(t, e.Boxes, e.Quote)
			}
		}
	})
}

// smallReport has all that a report has, tables drawn with bars and dashes.
const smallReport = `Independent Service Auditor's Report on a SOC 2 Type 2 examination
To the management of Example Systems, Inc.
We have examined the description throughout the period January 1, 2025 to December 31, 2025, based on the trust services criteria
relevant to security. In our opinion, in all material respects, except for the matter described above, the controls operated effectively.
Marlowe CPAs LLP
March 6, 2026
` + "\f" + `Section III. Description of the System
Complementary User Entity Controls
1. User entities are responsible for removing the access of their own users. (CC6.1)
Example Systems uses Halyard Data Centers, Inc., a subservice organization, for hosting (carve-out method).
` + "\f" + `Section IV. Tests of Controls and Results of Tests
CC6.1 The entity implements logical access security software.
--------------------------------------------------------------------------------------
| Control | Control Activity          | Tests of Controls         | Results            |
--------------------------------------------------------------------------------------
| AC-01   | Access of leavers is      | Inspected a sample of 25  | Exception noted.   |
|         | removed within a day.     | leavers.                  | For 2 of 25 leavers|
|         |                           |                           | access stayed.     |
--------------------------------------------------------------------------------------
| AC-02   | Access is reviewed.       | Inquired of management.   | No exceptions noted|
--------------------------------------------------------------------------------------
Management's response: AC-01 was mended.
`

// typeset sets a text on pages as it stands, one letter a cell of the grid; form feeds part pages, bars and dashes draw rulings.
func typeset(text string) *layout.Document {
	var pages []*layout.Page
	for i, page := range strings.Split(text, "\f") {
		p := &engine.Page{Number: i + 1, Box: engine.Box{X1: 792, Y1: 612}}
		for n, line := range strings.Split(page, "\n") {
			set(p, []rune(line), float32(590-n*lineHeight))
		}
		pages = append(pages, layout.Analyze(p))
	}
	return layout.Assemble(pages)
}

func set(p *engine.Page, line []rune, y float32) {
	if len(line) > 5 && strings.Trim(string(line), "-") == "" {
		p.Rulings = append(p.Rulings, engine.Box{X0: 40, Y0: y + 5, X1: 40 + float32(len(line))*letterWidth, Y1: y + 5.5})
		return
	}
	for i, r := range line {
		x := 40 + float32(i)*letterWidth
		if r == '|' {
			p.Rulings = append(p.Rulings, engine.Box{X0: x, Y0: y - 7, X1: x + 0.5, Y1: y + lineHeight + 5})
			continue
		}
		p.Chars = append(p.Chars, engine.Char{Rune: r, Size: 9, Box: engine.Box{X0: x, Y0: y, X1: x + letterWidth, Y1: y + 10}})
	}
}

// evidence finds all evidence of a report, wherever it stands.
func evidence(t *testing.T, rep *report.Report) []report.Evidence {
	t.Helper()
	data, err := json.Marshal(rep)
	require.NoError(t, err)
	var tree any
	require.NoError(t, json.Unmarshal(data, &tree))
	var out []report.Evidence
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if _, ok := v["quote"]; ok {
				b, err := json.Marshal(v)
				require.NoError(t, err)
				var e report.Evidence
				require.NoError(t, json.Unmarshal(b, &e))
				out = append(out, e)
				return
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(tree)
	return out
}

// bare is a text without white space and hyphens.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' || r == '\u2010' {
			return -1
		}
		return r
	}, s)
}

// TestSmallReportIsUnderstood shows that the fuzzer's documents reach the readers of tests, exceptions and controls.
func TestSmallReportIsUnderstood(t *testing.T) {
	rep := anatomy.Read(typeset(smallReport))
	assert.Equal(t, report.SOC2, rep.Facts.Kind)
	assert.Len(t, rep.ControlTests, 2)
	assert.Len(t, rep.Exceptions, 1)
	assert.NotEmpty(t, evidence(t, rep))
}
