package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"countersign/fault"
)

type message struct {
	kind    byte
	payload []byte
}

// exitGrace is how long a child may live on after it closed its output.
const exitGrace = 2 * time.Second

// Send hands the child a message and blocks until the child takes it or is gone. Its error is a *fault.Error that says why the
// child is gone; what the child had sent before stays for Receive.
func (c *Child) Send(kind byte, payload []byte) error {
	if kind > MaxKind {
		return fault.New(fault.Internal, "message kind %#x is reserved; use one up to %#x", kind, MaxKind)
	}
	return c.send(kind, payload)
}

func (c *Child) send(kind byte, payload []byte) error {
	c.sending.Lock()
	defer c.sending.Unlock()
	c.clock.change(0, 1)
	defer c.clock.change(0, -1)
	err := writeFrame(c.in, kind, payload)
	if err == nil {
		return nil
	}
	if errors.Is(err, errTooLong) {
		return fault.Wrap(err, fault.TooLarge, "the file is too large to hand over in one piece: the limit is %s", size(MaxMessage))
	}
	return c.drain()
}

// drain keeps what a child sent that reads no more, and returns why it ended.
func (c *Child) drain() error {
	c.receiving.Lock()
	defer c.receiving.Unlock()
	for {
		kind, payload, err := c.receive()
		if errors.Is(err, io.EOF) {
			return crashed(errors.New("the child ended in good order without reading the message"))
		}
		if err != nil {
			return err
		}
		c.pending = append(c.pending, message{kind, payload})
	}
}

// Receive returns the child's next message. After the child ended in good order the error is io.EOF itself. Every other error is
// a *fault.Error: the limit that was passed (time-limit, memory-limit, output-limit), canceled, reader-crashed, or the fault that
// the child's own handler returned.
func (c *Child) Receive() (kind byte, payload []byte, err error) {
	c.receiving.Lock()
	defer c.receiving.Unlock()
	if len(c.pending) > 0 {
		first := c.pending[0]
		c.pending = c.pending[1:]
		return first.kind, first.payload, nil
	}
	return c.receive()
}

func (c *Child) receive() (byte, []byte, error) {
	for c.final == nil {
		kind, payload, err := c.reader.next()
		if err != nil {
			c.final = c.outcome(err)
			break
		}
		if c.greeted && kind <= MaxKind {
			return kind, payload, nil
		}
		c.final = c.control(kind, payload)
	}
	return 0, nil, c.final
}

// admit looks at the header of each frame: its place in the conversation and its length must be right before it is read.
func (c *Child) admit(kind byte, frame int64) error {
	if !c.greeted && kind != kindReport && kind != kindFailed {
		return fmt.Errorf("the child does not speak our protocol: its first message has kind %#x", kind)
	}
	return c.spend(frame)
}

// control takes one of the package's own messages; an error is the last word of the child.
func (c *Child) control(kind byte, payload []byte) error {
	switch {
	case kind == kindFailed:
		return failureOf(payload)
	case !c.greeted && kind == kindReport:
		c.greeted = true
		return c.report(payload)
	case c.greeted && kind == kindDone:
		return io.EOF
	}
	return c.garbage(fmt.Errorf("the child sent a message of kind %#x out of turn", kind))
}

func (c *Child) report(payload []byte) error {
	var report Report
	if err := json.Unmarshal(payload, &report); err != nil {
		return c.garbage(fmt.Errorf("cannot read the child's report: %w", err))
	}
	level := slog.LevelDebug
	if len(report.Missing) > 0 {
		level = slog.LevelWarn
	}
	c.log.Log(c.ctx, level, "the reader is confined", "applied", report.Applied, "missing", report.Missing)
	return nil
}

// garbage ends a child that does not keep to the protocol.
func (c *Child) garbage(cause error) error {
	c.kill(crashed(cause))
	return c.outcome(cause)
}

// outcome says why the child's messages ended. It waits for the child to be gone, which it is at once but for a child that closed
// its output and lives on.
func (c *Child) outcome(readErr error) error {
	ended := errors.Is(readErr, io.EOF) || errors.Is(readErr, io.ErrUnexpectedEOF) || errors.Is(readErr, os.ErrDeadlineExceeded)
	if !ended {
		c.kill(crashed(fmt.Errorf("cannot read the child's messages: %w", readErr)))
	}
	grace := time.NewTimer(exitGrace)
	defer grace.Stop()
	select {
	case <-c.exited:
	case <-grace.C:
		c.kill(crashed(errors.New("the child closed its output and did not end")))
		<-c.exited
	}
	return c.classify(readErr)
}
