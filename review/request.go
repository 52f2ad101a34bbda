package review

import (
	"context"
	"fmt"
	"strings"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// Request is what is asked of a vendor before its report is there.
type Request struct {
	Kind DocumentKind // one that is read; empty: a SOC 2 report
	Due  string       // civil date; empty: none
	Note string
}

func (q Request) clean() (Request, error) {
	if q.Kind == "" {
		q.Kind = KindSOC2
	}
	q.Note = strings.TrimSpace(q.Note)
	switch {
	case !q.Kind.IsReport():
		return q, fault.New(fault.Invalid, "kind: a review is of a report, one of %v; other documents are uploaded as they come", ReportKinds())
	case len([]rune(q.Note)) > mostReason:
		return q, fault.New(fault.Invalid, "note: at most %d characters", mostReason)
	case q.Due == "":
		return q, nil
	}
	if _, err := time.Parse(time.DateOnly, q.Due); err != nil {
		return q, fault.New(fault.Invalid, "due: a date such as 2027-03-31, not %q", q.Due)
	}
	return q, nil
}

// RequestReview opens a review whose report is still to be had from the vendor.
func (s *Service) RequestReview(ctx context.Context, c identity.Caller, vendorID string, q Request) (Review, error) {
	if err := c.Need(identity.MoveReview); err != nil {
		return Review{}, err //nolint:wrapcheck // it is coded
	}
	q, err := q.clean()
	if err != nil {
		return Review{}, err
	}
	var r Review
	err = s.change(ctx, func(tx Tx) error {
		v, err := tx.Vendor(vendorID)
		if v, err = seen(c, identity.MoveReview, v, err); err != nil {
			return err
		}
		if v.Lifecycle == Offboarded {
			return fault.New(fault.IllegalMove, "this vendor is offboarded: set another lifecycle before a report is asked of it")
		}
		now := s.now()
		r = Review{
			ID: s.newID(), VendorID: vendorID, Edition: 1, State: Requested, Wanted: q.Kind, Due: q.Due, Note: q.Note, Version: 1,
			CreatedBy: c.ID, CreatedAt: now, UpdatedAt: now,
		}
		if err := tx.AddReview(r); err != nil {
			return fmt.Errorf("cannot add the review: %w", err)
		}
		return s.record(tx, c, "review.request", "review", r.ID, nil, r)
	})
	return r, err
}

// EditRequest changes what is asked for, as long as it is not there. The version is the one that the caller read.
func (s *Service) EditRequest(ctx context.Context, c identity.Caller, id string, version int, q Request) (Review, error) {
	q, err := q.clean()
	if err != nil {
		return Review{}, err
	}
	var after Review
	err = s.change(ctx, func(tx Tx) error {
		before, err := s.held(tx, c, identity.MoveReview, id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return outdated("review")
		}
		if err := before.awaitsReport(); err != nil {
			return err
		}
		after = before
		after.Wanted, after.Due, after.Note, after.Version, after.UpdatedAt = q.Kind, q.Due, q.Note, version+1, s.now()
		if err := tx.SaveReview(after); err != nil {
			return fmt.Errorf("cannot save the review: %w", err)
		}
		return s.record(tx, c, "review.edit-request", "review", id, before, after)
	})
	return after, err
}

// Collect notes that the report was asked of the vendor; the note says how, or what it waits for.
func (s *Service) Collect(ctx context.Context, c identity.Caller, id string, version int, note string) (Review, error) {
	return s.move(ctx, c, id, version, step{name: "collect", action: identity.MoveReview, to: Collecting, reason: note, check: func(_ Tx, r *Review) error {
		r.Note = strings.TrimSpace(note)
		return reasoned(note)
	}})
}

// Cancel ends a review whose report never came, for a reason.
func (s *Service) Cancel(ctx context.Context, c identity.Caller, id string, version int, reason string) (Review, error) {
	return s.move(ctx, c, id, version, step{name: "cancel", action: identity.MoveReview, to: Expired, reason: reason, check: func(_ Tx, r *Review) error {
		if err := r.awaitsReport(); err != nil {
			return err
		}
		return reasoned(reason)
	}})
}

// awaitsReport refuses what can be done only as long as the report is not there.
func (r *Review) awaitsReport() error {
	switch {
	case r.State.Locked():
		return fault.New(fault.Locked, "this review is %s and cannot be changed; open a new edition of it", r.State)
	case r.State != Requested && r.State != Collecting:
		return fault.New(fault.IllegalMove, "this review is %s: its report is there already; only a review that is requested or collecting waits for one", r.State)
	}
	return nil
}

// awaited checks, before any byte is taken, that the review waits for a report, and takes over the kind that it waits for.
func (u *Uploads) awaited(ctx context.Context, vendorID string, in *UploadInput) error {
	if in.ReviewID == "" {
		return nil
	}
	r, err := u.store.Review(ctx, in.ReviewID)
	if fault.Is(err, fault.NotFound) || err == nil && r.VendorID != vendorID {
		return unseen("review of this vendor")
	}
	if err != nil {
		return fmt.Errorf("cannot load the review: %w", err)
	}
	if in.Kind == "" {
		in.Kind = r.Wanted
	}
	return nil
}

// reviewed gives a report its review: the one that waits for it, or a new one.
func (s *Service) reviewed(tx Tx, c identity.Caller, d Document, reviewID string) (*Review, error) {
	if reviewID == "" {
		return s.beginReview(tx, c, d)
	}
	before, err := s.held(tx, c, identity.UploadDocument, reviewID)
	if err != nil {
		return nil, err
	}
	if before.VendorID != d.VendorID {
		return nil, unseen("review of this vendor")
	}
	if err := before.awaitsReport(); err != nil {
		return nil, err
	}
	after := before
	after.DocumentID, after.State, after.Analysis = d.ID, Reading, AnalysisQueued
	after.Version, after.UpdatedAt = before.Version+1, s.now()
	if err := tx.SaveReview(after); err != nil {
		return nil, fmt.Errorf("cannot save the review: %w", err)
	}
	if err := tx.AddMove(Move{s.newID(), after.ID, before.State, Reading, "", c.ID, c.Name, s.now()}); err != nil {
		return nil, fmt.Errorf("cannot keep the move: %w", err)
	}
	if err := tx.Enqueue(after.ID, nil); err != nil {
		return nil, fmt.Errorf("cannot queue the reading: %w", err)
	}
	return &after, s.record(tx, c, "review.attach", "review", after.ID, before, after)
}
