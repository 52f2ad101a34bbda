package client

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"countersign/fault"
)

// Problem is an error as the server tells it (RFC 9457).
type Problem struct { //nolint:errname // it is RFC 9457's own name
	Status  int        `json:"status"`
	Code    fault.Code `json:"code"`
	Detail  string     `json:"detail"`
	Request string     `json:"request"` // finds it in the server's log
	Errors  []Mistake  `json:"errors"`
}

// Mistake is one of several in a request.
type Mistake struct {
	Message  string `json:"message"`
	Location string `json:"location"`
}

// Error says what to do.
func (p *Problem) Error() string {
	parts := []string{p.Detail}
	for _, m := range p.Errors {
		parts = append(parts, strings.TrimSpace(m.Location+" "+m.Message))
	}
	text := strings.Join(parts, "; ")
	if p.Status >= http.StatusInternalServerError && p.Request != "" {
		text += " (request " + p.Request + ")"
	}
	return text
}

// Unwrap is the same as a fault, so that callers need to know of one kind of error only.
func (p *Problem) Unwrap() error { return fault.New(p.Code, "%s", p.Error()) }

// passing tells of refusals that time heals: too many requests, or a server or something before it that is not ready.
func (p *Problem) passing() bool {
	switch p.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

const mostProblem = 1 << 20

// problem reads what was refused. An answer without a code comes from something in between, such as a proxy.
func (c *Client) problem(answer *http.Response) error {
	raw, err := io.ReadAll(io.LimitReader(answer.Body, mostProblem))
	p := &Problem{}
	if err != nil || json.Unmarshal(raw, p) != nil || p.Code == "" {
		return &Problem{Status: answer.StatusCode, Code: fault.Unavailable, Detail: c.Server + " answers with status " + answer.Status + ", and not as a Countersign server does"}
	}
	p.Status = answer.StatusCode
	return p
}
