package main

import (
	"bytes"
	"fmt"
	"os"
	"time"

	"countersign/internal/accuracy"
)

const preface = `# Accuracy

What Countersign reads, measured against labeled reports on %s. ` + "`make eval`" + ` prints these tables, and
` + "`go run ./cmd/countersign-eval -markdown testdata`" + ` writes this page. The tests hold floors under these figures (internal/accuracy).

The reading rules were mended with all of these reports at hand, so the figures show what is held, not what an unknown report will give:
expect that to be read worse. docs/first-look.md tells what the first readings of unseen reports gave.

A fact counts when it is read exactly, names without their legal form; a text when at least 0.9 of its words match. The comment of
package internal/accuracy says how each measure is taken. All reports are of fictional vendors. Files that need a password are read,
but not counted.
`

// writeMarkdown writes the page that shows the tables with their date.
func writeMarkdown(path string, results []accuracy.Result, now time.Time) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, preface, now.Format(time.DateOnly))
	for _, r := range results {
		fmt.Fprintf(&b, "\n## testdata/%s (%d files, %d not read)\n\n", r.Set, r.Files, r.Unread)
		if err := r.Markdown(&b); err != nil {
			return err //nolint:wrapcheck // it says what failed
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("cannot write %s: %w", path, err)
	}
	return nil
}
