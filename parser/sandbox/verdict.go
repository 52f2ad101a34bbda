package sandbox

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"countersign/fault"
)

var errClosed = errors.New("the parent closed the child")

func wallPassed(limit time.Duration) *fault.Error {
	return fault.New(fault.TimeLimit, "reading the file took longer than the limit of %s: raise the time limit, or split the file", limit)
}

func cpuPassed(limit time.Duration, cause error) *fault.Error {
	return fault.Wrap(cause, fault.TimeLimit,
		"reading the file took more processor time than the limit of %s: raise the time limit, or split the file", limit)
}

func memoryPassed(limit uint64, cause error) *fault.Error {
	return fault.Wrap(cause, fault.MemoryLimit,
		"reading the file needed more memory than the limit of %s: raise the memory limit, or split the file", size(limit))
}

func outputPassed(limit int64) *fault.Error {
	return fault.New(fault.OutputLimit,
		"reading the file gave more output than the limit of %s: raise the output limit, or split the file", size(uint64(limit)))
}

func canceled(cause error) *fault.Error {
	return fault.Wrap(cause, fault.Canceled, "reading the file was stopped before it was finished: start it again")
}

func crashed(cause error) *fault.Error {
	return fault.Wrap(cause, fault.ReaderCrashed,
		"the reader stopped in the middle of the file, which may be damaged: save it anew with another program and retry, or report the problem")
}

// classify says why a child ended that is gone: the parent's own reason, or what its exit and its last words tell.
func (c *Child) classify(readErr error) *fault.Error {
	c.mu.Lock()
	defer c.mu.Unlock()
	state := c.cmd.ProcessState
	words := strings.TrimSpace(c.stderr.String())
	cause := fmt.Errorf("the child ended with %q and wrote to standard error: %q", state.String(), words)
	if c.verdict != nil {
		if c.verdict.Code == fault.ReaderCrashed {
			return crashed(fmt.Errorf("%w; %w", c.verdict.Cause, cause))
		}
		return c.verdict
	}
	if errors.Is(readErr, io.ErrUnexpectedEOF) {
		cause = fmt.Errorf("%w; its last message was cut short", cause)
	}
	kernelLimit := cpuSlack * c.limits.CPU
	used := max(c.usage.cpu, state.UserTime()+state.SystemTime())
	switch {
	case state.ExitCode() > 0 && outOfMemory(words):
		return memoryPassed(c.limits.Memory, cause)
	case state.ExitCode() < 0 && used >= kernelLimit*9/10: // the kernel's two accounts of time differ a little
		return cpuPassed(kernelLimit, cause)
	}
	return crashed(cause)
}

// outOfMemory knows the words with which a Go program dies when the kernel gives it no more memory.
func outOfMemory(words string) bool {
	for _, sign := range []string{"out of memory", "cannot allocate memory", "ThreadSanitizer failed to allocate"} {
		if strings.Contains(words, sign) {
			return true
		}
	}
	return false
}

// size writes bytes for people.
func size(n uint64) string {
	switch {
	case n >= 1<<30 && n%(1<<30) == 0:
		return fmt.Sprintf("%d GiB", n>>30)
	case n >= 1<<20:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
