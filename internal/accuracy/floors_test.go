package accuracy_test

import (
	"errors"
	"testing"

	"countersign/internal/accuracy"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// floors are the least values of the measures, by set: the goals of the project where they are reached, otherwise just below what is.
// Raise them when reading gets better; never lower one to make a change pass.
func floors() map[string]map[string]float64 {
	return map[string]map[string]float64{
		"reports": {
			"facts (all)":                         0.98,
			"sections.role (on right first page)": 0.97,
			"exceptions recall":                   0.96,
			"exceptions precision":                0.98,
			"exceptions.sampled+deviations":       0.96,
			"exceptions.text >=0.9":               0.96,
			"exceptions.management_response":      0.95,
			"exceptions.response_page exact":      0.95,
			"not_tested F1":                       0.94,
			"CUEC F1":                             0.80,
			"CSOC F1":                             0.95,
			"subservice organizations F1":         0.95,
			"subservice.method":                   0.95,
		},
		"corpus": {
			"facts (all)": 0.93,
		},
	}
}

func TestFloors(t *testing.T) {
	for _, r := range fixtures(t) {
		res := accuracy.Score(r.set, r.reports)
		values := res.Values()
		for measure, floor := range floors()[r.set.Name] {
			value, ok := values[measure]
			require.True(t, ok, "%s is no measure", measure)
			assert.GreaterOrEqual(t, value, floor, "%s: %s", r.set.Name, measure)
		}
		if t.Failed() {
			t.Log(res.Misses)
		}
	}
}

// TestQuotesStandOnTheirPage looks for every emitted quote in another program's reading of the page.
func TestQuotesStandOnTheirPage(t *testing.T) {
	for _, r := range fixtures(t) {
		q, err := accuracy.CheckQuotes(t.Context(), r.set, r.reports)
		if errors.Is(err, accuracy.ErrNoPoppler) {
			t.Skip(err)
		}
		require.NoError(t, err)
		assert.Greater(t, q.Measure.All, 1000, "the check must have met quotes")
		assert.GreaterOrEqual(t, q.Measure.Value(), quoteFloor)
		for _, m := range q.Missing {
			t.Log(m)
		}
	}
}

const quoteFloor = 0.998
