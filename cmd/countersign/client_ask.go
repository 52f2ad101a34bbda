package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"countersign/fault"

	"golang.org/x/term"
)

// asker asks a person at a terminal. Where standard input is none, each answer is its next line.
type asker struct {
	ctx   context.Context
	lines *bufio.Reader
	tty   *os.File // nil: not a terminal
	out   io.Writer
}

func (env *environment) asker() *asker {
	a := &asker{ctx: env.ctx, lines: bufio.NewReader(env.stdin), out: env.stderr}
	if f, ok := env.stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.tty = f
	}
	return a
}

// line asks for something that may be seen.
func (a *asker) line(question string) (string, error) {
	if a.tty != nil {
		_, _ = fmt.Fprint(a.out, question+": ")
	}
	return a.wait(func() (string, error) { return a.lines.ReadString('\n') })
}

// secret asks for something that nobody else should see.
func (a *asker) secret(question string) (string, error) {
	if a.tty == nil {
		return a.line(question)
	}
	fd := int(a.tty.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", fault.Wrap(err, fault.FileUnreadable, "the terminal cannot hide what you type; use --token-stdin")
	}
	defer func() { _ = term.Restore(fd, before) }() // also when the person gives up
	_, _ = fmt.Fprint(a.out, question+": ")
	defer func() { _, _ = fmt.Fprintln(a.out) }()
	return a.wait(func() (string, error) {
		raw, err := term.ReadPassword(fd)
		return string(raw), err
	})
}

// wait reads until the person gives up.
func (a *asker) wait(read func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		text, err := read()
		got <- answer{text, err}
	}()
	select {
	case <-a.ctx.Done():
		return "", fault.Wrap(a.ctx.Err(), fault.Canceled, "stopped")
	case g := <-got:
		text := strings.TrimRight(g.text, "\r\n")
		if g.err != nil && (!errors.Is(g.err, io.EOF) || text == "") {
			return "", fault.Wrap(g.err, fault.FileUnreadable, "nothing more can be read from standard input")
		}
		return text, nil
	}
}
