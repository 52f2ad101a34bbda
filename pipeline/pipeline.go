package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"countersign/assessment"
	"countersign/fault"
	"countersign/parser/ocr"
	"countersign/parser/sandbox"
	"countersign/review"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

// Desk hands out tasks and takes results: the workflow.
type Desk interface {
	Begin(ctx context.Context, reviewID, worker string) (*review.Task, error)
	Beat(ctx context.Context, t *review.Task, p review.Progress) (bool, error)
	Finish(ctx context.Context, t *review.Task, result review.ReadingResult) error
	Park(ctx context.Context, t *review.Task, why review.Failure) error
	Release(ctx context.Context, t *review.Task, counted bool) error
}

// Shelf has what was read before.
type Shelf interface {
	AnalysisOf(ctx context.Context, key review.AnalysisKey) (review.Analysis, error)
	Prints(ctx context.Context, unit string, most int) ([]review.Print, error)
}

// Files has the bytes.
type Files interface {
	ReadAll(ctx context.Context, sum string) ([]byte, error)
}

// Config is what reading needs.
type Config struct {
	Desk       Desk
	Shelf      Shelf
	Files      Files
	Assessor   *assessment.Assessor
	Catalog    string // version of the checklist
	Unseal     func(sealed []byte) (string, error)
	Recognizer *ocr.Tesseract  // nil: scanned pages stay unread
	Pages      string          // folder in which recognized pages wait for the result; empty: they are not kept
	Command    sandbox.Command // of the reading child; zero: this program with parser.ChildArgument
	Readers    int             // PDFium instances; 0 means one a processor
	Now        func() time.Time
	NewID      func() string
	Log        *slog.Logger
	Tracer     trace.Tracer // nil: nothing is traced
}

// Reader reads reports. It is safe for use by any number of goroutines.
type Reader struct{ Config }

// New makes a reader.
func New(c Config) *Reader { return &Reader{c} }

// errLost means that the reading is another worker's by now.
var errLost = errors.New("the reading went to another worker")

// Run reads the report of a review, if that is still to be done. An error means that it should be tried again later.
func (r *Reader) Run(ctx context.Context, reviewID string) error {
	ctx, span := r.tracer().Start(ctx, "read report", trace.WithSpanKind(trace.SpanKindConsumer), trace.WithAttributes(attribute.String("countersign.review_id", reviewID)))
	defer span.End()
	t, err := r.Desk.Begin(ctx, reviewID, r.NewID())
	if err != nil || t == nil {
		outcome(span, "not begun", "")
		return err //nolint:wrapcheck // it says what failed
	}
	work, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	p := r.progress(work, t, cancel)
	result, err := r.read(work, t, p)
	if err == nil {
		p.enter("keep")
	}
	p.stop()
	if err == nil {
		err = r.Desk.Finish(work, t, result)
	}
	p.leave()
	if err == nil {
		outcome(span, "done", "")
		r.tidy(t.Document.SHA256)
		return nil
	}
	return r.failed(ctx, work, t, err)
}

// failed decides what becomes of a reading that failed.
func (r *Reader) failed(ctx, work context.Context, t *review.Task, err error) error {
	after := context.WithoutCancel(ctx) // the state is put right even when the server stops
	f := fault.Of(err)
	span := trace.SpanFromContext(ctx)
	if errors.Is(context.Cause(work), errLost) {
		outcome(span, "lost", "")
		return nil
	}
	outcome(span, "failed", string(f.Code))
	switch {
	case ctx.Err() != nil:
		return errors.Join(err, r.Desk.Release(after, t, false))
	case lasting(f.Code) || t.Review.Progress.Attempts >= review.MostTries:
		r.Log.WarnContext(ctx, "reading parked", "review", t.Review.ID, "code", f.Code, "attempts", t.Review.Progress.Attempts)
		if err := r.Desk.Park(after, t, failure(f)); err != nil {
			return fmt.Errorf("cannot park the reading: %w", err)
		}
		r.tidy(t.Document.SHA256) // text of a report does not wait for a try that may never come
		return nil
	}
	r.Log.WarnContext(ctx, "reading will be tried again", "review", t.Review.ID, "code", f.Code, "attempts", t.Review.Progress.Attempts)
	return errors.Join(err, r.Desk.Release(after, t, true))
}

// lasting tells faults that another try meets again.
func lasting(c fault.Code) bool {
	return slices.Contains([]fault.Code{
		fault.NotPDF, fault.Damaged, fault.Unsupported, fault.Empty, fault.TooLarge, fault.TooManyPages, fault.PasswordNeeded, fault.PasswordWrong,
		fault.PermissionNeeded, fault.NotFound, fault.BadConfig,
	}, c)
}

// failure is a fault as it stands in the review.
func failure(f *fault.Error) review.Failure {
	text := f.Message
	switch f.Code { //nolint:exhaustive // the others are told as they are
	case fault.PermissionNeeded:
		text = "copying is switched off in this file; confirm that your terms with the vendor allow machine reading"
	case fault.PasswordNeeded:
		text = "this file opens with a password only; give it to have the file read"
	case fault.PasswordWrong:
		text = "this password does not open the file; give another"
	}
	return review.Failure{Code: string(f.Code), Message: text}
}
