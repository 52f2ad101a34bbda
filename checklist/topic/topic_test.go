package topic_test

import (
	"testing"

	"countersign/checklist/catalog"
	"countersign/checklist/topic"
	"countersign/checklist/wording"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const weights = `# comment
drift	-1.0
	drift	3.00
	input	1.00
access	-1.0
	access	3.00
	#	0.50
`

func TestATextIsAboutTheItemWhoseWordsItUses(t *testing.T) {
	m, err := topic.Read([]byte(weights))
	require.NoError(t, err)
	s := m.Score("Drift of inputs")
	assert.Equal(t, []string{"drift"}, s.Best(0, 1))
	assert.Greater(t, s.Of("drift"), s.Of("access"))
	assert.Empty(t, m.Score("").Best(0, 1), "no words, no topic")
	pieces := m.ScoreStems(m.Stems(wording.Tokens("drift")), m.Stems(wording.Tokens("of inputs, of drift")))
	assert.InDelta(t, s.Of("drift"), pieces.Of("drift"), 1e-9, "pieces count as one text")
	assert.Equal(t, m.Score("access 7").Of("access"), m.Score("access 12").Of("access"), "numbers are alike") //nolint:testifylint // exactly
}

func TestUnknownItemsAreNeverTheTopic(t *testing.T) {
	m, err := topic.Read([]byte(weights))
	require.NoError(t, err)
	assert.Less(t, m.Score("drift").Of("nothing"), -1e300)
}

func TestBadWeightsNameTheirLine(t *testing.T) {
	for raw, want := range map[string]string{
		"drift\tx\n":         "line 1",
		"drift\t1\n\tword\n": "line 2",
		"\tword\t1\n":        "line 1",
		"a\tb\tc\t1\n":       "line 1",
	} {
		_, err := topic.Read([]byte(raw))
		assert.ErrorContains(t, err, want, raw)
	}
}

// TestTheLearnedWeightsKnowEveryItem fails when an item was added and `make topics` was not run.
func TestTheLearnedWeightsKnowEveryItem(t *testing.T) {
	m, err := topic.Learned()
	require.NoError(t, err)
	cat, err := catalog.Load()
	require.NoError(t, err)
	for _, it := range cat.Items {
		if it.Rule == "" {
			assert.Greater(t, m.Score("model").Of(it.ID), -1e300, it.ID)
		}
	}
}
