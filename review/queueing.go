package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"countersign/fault"
	"countersign/identity"
)

// RetryReading queues anew what was parked.
func (s *Service) RetryReading(ctx context.Context, c identity.Caller, id string) (Review, error) {
	return s.requeue(ctx, c, id, identity.RetryReading, anew{action: "review.retry"})
}

// ConfirmReading confirms that a report whose copying is switched off may be read, and queues it anew.
func (s *Service) ConfirmReading(ctx context.Context, c identity.Caller, id, reason string) (Review, error) {
	if strings.TrimSpace(reason) == "" {
		return Review{}, fault.New(fault.Invalid, "reason: say on what ground this file may be read by a machine")
	}
	return s.requeue(ctx, c, id, identity.UploadDocument, anew{action: "review.permission", after: []fault.Code{fault.PermissionNeeded}, reason: reason})
}

// GivePassword queues a report anew with the password that opens it, sealed as the worker can open it. The password is kept until the
// reading ends and in no other place. A reason confirms at the same time that the file may be read.
func (s *Service) GivePassword(ctx context.Context, c identity.Caller, id string, sealed []byte, reason string) (Review, error) {
	return s.requeue(ctx, c, id, identity.UploadDocument, anew{
		action: "review.password", after: []fault.Code{fault.PasswordNeeded, fault.PasswordWrong}, reason: reason, sealed: sealed,
	})
}

// anew is why a reading is queued again.
type anew struct {
	action string
	after  []fault.Code // only when it was parked with one of these; none: whatever it was
	reason string       // of a permission
	sealed []byte
}

func (s *Service) requeue(ctx context.Context, c identity.Caller, id string, action identity.Action, why anew) (Review, error) {
	why.reason = strings.TrimSpace(why.reason)
	if len(why.reason) > mostReason {
		return Review{}, fault.New(fault.Invalid, "reason: at most %d characters", mostReason)
	}
	var after Review
	err := s.change(ctx, func(tx Tx) error {
		before, err := s.reviewOf(tx, c, action, id)
		if err != nil {
			return err
		}
		if err := why.fits(&before); err != nil {
			return err
		}
		if err := s.permit(tx, c, before.DocumentID, why.reason); err != nil {
			return err
		}
		after = before
		after.Analysis, after.Failure, after.Progress, after.Version, after.UpdatedAt = AnalysisQueued, nil, Progress{}, before.Version+1, s.now()
		if err := tx.SaveReview(after); err != nil {
			return fmt.Errorf("cannot save the review: %w", err)
		}
		if why.sealed == nil {
			if why.sealed, err = tx.Rested(id); err != nil {
				return fmt.Errorf("cannot look for a password: %w", err)
			}
		}
		if err := tx.Enqueue(id, why.sealed); err != nil {
			return fmt.Errorf("cannot queue the reading: %w", err)
		}
		return s.record(tx, c, why.action, "review", id, before, after)
	})
	return after, err
}

func (a anew) fits(r *Review) error {
	switch {
	case r.State.Locked():
		return fault.New(fault.Locked, "this review is signed and cannot be changed; open a new edition")
	case r.Analysis != AnalysisFailed || r.Failure == nil:
		return fault.New(fault.IllegalMove, "only a reading that failed can be begun again; this one is %s", r.Analysis)
	case len(a.after) > 0 && !slices.Contains(a.after, fault.Code(r.Failure.Code)):
		return fault.New(fault.IllegalMove, "the reading failed for another reason: %s", r.Failure.Code)
	}
	return nil
}

// permit writes down who confirmed that a document may be read; without a reason it does nothing.
func (s *Service) permit(tx Tx, c identity.Caller, documentID, reason string) error {
	if reason == "" {
		return nil
	}
	before, err := tx.Document(documentID)
	if err != nil {
		return fmt.Errorf("cannot load the document: %w", err)
	}
	after := before
	after.Permission, after.Version = confirmation(c, reason), before.Version+1
	if err := tx.SaveDocument(after); err != nil {
		return fmt.Errorf("cannot save the document: %w", err)
	}
	return s.record(tx, c, "document.permission", "document", documentID, before, after)
}

// reviewOf is a review, as the transaction sees it, if the caller may do this to it.
func (s *Service) reviewOf(tx Tx, c identity.Caller, action identity.Action, id string) (Review, error) {
	r, err := tx.Review(id)
	if need := c.Need(action); need != nil {
		return Review{}, need //nolint:wrapcheck // it is coded
	}
	if fault.Is(err, fault.NotFound) {
		return Review{}, unseen("review")
	}
	if err != nil {
		return Review{}, fmt.Errorf("cannot load the review: %w", err)
	}
	v, err := tx.Vendor(r.VendorID)
	if _, err = seen(c, action, v, err); fault.Is(err, fault.NotFound) {
		return Review{}, unseen("review")
	}
	return r, err
}
