package reliabilitytest

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"countersign/internal/accuracy"
	"countersign/parser"
	"countersign/report"

	"github.com/stretchr/testify/require"
)

// TestMain lets this test binary be the reading child.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == parser.ChildArgument {
		os.Exit(parser.Serve(os.Getenv("COUNTERSIGN_CACHE")))
	}
	os.Exit(m.Run())
}

func today() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) }

var readAll = sync.OnceValues(func() (map[string]*report.Report, error) {
	root := filepath.Join("..", "..", "testdata")
	sets, err := accuracy.Load(filepath.Join(root, "reports"), filepath.Join(root, "corpus"), filepath.Join(root, "heldout"), filepath.Join(root, "heldout2"))
	if err != nil {
		return nil, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	reader := accuracy.Reader{Cache: filepath.Join(cache, "countersign", "engine"), Jobs: max(2, runtime.NumCPU()/2), Log: slog.New(slog.DiscardHandler)}
	out := map[string]*report.Report{}
	for _, set := range sets {
		reports, _ := reader.Review(context.Background(), set) // what cannot be read is internal/accuracy's to tell
		maps.Copy(out, reports)
	}
	return out, nil
})

// labeled are the labeled SOC 2 reports by name, each with its passages.
func labeled(t testing.TB) map[string]*report.Report {
	t.Helper()
	if testing.Short() {
		t.Skip("reads all labeled reports; left out by -short")
	}
	all, err := readAll()
	require.NoError(t, err)
	out := map[string]*report.Report{}
	for name, rep := range all {
		if rep.Facts.Kind == report.SOC2 && (len(rep.Coverage.OCR) > 0 || len(rep.Coverage.Unread) == 0) {
			out[name] = rep
		}
	}
	require.Greater(t, len(out), 25, "the labeled reports must be there")
	return out
}

func names(reports map[string]*report.Report) []string { return slices.Sorted(maps.Keys(reports)) }

// clone copies a report, so that an alteration stays its own.
func clone(t testing.TB, rep *report.Report) *report.Report {
	t.Helper()
	raw, err := json.Marshal(rep)
	require.NoError(t, err)
	out := &report.Report{}
	require.NoError(t, json.Unmarshal(raw, out))
	return out
}
