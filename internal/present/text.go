package present

import (
	"fmt"
	"io"
	"strings"
)

// Style of the text output.
type Style struct {
	Width int  // columns; 0 means 88
	Color bool // use a terminal's bold and colors
}

// Text sets the document for a terminal or a text file.
func Text(w io.Writer, d Document, s Style) error {
	if s.Width == 0 {
		s.Width = 88
	}
	t := &textSetter{cols: s.Width, color: s.Color}
	t.line(bold, 0, d.Title)
	t.line(bold, 0, d.Subtitle)
	t.line("", 0, d.Lead)
	t.raw("", strings.Repeat("-", t.cols))
	for _, p := range d.Parts {
		t.part(p)
	}
	if _, err := io.WriteString(w, t.b.String()); err != nil {
		return fmt.Errorf("cannot write the page: %w", err)
	}
	return nil
}

// Escape sequences of a terminal.
const (
	bold   = "\x1b[1m"
	yellow = "\x1b[33m"
	red    = "\x1b[31m"
	reset  = "\x1b[0m"
)

type textSetter struct {
	b     strings.Builder
	cols  int
	color bool
}

func (t *textSetter) part(p Part) {
	t.raw("", "")
	t.line(bold, 0, strings.ToUpper(p.Heading))
	for i, b := range p.Blocks {
		if i > 0 {
			t.raw("", "")
		}
		switch b := b.(type) {
		case Facts:
			t.facts(b)
		case Paragraph:
			t.line("", 2, string(b))
		case Alerts:
			for _, a := range b {
				t.hanging(ink(a.Tone), "  ! ", a.Text)
			}
		case Entries:
			t.entries(b)
		case Table:
			t.table(b)
		}
	}
}

func ink(tone Tone) string {
	switch tone {
	case Caution:
		return yellow
	case Bad:
		return red
	default:
		return ""
	}
}

// raw writes a line as it is.
func (t *textSetter) raw(style, s string) {
	if style != "" && t.color {
		s = style + s + reset
	}
	t.b.WriteString(s + "\n")
}

// line wraps a text at an indent; empty texts leave no line.
func (t *textSetter) line(style string, indent int, s string) {
	if s = Clean(s); s != "" {
		for _, l := range wrap(s, t.cols-indent) {
			t.raw(style, strings.Repeat(" ", indent)+l)
		}
	}
}

// hanging wraps a text behind a mark.
func (t *textSetter) hanging(style, mark, s string) {
	for i, l := range wrap(Clean(s), t.cols-len(mark)) {
		if i > 0 {
			mark = strings.Repeat(" ", len(mark))
		}
		t.raw(style, strings.TrimRight(mark+l, " "))
	}
}

func (t *textSetter) facts(facts Facts) {
	label := 0
	for _, f := range facts {
		label = max(label, len(f.Label))
	}
	for _, f := range facts {
		t.hanging(ink(f.Tone), fmt.Sprintf("  %-*s  ", label, f.Label), f.Value)
	}
}

func (t *textSetter) entries(entries Entries) {
	number := len(fmt.Sprint(len(entries)))
	for i, e := range entries {
		if i > 0 {
			t.raw("", "")
		}
		t.hanging(bold, fmt.Sprintf("  %*d. ", number, i+1), e.Head)
		indent := number + 4
		for _, l := range e.Lines {
			t.line("", indent, l)
		}
		for _, p := range e.Passages {
			t.line("", indent, p.Intro)
			t.line("", indent+2, spaced(quoted(Clean(p.Quote)), p.Place))
		}
	}
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return `"` + s + `"`
}
