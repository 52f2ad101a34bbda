// Package fault is Countersign's one coded error type.
//
// A fault carries a stable code that scripts and API clients may rely on, a sentence for people that says what to do, and the
// internal cause, which is logged but never shown. Packages wrap with fmt.Errorf("cannot …: %w", err); the edge asks Of for the
// fault inside and reports it once.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Code is a stable, kebab-case identifier of what went wrong.
type Code string

// The codes of reading a document. They are part of the command's and the API's contract: add, never rename.
const (
	NotPDF           Code = "not-a-pdf"         // the bytes are no PDF file
	Damaged          Code = "damaged-file"      // a PDF that no reader could open
	Unsupported      Code = "unsupported-file"  // a PDF that uses a security handler which cannot be read
	Empty            Code = "empty-file"        // no bytes
	TooLarge         Code = "file-too-large"    // more bytes than the limit
	TooManyPages     Code = "too-many-pages"    // more pages than the limit
	PasswordNeeded   Code = "password-needed"   // a user password is set and none was given
	PasswordWrong    Code = "password-wrong"    // the password given does not open the file
	PermissionNeeded Code = "permission-needed" // copying is switched off and nobody confirmed that reading is allowed
	TimeLimit        Code = "time-limit"        // reading took longer than the limit
	MemoryLimit      Code = "memory-limit"      // reading needed more memory than the limit
	OutputLimit      Code = "output-limit"      // the reader sent more than the limit
	ReaderCrashed    Code = "reader-crashed"    // the child process died without saying why
	OCRMissing       Code = "ocr-missing"       // tesseract is not installed
	OCRFailed        Code = "ocr-failed"        // tesseract ran and gave no text
	NotSOC2          Code = "not-a-soc2-report" // readable, but another kind of document
	FileUnreadable   Code = "file-not-found"    // the path cannot be opened
	BadFactSheet     Code = "bad-fact-sheet"    // a provider's fact sheet has mistakes
	BadCatalog       Code = "bad-catalog"       // a checklist item or its lexicon has mistakes
	WriteFailed      Code = "cannot-write"      // the result cannot be written
	Canceled         Code = "canceled"          // the caller gave up
	Internal         Code = "internal"          // a defect of ours
)

// The codes of the server.
const (
	NotFound       Code = "not-found"         // no such thing, or none that the caller may see
	NotSignedIn    Code = "not-signed-in"     // no session and no token, or one that has ended
	NotAllowed     Code = "not-allowed"       // the caller's role may not do this
	Invalid        Code = "invalid-input"     // a field has a value that it cannot have
	Duplicate      Code = "already-exists"    // something with this name or content is there already
	Outdated       Code = "changed-meanwhile" // somebody else changed it after it was read
	IllegalMove    Code = "illegal-move"      // the state does not allow this; the message says what is missing
	Locked         Code = "review-locked"     // a signed review cannot be changed; open a new version
	VersionNeeded  Code = "version-needed"    // a change must say which version it was made from
	TooManyTries   Code = "too-many-tries"    // wait before trying again
	BadConfig      Code = "bad-configuration" // settings with mistakes
	Unavailable    Code = "not-available"     // the database or the files cannot be reached now
	NewerDatabase  Code = "newer-database"    // a newer program has changed the database in a way that this one does not know
	ReusedKey      Code = "key-reused"        // an Idempotency-Key came with another request before
	AnswerLost     Code = "answer-lost"       // a request with this Idempotency-Key was carried out before, and its answer is lost
	WrongMediaType Code = "wrong-media-type"  // the content is not what the route takes
	BadRequest     Code = "bad-request"       // it cannot be understood as a request
	RangeBeyond    Code = "range-beyond-end"  // a range of bytes behind the end of the file
	WrongProtocol  Code = "wrong-protocol"    // a version of a protocol that is not spoken here
	CannotMention  Code = "cannot-mention"    // somebody who may not see what a comment is about
	TooOften       Code = "too-many-requests" // more requests a minute than the caller may send
	CodeNeeded     Code = "code-needed"       // the password is right, and the code of the second factor is missing
)

// Error is a coded error. Message is for people and says what to do; Cause is for the log.
type Error struct {
	Code    Code
	Message string
	Cause   error
	Wait    time.Duration // after which it may be tried again; 0: it does not say
}

// New makes a fault without a cause.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Wrap makes a fault around its internal cause.
func Wrap(cause error, code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Cause: cause}
}

func (e *Error) Error() string {
	if e.Cause == nil {
		return e.Message
	}
	return e.Message + ": " + e.Cause.Error()
}

func (e *Error) Unwrap() error { return e.Cause }

// Of returns the outermost fault in err's chain; an error without one becomes Internal.
func Of(err error) *Error {
	var f *Error
	if errors.As(err, &f) {
		return f
	}
	return &Error{Code: Internal, Message: "something went wrong inside Countersign; please report it", Cause: err}
}

// Is tells whether err's fault has the code.
func Is(err error, code Code) bool {
	var f *Error
	return errors.As(err, &f) && f.Code == code
}
