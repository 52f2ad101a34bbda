package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"countersign/internal/dbtest"
	"countersign/parser"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// TestMain lets this test binary be the reading child and, for scripts, the command itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == parser.ChildArgument {
		os.Exit(parser.Serve(cacheDir()))
	}
	testscript.Main(withDatabases{m}, map[string]func(){"countersign": main})
}

// withDatabases runs the tests beside a PostgreSQL cluster.
type withDatabases struct{ m *testing.M }

// Run runs the tests.
func (w withDatabases) Run() int { return dbtest.Main(w.m) }

// TestScripts runs testdata/script: the command line as people use it. $REPORTS holds the labeled reports, and
// `exits STATUS COMMAND...` checks the exit status.
func TestScripts(t *testing.T) {
	reports, err := filepath.Abs(filepath.Join("..", "..", "testdata", "reports"))
	require.NoError(t, err)
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("REPORTS", reports)
			e.Setenv("COUNTERSIGN_CACHE", filepath.Join(cache, "countersign"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits runs a command and checks its exit status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%q exits with %d, not %d", args[1:], got, want)
	}
}
