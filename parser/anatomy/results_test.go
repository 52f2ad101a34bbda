package anatomy

import (
	"os"
	"strconv"
	"testing"

	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
)

// resultCase is a result of a test and what a reader must learn from it.
type resultCase struct {
	Text, Test, Outcome, Counts, Kind, Failure string
}

func TestResultsSayWhatHappened(t *testing.T) {
	raw, err := os.ReadFile("testdata/results.yaml")
	require.NoError(t, err)
	var cases []resultCase
	require.NoError(t, yaml.Unmarshal(raw, &cases))
	require.Greater(t, len(cases), 40)
	lx := newResultLexicon()
	for _, c := range cases {
		t.Run(c.Text, func(t *testing.T) {
			got := lx.judge(c.Text)
			assert.Equal(t, c.Outcome, string(got.outcome))
			if got.outcome != report.HasException {
				return
			}
			if c.Counts != "" {
				n := lx.nums.counts(c.Text, c.Test)
				assert.Equal(t, c.Counts, number(n.deviations)+"/"+number(n.sampled))
			}
			if c.Kind != "" {
				assert.Equal(t, c.Kind, exceptionKind(c.Text))
			}
			if c.Failure != "" {
				f := failureOf(c.Text)
				require.NotNil(t, f)
				assert.Equal(t, c.Failure, *f)
			}
		})
	}
}

func number(n *int) string {
	if n == nil {
		return "-"
	}
	return strconv.Itoa(*n)
}
