package review

import (
	"context"
	"fmt"
	"slices"

	"countersign/fault"
	"countersign/identity"
)

// AddUserEntityControl adds an entry that the reader missed. One that is there already by its words, and that the report was not known to
// name, is named by it from then on and keeps what people set of it. Errors: illegal-move when no report of the vendor is read yet;
// already-exists when the report names it.
func (s *Service) AddUserEntityControl(ctx context.Context, c identity.Caller, vendorID string, m MissedControl) (RegisterEntry, error) {
	if err := c.Need(identity.MapControl); err != nil {
		return RegisterEntry{}, err //nolint:wrapcheck // it is coded
	}
	m, err := m.clean()
	if err != nil {
		return RegisterEntry{}, err
	}
	var out UserEntityControl
	err = s.change(ctx, func(tx Tx) error {
		v, err := tx.Vendor(vendorID)
		if v, err = seen(c, identity.MapControl, v, err); err != nil {
			return err
		}
		if err := person(c); err != nil {
			return err
		}
		if err := mappable(tx, &v, m.ControlMapping, ""); err != nil {
			return err
		}
		have, err := tx.HoldRegister(vendorID)
		if err != nil {
			return fmt.Errorf("cannot load the register: %w", err)
		}
		r, err := s.reportOf(tx, vendorID, m.ReviewID)
		if err != nil {
			return err
		}
		n, err := s.named(ctx, tx, &r, &m)
		if err != nil {
			return err
		}
		out, err = s.missed(tx, c, &r, have, n, m.ControlMapping)
		return err
	})
	if err != nil {
		return RegisterEntry{}, err
	}
	return s.withSources(ctx, out)
}

// reportOf is the review whose report a person speaks of: the one they name, or that of the newest report in the register.
func (s *Service) reportOf(tx Tx, vendorID, reviewID string) (Review, error) {
	newest, err := tx.NewestRegisterReport(vendorID)
	if fault.Is(err, fault.NotFound) {
		return Review{}, fault.New(fault.IllegalMove, "no SOC 2 report of this vendor is read yet; the register begins with one")
	}
	if err != nil {
		return Review{}, fmt.Errorf("cannot find the newest report: %w", err)
	}
	if reviewID == "" {
		reviewID = newest.ReviewID
	}
	r, err := tx.Review(reviewID)
	if err == nil {
		_, err = tx.RegisterReport(r.DocumentID)
	}
	if fault.Is(err, fault.NotFound) || err == nil && r.VendorID != vendorID {
		return Review{}, fault.New(fault.Invalid, "review_id: this vendor has no such review of a SOC 2 report that is read")
	}
	if err != nil {
		return Review{}, fmt.Errorf("cannot load the review: %w", err)
	}
	return r, nil
}

// missed keeps what a person adds.
func (s *Service) missed(tx Tx, c identity.Caller, r *Review, have []UserEntityControl, n NamedControl, m ControlMapping) (UserEntityControl, error) {
	sources, err := tx.SourcesOf(r.DocumentID)
	if err != nil {
		return UserEntityControl{}, fmt.Errorf("cannot load what the report names: %w", err)
	}
	key := controlKey(n.Text)
	at := slices.IndexFunc(have, func(e UserEntityControl) bool { return e.Key == key })
	var before any
	switch {
	case at < 0:
		e := s.newEntry(r, &n, key)
		e.ControlMapping, e.CreatedBy = m, c.UserID
		if err := tx.AddUserEntityControl(e); err != nil {
			return e, fmt.Errorf("cannot add to the register: %w", err)
		}
		have, at = append(have, e), len(have)
	case slices.ContainsFunc(sources, func(k ControlSource) bool { return k.ControlID == have[at].ID }):
		return have[at], fault.New(fault.Duplicate, "the register has this control already: %s", have[at].ID)
	default:
		before = have[at]
	}
	id := have[at].ID
	if err := tx.AddSource(ControlSource{id, r.DocumentID, r.ID, n.Page, n.Quotes, c.UserID}); err != nil {
		return have[at], fmt.Errorf("cannot keep where the report names the control: %w", err)
	}
	if _, _, err := s.restand(tx, r.VendorID, have[at:at+1]); err != nil {
		return have[at], err
	}
	after, err := tx.UserEntityControl(id)
	if err != nil {
		return after, fmt.Errorf("cannot load the entry: %w", err)
	}
	return after, s.record(tx, c, "user-entity-control.add", "user-entity-control", id, before, after)
}

// named is the control as the person says that the report names it. The words are looked up on their page, and it is said whether they
// stand there: somebody may read what the machine could not.
func (s *Service) named(ctx context.Context, tx Tx, r *Review, m *MissedControl) (NamedControl, error) {
	n := NamedControl{Text: m.Text, Criteria: m.Criteria, Page: m.Page, Quotes: []FindingQuote{}}
	if m.Quote == "" {
		return n, nil
	}
	d, err := tx.Document(r.DocumentID)
	if err != nil {
		return n, fmt.Errorf("cannot load the document: %w", err)
	}
	pages, err := s.pages(ctx, d.SHA256)
	if err != nil {
		return n, err
	}
	quote := FindingQuote{Page: m.Page, Text: m.Quote}
	verified := stands(pages, &quote) == nil
	quote.Verified = &verified
	n.Quotes = append(n.Quotes, quote)
	return n, nil
}
