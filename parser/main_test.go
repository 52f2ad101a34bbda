package parser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/parser/engine"
	"countersign/parser/layout"
	"countersign/parser/sandbox"
	"countersign/report"
)

// TestMain is also the reading child: the tests read documents as the program does, with their own binary as the child.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == ChildArgument {
		os.Exit(Serve(os.Args[2]))
	}
	code := m.Run()
	if left := childrenLeft(); len(left) > 0 {
		fmt.Fprintln(os.Stderr, "children outlived the tests:", left)
		code = 1
	}
	if plainChild.dir != "" {
		_ = os.RemoveAll(plainChild.dir)
	}
	os.Exit(code)
}

// childrenLeft are the processes whose parent is this one, where /proc tells.
func childrenLeft() []string {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	var left []string
	for _, path := range stats {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		_, rest, _ := strings.Cut(string(stat), ") ")
		if f := strings.Fields(rest); len(f) > 1 && f[1] == strconv.Itoa(os.Getpid()) {
			left = append(left, string(stat[:min(len(stat), 60)]))
		}
	}
	return left
}

// plainChild is this test binary without the race detector, which would make each of some thousand children five times slower and
// its memory five times larger. The parent stays under the detector, and one test runs a child under it too.
var plainChild struct {
	once sync.Once
	dir  string
	path string
}

// childProgram is the child's program; empty stands for our own.
func childProgram(t testing.TB) string {
	t.Helper()
	if !raceDetector {
		return ""
	}
	plainChild.once.Do(func() {
		var err error
		if plainChild.dir, err = os.MkdirTemp("", "countersign-child"); err != nil { //nolint:usetesting // shared by all tests of the package
			return
		}
		path := filepath.Join(plainChild.dir, "child")
		build := exec.Command("go", "test", "-c", "-race=false", "-o", path, ".")
		if out, err := build.CombinedOutput(); err != nil {
			t.Logf("the children run under the race detector: %v: %s", err, out)
			return
		}
		plainChild.path = path
	})
	return plainChild.path
}

// cache is where the tests keep PDFium's compiled code, so that only the first run ever compiles it.
func cache(t testing.TB) string {
	t.Helper()
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "countersign-test", "engine")
}

// options are those of every test: our own binary as the child, no second reader unless the test is about it.
func options(t testing.TB) Options {
	t.Helper()
	return Options{Name: t.Name(), NoSecond: true, Command: sandbox.Command{Path: childProgram(t), Args: []string{ChildArgument, cache(t)}}}
}

func read(t testing.TB, data []byte, o Options) (*report.Report, error) {
	t.Helper()
	return Read(t.Context(), data, o)
}

const testdata = "../testdata"

func file(t testing.TB, elem ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{testdata}, elem...)...))
	require.NoError(t, err)
	return data
}

// samples are the labeled reports, by path.
func samples(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, folder := range []string{"reports", "corpus"} {
		found, err := filepath.Glob(filepath.Join(testdata, folder, "*.pdf"))
		require.NoError(t, err)
		out = append(out, found...)
	}
	if len(out) == 0 {
		t.Skip("there are no sample reports in testdata/reports and testdata/corpus")
	}
	return out
}

func name(path string) string { return strings.TrimSuffix(filepath.Base(path), ".pdf") }

// tool finds a program of another package, or skips the test and says what to install.
func tool(t testing.TB, program, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed (Debian package %s)", program, debianPackage)
	}
	return path
}

func run(t testing.TB, program string, args ...string) []byte {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, args...).Output()
	require.NoError(t, err, "%s %s", program, strings.Join(args, " "))
	return out
}

// newRuntime is PDFium in this process, for tests of what the child does with pages.
func newRuntime(t testing.TB) *engine.Runtime {
	t.Helper()
	rt, err := engine.NewRuntime(context.Background(), engine.Options{CacheDir: cache(t), Readers: 2})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, rt.Close()) })
	return rt
}

// layOut reads and lays out a document in this process.
func layOut(t testing.TB, rt *engine.Runtime, data []byte) *layout.Document {
	t.Helper()
	return layOutWith(t, rt, data, "")
}

func layOutWith(t testing.TB, rt *engine.Runtime, data []byte, password string) *layout.Document {
	t.Helper()
	reader, err := rt.Open(data, password)
	require.NoError(t, err)
	defer reader.Close()
	pages := make([]*layout.Page, reader.Pages())
	for i := range pages {
		p, err := reader.Read(i + 1)
		require.NoError(t, err)
		pages[i] = layout.Analyze(p)
	}
	return layout.Assemble(pages)
}
