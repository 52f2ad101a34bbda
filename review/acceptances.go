package review

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// RequestAcceptance asks that the risk of a finding be accepted until a day.
func (s *Service) RequestAcceptance(ctx context.Context, c identity.Caller, findingID, reason, expiresOn string) (RiskAcceptance, error) {
	reason, err := trimmed(reason)
	if err != nil {
		return RiskAcceptance{}, err
	}
	if err := reasoned(reason); err != nil {
		return RiskAcceptance{}, err
	}
	if err := s.future(expiresOn); err != nil {
		return RiskAcceptance{}, err
	}
	var added RiskAcceptance
	err = s.change(ctx, func(tx Tx) error {
		if err := c.Need(identity.AddFinding); err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		f, err := tx.Finding(findingID)
		if fault.Is(err, fault.NotFound) {
			return unseen("finding")
		}
		if err != nil {
			return fmt.Errorf("cannot load the finding: %w", err)
		}
		if _, err := s.held(tx, c, identity.AddFinding, f.ReviewID); fault.Is(err, fault.NotFound) {
			return unseen("finding")
		} else if err != nil {
			return err
		}
		if err := person(c); err != nil {
			return err
		}
		now := s.now()
		added = RiskAcceptance{
			ID: s.newID(), ReviewID: f.ReviewID, VendorID: f.VendorID, FindingID: f.ID, Reason: reason, ExpiresOn: expiresOn, Status: AcceptanceRequested,
			RequestedBy: c.UserID, Version: 1, CreatedAt: now, UpdatedAt: now,
		}
		if err := tx.AddAcceptance(added); err != nil {
			return fmt.Errorf("cannot add the acceptance: %w", err)
		}
		return s.record(tx, c, "risk-acceptance.request", "risk-acceptance", added.ID, nil, added)
	})
	return added, err
}

// future refuses a day that is none, or that is not after today.
func (s *Service) future(day string) error {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return fault.New(fault.Invalid, "expires_on: a date such as 2027-03-31, not %q", day)
	}
	if !at.After(s.now()) {
		return fault.New(fault.Invalid, "expires_on: a day that is still to come")
	}
	return nil
}

// DecideAcceptance approves or refuses to live with a risk; somebody else than asked for it. The version is the one that the caller read.
func (s *Service) DecideAcceptance(ctx context.Context, c identity.Caller, id string, version int, approve bool, note string) (RiskAcceptance, error) {
	note, err := trimmed(note)
	if err != nil {
		return RiskAcceptance{}, err
	}
	if !approve && reasoned(note) != nil {
		return RiskAcceptance{}, reasoned(note)
	}
	var after RiskAcceptance
	err = s.change(ctx, func(tx Tx) error {
		before, err := s.decidableAcceptance(tx, c, id, version)
		if err != nil {
			return err
		}
		now := s.now()
		after = before
		after.Status, after.DecidedBy, after.DecidedAt, after.Note = AcceptanceRefused, c.UserID, &now, note
		name := "risk-acceptance.refuse"
		if approve {
			if err := s.future(before.ExpiresOn); err != nil {
				return fault.New(fault.IllegalMove, "the day until which this was asked for has passed; ask anew")
			}
			after.Status, name = AcceptanceApproved, "risk-acceptance.approve"
		}
		after.Version, after.UpdatedAt = version+1, now
		if err := tx.SaveAcceptance(after); err != nil {
			return fmt.Errorf("cannot save the acceptance: %w", err)
		}
		return s.record(tx, c, name, "risk-acceptance", id, before, after)
	})
	return after, err
}

func (s *Service) decidableAcceptance(tx Tx, c identity.Caller, id string, version int) (RiskAcceptance, error) {
	if err := c.Need(identity.ApproveReview); err != nil {
		return RiskAcceptance{}, err //nolint:wrapcheck // it is coded
	}
	a, err := tx.Acceptance(id)
	if fault.Is(err, fault.NotFound) {
		return a, unseen("acceptance of a risk")
	}
	if err != nil {
		return a, fmt.Errorf("cannot load the acceptance: %w", err)
	}
	v, err := tx.Vendor(a.VendorID)
	if _, err = seen(c, identity.ApproveReview, v, err); fault.Is(err, fault.NotFound) {
		return a, unseen("acceptance of a risk")
	}
	if err != nil {
		return a, err
	}
	if err := person(c); err != nil {
		return a, err
	}
	switch {
	case a.Version != version:
		return a, outdated("acceptance of a risk")
	case a.Status != AcceptanceRequested:
		return a, fault.New(fault.IllegalMove, "this is %s already; ask anew for something else", a.Status)
	case a.RequestedBy == c.UserID:
		return a, fault.New(fault.IllegalMove, "you asked for this: somebody else must approve or refuse it")
	}
	return a, nil
}

// Acceptances lists the acceptances of vendors that the caller may see.
func (s *Service) Acceptances(ctx context.Context, c identity.Caller, q Query) (Page[RiskAcceptance], error) {
	reach, err := within(c, identity.ReadReviews)
	if err != nil {
		return Page[RiskAcceptance]{}, err
	}
	page, err := s.store.Acceptances(ctx, reach, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the acceptances: %w", err)
	}
	return page, nil
}
