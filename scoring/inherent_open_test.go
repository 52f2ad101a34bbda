package scoring

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestWhatNobodyKnowsIsNeverGood: an open answer counts at its worst, and the range says how far it could go down.
func TestWhatNobodyKnowsIsNeverGood(t *testing.T) {
	cfg := config(t)
	all := factors(No, 4, 3, 2, 4, 4, 3)
	known, err := RateOpen(all, cfg)
	require.NoError(t, err)
	plain, err := Inherent(all, cfg)
	require.NoError(t, err)
	assert.Equal(t, plain, known.InherentRisk, "with all answers it is the inherent risk")
	assert.InDelta(t, known.Value, known.Low, near)
	assert.InDelta(t, 100, known.Completeness, near)
	assert.Empty(t, known.Unknown)
	for _, c := range cfg.Inherent.Factors {
		f := factors(No, 4, 3, 2, 4, 4, 3)
		delete(f.Value, c.ID)
		open, err := RateOpen(f, cfg)
		require.NoError(t, err)
		assert.Greater(t, open.Value, known.Value, c.ID)
		assert.Less(t, open.Low, known.Value, c.ID)
		assert.InDelta(t, 600.0/7, open.Completeness, near, c.ID)
		require.Len(t, open.Unknown, 1)
		assert.Equal(t, "use."+c.ID, open.Unknown[0].Field)
		assert.Equal(t, c.Ask, open.Unknown[0].Question)
		assert.InDelta(t, open.Value-open.Low, open.Unknown[0].Points, near, "one unknown is the whole range")
	}
}

// TestStakesThatNobodyKnows: they lower the completeness, and may make the use critical.
func TestStakesThatNobodyKnows(t *testing.T) {
	r, err := RateOpen(factors("", 1, 1, 4, 1, 1, 1), config(t))
	require.NoError(t, err)
	assert.Equal(t, Critical, r.Tier)
	assert.Equal(t, ModerateTier, r.LowTier)
	assert.InDelta(t, 600.0/7, r.Completeness, near)
	require.Len(t, r.Unknown, 1)
	assert.NotEmpty(t, r.Unknown[0].Question)
}

// TestNothingIsKnown: the tier is said to be unknown, and the number is the worst.
func TestNothingIsKnown(t *testing.T) {
	cfg := config(t)
	r, err := RateOpen(Factors{}, cfg)
	require.NoError(t, err)
	assert.Equal(t, UnknownTier, r.Tier)
	assert.Equal(t, LowTier, r.LowTier)
	assert.InDelta(t, 5, r.Value, near)
	assert.InDelta(t, 1, r.Low, near)
	assert.Zero(t, r.Completeness)
	assert.Len(t, r.Unknown, 7)
	for _, s := range r.Steps.Children {
		assert.True(t, s.Unknown, s.Label)
	}
	_, err = TierCadence(r.Tier, cfg)
	require.Error(t, err)
	c, err := TierCadence(ModerateTier, cfg)
	require.NoError(t, err)
	assert.Equal(t, 12, c.Months)
	_, err = RateOpen(Factors{Value: map[string]float64{"autonomy": 6}}, cfg)
	assert.ErrorContains(t, err, "autonomy")
}
