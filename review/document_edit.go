package review

import (
	"context"
	"fmt"
	"slices"

	"countersign/fault"
	"countersign/identity"
)

// DocumentFields are what people set of a document that is kept.
type DocumentFields struct {
	Kind DocumentKind
	DocumentDates
	Bridges string // of a bridge letter: id of the review; empty: the one that its dates fit, if there is one
}

// EditDocument changes what a document is said to be, and its dates. The version is the one that the caller read. A document that becomes a
// report gets its review; one that a review rests on stays a report.
func (s *Service) EditDocument(ctx context.Context, c identity.Caller, id string, version int, f DocumentFields) (Document, error) {
	if err := c.Need(identity.UploadDocument); err != nil {
		return Document{}, err //nolint:wrapcheck // it is coded
	}
	if !slices.Contains(DocumentKinds(), f.Kind) {
		return Document{}, fault.New(fault.Invalid, "kind: one of %v, not %q", DocumentKinds(), f.Kind)
	}
	if err := f.check(); err != nil {
		return Document{}, err
	}
	var after Document
	err := s.change(ctx, func(tx Tx) error {
		before, err := s.documentOf(tx, c, id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return outdated("document")
		}
		after = before
		after.Kind, after.DocumentDates, after.Bridges, after.Version = f.Kind, f.DocumentDates, f.Bridges, version+1
		begins, err := becomesReport(tx, &before, &after)
		if err != nil {
			return err
		}
		if err := bridge(tx, &after); err != nil {
			return err
		}
		if err := tx.SaveDocument(after); err != nil {
			return fmt.Errorf("cannot save the document: %w", err)
		}
		if err := s.record(tx, c, "document.edit", "document", id, before, after); err != nil || !begins {
			return err
		}
		_, err = s.beginReview(tx, c, after)
		return err
	})
	return after, err
}

// documentOf is a document, as the transaction sees it, if the caller may change it.
func (s *Service) documentOf(tx Tx, c identity.Caller, id string) (Document, error) {
	d, err := tx.Document(id)
	if fault.Is(err, fault.NotFound) {
		return d, unseen("document")
	}
	if err != nil {
		return d, fmt.Errorf("cannot load the document: %w", err)
	}
	v, err := tx.Vendor(d.VendorID)
	if _, err = seen(c, identity.UploadDocument, v, err); fault.Is(err, fault.NotFound) {
		return d, unseen("document")
	}
	return d, err
}

// becomesReport tells whether a document that was none is a report from now on, and refuses what cannot be.
func becomesReport(tx Tx, before, after *Document) (bool, error) {
	if before.Kind.IsReport() == after.Kind.IsReport() {
		return false, nil
	}
	if after.Kind.IsReport() && after.MediaType != mediaPDF {
		return false, notReadable()
	}
	r, err := tx.ReviewOf(after.ID)
	switch {
	case fault.Is(err, fault.NotFound):
		return after.Kind.IsReport(), nil
	case err != nil:
		return false, fmt.Errorf("cannot look for the review: %w", err)
	case !after.Kind.IsReport():
		return false, fault.New(fault.IllegalMove, "the review %s rests on this report; it stays one of %v", r.ID, ReportKinds())
	}
	return false, nil
}

// bridge holds a bridge letter against the review whose period it bridges. Where none is named, it is the newest whose period ends on the
// day before the letter begins, or on that day.
func bridge(tx Tx, d *Document) error {
	switch {
	case d.Kind != KindBridgeLetter && d.Bridges != "":
		return fault.New(fault.Invalid, "bridges: only a bridge letter bridges the period of a review")
	case d.Kind != KindBridgeLetter:
		return nil
	case d.Bridges != "":
		r, err := tx.Review(d.Bridges)
		if fault.Is(err, fault.NotFound) || err == nil && r.VendorID != d.VendorID {
			return fault.New(fault.Invalid, "bridges: there is no such review of this vendor")
		}
		if err != nil {
			return fmt.Errorf("cannot load the review: %w", err)
		}
		return bridges(d, &r)
	case d.ValidFrom == "":
		return nil
	}
	list, err := tx.VendorReviews(d.VendorID)
	if err != nil {
		return fmt.Errorf("cannot look for the review: %w", err)
	}
	for i := range list {
		r := &list[i]
		if r.State == Rejected || r.State == Expired || r.Summary == nil || r.Summary.PeriodEnd == "" {
			continue
		}
		if end := r.Summary.PeriodEnd; (d.ValidFrom == end || d.ValidFrom == dayAfter(end)) && bridges(d, r) == nil {
			d.Bridges = r.ID
			return nil
		}
	}
	return nil
}

// bridges refuses a letter that does not follow on the review's period.
func bridges(d *Document, r *Review) error {
	if r.Summary == nil || r.Summary.PeriodEnd == "" {
		return fault.New(fault.IllegalMove, "the end of the period of this review's report is not known; wait until it is read")
	}
	end := r.Summary.PeriodEnd
	switch {
	case d.ValidFrom != "" && d.ValidFrom > dayAfter(end):
		return fault.New(fault.Invalid, "valid_from: the report's period ended on %s; a letter that begins on %s leaves a gap and does not bridge it", end, d.ValidFrom)
	case d.ValidUntil != "" && d.ValidUntil <= end:
		return fault.New(fault.Invalid, "valid_until: the letter ends within the report's period, which ended on %s", end)
	}
	return nil
}
