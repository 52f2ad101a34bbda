package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func try(t *testing.T, passage string, args ...string) (int, string, string) {
	t.Helper()
	var out, errs bytes.Buffer
	status := run(append([]string{"catalog", "try"}, args...), strings.NewReader(passage), &out, &errs, time.Now)
	return status, out.String(), errs.String()
}

func TestAPassageOverTheLimitIsRefused(t *testing.T) {
	status, out, errs := try(t, strings.Repeat("a", maxPassage+1), "--section", "III")
	assert.Equal(t, statusUnreadable, status)
	assert.Empty(t, out)
	assert.Equal(t, "countersign: the passage has more than 1 MB; a passage is a few paragraphs, and review reads whole reports [file-too-large]\n", errs)
}

func TestAPassageOfTheLargestSizeIsJudged(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const sentence = "Model releases are approved by the product owner. "
	status, _, errs := try(t, strings.Repeat(sentence, maxPassage/len(sentence)), "--section", "III", "--format", "json")
	assert.Equal(t, statusOK, status)
	assert.Empty(t, errs)
}

func TestATrialSaysNullForWhatThePassageDoesNot(t *testing.T) {
	const passage = "CC7.2-18. Injection alerts are triaged. Exception noted. Alerts were not triaged during the period."
	status, out, _ := try(t, passage, "--section", "IV", "--format", "json")
	require.Equal(t, statusOK, status)
	var got struct{ Exceptions []map[string]any }
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	require.Len(t, got.Exceptions, 1)
	for _, field := range []string{"sample_size", "population", "deviations"} {
		value, ok := got.Exceptions[0][field]
		assert.True(t, ok, field)
		assert.Nil(t, value, field)
	}
	assert.Equal(t, []any{"CC7.2"}, got.Exceptions[0]["criteria"])
}
