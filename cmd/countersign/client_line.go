package main

import (
	"fmt"
	"io"
	"sync"

	"golang.org/x/term"
)

// statusLine is one line on a terminal that is written over; it is invisible where nobody looks.
type statusLine struct {
	mu    sync.Mutex
	w     io.Writer
	cols  int // 0: invisible
	shown string
}

func newStatusLine(w io.Writer) *statusLine {
	l := &statusLine{w: w}
	if f, ok := terminal(w); ok {
		const usual = 80
		l.cols = usual
		if cols, _, err := term.GetSize(int(f.Fd())); err == nil && cols > 1 {
			l.cols = cols
		}
	}
	return l
}

func (l *statusLine) show(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r := []rune(text); len(r) >= l.cols && l.cols > 0 {
		text = string(r[:l.cols-1])
	}
	if l.cols == 0 || text == l.shown {
		return
	}
	l.shown = text
	_, _ = fmt.Fprint(l.w, "\r\x1b[K"+text)
}

func (l *statusLine) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shown != "" {
		_, _ = fmt.Fprint(l.w, "\r\x1b[K")
		l.shown = ""
	}
}
