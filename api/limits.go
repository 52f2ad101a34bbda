package api

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"
)

// Limits are how many requests a person, a token, or an address of callers who are nobody yet may make in a minute; 0 means any number.
type Limits struct {
	Reads   int
	Writes  int
	Uploads int
}

// Buckets are counts that all servers share.
type Buckets interface {
	// Spend takes tokens from a bucket that fills evenly within a minute, and gives what is left: below zero when more was taken.
	Spend(ctx context.Context, key string, perMinute, tokens int, now time.Time) (left float64, err error)
}

// limiter counts requests. Each server counts by itself and tells the others in batches: a caller costs one statement for each batch, and
// no request waits for the database otherwise. What one server has not told is less than a batch, a twentieth of the limit, for each
// caller; so with n servers a caller gets at most n batches more than the limit, and at most one batch less, if the servers' clocks agree.
type limiter struct {
	buckets Buckets
	mutex   sync.Mutex
	callers map[string]*count
}

// count is what a server knows of a caller.
type count struct {
	mutex sync.Mutex
	left  float64   // in the bucket
	at    time.Time // when that was so
	spent int       // since then, and not told yet
}

// Share of the limit that is told at once, and callers that are remembered.
const (
	batches     = 20
	mostCallers = 20_000
)

func newLimiter(b Buckets) *limiter { return &limiter{buckets: b, callers: map[string]*count{}} }

// allowance is what became of a request.
type allowance struct {
	allowed bool
	left    int           // requests
	full    time.Duration // until the bucket is full
	wait    time.Duration // until the next request is allowed
}

// take counts a request. An error means that the others could not be told; the allowance is the server's own then.
func (l *limiter) take(ctx context.Context, key string, perMinute int, now time.Time) (allowance, error) {
	c := l.caller(key, perMinute, now)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	rate := float64(perMinute) / time.Minute.Seconds()
	c.fill(perMinute, rate, now)
	allowed := c.left-float64(c.spent) >= 1
	var err error
	if allowed {
		c.spent++
		if c.spent >= max(1, perMinute/batches) {
			var left float64
			if left, err = l.buckets.Spend(ctx, key, perMinute, c.spent, now); err == nil {
				c.left, c.at, c.spent = left, now, 0
			} else {
				err = fmt.Errorf("cannot tell the other servers: %w", err)
			}
		}
	}
	rest := c.left - float64(c.spent)
	return allowance{
		allowed: allowed, left: max(0, int(math.Floor(rest))), full: seconds((float64(perMinute) - rest) / rate), wait: max(time.Second, seconds((1-rest)/rate)),
	}, err
}

// fill adds what came into the bucket since.
func (c *count) fill(perMinute int, rate float64, now time.Time) {
	if passed := now.Sub(c.at).Seconds(); passed > 0 {
		c.left, c.at = min(float64(perMinute), c.left+passed*rate), now
	}
}

// caller is what is known of a caller; of a new one, that its bucket is full.
func (l *limiter) caller(key string, perMinute int, now time.Time) *count {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	c, known := l.callers[key]
	if !known {
		if len(l.callers) >= mostCallers {
			l.forget(now)
		}
		c = &count{left: float64(perMinute), at: now}
		l.callers[key] = c
	}
	return c
}

// forget lets go of callers whose buckets are full again; when that helps little, of all: each of them loses less than a batch.
func (l *limiter) forget(now time.Time) {
	for key, c := range l.callers {
		c.mutex.Lock()
		if now.Sub(c.at) > time.Minute {
			delete(l.callers, key)
		}
		c.mutex.Unlock()
	}
	if len(l.callers) > mostCallers/2 {
		clear(l.callers)
	}
}

// seconds are whole ones, rounded up, as headers tell them.
func seconds(s float64) time.Duration { return time.Duration(math.Ceil(s)) * time.Second }
