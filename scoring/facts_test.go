package scoring

import (
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
)

func ptr[T any](v T) *T { return &v }

func readReport() *report.Report {
	return &report.Report{
		File: "larkspur.pdf",
		Facts: report.Facts{
			Kind: report.SOC2, Type: ptr(2), PeriodStart: ptr("2025-01-01"), PeriodEnd: ptr("2025-09-30"), AsOf: ptr("2025-09-30"),
			Opinion: ptr(report.Qualified), OpinionStatus: report.OpinionRead, OpinionOn: []string{"CC8.1"}, Categories: []string{report.Security},
		},
		Exceptions:       []report.Exception{{Control: ptr("C-1"), Criteria: []string{"CC8.1"}, ManagementResponse: true, QualifiesOpinion: true}, {}},
		ExceptionsAnswer: report.AnswerFound,
	}
}

func TestFactsAreTakenFromAReport(t *testing.T) {
	f := FactsOf(readReport(), func(i int) (ai, fixed bool) { return i == 0, i == 0 })
	assert.Equal(t, SOC2Type2, f.Kind)
	assert.Equal(t, "2025-09-30", f.PeriodEnd.String())
	assert.Equal(t, report.Qualified, f.Opinion)
	assert.Equal(t, []string{"CC8.1"}, f.QualifiedOn)
	assert.True(t, f.ExceptionsKnown)
	assert.Equal(t, []ReportException{{Control: "C-1", Criteria: []string{"CC8.1"}, AI: true, Responded: true, Fixed: true, Qualifies: true}, {}}, f.Exceptions)
	assert.Equal(t, ReportEvidence{Examined, Examined, Examined, Examined}, f.Evidence)
	assert.Empty(t, f.InBoundary, "a report cannot say which service we buy")
}

func TestWhatCouldNotBeReadIsUnknown(t *testing.T) {
	r := readReport()
	r.Facts.OpinionStatus = report.OpinionUnread
	r.Facts.Opinion = ptr(report.Unqualified)
	r.ExceptionsAnswer = report.AnswerIncomplete
	r.Facts.Type, r.Facts.PeriodEnd, r.Facts.AsOf = nil, ptr("sometime"), nil
	f := FactsOf(r, nil)
	assert.Empty(t, f.Opinion)
	assert.False(t, f.ExceptionsKnown)
	assert.Empty(t, f.Kind)
	assert.True(t, f.PeriodEnd.IsZero())
}

func TestKindsOfReports(t *testing.T) {
	for want, f := range map[ReportKind]report.Facts{
		SOC2Type1: {Kind: report.SOC2, Type: ptr(1), AsOf: ptr("2026-01-31")},
		SOC3:      {Kind: report.SOC3},
		NoReport:  {Kind: report.BridgeLetter},
	} {
		assert.Equal(t, want, FactsOf(&report.Report{Facts: f}, nil).Kind)
	}
	assert.Equal(t, NoReport, FactsOf(&report.Report{Facts: report.Facts{Kind: report.SOC2, Type: ptr(2), Draft: true}}, nil).Kind)
	one := FactsOf(&report.Report{Facts: report.Facts{Kind: report.SOC2, Type: ptr(1), AsOf: ptr("2026-01-31")}}, nil)
	assert.Equal(t, "2026-01-31", one.PeriodEnd.String())
}

func TestCriteriaMatchFamilies(t *testing.T) {
	for _, c := range []struct {
		id, pattern string
		want        bool
	}{
		{"CC7.2", "CC7.*", true},
		{"CC7", "CC7.*", true},
		{"CC8.1", "CC7.*", false},
		{"CC8.1", "CC8.1", true},
		{"CC1.1", "C1.*", false},
		{"PI1.3", "P1.*", false},
		{"P1.1", "P1.*", true},
	} {
		assert.Equal(t, c.want, matchesAny([]string{c.id}, []string{c.pattern}), "%s against %s", c.id, c.pattern)
	}
}
