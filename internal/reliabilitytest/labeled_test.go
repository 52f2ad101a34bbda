package reliabilitytest

import (
	"testing"

	"countersign/reliability"

	"github.com/stretchr/testify/assert"
)

// expected is what labeled reports raise by themselves. Each was looked up in the report and is true:
//
//   - few-tests, high: d92 and d93 are excerpts of eleven pages, with nine controls for the 33 common criteria.
//   - few-tests, moderate: e06 claims privacy and has controls for 4 of its 18 criteria.
//   - opinion-paragraphs-missing: the letters of b02, b04, e02, e03, e05, e06 have no paragraph on the tests of controls.
//   - auditor-unidentified: the letter of b02 names no city.
//   - inquiry-only-tests: one or two controls, put there by those who composed the reports.
func expected() map[string][]string {
	return map[string][]string{
		"a05_orbweaver":   {"low inquiry-only-tests"},
		"b02_pelican":     {"moderate opinion-paragraphs-missing", "low auditor-unidentified"},
		"b04_calderfinch": {"moderate opinion-paragraphs-missing"},
		"d92_scanned":     {"high few-tests"},
		"d93_locked":      {"high few-tests"},
		"e01_halvorsen":   {"low inquiry-only-tests"},
		"e02_quarryhill":  {"moderate opinion-paragraphs-missing", "low inquiry-only-tests"},
		"e03_tidewrack":   {"moderate opinion-paragraphs-missing", "low inquiry-only-tests"},
		"e05_larkspan":    {"moderate opinion-paragraphs-missing", "low inquiry-only-tests"},
		"e06_stavering":   {"moderate few-tests", "moderate opinion-paragraphs-missing", "low inquiry-only-tests"},
	}
}

func TestLabeledReportsRaiseOnlyWhatIsTrueOfThem(t *testing.T) {
	reports, c := labeled(t), reliability.New()
	for _, name := range names(reports) {
		var got []string
		for _, s := range c.Check(reports[name], reliability.Options{AsOf: today()}) {
			got = append(got, string(s.Severity)+" "+string(s.Code))
			t.Logf("%s: %s %s: %s", name, s.Severity, s.Code, s.Detail)
		}
		assert.Equal(t, expected()[name], got, name)
	}
}
