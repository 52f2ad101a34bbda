package review

import (
	"cmp"
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// Documents lists the documents of a vendor.
func (s *Service) Documents(ctx context.Context, c identity.Caller, vendorID string, q Query) (Page[Document], error) {
	v, err := s.store.Vendor(ctx, vendorID)
	if _, err = seen(c, identity.ReadDocuments, v, err); err != nil {
		return Page[Document]{}, err
	}
	page, err := s.store.Documents(ctx, vendorID, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the documents: %w", err)
	}
	return page, nil
}

// Document is one document.
func (s *Service) Document(ctx context.Context, c identity.Caller, id string) (Document, error) {
	if err := c.Need(identity.ReadDocuments); err != nil {
		return Document{}, err //nolint:wrapcheck // it is coded
	}
	d, err := s.store.Document(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return Document{}, unseen("document")
	}
	if err != nil {
		return Document{}, fmt.Errorf("cannot load the document: %w", err)
	}
	v, err := s.store.Vendor(ctx, d.VendorID)
	if _, err = seen(c, identity.ReadDocuments, v, err); fault.Is(err, fault.NotFound) {
		return Document{}, unseen("document")
	}
	return d, err
}

// Result is the analysis of a review's report, as JSON; illegal-move while it is not ready.
func (s *Service) Result(ctx context.Context, c identity.Caller, reviewID string) ([]byte, error) {
	r, err := s.Review(ctx, c, reviewID)
	if err != nil {
		return nil, err
	}
	if r.Analysis != AnalysisReady {
		return nil, fault.New(fault.IllegalMove, "the report of this review is not there yet: its reading is %s", cmp.Or(string(r.Analysis), "not begun"))
	}
	a, err := s.store.Analysis(ctx, r.AnalysisID)
	if err != nil {
		return nil, fmt.Errorf("cannot load the analysis: %w", err)
	}
	return a.Result, nil
}
