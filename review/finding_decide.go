package review

import (
	"context"
	"fmt"
	"slices"

	"countersign/fault"
	"countersign/identity"
)

// Ruling is what a person says of a finding.
type Ruling struct {
	Verdict  Verdict
	Reason   string // needed for all but accept
	Status   string // of an edited finding: what it should say instead; empty: as it is
	Severity string // the same
}

// clean trims a ruling and says what is wrong with it.
func (d Ruling) clean() (Ruling, error) {
	var err error
	if d.Reason, err = trimmed(d.Reason); err != nil {
		return d, err
	}
	switch {
	case !slices.Contains(Verdicts(), d.Verdict):
		return d, fault.New(fault.Invalid, "verdict: one of %v, not %q", Verdicts(), d.Verdict)
	case d.Verdict != Accepted && reasoned(d.Reason) != nil:
		return d, fault.New(fault.Invalid, "reason: say why; all verdicts but accepted need a reason")
	case d.Verdict != Edited && d.Status+d.Severity != "":
		return d, fault.New(fault.Invalid, "status and severity: only an edited finding has others than the report gave it")
	case d.Verdict == Edited && d.Status+d.Severity == "":
		return d, fault.New(fault.Invalid, "status or severity: an edited finding needs another status or severity")
	case d.Status != "" && !slices.Contains(Statuses(), d.Status):
		return d, fault.New(fault.Invalid, "status: one of %v, not %q", Statuses(), d.Status)
	case d.Severity != "" && !slices.Contains(Severities(), d.Severity):
		return d, fault.New(fault.Invalid, "severity: one of %v, not %q", Severities(), d.Severity)
	}
	return d, nil
}

// Decide lays a person's decision over a finding; what the machine said stays. The version is the one that the caller read. Errors:
// illegal-move when the review is not under review, review-locked.
func (s *Service) Decide(ctx context.Context, c identity.Caller, id string, version int, d Ruling) (Finding, error) {
	d, err := d.clean()
	if err != nil {
		return Finding{}, err
	}
	var after Finding
	err = s.change(ctx, func(tx Tx) error {
		before, err := s.decidable(tx, c, id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return outdated("finding")
		}
		after, err = s.decide(tx, c, before, d)
		return err
	})
	return after, err
}

// decide lays a ruling over a finding that may be decided.
func (s *Service) decide(tx Tx, c identity.Caller, before Finding, d Ruling) (Finding, error) {
	now := s.now()
	after := before
	after.Decision = FindingDecision{Verdict: d.Verdict, Reason: d.Reason, Status: d.Status, Severity: d.Severity, By: c.UserID, ByName: c.Name, At: &now}
	after.Version, after.UpdatedAt = before.Version+1, now
	if err := tx.SaveFinding(after); err != nil {
		return after, fmt.Errorf("cannot save the finding: %w", err)
	}
	if err := tx.AddDecision(s.newID(), before.ID, after.Decision); err != nil {
		return after, fmt.Errorf("cannot keep the decision: %w", err)
	}
	return after, s.record(tx, c, "finding.decide", "finding", before.ID, before.Decision, after.Decision)
}

// decidable is a finding over which the caller may decide now. The finding is read again once its review is held, since somebody may have
// decided while we waited.
func (s *Service) decidable(tx Tx, c identity.Caller, id string) (Finding, error) {
	if err := c.Need(identity.DecideFinding); err != nil {
		return Finding{}, err //nolint:wrapcheck // it is coded
	}
	f, err := tx.Finding(id)
	if fault.Is(err, fault.NotFound) {
		return f, unseen("finding")
	}
	if err != nil {
		return f, fmt.Errorf("cannot load the finding: %w", err)
	}
	r, err := s.held(tx, c, identity.DecideFinding, f.ReviewID)
	if fault.Is(err, fault.NotFound) {
		return f, unseen("finding")
	}
	if err != nil {
		return f, err
	}
	if err := person(c); err != nil {
		return f, err
	}
	if err := r.underReview(); err != nil {
		return f, err
	}
	if f, err = tx.Finding(id); err != nil {
		return f, fmt.Errorf("cannot load the finding: %w", err)
	}
	return f, nil
}

// underReview refuses changes to findings in every other state.
func (r *Review) underReview() error {
	switch {
	case r.State == InReview:
		return nil
	case r.State.Locked():
		return fault.New(fault.Locked, "this review is %s and cannot be changed; open a new edition of it", r.State)
	case r.State == AwaitingApproval:
		return fault.New(fault.IllegalMove, "this review awaits approval; send it back before its findings are changed")
	}
	return fault.New(fault.IllegalMove, "this review is %s; findings are decided once its report is read", r.State)
}
