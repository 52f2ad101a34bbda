package scoring

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheCarriedConfigurationFits(t *testing.T) {
	cfg := config(t)
	assert.Equal(t, "1", cfg.Version)
	var four float64
	for _, d := range cfg.Dimensions[:4] {
		four += d.Weight
	}
	assert.InDelta(t, 65, four, near)
	assert.Len(t, cfg.Dimensions, 9)
}

func TestAConfigurationThatDoesNotFitIsRefusedWithAllReasons(t *testing.T) {
	for _, c := range []struct{ old, bad, want string }{
		{"weight: 25", "weight: 26", "the weights of the dimensions sum to 101, not 100"},
		{`version: "1"`, `version: ""`, "version is missing"},
		{"E1: 0.5", "E1: 1.5", "evidence E1 wants a share"},
		{"type2: # months", "type3: # months", "field type3 not found"},
		{"{ months: 0, points: 20 }", "{ months: 1, points: 20 }", "must end with 0 months"},
		{"unqualified: 30", "unqualified: 31", "the full marks of report sum to 101"},
		{"reading: 0.4", "reading: 0.5", "coverage.groups"},
		{"kind: yes-no, points: 25, title: Public list", "kind: yes-no, points: 26, title: Public list", "the points of D8 sum to 101"},
		{"{ at_least: 180, points: 25 }", "{ at_least: 180, points: 30 }", "gives more than its 25 points"},
		{"id: K10, score: 84", "id: K11, score: 84", "cap K11 is not known"},
		{"consequence, title: Consequence of decisions, weight: 0.2", "consequence, title: Consequence of decisions, weight: 0.3", "inherent.factors sum to 1.1"},
		{"id: D9", "id: D8", "stands twice"},
	} {
		raw := strings.Replace(string(defaultConfig), c.old, c.bad, 1)
		require.NotEqual(t, string(defaultConfig), raw, c.old)
		_, err := LoadConfig([]byte(raw))
		assert.ErrorContains(t, err, c.want)
	}
	raw := strings.Replace(strings.Replace(string(defaultConfig), "weight: 25", "weight: 26", 1), `version: "1"`, `version: ""`, 1)
	_, err := LoadConfig([]byte(raw))
	assert.ErrorContains(t, err, "version is missing")
	assert.ErrorContains(t, err, "sum to 101")
	_, err = LoadConfig([]byte("\t"))
	assert.Error(t, err)
}
