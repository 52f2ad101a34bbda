package main

import (
	"io"
	"os"

	"countersign/internal/present"

	"golang.org/x/term"
)

// Columns of the text output.
const (
	minColumns     = 60
	defaultColumns = 88
	maxColumns     = 100
)

// textStyle fits the page to the terminal; anything else gets plain text of fixed width.
func textStyle(w io.Writer) present.Style {
	s := present.Style{Width: defaultColumns}
	f, ok := terminal(w)
	if !ok {
		return s
	}
	if cols, _, err := term.GetSize(int(f.Fd())); err == nil {
		s.Width = min(max(cols, minColumns), maxColumns)
	}
	s.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// terminal tells whether people read what is written to w.
func terminal(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}
