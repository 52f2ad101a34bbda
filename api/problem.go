package api

import (
	"net/http"
	"time"

	"countersign/fault"

	"github.com/danielgtaylor/huma/v2"
)

// Problem is an error as clients get it (RFC 9457), with a stable code and the request's id.
type Problem struct { //nolint:errname // it is RFC 9457's own name
	Type    string              `json:"type"`
	Title   string              `json:"title"`
	Status  int                 `json:"status"`
	Code    fault.Code          `json:"code" doc:"Stable: scripts may rely on it"`
	Detail  string              `json:"detail,omitempty" doc:"For people; says what to do"`
	Errors  []*huma.ErrorDetail `json:"errors,omitempty" doc:"Every mistake in the request"`
	Request string              `json:"request,omitempty" doc:"Find it in the server's log by this id"`

	wait time.Duration // after which it may be tried again; 0: it does not say
}

// Error is the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are the headers that go with it.
func (p *Problem) GetHeaders() http.Header {
	if p.wait <= 0 {
		return nil
	}
	return http.Header{"Retry-After": {wholeSeconds(p.wait)}}
}

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return problemMedia }

const problemMedia = "application/problem+json"

// problemOf is how a fault is told over HTTP.
func problemOf(f *fault.Error) *Problem {
	status := statusOf(f.Code)
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: f.Code, Detail: f.Message, wait: f.Wait}
}

func statusOf(code fault.Code) int {
	switch code {
	case fault.NotFound:
		return http.StatusNotFound
	case fault.NotSignedIn, fault.CodeNeeded:
		return http.StatusUnauthorized
	case fault.NotAllowed, fault.PermissionNeeded:
		return http.StatusForbidden
	case fault.Invalid, fault.CannotMention:
		return http.StatusUnprocessableEntity
	case fault.BadRequest, fault.Empty:
		return http.StatusBadRequest
	case fault.Duplicate, fault.IllegalMove, fault.Locked, fault.ReusedKey, fault.AnswerLost:
		return http.StatusConflict
	case fault.Outdated, fault.WrongProtocol:
		return http.StatusPreconditionFailed
	case fault.VersionNeeded:
		return http.StatusPreconditionRequired
	case fault.TooManyTries, fault.TooOften:
		return http.StatusTooManyRequests
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.WrongMediaType, fault.NotPDF:
		return http.StatusUnsupportedMediaType
	case fault.RangeBeyond:
		return http.StatusRequestedRangeNotSatisfiable
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Canceled:
		return 499
	}
	return http.StatusInternalServerError
}

// codeOf is the code of an error that the framework answers by itself.
func codeOf(status int) fault.Code {
	switch status {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return fault.NotFound
	case http.StatusUnprocessableEntity:
		return fault.Invalid
	case http.StatusRequestEntityTooLarge:
		return fault.TooLarge
	case http.StatusUnsupportedMediaType, http.StatusNotAcceptable:
		return fault.WrongMediaType
	case http.StatusRequestTimeout:
		return fault.TimeLimit
	}
	if status < http.StatusInternalServerError {
		return fault.BadRequest
	}
	return fault.Internal
}

// coded gives the framework's own errors a code, and every problem the request's id.
func coded(ctx huma.Context, _ string, v any) (any, error) {
	switch e := v.(type) {
	case *huma.ErrorModel:
		for _, d := range e.Errors {
			d.Value = nil // it may be a password
		}
		return &Problem{
			Type: "about:blank", Title: e.Title, Status: e.Status, Code: codeOf(e.Status), Detail: e.Detail, Errors: e.Errors,
			Request: requestID(ctx.Context()),
		}, nil
	case *Problem:
		e.Request = requestID(ctx.Context())
	}
	return v, nil
}
