package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countersign/internal/accuracy"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{nil, 2, "name the folders with labeled reports"},
		{[]string{"--nonsense"}, 2, "nonsense"},
		{[]string{t.TempDir()}, 1, "no labeled reports were found"},
		{[]string{filepath.Join(t.TempDir(), "nosuch")}, 1, "cannot load labeled reports"},
	} {
		var out, errs strings.Builder
		assert.Equal(t, c.status, run(c.args, &out, &errs, time.Now), c.args)
		assert.Contains(t, errs.String(), c.says)
		assert.Empty(t, out.String())
	}
}

func TestThePageShowsTheDateAndTheTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), "accuracy.md")
	results := []accuracy.Result{{Set: "reports", Files: 2, Measures: []accuracy.Measure{{Name: "facts (all)", Hits: 9, All: 10}}}}
	require.NoError(t, writeMarkdown(path, results, time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)))
	page, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Contains(t, string(page), "on 2026-03-31.")
	assert.Contains(t, string(page), "## testdata/reports (2 files, 0 not read)")
	assert.Contains(t, string(page), "| facts (all) | 0.900 | 9 of 10 |")
}
