package review

import (
	"context"
	"fmt"
	"strings"

	"countersign/fault"
	"countersign/identity"
)

// Submit hands a review over for approval and notes who prepared it. Errors: illegal-move names what is missing.
func (s *Service) Submit(ctx context.Context, c identity.Caller, id string, version int) (Review, error) {
	return s.move(ctx, c, id, version, step{name: "submit", action: identity.MoveReview, to: AwaitingApproval, check: func(tx Tx, r *Review) error {
		if r.Analysis != AnalysisReady {
			return fault.New(fault.IllegalMove, "the report of this review is not read yet; there is nothing to sign")
		}
		findings, err := tx.ReviewFindings(id)
		if err != nil {
			return fmt.Errorf("cannot look for open findings: %w", err)
		}
		if err := undecided(findings); err != nil {
			return err
		}
		now := s.now()
		r.PreparedBy, r.PreparedAt = c.UserID, &now
		return nil
	}})
}

// undecided names the grave findings over which nobody decided.
func undecided(findings []Finding) error {
	const shown = 10
	var open []string
	for i := range findings {
		f := &findings[i]
		if f.Decision.Verdict == Open && (f.Severity == Critical || f.Severity == High) {
			open = append(open, fmt.Sprintf("%d. %s (%s)", f.Position, f.Title, f.Severity))
		}
	}
	if len(open) == 0 {
		return nil
	}
	more := ""
	if len(open) > shown {
		more = fmt.Sprintf("; and %d more", len(open)-shown)
	}
	return fault.New(fault.IllegalMove, "nobody has decided over findings of high or critical severity, %d of them: %s%s",
		len(open), strings.Join(open[:min(shown, len(open))], "; "), more)
}

// SendBack takes a review out of the hands of those who approve; a reason says what is to be done.
func (s *Service) SendBack(ctx context.Context, c identity.Caller, id string, version int, reason string) (Review, error) {
	return s.move(ctx, c, id, version, step{name: "send-back", action: identity.MoveReview, to: InReview, reason: reason, check: func(_ Tx, r *Review) error {
		if r.State != AwaitingApproval {
			return fault.New(fault.IllegalMove, "only a review that awaits approval can be sent back; this one is %s", r.State)
		}
		r.PreparedBy, r.PreparedAt = "", nil
		return reasoned(reason)
	}})
}

// Approve signs a review. Whoever prepared it cannot; and what the recommendation speaks against needs a reason why it is accepted all the
// same. The time of approval is ours.
func (s *Service) Approve(ctx context.Context, c identity.Caller, id string, version int, reason string) (Review, error) {
	return s.move(ctx, c, id, version, step{name: "approve", action: identity.ApproveReview, to: Approved, reason: reason, check: func(_ Tx, r *Review) error {
		if err := another(c, r); err != nil {
			return err
		}
		if against := r.advisedAgainst(); against != "" && reasoned(reason) != nil {
			return fault.New(fault.IllegalMove, "the recommendation is %s: say in the reason why the report is accepted all the same", against)
		}
		now := s.now()
		r.DecidedBy, r.ApprovedAt, r.Decision = c.UserID, &now, strings.TrimSpace(reason)
		return nil
	}})
}

// Reject closes a review with a no, for a reason. Whoever prepared it cannot.
func (s *Service) Reject(ctx context.Context, c identity.Caller, id string, version int, reason string) (Review, error) {
	return s.move(ctx, c, id, version, step{name: "reject", action: identity.ApproveReview, to: Rejected, reason: reason, check: func(_ Tx, r *Review) error {
		if err := another(c, r); err != nil {
			return err
		}
		r.DecidedBy, r.Decision = c.UserID, strings.TrimSpace(reason)
		return reasoned(reason)
	}})
}

// Expire ends a review that the organization does not rely on any more, approved or never finished. What was signed stays as it was.
func (s *Service) Expire(ctx context.Context, c identity.Caller, id string, version int, reason string) (Review, error) {
	return s.move(ctx, c, id, version, step{name: "expire", action: identity.ApproveReview, to: Expired, reason: reason, check: func(Tx, *Review) error {
		return reasoned(reason)
	}})
}

// another refuses the signature of the one who prepared the review.
func another(c identity.Caller, r *Review) error {
	if r.PreparedBy == "" || c.UserID == r.PreparedBy {
		return fault.New(fault.IllegalMove, "you prepared this review: somebody else must approve or reject it")
	}
	return nil
}

// advisedAgainst is the recommendation where it is not to accept; what is not known counts as that.
func (r *Review) advisedAgainst() string {
	if r.Summary == nil || r.Summary.Recommendation == "" {
		return "not known"
	}
	if strings.HasPrefix(r.Summary.Recommendation, "accept") { // with conditions or without
		return ""
	}
	return r.Summary.Recommendation
}

// Least and most characters of a reason.
const (
	leastReason = 3
	mostReason  = 2000
)

// trimmed is a reason without the space around it.
func trimmed(text string) (string, error) {
	text = strings.TrimSpace(text)
	if len([]rune(text)) > mostReason {
		return "", fault.New(fault.Invalid, "reason: at most %d characters", mostReason)
	}
	return text, nil
}

// reasoned refuses what needs a reason and has none.
func reasoned(reason string) error {
	if len([]rune(strings.TrimSpace(reason))) < leastReason {
		return fault.New(fault.Invalid, "reason: this needs a reason")
	}
	return nil
}
