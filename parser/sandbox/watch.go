package sandbox

import (
	"context"
	"time"

	"countersign/fault"
)

const pollEvery = 25 * time.Millisecond

// watch kills the child that passes a limit, whose context ends or whose parent closes it, and returns when the child is reaped.
func (c *Child) watch() {
	defer close(c.watched)
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		c.look()
		select {
		case <-c.exited:
			return
		case <-c.ctx.Done():
			c.kill(canceled(context.Cause(c.ctx)))
			<-c.exited
			return
		case <-c.closed:
			c.kill(canceled(errClosed))
			<-c.exited
			return
		case <-tick.C:
		}
	}
}

// look compares what the child has used with its limits.
func (c *Child) look() {
	used, err := c.probe.read()
	if err == nil { // a child that is just gone cannot be read
		c.note(used)
		if used.resident > c.limits.Memory {
			c.kill(memoryPassed(c.limits.Memory, nil))
		}
		if limit := c.cpuLimit(); used.cpu > limit {
			c.kill(cpuPassed(limit, nil))
		}
	}
	if wall := time.Duration(c.wall.Load()); c.clock.elapsed() > wall {
		c.kill(wallPassed(wall))
	}
}

func (c *Child) note(used usage) {
	if used.resident > c.peak.Load() {
		c.peak.Store(used.resident)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.usage = used
}

// cpuLimit follows the wall limit in proportion.
func (c *Child) cpuLimit() time.Duration {
	factor := float64(c.wall.Load()) / float64(c.limits.Wall)
	return time.Duration(float64(c.limits.CPU) * factor)
}

// spend counts bytes that come from the child, before they are read.
func (c *Child) spend(n int64) error {
	limit := c.output.Load()
	if c.sent.Add(n) <= limit {
		return nil
	}
	passed := outputPassed(limit)
	c.kill(passed)
	return passed
}

// kill ends the child; the first reason stands. Reads and writes under way end too, whoever else may hold the pipes.
func (c *Child) kill(reason *fault.Error) {
	c.mu.Lock()
	if c.verdict == nil {
		c.verdict = reason
	}
	c.mu.Unlock()
	_ = c.cmd.Process.Kill()
	past := time.Unix(1, 0)
	_ = c.in.SetDeadline(past)
	_ = c.out.SetDeadline(past)
}
