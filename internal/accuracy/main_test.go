package accuracy_test

import (
	"context"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"countersign/internal/accuracy"
	"countersign/parser"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestMain lets this test binary be the reading child.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == parser.ChildArgument {
		os.Exit(parser.Serve(os.Getenv("COUNTERSIGN_CACHE")))
	}
	os.Exit(m.Run())
}

// root is the folder of the module.
func root(elem ...string) string { return filepath.Join(append([]string{"..", ".."}, elem...)...) }

// reviewed is a set with what the parser reads in it.
type reviewed struct {
	set     accuracy.Set
	reports map[string]*report.Report
	failed  map[string]error
}

// reviewAll reads every fixture once for all tests of the package.
var reviewAll = sync.OnceValues(func() ([]reviewed, error) {
	sets, err := accuracy.Load(root("testdata", "reports"), root("testdata", "corpus"), root("testdata", "heldout"), root("testdata", "heldout2"))
	if err != nil {
		return nil, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	reader := accuracy.Reader{Cache: filepath.Join(cache, "countersign", "engine"), Jobs: max(2, runtime.NumCPU()/2), Log: slog.New(slog.DiscardHandler)}
	var out []reviewed
	for _, set := range sets {
		reports, failed := reader.Review(context.Background(), set)
		out = append(out, reviewed{set, reports, failed})
	}
	return out, nil
})

// fixtures are all labeled reports, read.
func fixtures(t *testing.T) []reviewed {
	t.Helper()
	if testing.Short() {
		t.Skip("reads all labeled reports; left out by -short")
	}
	all, err := reviewAll()
	require.NoError(t, err)
	return all
}

func TestEveryLabeledReportIsRead(t *testing.T) {
	for _, r := range fixtures(t) {
		for name, err := range r.failed {
			assert.NoError(t, err, name)
		}
	}
}
