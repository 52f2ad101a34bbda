package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// step is some lines of shell in the manual, with what must stand in what they print, in this order.
type step struct {
	line     int
	commands string
	arrows   []string
}

const arrow = "# → "

// steps are those of the examples, which the manual gives as blocks of shell. A line behind arrows begins the next step.
func steps(manual string) (out []step) {
	inside, fresh := false, false
	for i, line := range strings.Split(manual, "\n") {
		want, isArrow := strings.CutPrefix(line, arrow)
		switch {
		case line == "```sh" && !inside:
			inside, fresh = true, true
		case line == "```" && inside:
			inside = false
		case inside && isArrow:
			out[len(out)-1].arrows = append(out[len(out)-1].arrows, want)
			fresh = true
		case inside && fresh:
			out, fresh = append(out, step{line: i + 1, commands: line + "\n"}), false
		case inside:
			out[len(out)-1].commands += line + "\n"
		}
	}
	return out
}

// perform runs all steps in one shell, so that what one sets the next may use, and gives what each printed.
func perform(t *testing.T, dir string, list []step) []string {
	t.Helper()
	script := "set -euo pipefail\n"
	for i, s := range list {
		script += fmt.Sprintf("exec >'out.%d' 2>&1\n%s", i, s.commands)
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "script"), []byte(script), 0o600))
	cmd := exec.CommandContext(t.Context(), "bash", "script")
	cmd.Dir = dir
	err := cmd.Run()
	out := make([]string, len(list))
	for i := range list {
		raw, missing := os.ReadFile(filepath.Join(dir, fmt.Sprintf("out.%d", i)))
		if missing != nil {
			require.Positive(t, i)
			t.Fatalf("docs/api.md:%d: this step failed (%v): %s", list[i-1].line, err, out[i-1])
		}
		out[i] = string(raw)
	}
	require.NoError(t, err, "docs/api.md:%d: this step failed: %s", list[len(list)-1].line, out[len(out)-1])
	return out
}

// holds checks the arrows of a step.
func (s step) holds(t assert.TestingT, printed string) {
	assert.NotEmpty(t, s.arrows, "docs/api.md:%d: this step promises nothing", s.line)
	for rest, i := printed, 0; i < len(s.arrows); i++ {
		_, behind, found := strings.Cut(rest, s.arrows[i])
		assert.True(t, found, "docs/api.md:%d: %q is not in %s", s.line, s.arrows[i], rest)
		rest = behind
	}
}

// TestTheManual runs the examples of docs/api.md, in order, with bash and curl against the real server.
func TestTheManual(t *testing.T) {
	for _, program := range []string{"bash", "curl"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed (Debian: apt install %s): the examples of docs/api.md were not run", program, program)
		}
	}
	manual, err := os.ReadFile(filepath.Join("..", "..", "docs", "api.md"))
	require.NoError(t, err)
	l := serveLive(t)
	list := steps(strings.ReplaceAll(string(manual), "http://127.0.0.1:8080", l.url))
	require.Greater(t, len(list), 30)
	dir := t.TempDir()
	samples, err := filepath.Abs(filepath.Join("..", "..", "testdata"))
	require.NoError(t, err)
	require.NoError(t, os.Symlink(samples, filepath.Join(dir, "testdata")))
	for i, printed := range perform(t, dir, list) {
		list[i].holds(t, printed)
	}
}

// complaints are what a check that fails says.
type complaints []string

// Errorf takes a complaint down.
func (c *complaints) Errorf(format string, args ...any) {
	*c = append(*c, fmt.Sprintf(format, args...))
}

// TestAnExampleThatDoesNotHoldIsToldOf: the check of the manual can fail.
func TestAnExampleThatDoesNotHoldIsToldOf(t *testing.T) {
	list := steps("```sh\nA=404\necho $A\n# → 404\necho b a\n# → a\n# → b\n```\n```text\nno example\n```\n```sh\necho nothing\n```\n")
	require.Len(t, list, 3)
	printed := perform(t, t.TempDir(), list)
	assert.Equal(t, []string{"404\n", "b a\n", "nothing\n"}, printed)
	for i, want := range []string{"", `docs/api.md:5: "b" is not in`, "docs/api.md:13: this step promises nothing"} {
		var said complaints
		list[i].holds(&said, printed[i])
		if want == "" {
			assert.Empty(t, said)
			continue
		}
		require.Len(t, said, 1)
		assert.Contains(t, said[0], want)
	}
}
