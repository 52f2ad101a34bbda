package scoring

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// provider is a random provider; each thing that can be known can also be forgotten.
type provider struct {
	sheet FactSheet
	in    Inputs
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func randomProvider(r *rand.Rand, cfg Config) provider {
	day := func() Date { return Date{2023 + r.IntN(4), 6, 1}.AddMonths(r.IntN(12)) }
	p := provider{sheet: FactSheet{Answers: map[string]Answer{}}, in: Inputs{Report: ReportFacts{
		Kind: pick(r, SOC2Type2, SOC2Type2, SOC2Type2, SOC2Type1, SOC3, NoReport), InBoundary: pick(r, Yes, Yes, Yes, No), PeriodEnd: day(),
		Opinion: pick(r, report.Unqualified, report.Unqualified, report.Qualified, report.Adverse, report.Disclaimer), ExceptionsKnown: true,
		QualifiedOn: pick(r, []string{"CC8.1"}, []string{"CC1.1"}), Categories: pick(r, report.Categories(), []string{report.Security}),
		Exceptions: pick(r, nil, []ReportException{{Criteria: []string{"CC2.1"}, Responded: true}}, []ReportException{{Criteria: []string{"CC8.1"}}}), LetterKnown: true,
		Evidence: ReportEvidence{Examined, Examined, pick(r, Examined, Told), pick(r, Examined, Told)},
	}, Coverage: Coverage{Value: 100 * r.Float64(), Completeness: 100, Evidence: Examined, Reading: map[string]string{}}}}
	p.in.Coverage.High = p.in.Coverage.Value
	p.in.Report.PeriodStart = p.in.Report.PeriodEnd.AddMonths(-pick(r, 2, 4, 12)).Next()
	for _, ref := range ReadingItems() {
		p.in.Coverage.Reading[ref] = pick(r, StatusTested, StatusTested, StatusAbsent)
	}
	if p.in.Report.Kind == NoReport {
		p.in.Coverage = Coverage{}
	}
	for _, d := range append(cfg.Dimensions, DimensionConfig{Section: UseSection, Fields: cfg.Use}) {
		for _, f := range d.Fields {
			if words := f.Words(); len(words) > 0 {
				p.sheet.Answers[d.Section+"."+f.ID] = Answer{Word: pick(r, words...), Until: Date{2026 + r.IntN(2), 3, 1}, Evidence: pick(r, Examined, Published, Told)}
			}
		}
	}
	for _, f := range cfg.Inherent.Factors {
		p.sheet.Answers["use."+f.ID] = number(float64(1 + r.IntN(5)))
	}
	for range r.IntN(3) {
		p.sheet.Incidents = append(p.sheet.Incidents, Incident{
			On: day(), Severity: Severity(pick(r, IncidentSeverities()...)), Relevance: pick(r, Ours, Elsewhere), Open: pick(r, Yes, No),
			CustomerContent: pick(r, Yes, No), Notified: pick(r, Yes, No), RootCause: pick(r, Yes, No),
		})
	}
	return p
}

func (p provider) score(t *testing.T, cfg Config) ProviderScore {
	t.Helper()
	s, err := Provider(p.sheet, p.in, Date{2026, 6, 15}, cfg)
	require.NoError(t, err)
	return s
}

// forget drops one thing that is known and names it.
func (p *provider) forget(r *rand.Rand) string {
	keys := sortedKeys(p.sheet.Answers)
	f, c := &p.in.Report, &p.in.Coverage
	drops := []func() string{
		func() string { f.Kind = ""; return "kind" },
		func() string { f.InBoundary = ""; return "boundary" },
		func() string { f.PeriodStart = Date{}; return "start" },
		func() string { f.PeriodEnd = Date{}; return "end" },
		func() string { f.Opinion = ""; return "opinion" },
		func() string { f.QualifiedOn = nil; return "qualified on" },
		func() string { f.Categories = nil; return "categories" },
		func() string { f.ExceptionsKnown = false; return "exceptions" },
		func() string { f.LetterKnown, f.Letter = false, nil; return "letter" },
		func() string { c.Evidence, c.Value, c.High = "", 0, 0; return "coverage" },
		func() string { delete(c.Reading, pick(r, ReadingItems()...)); return "reading" },
		func() string {
			if len(p.sheet.Incidents) == 0 {
				return "nothing"
			}
			i := &p.sheet.Incidents[0]
			pick(r, func() { i.Severity = "" }, func() { i.Relevance = "" }, func() { i.Open = "" }, func() { i.CustomerContent = "" }, func() { i.Notified = "" })()
			return "incident"
		},
	}
	if len(keys) > 0 && r.IntN(2) == 0 {
		key := pick(r, keys...)
		delete(p.sheet.Answers, key)
		return key
	}
	return pick(r, drops...)()
}

// TestForgettingNeverHelps drops what is known bit by bit: no score rises, completeness never grows, and no range turns around. Read
// backwards, adding evidence never lowers completeness.
func TestForgettingNeverHelps(t *testing.T) {
	cfg := config(t)
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 300 {
		p := randomProvider(r, cfg)
		before := p.score(t, cfg)
		require.LessOrEqual(t, before.Score, before.High+tolerance)
		for range 25 {
			what := p.forget(r)
			after := p.score(t, cfg)
			name := fmt.Sprintf("provider %d without %s", n, what)
			require.LessOrEqual(t, after.Score, before.Score+tolerance, name)
			require.LessOrEqual(t, after.Raw, before.Raw+tolerance, name)
			require.LessOrEqual(t, after.Completeness, before.Completeness+tolerance, name)
			require.GreaterOrEqual(t, after.High, before.High-tolerance, name)
			require.LessOrEqual(t, after.Score, after.High+tolerance, name)
			for _, d := range after.Dimensions {
				require.LessOrEqual(t, d.Value, d.High+tolerance, "%s: %s", name, d.ID)
				require.InDelta(t, d.Value, d.Steps.Value, near, "%s: %s", name, d.ID)
				require.GreaterOrEqual(t, d.Value, 0.0)
				require.LessOrEqual(t, d.High, 100+tolerance)
			}
			before = after
		}
	}
}

func TestWeightsStaySummedToAHundred(t *testing.T) {
	dims := []Dimension{{Weight: 60}, {Weight: 36}, {Weight: 4}}
	for i := range dims {
		for _, by := range []float64{-5, 5} {
			var all float64
			weights := reweighted(dims, i, max(0, dims[i].Weight+by))
			for _, w := range weights {
				all += w
			}
			assert.InDelta(t, 100, all, near)
			assert.GreaterOrEqual(t, weights[i], 0.0)
		}
	}
	assert.InDeltaSlice(t, []float64{65, 36 * 35. / 40, 4 * 35. / 40}, reweighted(dims, 0, 65), near)
}
