package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// FollowUpStore is what follow-ups need of storage.
type FollowUpStore interface {
	FollowUp(ctx context.Context, id string) (FollowUp, error)
	FollowUps(ctx context.Context, within Reach, q Query) (Page[FollowUp], error)
}

// FollowUpTx is the same within a transaction.
type FollowUpTx interface {
	FollowUp(id string) (FollowUp, error)
	AddFollowUps(list []FollowUp) error
	SaveFollowUp(f FollowUp) error // as SaveVendor
	ReviewFollowUps(reviewID string) ([]FollowUp, error)
	DocumentVendor(documentID string) (vendorID string, err error)
}

// FollowUps lists the follow-ups of vendors that the caller may see.
func (s *Service) FollowUps(ctx context.Context, c identity.Caller, q Query) (Page[FollowUp], error) {
	reach, err := within(c, identity.ReadReviews)
	if err != nil {
		return Page[FollowUp]{}, err
	}
	page, err := s.store.FollowUps(ctx, reach, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the follow-ups: %w", err)
	}
	return page, nil
}

// FollowUp is one follow-up.
func (s *Service) FollowUp(ctx context.Context, c identity.Caller, id string) (FollowUp, error) {
	f, err := s.store.FollowUp(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return FollowUp{}, unseen("follow-up")
	}
	if err != nil {
		return FollowUp{}, fmt.Errorf("cannot load the follow-up: %w", err)
	}
	v, err := s.store.Vendor(ctx, f.VendorID)
	if _, err = seen(c, identity.ReadReviews, v, err); fault.Is(err, fault.NotFound) {
		return FollowUp{}, unseen("follow-up")
	}
	return f, err
}

// AddFollowUp adds something to do or to answer. A condition is part of what is signed: review-locked when that has happened.
func (s *Service) AddFollowUp(ctx context.Context, c identity.Caller, reviewID string, f FollowUpFields) (FollowUp, error) {
	f, err := f.clean()
	if err != nil {
		return FollowUp{}, err
	}
	var added FollowUp
	err = s.change(ctx, func(tx Tx) error {
		r, err := s.held(tx, c, identity.AddFinding, reviewID)
		if err != nil {
			return err
		}
		if f.Kind == Condition && r.State.Locked() {
			return fault.New(fault.Locked, "this review is %s: conditions cannot be added to what is signed; open a new edition of it", r.State)
		}
		if err := belongs(tx, &r, f.FindingID, f.DocumentID); err != nil {
			return err
		}
		now := s.now()
		added = FollowUp{
			ID: s.newID(), ReviewID: r.ID, VendorID: r.VendorID, FindingID: f.FindingID, Kind: f.Kind, Text: f.Text, Why: f.Why, Severity: f.Severity,
			FollowUpProgress: f.FollowUpProgress, Version: 1, CreatedBy: c.UserID, CreatedAt: now, UpdatedAt: now,
		}
		if err := tx.AddFollowUps([]FollowUp{added}); err != nil {
			return fmt.Errorf("cannot add the follow-up: %w", err)
		}
		return s.record(tx, c, "follow-up.add", "follow-up", added.ID, nil, added)
	})
	return added, err
}

// EditFollowUp changes who answers by when, and the answer. What was asked for stays. The version is the one that the caller read.
func (s *Service) EditFollowUp(ctx context.Context, c identity.Caller, id string, version int, p FollowUpProgress) (FollowUp, error) {
	p, err := p.clean()
	if err != nil {
		return FollowUp{}, err
	}
	var after FollowUp
	err = s.change(ctx, func(tx Tx) error {
		if err := c.Need(identity.AnswerFollowUp); err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		before, err := tx.FollowUp(id)
		if fault.Is(err, fault.NotFound) {
			return unseen("follow-up")
		}
		if err != nil {
			return fmt.Errorf("cannot load the follow-up: %w", err)
		}
		r, err := s.held(tx, c, identity.AnswerFollowUp, before.ReviewID)
		if fault.Is(err, fault.NotFound) {
			return unseen("follow-up")
		}
		if err != nil {
			return err
		}
		if before.Version != version {
			return outdated("follow-up")
		}
		if err := belongs(tx, &r, "", p.DocumentID); err != nil {
			return err
		}
		after = before
		after.FollowUpProgress, after.Version, after.UpdatedAt = p, version+1, s.now()
		if err := tx.SaveFollowUp(after); err != nil {
			return fmt.Errorf("cannot save the follow-up: %w", err)
		}
		return s.record(tx, c, "follow-up.edit", "follow-up", id, before, after)
	})
	return after, err
}

// belongs refuses findings of other reviews and documents of other vendors, whether or not they exist.
func belongs(tx Tx, r *Review, findingID, documentID string) error {
	if findingID != "" {
		f, err := tx.Finding(findingID)
		if fault.Is(err, fault.NotFound) || err == nil && f.ReviewID != r.ID {
			return fault.New(fault.Invalid, "finding_id: this review has no such finding")
		}
		if err != nil {
			return fmt.Errorf("cannot load the finding: %w", err)
		}
	}
	if documentID == "" {
		return nil
	}
	vendor, err := tx.DocumentVendor(documentID)
	if fault.Is(err, fault.NotFound) || err == nil && vendor != r.VendorID {
		return fault.New(fault.Invalid, "document_id: this vendor has no such document")
	}
	if err != nil {
		return fmt.Errorf("cannot load the document: %w", err)
	}
	return nil
}
