package client

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"net/url"
)

// Review is a review by its id.
func (c *Client) Review(ctx context.Context, id string) (r Review, err error) {
	_, err = c.call(ctx, http.MethodGet, "/reviews/"+url.PathEscape(id), nil, &r)
	return r, err
}

// ReviewJSON is a review with all that the server says of it.
func (c *Client) ReviewJSON(ctx context.Context, id string) (raw json.RawMessage, err error) {
	_, err = c.call(ctx, http.MethodGet, "/reviews/"+url.PathEscape(id), nil, &raw)
	return raw, err
}

// Reviews walks the reviews, newest first.
func (c *Client) Reviews(ctx context.Context, where url.Values) iter.Seq2[Review, error] {
	return each[Review](ctx, c, "/reviews", where)
}

// Findings walks the findings of a review, in the order of the report of findings.
func (c *Client) Findings(ctx context.Context, id string, where url.Values) iter.Seq2[Finding, error] {
	return each[Finding](ctx, c, "/reviews/"+url.PathEscape(id)+"/findings", where)
}

// Document is a document by its id.
func (c *Client) Document(ctx context.Context, id string) (d Document, err error) {
	_, err = c.call(ctx, http.MethodGet, "/documents/"+url.PathEscape(id), nil, &d)
	return d, err
}

// Report copies what was read and how it is judged, in JSON. Errors: illegal-move while it is not ready.
func (c *Client) Report(ctx context.Context, id string, w io.Writer) error {
	r, err := c.request(ctx, http.MethodGet, "/reviews/"+url.PathEscape(id)+"/report", http.NoBody)
	if err != nil {
		return err
	}
	answer, err := c.send(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(w, answer.Body); err != nil {
		return c.broken(ctx, err)
	}
	return nil
}

// GivePassword gives the password that opens the report of a review, and queues its reading. The reason, which may be empty, confirms that
// it may be read although copying is switched off. Errors: illegal-move when the reading does not wait for a password.
func (c *Client) GivePassword(ctx context.Context, id, password, reason string) (r Review, err error) {
	in := map[string]string{"password": password}
	if reason != "" {
		in["reason"] = reason
	}
	_, err = c.call(ctx, http.MethodPost, "/reviews/"+url.PathEscape(id)+"/password", in, &r)
	return r, err
}

// ConfirmReading confirms that the report of a review may be read although copying is switched off, and queues its reading. Errors:
// illegal-move when the reading does not wait for that.
func (c *Client) ConfirmReading(ctx context.Context, id, reason string) (r Review, err error) {
	_, err = c.call(ctx, http.MethodPost, "/reviews/"+url.PathEscape(id)+"/permission", map[string]string{"reason": reason}, &r)
	return r, err
}
