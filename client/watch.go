package client

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"countersign/fault"
)

// Watching comes back by itself when a stream of events ends or the line breaks.
const (
	watchPause  = time.Second
	mostSilence = 30 // attempts that fail one after another
)

// Watch follows the reading of a report until it has ended, and tells each change.
func (c *Client) Watch(ctx context.Context, id string, told func(Review)) (Review, error) {
	silent := 0
	for {
		r, err := c.Review(ctx, id)
		switch {
		case err == nil:
			silent = 0
			told(r)
			if r.Settled() {
				return r, nil
			}
			err = c.events(ctx, r, told)
		case silent == mostSilence || !lost(err):
			return r, err
		default:
			silent++
		}
		if ctx.Err() != nil {
			return r, fault.Wrap(errors.Join(ctx.Err(), err), fault.Canceled, "stopped; the server reads on")
		}
		if err := c.Pause(ctx, watchPause); err != nil {
			return r, fault.Wrap(err, fault.Canceled, "stopped; the server reads on")
		}
	}
}

// lost tells errors of the line, and others that time heals, from answers.
func lost(err error) bool {
	if p := (*Problem)(nil); errors.As(err, &p) {
		return p.passing()
	}
	return fault.Is(err, fault.Unavailable)
}

// events reads one stream of events. How it ends does not matter: the review itself is asked for afterwards.
func (c *Client) events(ctx context.Context, r Review, told func(Review)) error {
	request, err := c.request(ctx, http.MethodGet, "/events?"+url.Values{"review": {r.ID}}.Encode(), http.NoBody)
	if err != nil {
		return err
	}
	answer, err := c.send(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	for lines.Scan() {
		data, found := strings.CutPrefix(lines.Text(), "data: ")
		if found && json.Unmarshal([]byte(data), &r) == nil {
			told(r)
		}
	}
	return lines.Err() //nolint:wrapcheck // nobody looks at it
}
