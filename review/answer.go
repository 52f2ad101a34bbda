package review

// AnswerKey names a request that came with an Idempotency-Key.
type AnswerKey struct {
	Caller string
	Route  string
	Key    string
}

// Answer is how a request was answered. Status 0 means that it is under way.
type Answer struct {
	Request string // hash of the request
	Status  int
	Headers map[string]string
	Body    []byte
}
