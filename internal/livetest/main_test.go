package livetest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"countersign/internal/dbtest"
)

// program is where TestMain leaves the path of the built program.
const program = "COUNTERSIGN_TEST_PROGRAM"

func TestMain(m *testing.M) { os.Exit(run(m)) }

// run builds the program, as `make build` does, and runs the tests.
func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "countersign-live-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "livetest:", err)
		return 1
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "countersign")
	build := exec.Command("go", "build", "-o", path, "countersign/cmd/countersign")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "livetest: cannot build the program: %v\n%s", err, out)
		return 1
	}
	if err := os.Setenv(program, path); err != nil {
		return 1
	}
	return dbtest.Main(m)
}
