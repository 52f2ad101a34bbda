package reliability

import (
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// before is the report of the year before the sound one.
func before() *report.Report {
	rep := sound()
	set(&rep.Facts.PeriodStart, "2024-01-01")
	set(&rep.Facts.PeriodEnd, "2024-12-31")
	rep.File, rep.SHA256 = "harbor-2024.pdf", "bb"
	return rep
}

func TestTheEarlierReport(t *testing.T) {
	one, inclusive := 1, report.Inclusive
	for _, c := range []struct {
		name     string
		alter    func(now, then *report.Report)
		code     Code
		severity Severity
	}{
		{"six months only", func(now, _ *report.Report) { set(&now.Facts.PeriodEnd, "2025-06-30") }, PeriodShorter, Moderate},
		{"a month uncovered", func(_, then *report.Report) { set(&then.Facts.PeriodEnd, "2024-11-30") }, PeriodGap, Moderate},
		{"half a year uncovered", func(_, then *report.Report) { set(&then.Facts.PeriodEnd, "2024-06-30") }, PeriodGap, High},
		{"availability dropped", func(now, _ *report.Report) { now.Facts.Categories = []string{report.Security} }, CategoriesDropped, Moderate},
		{"another firm", func(_, then *report.Report) { set(&then.Facts.Auditor, "Oddly Marsh CPAs") }, AuditorChanged, Low},
		{"a new carve-out", func(_, then *report.Report) { then.SubserviceOrganizations = nil }, CarveOutAdded, Moderate},
		{"no longer inclusive", func(_, then *report.Report) { then.SubserviceOrganizations[0].Method = &inclusive }, CarveOutAdded, Moderate},
		{"type 1 after type 2", func(now, _ *report.Report) { now.Facts.Type = &one }, TypeReduced, High},
	} {
		t.Run(c.name, func(t *testing.T) {
			now, then := sound(), before()
			c.alter(now, then)
			var found *Signal
			for _, s := range New().Check(now, Options{Previous: EarlierOf(then)}) {
				if s.Code == c.code {
					found = &s
				}
			}
			require.NotNil(t, found)
			assert.Equal(t, c.severity, found.Severity)
			assert.NotEmpty(t, found.Limit)
		})
	}
}

func TestARenewalIsNoSignal(t *testing.T) {
	assert.Empty(t, New().Check(sound(), Options{Previous: EarlierOf(before())}))
	overlap := before()
	set(&overlap.Facts.PeriodEnd, "2025-01-31")
	assert.Empty(t, New().Check(sound(), Options{Previous: EarlierOf(overlap)}))
}

func TestALaterReportOrAnotherVendorsIsNotTheEarlierOne(t *testing.T) {
	later, other := before(), before()
	set(&later.Facts.PeriodEnd, "2026-12-31")
	set(&other.Vendor, "Quillstone Payroll, Inc.")
	set(&other.Facts.PeriodEnd, "2024-01-31")
	assert.Empty(t, New().Check(sound(), Options{Previous: EarlierOf(later)}))
	assert.Empty(t, New().Check(sound(), Options{Previous: EarlierOf(other)}))
	assert.Nil(t, EarlierOf(nil))
}
