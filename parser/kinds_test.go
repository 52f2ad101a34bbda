package parser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/report"
)

// labeled is what a document of testdata/kinds is. Facts that are null there are not compared.
type labeled struct {
	Vendor *string `json:"vendor"`
	System *string `json:"system"`
	Report struct {
		Kind        report.Kind `json:"kind"`
		Draft       bool        `json:"draft"`
		Type        *int        `json:"type"`
		PeriodStart *string     `json:"period_start"`
		PeriodEnd   *string     `json:"period_end"`
		AsOf        *string     `json:"as_of"`
		IssuedOn    *string     `json:"issued_on"`
		Auditor     *string     `json:"auditor"`
		Opinion     *string     `json:"opinion"`
		Categories  []string    `json:"categories"`
	} `json:"report"`
	Notes    []string `json:"notes"`
	NoNotes  []string `json:"no_notes"`
	Sections []struct {
		Role      report.Role `json:"role"`
		FirstPage int         `json:"first_page"`
		LastPage  int         `json:"last_page"`
	} `json:"sections"`
}

// TestEveryDocumentIsTakenForWhatItIs reads SOC 1, 2 and 3 reports, drafts, bridge letters, and documents that only speak of such reports.
func TestEveryDocumentIsTakenForWhatItIs(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob(filepath.Join(testdata, "kinds", "*.pdf"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(name(path), func(t *testing.T) {
			t.Parallel()
			var want labeled
			truth, err := os.ReadFile(strings.TrimSuffix(path, ".pdf") + ".truth.json")
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(truth, &want))
			got, err := read(t, file(t, "kinds", filepath.Base(path)), options(t))
			require.NoError(t, err)
			want.compare(t, got)
		})
	}
}

func (want *labeled) compare(t *testing.T, got *report.Report) {
	t.Helper()
	f := got.Facts
	assert.Equal(t, want.Report.Kind, f.Kind, "kind")
	assert.Equal(t, want.Report.Draft, f.Draft, "draft")
	assert.Equal(t, want.Report.Type, f.Type, "type")
	assert.Equal(t, want.Report.Categories, f.Categories, "categories")
	for fact, pair := range map[string][2]*string{
		"vendor": {want.Vendor, got.Vendor}, "system": {want.System, got.System}, "auditor": {want.Report.Auditor, f.Auditor},
		"period_start": {want.Report.PeriodStart, f.PeriodStart}, "period_end": {want.Report.PeriodEnd, f.PeriodEnd},
		"as_of": {want.Report.AsOf, f.AsOf}, "issued_on": {want.Report.IssuedOn, f.IssuedOn}, "opinion": {want.Report.Opinion, f.Opinion},
	} {
		if pair[0] != nil {
			assert.Equal(t, pair[0], pair[1], fact)
		}
	}
	if want.Report.Kind == report.OtherKind || want.Report.Kind == report.BridgeLetter {
		assert.Nil(t, f.Opinion, "nobody gives an opinion here")
		assert.Nil(t, f.Auditor, "no auditor answers for this document")
	}
	want.compareNotes(t, got)
	want.compareSections(t, got)
}

func (want *labeled) compareNotes(t *testing.T, got *report.Report) {
	t.Helper()
	var codes []string
	for _, n := range got.Notes {
		codes = append(codes, n.Code)
	}
	for _, code := range want.Notes {
		assert.Contains(t, codes, code)
	}
	for _, code := range want.NoNotes {
		assert.NotContains(t, codes, code)
	}
}

func (want *labeled) compareSections(t *testing.T, got *report.Report) {
	t.Helper()
	if !assert.Len(t, got.Sections, len(want.Sections), "sections") {
		return
	}
	for i, s := range want.Sections {
		assert.Equal(t, s.Role, got.Sections[i].Role)
		assert.Equal(t, s.FirstPage, got.Sections[i].FirstPage)
		assert.Equal(t, s.LastPage, got.Sections[i].LastPage)
	}
}
