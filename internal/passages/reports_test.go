package passages_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countersign/assessment"
	"countersign/checklist/catalog"
	"countersign/report"
	"countersign/scoring"

	"github.com/stretchr/testify/require"
)

func TestDumped(t *testing.T) {
	dir, out := os.Getenv("DUMP"), os.Getenv("OUT")
	if dir == "" {
		t.Skip()
	}
	cat, err := catalog.Load()
	require.NoError(t, err)
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	a, err := assessment.New(cat, cfg)
	require.NoError(t, err)
	files, _ := filepath.Glob(dir + "/*.json")
	for _, f := range files {
		raw, err := os.ReadFile(f)
		require.NoError(t, err)
		var rep report.Report
		require.NoError(t, json.Unmarshal(raw, &rep))
		judged, err := a.Assess(&rep, assessment.Options{AsOf: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)})
		require.NoError(t, err)
		rep.Passages = nil
		shown, err := json.Marshal(struct {
			*report.Report
			Checklist  map[string]assessment.Coverage `json:"checklist,omitempty"`
			Assessment *assessment.Assessment         `json:"assessment,omitempty"`
		}{&rep, judged.Checklist(), judged})
		require.NoError(t, err)
		set, name, _ := strings.Cut(filepath.Base(f), "__")
		require.NoError(t, os.MkdirAll(filepath.Join(out, set), 0o750))
		require.NoError(t, os.WriteFile(filepath.Join(out, set, name), shown, 0o600))
	}
}
