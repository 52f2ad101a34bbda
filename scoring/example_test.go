package scoring

import (
	"maps"
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func config(t testing.TB) Config {
	t.Helper()
	cfg, err := DefaultConfig()
	require.NoError(t, err)
	return cfg
}

func number(n float64) Answer { return Answer{Number: &n, Evidence: Contractual} }

func word(s string) Answer { return Answer{Word: s, Evidence: Contractual} }

// larkspurItems is the AI coverage of the worked example: reading .45, gaps .30682, table .38.
func larkspurItems(exceptions float64) []CoverageItem {
	reading := []float64{.5, 0, .25, 1}
	status := map[float64]string{1: StatusTested, .5: StatusDescribed, .25: StatusPartial, 0: StatusAbsent}
	var items []CoverageItem
	for i, p := range reading {
		items = append(items, CoverageItem{Ref: ReadingItems()[i], Group: Reading, Status: status[p], Points: p})
	}
	items = append(items, CoverageItem{Ref: "AI-R5", Group: Reading, Status: StatusTested, Points: exceptions})
	gaps := []float64{.5, 0, .25, 1, 0, .5, .5, 0}
	severities := []Severity{High, High, High, Medium, High, Medium, High, High}
	for i, p := range gaps {
		items = append(items, CoverageItem{Group: Gap, Severity: severities[i], Status: status[p], Points: p})
	}
	for category, p := range map[string]float64{"CC": .5, "A": .6, "PI": .3, "C": .4, "P": .1} {
		items = append(items, CoverageItem{Group: Table, Category: category, Status: StatusPartial, Points: p})
	}
	return items
}

// larkspurReport is the report of the worked example.
func larkspurReport(t testing.TB) ReportFacts {
	t.Helper()
	day := func(s string) Date {
		d, err := ParseDate(s)
		require.NoError(t, err)
		return d
	}
	return ReportFacts{
		Kind: SOC2Type2, InBoundary: Yes, PeriodStart: day("2025-01-01"), PeriodEnd: day("2025-09-30"), Opinion: report.Unqualified,
		Categories: []string{report.Security, report.Availability, report.Confidentiality}, ExceptionsKnown: true,
		Exceptions: []ReportException{{Control: "C-1", Criteria: []string{"CC8.1"}, Responded: true}, {Control: "C-2", Criteria: []string{"CC6.2"}, Responded: true}},
		Evidence:   ReportEvidence{Examined, Examined, Examined, Examined},
	}
}

// larkspur is the fact sheet of the worked example.
func larkspur(t testing.TB) FactSheet {
	t.Helper()
	a := map[string]Answer{}
	for _, id := range []string{
		"signed", "processor_role", "purpose_limited", "staff_confidentiality", "security_annex", "subprocessor_terms", "return_deletion",
	} {
		a["dpa."+id] = word(Yes)
	}
	for _, key := range []string{"dpa.data_subject_help", "dpa.transfers_and_audit", "subprocessors.right_to_object", "retention.tested_in_soc2", "use.high_stakes"} {
		a[key] = word(No)
	}
	for _, key := range []string{
		"versioning.pinned", "versioning.change_notes", "versioning.overlap", "incidents.attestation", "subprocessors.public_list",
		"subprocessors.locations", "subprocessors.flow_down", "retention.exceptions_documented", "use.confidential_data",
	} {
		a[key] = word(Yes)
	}
	maps.Copy(a, map[string]Answer{
		"dpa.terms": word("dpa"), "dpa.breach_notice_hours": number(72), "versioning.deprecation_notice_days": number(60),
		"incidents.search": word("on-file"), "certificates.iso_42001": word("scope-unclear"), "certificates.iso_27001": word("in-scope"),
		"transparency.fmti": number(41), "transparency.model_card": word("exact-version"), "subprocessors.change_notice_days": number(30),
		"retention.training": word("not-by-contract"), "retention.retention": word("up-to-30-days"),
		"use.data_sensitivity": number(4), "use.consequence": number(3), "use.autonomy": number(2), "use.exposure": number(4),
		"use.dependency": number(4), "use.regulation": number(3),
	})
	for _, key := range []string{"certificates.iso_42001", "certificates.iso_27001"} {
		c := a[key]
		c.Until = Date{2027, 12, 31}
		a[key] = c
	}
	return FactSheet{
		Provider: "Larkspur Models", Route: "API", Answers: a,
		Incidents: []Incident{{
			Title: "Logs exposed", On: Date{2025, 6, 15}, Severity: Moderate, Relevance: Ours, Open: No, CustomerContent: Yes, Notified: Yes, RootCause: Yes,
		}},
	}
}

func larkspurInputs(t testing.TB, f ReportFacts, exceptionPoints float64) Inputs {
	t.Helper()
	items := larkspurItems(exceptionPoints)
	s, err := AICoverage(items, config(t))
	require.NoError(t, err)
	c := Coverage{Value: s.Value, High: s.High, Completeness: s.Completeness, Evidence: Examined, Reading: map[string]string{}}
	for _, i := range items {
		c.Reading[i.Ref] = i.Status
	}
	return Inputs{Report: f, Coverage: c}
}

const near = 1e-4

func TestTheWorkedExampleComesOutAsByHand(t *testing.T) {
	p, err := Provider(larkspur(t), larkspurInputs(t, larkspurReport(t), .5), Date{2026, 6, 15}, config(t))
	require.NoError(t, err)
	want := map[string]float64{"D1": 84.55, "D2": 80, "D3": 70, "D4": 81.4384, "D5": 38.2386, "D6": 65, "D7": 64.6, "D8": 80, "D9": 75}
	for _, d := range p.Dimensions {
		assert.InDelta(t, want[d.ID], d.Value, near, d.ID)
		assert.InDelta(t, d.Value, d.Steps.Value, near, "the steps of %s end in its value", d.ID)
	}
	assert.InDelta(t, 72.0943, p.Raw, near)
	assert.InDelta(t, 72.0943, p.Score, near)
	assert.InDelta(t, 74.4943, p.High, near)
	assert.InDelta(t, 97.6, p.Completeness, near)
	assert.Equal(t, "B", p.Grade)
	require.Len(t, p.Unknown, 1)
	assert.Equal(t, "versioning.no_silent_change", p.Unknown[0].Field)
	assert.InDelta(t, 2.4, p.Unknown[0].Points, near)
	for _, c := range p.Caps {
		assert.False(t, c.Bites, c.ID)
		assert.Equal(t, c.ID == "K10", c.Holds == HoldsYes, "%s: AI-R2 is absent and the use is high", c.ID)
	}

	require.NotNil(t, p.Inherent)
	assert.InDelta(t, 3.7, p.Inherent.Value, near)
	assert.Equal(t, HighTier, p.Inherent.Tier)
	assert.InDelta(t, 1.5660, p.Residual.Value, near)
	assert.Equal(t, "moderate", p.Residual.Band)
	assert.Equal(t, 12, p.Cadence.Months)
	assert.Equal(t, "2027-06-15", p.NextDue.Cadence.String())
	assert.Equal(t, "2026-09-30", p.NextDue.On.String(), "the report goes stale first")
	assert.Equal(t, "1", p.Version)
}

func TestAQualifiedOpinionOnChangeManagementCapsAtC(t *testing.T) {
	f := larkspurReport(t)
	f.Opinion, f.QualifiedOn = report.Qualified, []string{"CC8.1"}
	f.Exceptions[0].Qualifies = true
	cfg := config(t)
	r5, status := cfg.ExceptionPoints(f)
	assert.Zero(t, r5)
	assert.Equal(t, StatusTested, status)
	p, err := Provider(larkspur(t), larkspurInputs(t, f, r5), Date{2026, 6, 15}, cfg)
	require.NoError(t, err)
	assert.InDelta(t, 67.45, p.Dimensions[0].Value, near)
	assert.InDelta(t, 34.2386, p.Dimensions[4].Value, near)
	assert.InDelta(t, 67.2193, p.Score, near)
	assert.Equal(t, "C", p.Grade)
	assert.Equal(t, HoldsYes, holdsOf(p, "K6"))
	assert.Equal(t, HoldsNo, holdsOf(p, "K9"))
}

func TestAnAdverseOpinionIsGradedE(t *testing.T) {
	f := larkspurReport(t)
	f.Opinion = report.Adverse
	p, err := Provider(larkspur(t), larkspurInputs(t, f, 0), Date{2026, 6, 15}, config(t))
	require.NoError(t, err)
	assert.InDelta(t, 56.05, p.Dimensions[0].Value, near)
	assert.InDelta(t, 64.3693, p.Raw, near)
	assert.InDelta(t, 39, p.Score, near)
	assert.InDelta(t, 39, p.High, near)
	assert.Equal(t, "E", p.Grade)
	c, ok := p.CappedBy()
	require.True(t, ok)
	assert.Equal(t, "K1", c.ID)
	assert.InDelta(t, 2.5456, p.Residual.Value, near)
	assert.Equal(t, "high", p.Residual.Band)
	assert.Equal(t, 6, p.Cadence.Months)
	assert.Equal(t, "high residual risk", p.Cadence.Because)
}

func holdsOf(p ProviderScore, id string) string {
	for _, c := range p.Caps {
		if c.ID == id {
			return c.Holds
		}
	}
	return ""
}
