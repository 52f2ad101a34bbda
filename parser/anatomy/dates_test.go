package anatomy

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDatesAreReadInEveryPrintedForm(t *testing.T) {
	d := newDateReader()
	for text, want := range map[string]string{
		"October 1, 2024": "2024-10-01", "1 October 2024": "2024-10-01", "1st of October 2024": "2024-10-01", "Oct. 1, 2024": "2024-10-01",
		"10/1/2024": "2024-10-01", "2024-10-01": "2024-10-01", "31/12/2024": "2024-12-31", "1.10.2024": "2024-10-01",
		"October 32, 2024": "", "13/13/2024": "", "October 1, 20X1": "",
	} {
		assert.Equal(t, want, d.parse(text), text)
	}
}

func TestPeriodsAreReadFromProse(t *testing.T) {
	d := newDateReader()
	for text, want := range map[string][2]string{
		"throughout the period January 1, 2025 to December 31, 2025": {"2025-01-01", "2025-12-31"},
		"for the period of October 1, 2024 through March 31, 2025":   {"2024-10-01", "2025-03-31"},
		"For the period 1 April 2025 through 31 March 2026":          {"2025-04-01", "2026-03-31"},
		"for the period 7/1/2024 to 6/30/2025":                       {"2024-07-01", "2025-06-30"},
		"4/1/2025 - 9/30/2025":                                       {"2025-04-01", "2025-09-30"},
		"Period January 1 - June 30, 2025":                           {"2025-01-01", "2025-06-30"},
		"from December 31, 2025 to January 1, 2025":                  {"", ""},
	} {
		start, end, _, ok := d.periodIn(text)
		if want[0] == "" {
			assert.False(t, ok, text)
			continue
		}
		assert.Equal(t, want, [2]string{start, end}, text)
	}
}
