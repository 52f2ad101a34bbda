package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// ControlStore is what the register of complementary user entity controls needs of storage.
type ControlStore interface {
	UserEntityControl(ctx context.Context, id string) (UserEntityControl, error)
	// UserEntityControls lists entries of vendors within reach; the filter document_id wants those that a report names.
	UserEntityControls(ctx context.Context, within Reach, q Query) (Page[UserEntityControl], error)
	ControlSources(ctx context.Context, controlID string) ([]ControlSource, error) // the newest report first
}

// ControlTx is the same within a transaction.
type ControlTx interface {
	UserEntityControl(id string) (UserEntityControl, error)
	// HoldRegister is the whole register of a vendor, oldest first, which nobody else changes until the transaction ends.
	HoldRegister(vendorID string) ([]UserEntityControl, error)
	AddUserEntityControl(c UserEntityControl) error
	SaveUserEntityControl(c UserEntityControl) error // as SaveVendor
	SaveRegisterReport(r RegisterReport) error       // in the place of what was kept of the same document
	RegisterReport(documentID string) (RegisterReport, error)
	NewestRegisterReport(vendorID string) (RegisterReport, error)
	SourcesOf(documentID string) ([]ControlSource, error)
	AddSource(s ControlSource) error
	DropReadSources(documentID string) error // those of the machine
}

// RegisterEntry is an entry with the reports that name it.
type RegisterEntry struct {
	UserEntityControl
	Sources []ControlSource `json:"sources"` // the newest report first
}

// UserEntityControls lists the register of a vendor. A filter review_id wants what the report of that review names.
func (s *Service) UserEntityControls(ctx context.Context, c identity.Caller, vendorID string, q Query) (Page[UserEntityControl], error) {
	none := Page[UserEntityControl]{Items: []UserEntityControl{}}
	v, err := s.store.Vendor(ctx, vendorID)
	if _, err = seen(c, identity.ReadReviews, v, err); err != nil {
		return none, err
	}
	where := map[string]string{"vendor_id": vendorID}
	for name, value := range q.Where {
		if name != "review_id" {
			where[name] = value
			continue
		}
		r, err := s.Review(ctx, c, value)
		if fault.Is(err, fault.NotFound) || err == nil && (r.VendorID != vendorID || r.DocumentID == "") {
			return none, nil
		}
		if err != nil {
			return none, err
		}
		where["document_id"] = r.DocumentID
	}
	q.Where = where
	page, err := s.store.UserEntityControls(ctx, Reach{}, q)
	if err != nil {
		return none, fmt.Errorf("cannot list the register: %w", err)
	}
	return page, nil
}

// UserEntityControl is one entry of a register.
func (s *Service) UserEntityControl(ctx context.Context, c identity.Caller, id string) (RegisterEntry, error) {
	e, err := s.store.UserEntityControl(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return RegisterEntry{}, unseen("complementary user entity control")
	}
	if err != nil {
		return RegisterEntry{}, fmt.Errorf("cannot load the entry: %w", err)
	}
	v, err := s.store.Vendor(ctx, e.VendorID)
	if _, err = seen(c, identity.ReadReviews, v, err); err != nil {
		return RegisterEntry{}, other(err, "complementary user entity control")
	}
	return s.withSources(ctx, e)
}

func (s *Service) withSources(ctx context.Context, e UserEntityControl) (RegisterEntry, error) {
	sources, err := s.store.ControlSources(ctx, e.ID)
	if err != nil {
		return RegisterEntry{}, fmt.Errorf("cannot load where the entry is named: %w", err)
	}
	return RegisterEntry{e, sources}, nil
}

// other names what was asked for in the answer that it is not there.
func other(err error, what string) error {
	if fault.Is(err, fault.NotFound) {
		return unseen(what)
	}
	return err
}

// MapUserEntityControl sets how the customer answers an entry. The version is the one that the caller read.
func (s *Service) MapUserEntityControl(ctx context.Context, c identity.Caller, id string, version int, m ControlMapping) (RegisterEntry, error) {
	m, err := m.clean()
	if err != nil {
		return RegisterEntry{}, err
	}
	var after UserEntityControl
	err = s.change(ctx, func(tx Tx) error {
		if err := c.Need(identity.MapControl); err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		before, err := tx.UserEntityControl(id)
		if fault.Is(err, fault.NotFound) {
			return unseen("complementary user entity control")
		}
		if err != nil {
			return fmt.Errorf("cannot load the entry: %w", err)
		}
		v, err := tx.Vendor(before.VendorID)
		if v, err = seen(c, identity.MapControl, v, err); err != nil {
			return other(err, "complementary user entity control")
		}
		if before.Version != version {
			return outdated("complementary user entity control")
		}
		if err := mappable(tx, &v, m, before.Owner); err != nil {
			return err
		}
		after = before
		after.ControlMapping, after.Version, after.UpdatedAt = m, version+1, s.now()
		if err := tx.SaveUserEntityControl(after); err != nil {
			return fmt.Errorf("cannot save the entry: %w", err)
		}
		return s.record(tx, c, "user-entity-control.map", "user-entity-control", id, before, after)
	})
	if err != nil {
		return RegisterEntry{}, err
	}
	return s.withSources(ctx, after)
}

// mappable refuses owners who cannot see the vendor, and documents of other vendors. An owner stays although they have left meanwhile.
func mappable(tx Tx, v *Vendor, m ControlMapping, before string) error {
	if m.Owner != "" && m.Owner != before {
		found, err := tx.Among(audience(v), []string{m.Owner})
		if err != nil {
			return fmt.Errorf("cannot look for the owner: %w", err)
		}
		if len(found) == 0 {
			return fault.New(fault.Invalid, "owner: there is no such person who may see this vendor; choose from the people offered")
		}
	}
	return belongs(tx, &Review{VendorID: v.ID}, "", m.DocumentID)
}
