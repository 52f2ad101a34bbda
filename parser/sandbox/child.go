package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"countersign/fault"
)

// Child is a running child process. Receive belongs to one goroutine at a time; all other methods may be called from any.
type Child struct {
	ctx    context.Context
	log    *slog.Logger
	cmd    *exec.Cmd
	in     *os.File // the child's standard input
	out    *os.File // the child's standard output
	stderr *tail
	probe  probe
	limits Limits // as started with
	clock  *clock

	wall   atomic.Int64  // the wall limit in force
	output atomic.Int64  // the output limit in force
	sent   atomic.Int64  // bytes that came from the child
	peak   atomic.Uint64 // largest resident memory seen

	sending   sync.Mutex
	receiving sync.Mutex
	reader    frameReader
	pending   []message
	greeted   bool  // the child's report came
	final     error // what Receive says from now on

	mu      sync.Mutex
	verdict *fault.Error // why the parent killed the child
	usage   usage        // at the last look

	closed  chan struct{} // Close was called
	exited  chan struct{} // the child is gone and reaped
	watched chan struct{} // the watch has ended
	close   func() error
}

// Start runs the command as a confined child within the limits. A nil log is silent. The caller must Close the child.
func Start(ctx context.Context, command Command, limits Limits, log *slog.Logger) (*Child, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if ctx.Err() != nil {
		return nil, canceled(context.Cause(ctx))
	}
	c := newChild(ctx, limits.withDefaults(), log)
	if err := c.start(command); err != nil {
		return nil, fault.Wrap(err, fault.Internal, "the reader could not be started: check that this machine has memory and processes to spare, then retry")
	}
	go c.watch()
	hello, err := json.Marshal(c.limits.confinement(command.ReadOnly))
	if err == nil {
		err = c.send(kindConfine, hello)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func newChild(ctx context.Context, limits Limits, log *slog.Logger) *Child {
	c := &Child{
		ctx: ctx, log: log, limits: limits, clock: newClock(time.Now),
		closed: make(chan struct{}), exited: make(chan struct{}), watched: make(chan struct{}),
	}
	c.stderr = &tail{count: func(n int64) { _ = c.spend(n) }}
	c.wall.Store(int64(limits.Wall))
	c.output.Store(limits.Output)
	c.close = sync.OnceValue(c.shut)
	return c
}

func (c *Child) start(command Command) error {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("cannot make a pipe: %w", err)
	}
	out, theirOut, err := os.Pipe()
	if err != nil {
		return errors.Join(fmt.Errorf("cannot make a pipe: %w", err), theirIn.Close(), in.Close())
	}
	c.in, c.out = in, out
	c.reader = frameReader{r: out, trust: 1 << 20, admit: c.admit}
	started := make(chan error)
	if c.cmd, err = command.exec(theirIn, theirOut, c.stderr); err == nil {
		go c.run(started)
		err = <-started
	}
	err = errors.Join(err, theirIn.Close(), theirOut.Close())
	if err != nil {
		return errors.Join(err, in.Close(), out.Close())
	}
	return nil
}

// exec prepares the process. Its environment is never nil, which would inherit ours.
func (command Command) exec(in, out *os.File, stderr *tail) (*exec.Cmd, error) {
	path := command.Path
	if path == "" {
		own, err := ownProgram()
		if err != nil {
			return nil, fmt.Errorf("cannot find our own program: %w", err)
		}
		path = own
	}
	return &exec.Cmd{
		Path: path, Args: append([]string{path}, command.Args...), Env: append([]string{}, command.Env...), Dir: "/",
		Stdin: in, Stdout: out, Stderr: stderr, SysProcAttr: processAttributes(), WaitDelay: time.Second,
	}, nil
}

// run starts the child and waits for it on one thread of its own, because the kernel ties "die with the parent" to the thread that
// started the child.
func (c *Child) run(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := c.cmd.Start()
	if err == nil {
		c.probe, err = openProbe(c.cmd.Process.Pid)
		if err != nil {
			_ = c.cmd.Process.Kill()
			_ = c.cmd.Wait()
		}
	}
	started <- err
	if err != nil {
		return
	}
	_ = c.cmd.Wait() // the process state says it all
	close(c.exited)
}

// Close kills what is still there, reaps it and lets go of everything. It may be called again.
func (c *Child) Close() error { return c.close() }

func (c *Child) shut() error {
	close(c.closed)
	<-c.watched
	err := errors.Join(c.in.Close(), c.out.Close(), c.probe.close())
	if err != nil {
		return fmt.Errorf("cannot let go of the reader: %w", err)
	}
	return nil
}

// Peak returns the largest resident memory seen so far in bytes.
func (c *Child) Peak() uint64 { return c.peak.Load() }

// PauseClock stops the wall clock while the parent works for the child. Pauses nest: each needs its ResumeClock.
// The clock runs on during Send, so that a child which does not read cannot hang its parent.
func (c *Child) PauseClock() { c.clock.change(1, 0) }

// ResumeClock ends one pause.
func (c *Child) ResumeClock() { c.clock.change(-1, 0) }

// SetWall replaces the wall limit, counted from the start; the limit of processor time grows and shrinks with it.
func (c *Child) SetWall(d time.Duration) { c.wall.Store(int64(d)) }

// SetOutput replaces the limit of bytes that the child may send, counted from the start.
func (c *Child) SetOutput(n int64) { c.output.Store(n) }
