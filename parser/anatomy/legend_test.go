package anatomy

import (
	"testing"

	"countersign/parser/layout"
	"countersign/report"

	"github.com/stretchr/testify/assert"
)

// A code counts only as the report's own legend explains it; nothing is a pass because of a mark alone.
func TestCodesOfALegend(t *testing.T) {
	lx := newResultLexicon()
	lx.codes = map[string]report.Outcome{"NEN": report.Passed, "EN": report.HasException, "NOP": report.NonOccurrence, "✓": report.Passed}
	for text, want := range map[string]report.Outcome{
		"NEN":                              report.Passed,
		"✓":                                report.Passed,
		"EN: approval was missing for one": report.HasException,
		"NOP: no emergency change was due": report.NonOccurrence,
		"NEN. Exception noted: one of 25 reviews was not performed.": report.HasException,
		"ENTRY logs were kept": report.NoResult,
	} {
		assert.Equal(t, want, lx.judge(text).outcome, text)
	}
	assert.Equal(t, report.NoResult, newResultLexicon().judge("✓").outcome, "a mark without a legend says nothing")
}

func TestLegendsAreRead(t *testing.T) {
	r := &reading{words: newResultLexicon()}
	got := newLegendReader().read(&node{text: layout.Passage{Text: "Legend: ✓ = no exceptions noted; ✗ = exception noted; — = control did not operate in the period."}})
	assert.Len(t, got, 3)
	for code, want := range map[string]report.Outcome{"✓": report.Passed, "✗": report.HasException, "-": report.NonOccurrence} {
		assert.Equal(t, want, r.meant(got[code]), code)
	}
}
