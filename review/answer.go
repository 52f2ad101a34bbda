package review

import (
	"context"
	"time"
)

// AnswerKey names a request that came with an Idempotency-Key.
type AnswerKey struct {
	Caller string
	Route  string
	Key    string
}

// Answer is how a request was answered.
type Answer struct {
	Request string // hash of the request
	Status  int    // of HTTP; or UnderWay, Done
	At      time.Time
	Headers map[string]string
	Body    []byte
}

// Statuses of answers that are none of HTTP.
const (
	UnderWay = 0
	Done     = 1 // the change is kept; the answer is not, or not yet
)

// ClaimLost is the age from which a request without an answer is taken for one whose server died.
const ClaimLost = 30 * time.Second

// Claim is the right to carry out a request: whoever sent the same one later, after a silence, took it over.
type Claim struct {
	AnswerKey
	At time.Time
}

type claimKey struct{}

// WithClaim lets the change that is made with this context be kept only under the claim, together with the note that it was.
func WithClaim(ctx context.Context, c Claim) context.Context {
	return context.WithValue(ctx, claimKey{}, c)
}

// ClaimOf is the claim of a context.
func ClaimOf(ctx context.Context) (Claim, bool) {
	c, claimed := ctx.Value(claimKey{}).(Claim)
	return c, claimed
}
