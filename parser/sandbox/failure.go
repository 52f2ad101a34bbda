package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"countersign/fault"
)

// failure carries a fault from the child to its parent.
type failure struct {
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
	Cause   string     `json:"cause,omitempty"`
}

const (
	maxCode    = 40
	maxMessage = 500
	maxCause   = 8 << 10
)

func newFailure(err error) failure {
	f := fault.Of(err)
	return failure{Code: f.Code, Message: f.Message, Cause: err.Error()}
}

// failureOf rebuilds the fault. The child is not trusted: a code must look like one and the words are cut and cleaned.
func failureOf(payload []byte) *fault.Error {
	var f failure
	if err := json.Unmarshal(payload, &f); err != nil {
		return crashed(fmt.Errorf("cannot read the child's failure: %w", err))
	}
	cause := errors.New(clean(f.Cause, maxCause))
	if !plausible(f.Code) || f.Message == "" {
		return crashed(fmt.Errorf("the child failed with the code %q: %w", clean(string(f.Code), maxCode), cause))
	}
	return fault.Wrap(cause, f.Code, "%s", clean(f.Message, maxMessage))
}

func plausible(code fault.Code) bool {
	return code != "" && len(code) <= maxCode && strings.Trim(string(code), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// clean keeps at most limit printable characters of one line.
func clean(s string, limit int) string {
	var b strings.Builder
	for _, r := range s {
		if limit--; limit < 0 {
			break
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
