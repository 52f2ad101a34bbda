package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// FindingVersion is a finding as a person read it.
type FindingVersion struct {
	ID      string
	Version int
}

// mostDecided is how many findings are decided over at once.
const mostDecided = 200

// DecideTogether lays one decision over several findings of a review: over all of them, or none. The rules are those of a single decision,
// and each has its own line in the history and the audit trail. Errors: changed-meanwhile names the finding that somebody changed.
func (s *Service) DecideTogether(ctx context.Context, c identity.Caller, reviewID string, over []FindingVersion, d Ruling) ([]Finding, error) {
	d, err := d.clean()
	if err != nil {
		return nil, err
	}
	if err := distinct(over); err != nil {
		return nil, err
	}
	out := make([]Finding, 0, len(over))
	err = s.change(ctx, func(tx Tx) error {
		r, err := s.held(tx, c, identity.DecideFinding, reviewID)
		if err != nil {
			return err
		}
		if err := person(c); err != nil {
			return err
		}
		if err := r.underReview(); err != nil {
			return err
		}
		for _, one := range over {
			before, err := tx.Finding(one.ID)
			if fault.Is(err, fault.NotFound) || err == nil && before.ReviewID != reviewID {
				return fault.New(fault.Invalid, "findings: this review has no finding %s; nothing was decided", one.ID)
			}
			if err != nil {
				return fmt.Errorf("cannot load the finding: %w", err)
			}
			if before.Version != one.Version {
				return fault.New(fault.Outdated, "somebody changed finding %d, %s, after you read it; load it again. Nothing was decided", before.Position, before.ID)
			}
			after, err := s.decide(tx, c, before, d)
			if err != nil {
				return err
			}
			out = append(out, after)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// distinct refuses no findings, too many, and the same one twice.
func distinct(over []FindingVersion) error {
	if len(over) == 0 || len(over) > mostDecided {
		return fault.New(fault.Invalid, "findings: 1 to %d of them", mostDecided)
	}
	had := make(map[string]bool, len(over))
	for _, one := range over {
		if had[one.ID] {
			return fault.New(fault.Invalid, "findings: %s stands there twice", one.ID)
		}
		had[one.ID] = true
	}
	return nil
}
