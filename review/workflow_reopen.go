package review

import (
	"context"
	"fmt"
	"slices"

	"countersign/fault"
	"countersign/identity"
)

// Reopen begins a new edition of a locked review, with its findings and the decisions over them. The locked one stays as it was. Errors:
// illegal-move when the review is not locked, or another edition follows it already.
func (s *Service) Reopen(ctx context.Context, c identity.Caller, id string, version int, reason string) (Review, error) {
	if err := reasoned(reason); err != nil {
		return Review{}, err
	}
	reason, err := trimmed(reason)
	if err != nil {
		return Review{}, err
	}
	var after Review
	err = s.change(ctx, func(tx Tx) error {
		before, err := s.held(tx, c, identity.MoveReview, id)
		if err != nil {
			return err
		}
		if err := person(c); err != nil {
			return err
		}
		if before.Version != version {
			return outdated("review")
		}
		if err := reopenable(tx, &before); err != nil {
			return err
		}
		after = s.edition(&before, c)
		if err := tx.AddReview(after); err != nil {
			return fmt.Errorf("cannot add the new edition: %w", err)
		}
		if err := s.copyFindings(tx, before.ID, after.ID); err != nil {
			return err
		}
		if err := tx.AddMove(Move{s.newID(), after.ID, before.State, after.State, reason, c.UserID, c.Name, s.now()}); err != nil {
			return fmt.Errorf("cannot keep the move: %w", err)
		}
		return s.record(tx, c, "review.reopen", "review", after.ID, nil, after)
	})
	return after, err
}

func reopenable(tx Tx, r *Review) error {
	if !r.State.Locked() {
		return fault.New(fault.IllegalMove, "this review is %s and can be changed as it is; only a locked one is opened anew", r.State)
	}
	later, err := tx.EditionAfter(r.ID)
	if err != nil {
		return fmt.Errorf("cannot look for a later edition: %w", err)
	}
	if later != "" {
		return fault.New(fault.IllegalMove, "there is a later edition of this review already: %s", later)
	}
	return nil
}

// edition is the review that follows another: all that was read, and nothing that was signed.
func (s *Service) edition(before *Review, c identity.Caller) Review {
	now := s.now()
	after := *before
	after.ID, after.Edition, after.Follows, after.State = s.newID(), before.Edition+1, before.ID, InReview
	if after.Analysis != AnalysisReady {
		after.State = Collecting
		if after.Analysis != AnalysisNone {
			after.State = Reading
		}
	}
	after.PreparedBy, after.PreparedAt, after.DecidedBy, after.ApprovedAt, after.Decision = "", nil, "", nil, ""
	after.Version, after.CreatedBy, after.CreatedAt, after.UpdatedAt = 1, c.UserID, now, now
	return after
}

// copyFindings copies findings with the decisions over them and the history of these.
func (s *Service) copyFindings(tx Tx, from, to string) error {
	findings, err := tx.ReviewFindings(from)
	if err != nil {
		return fmt.Errorf("cannot load the findings: %w", err)
	}
	old := make([]string, len(findings))
	for i := range findings {
		f := &findings[i]
		old[i] = f.ID
		f.ID, f.ReviewID, f.Version, f.UpdatedAt = s.newID(), to, 1, s.now()
	}
	if err := tx.AddFindings(findings); err != nil {
		return fmt.Errorf("cannot copy the findings: %w", err)
	}
	if err := s.copyFollowUps(tx, from, to, old, findings); err != nil {
		return err
	}
	for i := range findings {
		if findings[i].Decision.Verdict == Open {
			continue
		}
		history, err := tx.DecisionsOf(old[i])
		if err != nil {
			return fmt.Errorf("cannot load the decisions: %w", err)
		}
		for _, d := range history {
			if err := tx.AddDecision(s.newID(), findings[i].ID, d); err != nil {
				return fmt.Errorf("cannot copy the decisions: %w", err)
			}
		}
	}
	return nil
}

// copyFollowUps copies what was to be done or answered, as far as it is by now; those about a finding are about its copy then.
func (s *Service) copyFollowUps(tx Tx, from, to string, old []string, findings []Finding) error {
	list, err := tx.ReviewFollowUps(from)
	if err != nil {
		return fmt.Errorf("cannot load the follow-ups: %w", err)
	}
	for i := range list {
		f := &list[i]
		if at := slices.Index(old, f.FindingID); at >= 0 {
			f.FindingID = findings[at].ID
		}
		f.ID, f.ReviewID, f.Version, f.UpdatedAt = s.newID(), to, 1, s.now()
	}
	if err := tx.AddFollowUps(list); err != nil {
		return fmt.Errorf("cannot copy the follow-ups: %w", err)
	}
	return nil
}
