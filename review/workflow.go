package review

import (
	"context"
	"fmt"
	"slices"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// Move is a step of a review from one state to another, kept for good.
type Move struct {
	ID       string    `json:"id"`
	ReviewID string    `json:"review_id"`
	From     State     `json:"from"`
	To       State     `json:"to"`
	Reason   string    `json:"reason"`
	By       string    `json:"by"`
	ByName   string    `json:"by_name"`
	At       time.Time `json:"at"`
}

// next is the table of the states: which may follow which. Reading begins and ends by itself; the others are moves of people. A locked review
// goes nowhere, but an approval may expire.
func next() map[State][]State {
	return map[State][]State{
		Requested:        {Collecting, Reading, Expired},
		Collecting:       {Reading, Expired},
		Reading:          {InReview, Expired},
		InReview:         {Reading, AwaitingApproval, Expired},
		AwaitingApproval: {InReview, Approved, Rejected, Expired},
		Approved:         {Expired},
		Rejected:         {},
		Expired:          {},
	}
}

// Check refuses a move that the table of states does not have: review-locked from a locked state, else illegal-move.
func (s State) Check(to State) error {
	switch {
	case slices.Contains(next()[s], to):
		return nil
	case s.Locked():
		return fault.New(fault.Locked, "this review is %s and cannot be changed; open a new edition of it", s)
	}
	return fault.New(fault.IllegalMove, "a review that is %s cannot become %s; from here it can become %s", s, to, words(next()[s]))
}

func words(states []State) string {
	list := make([]string, len(states))
	for i, s := range states {
		list[i] = string(s)
	}
	return fault.Choices(list)
}

// person refuses callers who are nobody: what is signed or decided has the name of a person under it.
func person(c identity.Caller) error {
	if c.UserID == "" {
		return fault.New(fault.NotAllowed, "only a person can do this: sign in, or use a token that belongs to a person")
	}
	return nil
}

// held is a review that nobody else moves meanwhile, if the caller may do this to it.
func (s *Service) held(tx Tx, c identity.Caller, action identity.Action, id string) (Review, error) {
	if err := c.Need(action); err != nil {
		return Review{}, err //nolint:wrapcheck // it is coded
	}
	r, err := tx.HoldReview(id)
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

// step is a move that a person makes.
type step struct {
	name   string // in the audit trail, such as submit
	action identity.Action
	to     State
	reason string
	// check sees the review as it is before, says what is missing, and sets what the move brings.
	check func(tx Tx, r *Review) error
}

// move makes a step. The version is the one that the caller read.
func (s *Service) move(ctx context.Context, c identity.Caller, id string, version int, do step) (Review, error) {
	reason, err := trimmed(do.reason)
	if err != nil {
		return Review{}, err
	}
	var after Review
	err = s.change(ctx, func(tx Tx) error {
		before, err := s.held(tx, c, do.action, id)
		if err != nil {
			return err
		}
		if err := person(c); err != nil {
			return err
		}
		if before.Version != version {
			return outdated("review")
		}
		if err := before.State.Check(do.to); err != nil {
			return err
		}
		after = before
		if err := do.check(tx, &after); err != nil {
			return err
		}
		after.State, after.Version, after.UpdatedAt = do.to, version+1, s.now()
		if err := tx.SaveReview(after); err != nil {
			return fmt.Errorf("cannot save the review: %w", err)
		}
		if err := tx.AddMove(Move{s.newID(), id, before.State, do.to, reason, c.UserID, c.Name, s.now()}); err != nil {
			return fmt.Errorf("cannot keep the move: %w", err)
		}
		return s.record(tx, c, "review."+do.name, "review", id, before, after)
	})
	return after, err
}

// Moves is the history of a review, oldest first.
func (s *Service) Moves(ctx context.Context, c identity.Caller, id string) ([]Move, error) {
	if _, err := s.Review(ctx, c, id); err != nil {
		return nil, err
	}
	list, err := s.store.Moves(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("cannot load the history of the review: %w", err)
	}
	return list, nil
}
