package scoring

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// earnedBy scores one answer and gives the points of its check.
func earnedBy(t *testing.T, key string, a Answer) Step {
	t.Helper()
	cfg := config(t)
	p, err := Provider(FactSheet{Answers: map[string]Answer{key: a}}, Inputs{}, Date{2026, 6, 15}, cfg)
	require.NoError(t, err)
	return part(t, p.Steps, cfg.field(key).Title)
}

func TestLaddersOfTheChecks(t *testing.T) {
	for _, c := range []struct {
		key  string
		n    float64
		want float64
	}{
		{"dpa.breach_notice_hours", 24, 10},
		{"dpa.breach_notice_hours", 72, 10},
		{"dpa.breach_notice_hours", 72.5, 5},
		{"dpa.breach_notice_hours", 168, 5},
		{"versioning.deprecation_notice_days", 365, 25},
		{"versioning.deprecation_notice_days", 180, 25},
		{"versioning.deprecation_notice_days", 179, 20},
		{"versioning.deprecation_notice_days", 90, 20},
		{"versioning.deprecation_notice_days", 89, 15},
		{"versioning.deprecation_notice_days", 60, 15},
		{"versioning.deprecation_notice_days", 59, 10},
		{"versioning.deprecation_notice_days", 30, 10},
		{"versioning.deprecation_notice_days", 29, 5},
		{"versioning.deprecation_notice_days", 1, 5},
		{"versioning.deprecation_notice_days", 0, 0},
		{"subprocessors.change_notice_days", 30, 25},
		{"subprocessors.change_notice_days", 29, 0},
		{"transparency.fmti", 41, 24.6},
		{"transparency.fmti", 100, 60},
		{"transparency.fmti", 0, 0},
	} {
		s := earnedBy(t, c.key, number(c.n))
		assert.InDelta(t, c.want, s.Value, near, "%s = %v", c.key, c.n)
		assert.False(t, s.Unknown)
	}
}

func TestChoicesOfTheChecks(t *testing.T) {
	until := Date{2026, 6, 15}
	for _, c := range []struct {
		key, word string
		want      float64
	}{
		{"dpa.signed", Yes, 10},
		{"dpa.signed", No, 0},
		{"dpa.breach_notice_hours", "none", 0},
		{"versioning.pinned", Yes, 25},
		{"versioning.change_notes", Yes, 15},
		{"versioning.no_silent_change", Yes, 20},
		{"versioning.overlap", Yes, 15},
		{"versioning.deprecation_notice_days", "none", 0},
		{"certificates.iso_42001", "in-scope", 70},
		{"certificates.iso_42001", "scope-unclear", 35},
		{"certificates.iso_42001", "self-declared", 0},
		{"certificates.iso_42001", "in-progress", 0},
		{"certificates.iso_42001", "none", 0},
		{"certificates.iso_27001", "in-scope", 30},
		{"certificates.iso_27001", "out-of-scope", 0},
		{"transparency.model_card", "exact-version", 40},
		{"transparency.model_card", "family", 20},
		{"transparency.model_card", "none", 0},
		{"subprocessors.public_list", Yes, 25},
		{"subprocessors.right_to_object", Yes, 20},
		{"subprocessors.locations", Yes, 15},
		{"subprocessors.flow_down", Yes, 15},
		{"retention.training", "not-by-contract", 40},
		{"retention.training", "not-by-policy", 20},
		{"retention.training", "opt-out", 0},
		{"retention.training", "by-default", 0},
		{"retention.retention", "zero-by-contract", 30},
		{"retention.retention", "up-to-30-days", 20},
		{"retention.retention", "longer", 10},
		{"retention.retention", "undefined", 0},
		{"retention.exceptions_documented", Yes, 15},
		{"retention.tested_in_soc2", Yes, 15},
	} {
		a := word(c.word)
		a.Until = until
		s := earnedBy(t, c.key, a)
		assert.InDelta(t, c.want, s.Value, near, "%s = %s", c.key, c.word)
		assert.False(t, s.Unknown)
	}
}

func TestACertificateEarnsUntilItsLastDay(t *testing.T) {
	a := word("in-scope")
	a.Until = Date{2026, 6, 14}
	s := earnedBy(t, "certificates.iso_42001", a)
	assert.Zero(t, s.Value)
	assert.False(t, s.Unknown)
	assert.Contains(t, s.Formula, "expired on 2026-06-14")
	a.Until = Date{}
	assert.True(t, earnedBy(t, "certificates.iso_42001", a).Unknown, "without its end nobody knows whether it is valid")
}

func TestEvidenceWeighsAnswers(t *testing.T) {
	for grade, want := range map[Evidence]float64{Examined: 25, Contractual: 25, Published: 25, Told: 12.5, None: 0, "": 0} {
		a := word(Yes)
		a.Evidence, a.Source, a.By, a.On = grade, "terms.pdf", "A. Reader", Date{2026, 6, 1}
		s := earnedBy(t, "versioning.pinned", a)
		assert.InDelta(t, want, s.Value, near, grade)
		assert.Equal(t, unsupported(grade), s.Unknown, grade)
		if !s.Unknown {
			assert.Equal(t, string(grade)+", terms.pdf (A. Reader, 2026-06-01)", s.Source)
		}
	}
}

func TestIncidentsFade(t *testing.T) {
	cfg := config(t)
	base := Incident{On: Date{2025, 6, 15}, Severity: Moderate, Relevance: Ours, Open: No, CustomerContent: No, Notified: No, RootCause: No}
	value := func(list ...Incident) (low, high float64) {
		sheet := larkspur(t)
		sheet.Incidents = list
		p, err := Provider(sheet, Inputs{}, Date{2026, 6, 15}, cfg)
		require.NoError(t, err)
		return p.Dimensions[3].Value, p.Dimensions[3].High
	}
	for name, c := range map[string]struct {
		change func(*Incident)
		want   float64
	}{
		"moderate, a year ago":      {func(*Incident) {}, 100 - 35*.70711},
		"low":                       {func(i *Incident) { i.Severity = Low }, 100 - 15*.70711},
		"high":                      {func(i *Incident) { i.Severity = High }, 100 - 70*.70711},
		"critical":                  {func(i *Incident) { i.Severity = Severe }, 100 - 100*.70711},
		"critical today":            {func(i *Incident) { i.Severity, i.On = Severe, Date{2026, 6, 15} }, 0},
		"elsewhere":                 {func(i *Incident) { i.Relevance = Elsewhere }, 100 - 35*.5*.70711},
		"two years ago":             {func(i *Incident) { i.On = Date{2024, 6, 15} }, 82.5},
		"almost two years ago":      {func(i *Incident) { i.On = Date{2024, 6, 16} }, 100 - 35*.514651},
		"five years ago":            {func(i *Incident) { i.On = Date{2021, 6, 15} }, 100 - 35*.176777},
		"longer ago than is listed": {func(i *Incident) { i.On = Date{2021, 5, 15} }, 100},
		"well answered":             {func(i *Incident) { i.Notified, i.RootCause = Yes, Yes }, 100 - 35*.70711*.75},
		"half answered":             {func(i *Incident) { i.Notified = Yes }, 100 - 35*.70711},
		"of unknown severity":       {func(i *Incident) { i.Severity = "" }, 100 - 100*.70711},
		"of unknown relevance":      {func(i *Incident) { i.Relevance = "" }, 100 - 35*.70711},
	} {
		i := base
		c.change(&i)
		low, high := value(i)
		assert.InDelta(t, c.want, low, 1e-3, name)
		assert.GreaterOrEqual(t, high, low, name)
	}
	low, _ := value(base, base, base, base, base)
	assert.Zero(t, low, "the floor is zero")
}

func TestWithoutASearchTheHistoryIsUnknown(t *testing.T) {
	sheet := larkspur(t)
	sheet.Incidents = nil
	score := func() Dimension {
		p, err := Provider(sheet, Inputs{}, Date{2026, 6, 15}, config(t))
		require.NoError(t, err)
		return p.Dimensions[3]
	}
	assert.InDelta(t, 100, score().Value, near)
	delete(sheet.Answers, "incidents.attestation")
	assert.InDelta(t, 75, score().Value, near)
	assert.InDelta(t, 100, score().High, near)
	sheet.Answers["incidents.attestation"] = word(Yes)
	delete(sheet.Answers, "incidents.search")
	assert.Zero(t, score().Value)
	assert.InDelta(t, 100, score().High, near)
	assert.InDelta(t, 25, score().Completeness, near)
}
