package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// Findings lists the findings of vendors that the caller may see.
func (s *Service) Findings(ctx context.Context, c identity.Caller, q Query) (Page[Finding], error) {
	reach, err := within(c, identity.ReadReviews)
	if err != nil {
		return Page[Finding]{}, err
	}
	page, err := s.store.Findings(ctx, reach, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the findings: %w", err)
	}
	return page, nil
}

// ReviewFindings lists the findings of one review, by position if nothing else is asked for.
func (s *Service) ReviewFindings(ctx context.Context, c identity.Caller, reviewID string, q Query) (Page[Finding], error) {
	if _, err := s.Review(ctx, c, reviewID); err != nil {
		return Page[Finding]{}, err
	}
	where := map[string]string{"review_id": reviewID}
	for name, value := range q.Where {
		if name != "review_id" {
			where[name] = value
		}
	}
	if q.Where = where; q.Sort == "" {
		q.Sort = "position"
	}
	return s.Findings(ctx, c, q)
}

// Finding is one finding.
func (s *Service) Finding(ctx context.Context, c identity.Caller, id string) (Finding, error) {
	f, err := s.store.Finding(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return Finding{}, unseen("finding")
	}
	if err != nil {
		return Finding{}, fmt.Errorf("cannot load the finding: %w", err)
	}
	v, err := s.store.Vendor(ctx, f.VendorID)
	if _, err = seen(c, identity.ReadReviews, v, err); fault.Is(err, fault.NotFound) {
		return Finding{}, unseen("finding")
	}
	return f, err
}

// Decisions is the history of a finding, oldest first.
func (s *Service) Decisions(ctx context.Context, c identity.Caller, findingID string) ([]FindingDecision, error) {
	if _, err := s.Finding(ctx, c, findingID); err != nil {
		return nil, err
	}
	list, err := s.store.Decisions(ctx, findingID)
	if err != nil {
		return nil, fmt.Errorf("cannot load the decisions: %w", err)
	}
	return list, nil
}
