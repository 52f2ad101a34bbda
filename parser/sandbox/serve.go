package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"
)

// The exit codes of Serve.
const (
	exitDone   = 0
	exitFailed = 1 // the parent was told why
	exitMute   = 3 // the parent could not be told
)

// Conn is the child's end of the conversation. Send may be called from many goroutines, Receive from one at a time.
type Conn struct {
	reader  frameReader
	sending sync.Mutex
	w       io.Writer
}

func newConn(r io.Reader, w io.Writer) *Conn {
	return &Conn{reader: frameReader{r: r, trust: MaxMessage}, w: w}
}

// Send hands the parent a message and blocks until it is taken.
func (c *Conn) Send(kind byte, payload []byte) error {
	if kind > MaxKind {
		return fmt.Errorf("cannot send a message of the reserved kind %#x", kind)
	}
	return c.send(kind, payload)
}

func (c *Conn) send(kind byte, payload []byte) error {
	c.sending.Lock()
	defer c.sending.Unlock()
	if err := writeFrame(c.w, kind, payload); err != nil {
		return fmt.Errorf("cannot send to the parent: %w", err)
	}
	return nil
}

func (c *Conn) sendJSON(kind byte, v any) error {
	payload, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("cannot write a message: %w", err)
	}
	return c.send(kind, payload)
}

// Receive returns the parent's next message.
func (c *Conn) Receive() (kind byte, payload []byte, err error) {
	kind, payload, err = c.reader.next()
	if err != nil {
		return 0, nil, fmt.Errorf("cannot receive from the parent: %w", err)
	}
	return kind, payload, nil
}

// Serve is the whole life of a child: setup, which may still use files; then confinement; then handle, which meets the untrusted
// bytes. The error of either reaches the parent's Receive, as the fault it contains. Serve returns the exit code of the process.
// The standard output belongs to the conversation: what else is printed there goes to the standard error.
func Serve(setup func() error, handle func(conn *Conn) error) int {
	conn := newConn(os.Stdin, os.Stdout)
	os.Stdout = os.Stderr
	return conn.serve(setup, handle)
}

func (c *Conn) serve(setup func() error, handle func(conn *Conn) error) int {
	err := c.work(setup, handle)
	code, last := exitDone, c.send
	if err == nil {
		err = last(kindDone, nil)
	} else {
		code = exitFailed
		err = c.sendJSON(kindFailed, newFailure(err))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitMute
	}
	return code
}

func (c *Conn) work(setup func() error, handle func(conn *Conn) error) error {
	if err := setup(); err != nil {
		return fmt.Errorf("cannot set the reader up: %w", err)
	}
	report, err := c.confine()
	if err != nil {
		return fmt.Errorf("cannot confine the reader: %w", err)
	}
	if err := c.sendJSON(kindReport, report); err != nil {
		return err
	}
	return handle(c)
}

// confine does what the parent's first message asks for.
func (c *Conn) confine() (Report, error) {
	kind, payload, err := c.Receive()
	if err != nil {
		return Report{}, err
	}
	var wanted Confinement
	if kind != kindConfine {
		return Report{}, fmt.Errorf("the first message has kind %#x", kind)
	}
	if err := json.Unmarshal(payload, &wanted); err != nil {
		return Report{}, fmt.Errorf("cannot read what to confine: %w", err)
	}
	return Confine(wanted)
}
