package main

import (
	"fmt"
	"io"
	"strings"
	"sync"

	"countersign/parser"

	"golang.org/x/term"
)

// progressBar shows how far reading is, on a terminal only. With several jobs it shows the file that moved last.
type progressBar struct {
	mu       sync.Mutex
	w        io.Writer
	visible  bool
	files    int
	finished int
	shown    bool
}

func newProgress(w io.Writer, files int) *progressBar {
	_, ok := terminal(w)
	return &progressBar{w: w, files: files, visible: ok}
}

// show draws the bar anew in one line.
func (b *progressBar) show(name string, p parser.Progress) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.visible || p.Total == 0 {
		return
	}
	line := b.line(name, p)
	if cols := b.columns(); len([]rune(line)) >= cols {
		line = string([]rune(line)[:cols-1])
	}
	_, _ = fmt.Fprint(b.w, "\r\x1b[K"+line)
	b.shown = true
}

// line is "[2/5] report.pdf  reading ████░░░░  page 12 of 44".
func (b *progressBar) line(name string, p parser.Progress) string {
	const width, longest = 20, 28
	full := width * min(p.Done, p.Total) / p.Total
	prefix := ""
	if b.files > 1 {
		prefix = fmt.Sprintf("[%d/%d] ", min(b.finished+1, b.files), b.files)
	}
	if r := []rune(name); len(r) > longest {
		name = string(r[:longest-3]) + "..."
	}
	return fmt.Sprintf("%s%s  %s %s%s  page %d of %d", prefix, name, p.Stage, strings.Repeat("█", full), strings.Repeat("░", width-full), p.Done, p.Total)
}

func (b *progressBar) columns() int {
	const usual = 80
	f, ok := terminal(b.w)
	if !ok {
		return usual
	}
	if cols, _, err := term.GetSize(int(f.Fd())); err == nil && cols > 1 {
		return cols
	}
	return usual
}

// done counts a file as finished.
func (b *progressBar) done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finished++
}

// clear wipes the bar before something else is printed.
func (b *progressBar) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown {
		_, _ = fmt.Fprint(b.w, "\r\x1b[K")
		b.shown = false
	}
}
