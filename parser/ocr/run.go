package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

const (
	maxOutput   = 8 << 20 // a dense page is about 100 kB
	maxMessages = 4 << 10
	killDelay   = 2 * time.Second // how long pipes held open by someone else are waited for
)

var errTooMuch = errors.New("the output is longer than the limit")

// run starts tesseract in a process group of its own, with limits, feeds its standard input and returns its standard output.
func (t *Tesseract) run(ctx context.Context, feed func(io.Writer) error, args ...string) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	cmd := exec.CommandContext(ctx, t.Path, args...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = string(os.PathSeparator), environment(), killDelay
	separate(cmd)
	out := &capped{max: maxOutput, full: func() { cancel(errTooMuch) }}
	messages := &capped{max: maxMessages, full: func() {}}
	cmd.Stdout, cmd.Stderr = out, messages
	fed, err := t.start(cmd, feed)
	if err != nil {
		return nil, err
	}
	err = cmd.Wait()
	<-fed
	if cause := context.Cause(ctx); cause != nil {
		return nil, fmt.Errorf("cannot finish tesseract: %w", cause)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot run tesseract: %w: %s", err, bytes.TrimSpace(messages.kept.Bytes()))
	}
	return out.kept.Bytes(), nil
}

// start starts the process and feeds it only once its limits are set. The channel is closed when the feeding has ended, which
// it does at the latest when Wait closes the pipe; a reader that stops early says why by its exit code.
func (t *Tesseract) start(cmd *exec.Cmd, feed func(io.Writer) error) (<-chan struct{}, error) {
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("cannot make a pipe to tesseract: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("cannot start tesseract: %w", err)
	}
	confine(cmd.Process.Pid, t.Limit)
	fed := make(chan struct{})
	go func() {
		defer close(fed)
		defer in.Close()
		if feed != nil {
			_ = feed(in)
		}
	}()
	return fed, nil
}

// environment is empty but for one thread a process, which is the fastest, and the place of the language data if it is set.
func environment() []string {
	env := []string{"OMP_THREAD_LIMIT=1", "LC_ALL=C"}
	if data := os.Getenv("TESSDATA_PREFIX"); data != "" {
		env = append(env, "TESSDATA_PREFIX="+data)
	}
	return env
}

// capped keeps up to max bytes and calls full when there are more, which it throws away.
type capped struct {
	kept bytes.Buffer
	max  int
	full func()
}

func (c *capped) Write(p []byte) (int, error) {
	room := c.max - c.kept.Len()
	if len(p) > room {
		c.full()
	}
	c.kept.Write(p[:min(len(p), room)])
	return len(p), nil
}
