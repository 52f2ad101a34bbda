package client

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"countersign/fault"
)

// Upload is a file to send.
type Upload struct {
	Name       string
	Kind       string // empty: a SOC 2 report
	Permission string // on what ground it may be read although copying is switched off
	Size       int64
	Open       func() (io.ReadCloser, error) // once an attempt
	Progress   func(sent int64)              // may be nil
}

// Attempts of an upload. What lies between them doubles.
const (
	uploadAttempts = 6
	firstPause     = 500 * time.Millisecond
)

// NewKey is a new Idempotency-Key.
func NewKey() string { return rand.Text() }

// Upload streams a file to a vendor. When the line breaks it is sent again with the same Idempotency-Key, so that a file whose answer was
// lost is not taken twice.
func (c *Client) Upload(ctx context.Context, vendorID string, u Upload) (Uploaded, error) {
	key := NewKey()
	for attempt := 1; ; attempt++ {
		out, err := c.upload(ctx, vendorID, key, u)
		if err == nil || attempt == uploadAttempts || !passing(err, attempt) {
			return out, err
		}
		if err := c.Pause(ctx, firstPause<<(attempt-1)); err != nil {
			return out, fault.Wrap(err, fault.Canceled, "stopped")
		}
	}
}

// passing tells whether a failed attempt may be followed by another. After a broken line the server may still wait for the rest of the
// first one: then it refuses the second until it has noticed.
func passing(err error, attempt int) bool {
	p := (*Problem)(nil)
	switch {
	case !errors.As(err, &p):
		return fault.Is(err, fault.Unavailable)
	case p.Code == fault.IllegalMove:
		return attempt > 1
	}
	return p.passing()
}

func (c *Client) upload(ctx context.Context, vendorID, key string, u Upload) (out Uploaded, err error) {
	f, err := u.Open()
	if err != nil {
		return out, fault.Wrap(err, fault.FileUnreadable, "%s cannot be opened", u.Name)
	}
	body := &sent{ReadCloser: f, told: u.Progress}
	defer body.Close()
	query := ""
	if u.Kind != "" {
		query = "?" + url.Values{"kind": {u.Kind}}.Encode()
	}
	r, err := c.request(ctx, http.MethodPost, "/vendors/"+url.PathEscape(vendorID)+"/documents"+query, body,
		"Content-Type", "application/pdf", "Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": u.Name}),
		"Reading-Permission", u.Permission, "Idempotency-Key", key)
	if err != nil {
		return out, err
	}
	r.ContentLength = u.Size
	answer, err := c.send(r)
	if err != nil {
		if own := body.failed(); own != nil {
			return out, fault.Wrap(own, fault.FileUnreadable, "%s cannot be read to its end", u.Name)
		}
		return out, err
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(answer.Body, mostProblem))
	if err != nil {
		return out, c.broken(ctx, err)
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		return out, fault.Wrap(err, fault.Unavailable, "what answers at %s is no Countersign server", c.Server)
	}
	return out, nil
}
