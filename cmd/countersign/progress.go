package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"countersign/parser"

	"golang.org/x/term"
)

// progressBar shows how far reading is, on a terminal only.
type progressBar struct {
	mu       sync.Mutex
	w        io.Writer
	terminal bool
	files    int
	finished int
	shown    bool
}

func newProgress(w io.Writer, files int) *progressBar {
	f, ok := w.(*os.File)
	return &progressBar{w: w, files: files, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

func (b *progressBar) show(name string, p parser.Progress) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.terminal || p.Total == 0 {
		return
	}
	const width = 24
	full := width * p.Done / p.Total
	prefix := ""
	if b.files > 1 {
		prefix = fmt.Sprintf("[%d/%d] ", b.finished+1, b.files)
	}
	_, _ = fmt.Fprintf(b.w, "\r\x1b[K%s%s  %s %s%s  page %d of %d", prefix, name, p.Stage, strings.Repeat("█", full), strings.Repeat("░", width-full), p.Done, p.Total)
	b.shown = true
}

func (b *progressBar) done(string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finished++
}

func (b *progressBar) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown {
		_, _ = fmt.Fprint(b.w, "\r\x1b[K")
	}
}
