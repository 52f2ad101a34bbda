package reliabilitytest

import (
	"encoding/json"
	"testing"

	"countersign/reliability"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// family is the generator that composed a report: the first letter of its name, in b and c with the text that it used.
func family(name string) string { return name[:1] }

// TestOnlyReportsOfOneGeneratorShareText: the generators a, c and e put the same paragraphs on access, changes, incidents into each of
// their reports, b the same controls; between generators nothing is shared, and d varies its sentences.
func TestOnlyReportsOfOneGeneratorShareText(t *testing.T) {
	reports := labeled(t)
	prints := map[string]reliability.Fingerprint{}
	for name, rep := range reports {
		prints[name] = reliability.Print(rep)
	}
	least, most := 1.0, 0.0
	for _, a := range names(reports) {
		for _, b := range names(reports) {
			share := 0.0
			for _, m := range reliability.Compare(prints[a], []reliability.Fingerprint{prints[b]}) {
				share = float64(m.SharedProse) / float64(max(1, m.Passages))
			}
			switch {
			case share >= 0.4:
				assert.Equal(t, family(a), family(b), "%s and %s", a, b)
				least = min(least, share)
			default:
				most = max(most, share)
			}
		}
	}
	t.Logf("share of long passages: copies from %.2f, all others up to %.2f", least, most)
	assert.Greater(t, least, 0.5)
	assert.Less(t, most, 0.1)
}

func TestPrintsOfLabeledReportsAreSmall(t *testing.T) {
	for name, rep := range labeled(t) {
		raw, err := json.Marshal(reliability.Print(rep))
		require.NoError(t, err)
		assert.Less(t, len(raw), 40_000, name)
	}
}
