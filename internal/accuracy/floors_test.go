package accuracy_test

import (
	"errors"
	"testing"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/internal/accuracy"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// floors are the least values of the measures in every set: the goals of the project, or where more is reached, just below that.
// Raise them when reading gets better; never lower one to make a change pass.
func floors() map[string]float64 {
	return map[string]float64{
		"facts (all)":                                      0.98,
		"sections.first_page exact":                        0.98,
		"sections.role (on right first page)":              0.98,
		"sections.last_page exact (role+first page right)": 0.98,
		"sections (role+first_page) precision":             0.98,
		"exceptions recall":                                1,
		"exceptions precision":                             0.98,
		"exceptions.page exact":                            0.98,
		"exceptions.sampled+deviations":                    0.97,
		"exceptions.criteria":                              0.97,
		"exceptions.text >=0.9":                            0.97,
		"exceptions.management_response":                   0.95,
		"exceptions.response_page exact":                   0.95,
		"not_tested F1":                                    0.95,
		"CUEC F1":                                          0.95,
		"CUEC.criteria":                                    0.95,
		"CSOC F1":                                          0.95,
		"CSOC.criteria":                                    0.95,
		"subservice organizations F1":                      0.95,
		"subservice.method":                                0.95,
		"checklist.all three exact":                        0.95,
		"checklist.all three exact (items present)":        0.95,
		"checklist.evidence: a true page cited":            0.97,
		"checklist.false positives kept out":               0.98,
	}
}

func TestFloors(t *testing.T) {
	cat, err := catalog.Load()
	require.NoError(t, err)
	list, err := checklist.New(cat)
	require.NoError(t, err)
	for _, r := range fixtures(t) {
		res := accuracy.Score(r.set, r.reports)
		accuracy.ScoreChecklist(&res, r.set, r.reports, list)
		values := res.Values()
		for measure, floor := range floors() {
			value, ok := values[measure]
			require.True(t, ok, "%s is no measure", measure)
			assert.GreaterOrEqual(t, value, floor, "%s: %s", r.set.Name, measure)
		}
		for _, miss := range res.Misses {
			t.Log(miss)
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

// quoteFloor: no quote is emitted that does not stand on its page.
const quoteFloor = 1.0
