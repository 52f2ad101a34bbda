package main

import (
	"io"
	"os"
	"strings"
	"time"

	"countersign/internal/present"
	"countersign/report"

	"golang.org/x/term"
)

// Columns of the text output.
const (
	minColumns     = 60
	defaultColumns = 88
	maxColumns     = 100
)

func writeText(w io.Writer, r *report.Report, asOf time.Time) error {
	return present.Text(w, present.Compose(r, asOf), textStyle(w)) //nolint:wrapcheck // it says what failed
}

func writeMarkdown(w io.Writer, r *report.Report, asOf time.Time) error {
	return present.Markdown(w, present.Compose(r, asOf)) //nolint:wrapcheck // it says what failed
}

// textStyle fits the page to the terminal; anything else gets plain text of fixed width.
func textStyle(w io.Writer) present.Style {
	s := present.Style{Width: defaultColumns}
	f, ok := w.(*os.File)
	if !ok || !isTerminal(f) {
		return s
	}
	if cols, _, err := term.GetSize(int(f.Fd())); err == nil {
		s.Width = min(max(cols, minColumns), maxColumns)
	}
	s.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// isTerminal tells whether people read what is written to f.
func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// stem is a file's name without its ending.
func stem(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[:i]
	}
	return name
}
