package scoring

import (
	"maps"
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// spotless is a provider with full marks everywhere, so that any cap bites.
func spotless(t testing.TB) (FactSheet, Inputs) {
	t.Helper()
	sheet := larkspur(t)
	sheet.Incidents = nil
	for _, key := range []string{"dpa.data_subject_help", "dpa.transfers_and_audit", "subprocessors.right_to_object", "retention.tested_in_soc2", "versioning.no_silent_change"} {
		sheet.Answers[key] = word(Yes)
	}
	maps.Copy(sheet.Answers, map[string]Answer{
		"versioning.deprecation_notice_days": number(180), "transparency.fmti": number(100), "retention.retention": word("zero-by-contract"),
		"certificates.iso_42001": {Word: "in-scope", Until: Date{2027, 1, 1}, Evidence: Examined},
	})
	f := larkspurReport(t)
	f.Categories, f.Exceptions, f.PeriodEnd = report.Categories(), nil, Date{2026, 3, 31}
	reading := map[string]string{}
	for _, ref := range ReadingItems() {
		reading[ref] = StatusTested
	}
	return sheet, Inputs{Report: f, Coverage: Coverage{Value: 100, High: 100, Completeness: 100, Evidence: Examined, Reading: reading}}
}

func TestFullMarksAreAHundred(t *testing.T) {
	sheet, in := spotless(t)
	p, err := Provider(sheet, in, Date{2026, 6, 15}, config(t))
	require.NoError(t, err)
	assert.InDelta(t, 100, p.Score, near)
	assert.InDelta(t, 100, p.Completeness, near)
	assert.Equal(t, "A", p.Grade)
	assert.Empty(t, p.Unknown)
	for _, c := range p.Caps {
		assert.Equal(t, HoldsNo, c.Holds, c.ID)
	}
}

func TestEachCapHoldsTheScoreDown(t *testing.T) {
	type change func(*FactSheet, *Inputs)
	answer := func(key, w string) change { return func(s *FactSheet, _ *Inputs) { s.Answers[key] = word(w) } }
	facts := func(f func(*ReportFacts)) change { return func(_ *FactSheet, in *Inputs) { f(&in.Report) } }
	incident := Incident{On: Date{2025, 6, 15}, Severity: Severe, Relevance: Elsewhere, Open: Yes, CustomerContent: Yes, Notified: Yes, RootCause: Yes}
	for name, c := range map[string]struct {
		do    []change
		id    string
		score float64 // the ceiling; 100 when none may bite
	}{
		"adverse opinion":            {[]change{facts(func(f *ReportFacts) { f.Opinion = report.Adverse })}, "K1", 39},
		"disclaimer":                 {[]change{facts(func(f *ReportFacts) { f.Opinion = report.Disclaimer })}, "K1", 39},
		"no report":                  {[]change{facts(func(f *ReportFacts) { *f = ReportFacts{Kind: NoReport} })}, "K2", 54},
		"SOC 3 only":                 {[]change{facts(func(f *ReportFacts) { f.Kind = SOC3 })}, "K2", 54},
		"outside the boundary":       {[]change{facts(func(f *ReportFacts) { f.InBoundary = No })}, "K2", 54},
		"outside and adverse":        {[]change{facts(func(f *ReportFacts) { f.InBoundary, f.Opinion = No, report.Adverse })}, "K2", 54},
		"older than 24 months":       {[]change{facts(func(f *ReportFacts) { f.PeriodStart, f.PeriodEnd = Date{2023, 1, 1}, Date{2024, 6, 14} })}, "K2", 54},
		"24 months old":              {[]change{facts(func(f *ReportFacts) { f.PeriodStart, f.PeriodEnd = Date{2023, 1, 1}, Date{2024, 6, 15} })}, "K7", 69},
		"data without terms":         {[]change{answer("dpa.terms", "none")}, "K3", 54},
		"no data, no terms":          {[]change{answer("dpa.terms", "none"), answer("use.confidential_data", No)}, "", 100},
		"trains by default":          {[]change{answer("retention.training", "by-default")}, "K4", 54},
		"trains unless opted out":    {[]change{answer("retention.training", "opt-out")}, "", 100},
		"open critical incident":     {[]change{func(s *FactSheet, _ *Inputs) { s.Incidents = []Incident{incident} }}, "K5", 54},
		"closed critical incident":   {[]change{func(s *FactSheet, _ *Inputs) { i := incident; i.Open = No; s.Incidents = []Incident{i} }}, "", 100},
		"open incident, not content": {[]change{func(s *FactSheet, _ *Inputs) { i := incident; i.CustomerContent = No; s.Incidents = []Incident{i} }}, "", 100},
		"open high incident":         {[]change{func(s *FactSheet, _ *Inputs) { i := incident; i.Severity = High; s.Incidents = []Incident{i} }}, "", 100},
		"open for over a year":       {[]change{func(s *FactSheet, _ *Inputs) { i := incident; i.On = Date{2025, 6, 14}; s.Incidents = []Incident{i} }}, "", 100},
		"qualified on CC6":           {[]change{facts(func(f *ReportFacts) { f.Opinion, f.QualifiedOn = report.Qualified, []string{"CC6.1"} })}, "K6", 69},
		"qualified on privacy":       {[]change{facts(func(f *ReportFacts) { f.Opinion, f.QualifiedOn = report.Qualified, []string{"P4.2", "CC1.1"} })}, "K6", 69},
		"qualified on nothing named": {[]change{facts(func(f *ReportFacts) { f.Opinion, f.QualifiedOn = report.Qualified, nil })}, "K6", 69},
		"qualified elsewhere":        {[]change{facts(func(f *ReportFacts) { f.Opinion, f.QualifiedOn = report.Qualified, []string{"CC1.1", "A1.2"} })}, "K9", 84},
		"type 1":                     {[]change{facts(func(f *ReportFacts) { f.Kind = SOC2Type1 })}, "K7", 69},
		"18 months old":              {[]change{facts(func(f *ReportFacts) { f.PeriodStart, f.PeriodEnd = Date{2024, 1, 1}, Date{2024, 12, 15} })}, "", 100},
		"older than 18 months":       {[]change{facts(func(f *ReportFacts) { f.PeriodStart, f.PeriodEnd = Date{2024, 1, 1}, Date{2024, 12, 14} })}, "K7", 69},
		"period under 3 months":      {[]change{facts(func(f *ReportFacts) { f.PeriodStart = Date{2026, 1, 2} })}, "K9", 84},
		"period of 3 months":         {[]change{facts(func(f *ReportFacts) { f.PeriodStart = Date{2026, 1, 1} })}, "", 100},
		"AI-R2 absent, high use":     {[]change{func(_ *FactSheet, in *Inputs) { in.Coverage.Reading["AI-R2"] = StatusAbsent }}, "K10", 84},
		"AI-R2 only looked like it":  {[]change{func(_ *FactSheet, in *Inputs) { in.Coverage.Reading["AI-R2"] = StatusNearMiss }}, "K10", 84},
	} {
		sheet, in := spotless(t)
		for _, do := range c.do {
			do(&sheet, &in)
		}
		p, err := Provider(sheet, in, Date{2026, 6, 15}, config(t))
		require.NoError(t, err)
		assert.LessOrEqual(t, p.Score, c.score, name)
		decides, capped := p.CappedBy()
		if c.id != "" && p.Raw > c.score {
			require.True(t, capped, name)
			assert.Equal(t, c.id, decides.ID, name)
			assert.InDelta(t, c.score, p.Score, near, name)
		}
		if c.id == "" {
			assert.InDelta(t, p.Raw, p.Score, near, "%s: no cap bites", name)
		} else {
			assert.NotEqual(t, HoldsNo, holdsOf(p, c.id), name)
		}
	}
}

func TestAnAbsentItemDoesNotCapALowUse(t *testing.T) {
	sheet, in := spotless(t)
	in.Coverage.Reading["AI-R3"] = StatusAbsent
	for _, f := range config(t).Inherent.Factors {
		sheet.Answers["use."+f.ID] = number(1)
	}
	p, err := Provider(sheet, in, Date{2026, 6, 15}, config(t))
	require.NoError(t, err)
	assert.Equal(t, LowTier, p.Inherent.Tier)
	assert.InDelta(t, 100, p.Score, near)
}

func TestIncompletenessCaps(t *testing.T) {
	// A blank D1 takes 25 of 100, D2 15, D3 12, and so on; what is left stands above, on or below the bounds of K8.
	for _, c := range []struct {
		complete float64
		want     float64
	}{{60, 100}, {59.9, 69}, {40, 69}, {39.9, 54}} {
		_, in := spotless(t)
		sheet, _ := spotless(t)
		s := situation{report: in.Report, sheet: sheet, reading: in.Coverage.Reading, asOf: Date{2026, 6, 15}, tier: HighTier, searched: true, complete: c.complete}
		_, low, high := s.judge(90, config(t))
		assert.InDelta(t, c.want, low, near, "%v%%", c.complete)
		assert.InDelta(t, 100, high, near, "with everything answered it would not hold")
	}
}

func TestAConditionThatNobodyRuledOutHoldsTheLowEndDown(t *testing.T) {
	for name, c := range map[string]struct {
		forget func(*FactSheet, *Inputs)
		id     string
		low    float64
	}{
		"opinion":    {func(_ *FactSheet, in *Inputs) { in.Report.Opinion = "" }, "K1", 39},
		"search":     {func(s *FactSheet, _ *Inputs) { delete(s.Answers, "incidents.search") }, "K5", 54},
		"training":   {func(s *FactSheet, _ *Inputs) { delete(s.Answers, "retention.training") }, "K4", 54},
		"terms":      {func(s *FactSheet, _ *Inputs) { delete(s.Answers, "dpa.terms") }, "K3", 54},
		"AI-R1":      {func(_ *FactSheet, in *Inputs) { delete(in.Coverage.Reading, "AI-R1") }, "K10", 84},
		"end":        {func(_ *FactSheet, in *Inputs) { in.Report.PeriodEnd = Date{} }, "K2", 54},
		"first day":  {func(_ *FactSheet, in *Inputs) { in.Report.PeriodStart = Date{} }, "K9", 75}, // the shortest ladder step brings it below 84
		"boundary":   {func(_ *FactSheet, in *Inputs) { in.Report.InBoundary = "" }, "K2", 54},
		"everything": {func(s *FactSheet, in *Inputs) { *s, *in = FactSheet{}, Inputs{} }, "K1", 0},
	} {
		sheet, in := spotless(t)
		c.forget(&sheet, &in)
		p, err := Provider(sheet, in, Date{2026, 6, 15}, config(t))
		require.NoError(t, err)
		assert.Equal(t, HoldsUnknown, holdsOf(p, c.id), name)
		assert.InDelta(t, 100, p.High, near, name)
		if name != "first day" {
			assert.InDelta(t, c.low, p.Score, near, name)
		}
		assert.NotEmpty(t, p.Unknown, name)
	}
}
