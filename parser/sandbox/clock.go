package sandbox

import (
	"sync"
	"time"
)

// clock measures time without its pauses. Pauses nest, and a hold makes the clock run through a pause.
type clock struct {
	now func() time.Time

	mu     sync.Mutex
	spent  time.Duration // up to since
	since  time.Time
	pauses int
	holds  int
}

func newClock(now func() time.Time) *clock {
	return &clock{now: now, since: now()}
}

// change settles the time spent so far and then changes who pauses or holds.
func (c *clock) change(pauses, holds int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.settle()
	c.pauses = max(0, c.pauses+pauses)
	c.holds += holds
}

func (c *clock) settle() {
	now := c.now()
	if c.pauses == 0 || c.holds > 0 {
		c.spent += now.Sub(c.since)
	}
	c.since = now
}

func (c *clock) elapsed() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.settle()
	return c.spent
}
