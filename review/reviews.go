package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// Reviews lists the reviews of vendors that the caller may see.
func (s *Service) Reviews(ctx context.Context, c identity.Caller, q Query) (Page[Review], error) {
	reach, err := within(c, identity.ReadReviews)
	if err != nil {
		return Page[Review]{}, err
	}
	page, err := s.store.Reviews(ctx, reach, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the reviews: %w", err)
	}
	return page, nil
}

// Review is one review.
func (s *Service) Review(ctx context.Context, c identity.Caller, id string) (Review, error) {
	r, err := s.store.Review(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return Review{}, unseen("review")
	}
	if err != nil {
		return Review{}, fmt.Errorf("cannot load the review: %w", err)
	}
	v, err := s.store.Vendor(ctx, r.VendorID)
	if _, err = seen(c, identity.ReadReviews, v, err); fault.Is(err, fault.NotFound) {
		return Review{}, unseen("review")
	}
	return r, err
}
