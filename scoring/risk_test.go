package scoring

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func factors(stakes string, v ...float64) Factors {
	ids := []string{"data_sensitivity", "consequence", "autonomy", "exposure", "dependency", "regulation"}
	f := Factors{Value: map[string]float64{}, HighStakes: stakes}
	for i, id := range ids {
		f.Value[id] = v[i]
	}
	return f
}

func TestInherentRiskAndItsTiers(t *testing.T) {
	cfg := config(t)
	for _, c := range []struct {
		f    Factors
		want float64
		tier Tier
	}{
		{factors(No, 4, 3, 2, 4, 4, 3), 3.7, HighTier},
		{factors(No, 5, 5, 5, 5, 5, 5), 5, Critical},
		{factors(No, 4, 4, 4, 4, 4, 4), 4, Critical},
		{factors(No, 3, 3, 3, 3, 3, 3), 3, HighTier},
		{factors(No, 2, 2, 2, 2, 2, 2), 2, ModerateTier},
		{factors(No, 1, 1, 1, 1, 1, 1), 1, LowTier},
		{factors(No, 1, 1, 1, 1, 1, 5), 3.2, HighTier}, // one 5 is not averaged away
		{factors(Yes, 1, 1, 4, 1, 1, 1), 2.725, Critical},
		{factors("", 1, 1, 4, 1, 1, 1), 2.725, Critical},
		{factors(No, 1, 1, 4, 1, 1, 1), 2.725, ModerateTier},
		{factors(Yes, 1, 1, 3, 1, 1, 1), 2.15, ModerateTier},
	} {
		r, err := Inherent(c.f, cfg)
		require.NoError(t, err)
		assert.InDelta(t, c.want, r.Value, near, "%+v", c.f)
		assert.Equal(t, c.tier, r.Tier, "%+v", c.f)
	}
	_, err := Inherent(factors(No, 0, 3, 6, 3, 3, 3), cfg)
	assert.ErrorContains(t, err, "data_sensitivity, autonomy wants a number from 1 to 5")
}

func TestResidualRiskAndItsBands(t *testing.T) {
	cfg := config(t)
	for _, c := range []struct {
		inherent, score, want float64
		band                  string
	}{
		{3.7, 72.0943, 1.5660, "moderate"},
		{3.7, 39, 2.5456, "high"},
		{5, 100, 1, "low"},
		{5, 0, 5, "critical"},
		{3.5, 0, 3.5, "critical"},
		{2.5, 0, 2.5, "high"},
		{1.5, 0, 1.5, "moderate"},
		{1.49, 0, 1.49, "low"},
	} {
		r := Residual(c.inherent, c.score, cfg)
		assert.InDelta(t, c.want, r.Value, near)
		assert.Equal(t, c.band, r.Band, "%v at %v", c.inherent, c.score)
		assert.Equal(t, c.band == "critical", r.ExitPlan)
	}
}

func TestCadenceIsByTierAndResidualRiskOnlyShortensIt(t *testing.T) {
	cfg := config(t)
	for _, c := range []struct {
		tier   Tier
		band   string
		months int
		light  int
	}{
		{Critical, "low", 6, 1},
		{HighTier, "low", 12, 3},
		{ModerateTier, "moderate", 12, 6},
		{LowTier, "low", 12, 0},
		{LowTier, "high", 6, 0},
		{Critical, "high", 6, 1},
		{HighTier, "critical", 3, 3},
		{Critical, "critical", 3, 1},
	} {
		got, err := CadenceFor(c.tier, c.band, cfg)
		require.NoError(t, err)
		assert.Equal(t, c.months, got.Months, "%+v", c)
		assert.Equal(t, c.light, got.LightTouchMonths, "%+v", c)
		assert.Equal(t, c.band == "critical", got.ExitPlan)
	}
	_, err := CadenceFor("odd", "low", cfg)
	assert.Error(t, err)
	_, err = CadenceFor(LowTier, "odd", cfg)
	assert.Error(t, err)
}

func TestTheNextDueDateIsClampedAndTheEarliestWins(t *testing.T) {
	year := Cadence{Months: 12, Because: "high inherent risk"}
	assert.Equal(t, "2027-06-15", NextDue(on(t, "2026-06-15"), year, Date{}).On.String())
	assert.Equal(t, "2025-02-28", NextDue(on(t, "2024-02-29"), year, Date{}).On.String())
	d := NextDue(on(t, "2026-06-15"), year, on(t, "2026-09-30"))
	assert.Equal(t, "2026-09-30", d.On.String())
	assert.Equal(t, "2027-06-15", d.Cadence.String())
	assert.Contains(t, d.Because, "no longer relied on")
}

func TestSensitivityTellsWhichWeightsTheGradeHangsOn(t *testing.T) {
	cfg := config(t)
	p, err := Provider(larkspur(t), larkspurInputs(t, larkspurReport(t), .5), Date{2026, 6, 15}, cfg)
	require.NoError(t, err)
	assert.Equal(t, 18, p.Sensitivity.Tried)
	assert.Empty(t, p.Sensitivity.Flips)
	assert.InDelta(t, 70.1027, p.Sensitivity.Lowest, near, "B stands, by a hair")

	sheet := larkspur(t)
	sheet.Answers["transparency.model_card"] = word("family") // less .8
	p, err = Provider(sheet, larkspurInputs(t, larkspurReport(t), .5), Date{2026, 6, 15}, cfg)
	require.NoError(t, err)
	assert.Equal(t, "B", p.Grade)
	require.Len(t, p.Sensitivity.Flips, 2)
	assert.Equal(t, "D5", p.Sensitivity.Flips[0].Dimension)
	assert.InDelta(t, 20, p.Sensitivity.Flips[0].Weight, near)
	assert.Equal(t, "C", p.Sensitivity.Flips[0].Grade)
	assert.Equal(t, "D7", p.Sensitivity.Flips[1].Dimension)
	assert.InDelta(t, 69.3498, p.Sensitivity.Lowest, near)
}

func TestGradesBeginAtTheirBounds(t *testing.T) {
	cfg := config(t)
	for score, want := range map[float64]string{100: "A", 85: "A", 84.99: "B", 70: "B", 69.99: "C", 55: "C", 54.99: "D", 40: "D", 39.99: "E", 0: "E"} {
		assert.Equal(t, want, cfg.grade(score), "%v", score)
	}
	assert.Equal(t, "B", cfg.grade(70-1e-12), "the noise of sums decides nothing")
}
