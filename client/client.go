// Package client talks to a Countersign server: the commands of the command line stand on it.
//
// What the server refuses comes back as a *Problem, which keeps the stable code; fault.Of finds it too. What the line breaks is a fault
// with the code not-available.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"countersign/fault"
)

// Client is one caller of one server.
type Client struct {
	Server string // such as https://countersign.example.com
	Token  string
	Cookie string // of a session, while signing in
	HTTP   *http.Client
	// Pause waits between attempts. It ends early with the context.
	Pause func(context.Context, time.Duration) error
}

// Limits of a request.
const (
	dialTime   = 10 * time.Second
	answerTime = 2 * time.Minute // after the request is sent
	mostAnswer = 64 << 20
)

// New makes a client. The address may end in a slash, and without a scheme it is https.
func New(server, token string) (*Client, error) {
	base, err := Address(server)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: dialTime}).DialContext, TLSHandshakeTimeout: dialTime,
		ResponseHeaderTimeout: answerTime, ForceAttemptHTTP2: true,
	}
	elsewhere := func(r *http.Request, _ []*http.Request) error { // a token goes to the server that it is for, and nowhere else
		return fault.New(fault.Unavailable, "this address sends on to %s; use that one", r.URL.Scheme+"://"+r.URL.Host)
	}
	return &Client{Server: base, Token: token, HTTP: &http.Client{Transport: transport, CheckRedirect: elsewhere}, Pause: pause}, nil
}

// Address is a server's address in its one form.
func Address(server string) (string, error) {
	if !strings.Contains(server, "://") {
		server = "https://" + server
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return "", fault.New(fault.Invalid, "the server's address wants to be like https://countersign.example.com")
	}
	return u.Scheme + "://" + strings.ToLower(u.Host) + strings.TrimRight(u.Path, "/"), nil
}

// Plain tells whether an address would carry secrets over a network as plain text.
func Plain(server string) bool {
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "http" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback())
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// call sends a JSON request and reads a JSON answer; both may be nil. Headers go in pairs.
func (c *Client) call(ctx context.Context, method, path string, in, out any, headers ...string) (http.Header, error) {
	var body io.Reader = http.NoBody
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return nil, fault.Wrap(err, fault.Internal, "the request cannot be written")
		}
		body, headers = bytes.NewReader(raw), append(headers, "Content-Type", "application/json")
	}
	r, err := c.request(ctx, method, path, body, headers...)
	if err != nil {
		return nil, err
	}
	answer, err := c.send(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if out == nil {
		return answer.Header, nil
	}
	raw, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	if err != nil {
		return nil, c.broken(ctx, err)
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "what answers at %s is no Countersign server", c.Server)
	}
	return answer.Header, nil
}

func (c *Client) request(ctx context.Context, method, path string, body io.Reader, headers ...string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.Server+"/api/v1"+path, body)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "the address %s cannot be asked", c.Server)
	}
	r.Header.Set("User-Agent", "countersign command line")
	switch {
	case c.Cookie != "":
		r.Header.Set("Cookie", sessionCookie+"="+c.Cookie)
	case c.Token != "":
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	return r, nil
}

// send gives the answer of a request that was done. The caller closes its body.
func (c *Client) send(r *http.Request) (*http.Response, error) {
	answer, err := c.HTTP.Do(r)
	if err != nil {
		return nil, c.broken(r.Context(), err)
	}
	if answer.StatusCode < http.StatusMultipleChoices {
		return answer, nil
	}
	defer answer.Body.Close()
	return nil, c.problem(answer)
}

// broken is a request that had no answer.
func (c *Client) broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fault.Wrap(err, fault.Canceled, "stopped")
	}
	if own := (*fault.Error)(nil); errors.As(err, &own) {
		return own
	}
	return fault.Wrap(err, fault.Unavailable, "the server at %s does not answer; check the address and the line", c.Server)
}
