package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// event is one line of `go test -json`; see `go doc test2json`.
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

// name is a test's place in the whole run.
type name struct{ pkg, test string }

// log collects the events of a run.
type log struct {
	out     io.Writer
	pending map[name][]string   // output of tests that have not ended
	failed  []string            // tests, as they failed
	skipped map[string][]string // reason to the tests that gave it
	err     error
}

// show copies the outcome of the run from in to out and closes with the list of what was skipped.
func show(in io.Reader, out io.Writer, notes []string) error {
	l := &log{out: out, pending: map[name][]string{}, skipped: map[string][]string{}}
	r := bufio.NewReader(in)
	for {
		line, err := r.ReadString('\n')
		if line != "" {
			l.line(line)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("cannot read the events: %w", err)
		}
	}
	l.close(notes)
	return l.err
}

func (l *log) line(line string) {
	var e event
	if json.Unmarshal([]byte(line), &e) != nil {
		l.print(line) // not an event: a message of the go command itself
		return
	}
	n := name{e.Package, e.Test}
	switch {
	case e.Action == "build-output":
		l.print(e.Output)
	case e.Action == "output" && e.Test == "":
		l.packageLine(e)
	case e.Action == "output" && !strings.HasPrefix(e.Output, "=== "): // which only tells that a test goes on
		l.pending[n] = append(l.pending[n], e.Output)
	case e.Action == "fail" && e.Test == "":
		l.flush(e.Package) // a panic or a time-out leaves tests without an end
	case e.Action == "fail":
		l.failed = append(l.failed, short(e))
		l.print(l.pending[n]...)
		delete(l.pending, n)
	case e.Action == "skip" && e.Test != "":
		reason := reason(l.pending[n])
		l.skipped[reason] = append(l.skipped[reason], short(e))
		delete(l.pending, n)
	case e.Action == "pass":
		delete(l.pending, n)
	}
}

// short names a test for the lists at the end.
func short(e event) string { return strings.TrimPrefix(e.Package, "countersign/") + " " + e.Test }

// packageLine leaves out what only says that the line after it says more.
func (l *log) packageLine(e event) {
	if e.Output != "PASS\n" {
		l.print(e.Output)
	}
}

// flush prints what is left of a package that failed.
func (l *log) flush(pkg string) {
	var left []name
	for n := range l.pending {
		if n.pkg == pkg {
			left = append(left, n)
		}
	}
	slices.SortFunc(left, func(a, b name) int { return strings.Compare(a.test, b.test) })
	for _, n := range left {
		l.print(l.pending[n]...)
		delete(l.pending, n)
	}
}

// close prints the lists of what failed and what was skipped.
func (l *log) close(notes []string) {
	if len(l.failed) > 0 {
		l.print("Failed:\n  " + strings.Join(l.failed, "\n  ") + "\n")
	}
	if len(l.skipped)+len(notes) == 0 {
		l.print("No suite was skipped.\n")
		return
	}
	l.print("Skipped:\n")
	for _, note := range notes {
		l.print("  " + note + "\n")
	}
	reasons := make([]string, 0, len(l.skipped))
	for reason := range l.skipped {
		reasons = append(reasons, reason)
	}
	slices.Sort(reasons)
	for _, reason := range reasons {
		l.print(fmt.Sprintf("  %s: %s\n", strings.Join(l.skipped[reason], ", "), reason))
	}
}

func (l *log) print(parts ...string) {
	for _, part := range parts {
		if _, err := io.WriteString(l.out, part); err != nil && l.err == nil {
			l.err = fmt.Errorf("cannot print: %w", err)
		}
	}
}
