package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
)

// Vendors lists the vendors that the caller may see.
func (s *Service) Vendors(ctx context.Context, c identity.Caller, q Query) (Page[Vendor], error) {
	reach, err := within(c, identity.ReadVendors)
	if err != nil {
		return Page[Vendor]{}, err
	}
	page, err := s.store.Vendors(ctx, reach, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the vendors: %w", err)
	}
	return page, nil
}

// Vendor is one vendor.
func (s *Service) Vendor(ctx context.Context, c identity.Caller, id string) (Vendor, error) {
	v, err := s.store.Vendor(ctx, id)
	return seen(c, identity.ReadVendors, v, err)
}

// seen is what was found of a vendor, if the caller may see it; not-allowed when the role may not do this to any vendor.
func seen(c identity.Caller, action identity.Action, v Vendor, err error) (Vendor, error) {
	if need := c.Need(action); need != nil {
		return Vendor{}, need //nolint:wrapcheck // it is coded
	}
	if fault.Is(err, fault.NotFound) || err == nil && !c.Sees(action, v.Owner, v.Unit) {
		return Vendor{}, unseen("vendor")
	}
	if err != nil {
		return Vendor{}, fmt.Errorf("cannot load the vendor: %w", err)
	}
	return v, nil
}

// CreateVendor adds a vendor.
func (s *Service) CreateVendor(ctx context.Context, c identity.Caller, f VendorFields) (Vendor, error) {
	if err := c.Need(identity.CreateVendor); err != nil {
		return Vendor{}, err //nolint:wrapcheck // it is coded
	}
	f, err := f.clean()
	if err != nil {
		return Vendor{}, err
	}
	if c.Unit != "" {
		if f.Unit == "" {
			f.Unit = c.Unit
		}
		if f.Unit != c.Unit {
			return Vendor{}, fault.New(fault.Invalid, "unit: you can add vendors to your own unit only")
		}
	}
	now := s.now()
	v := Vendor{ID: s.newID(), VendorFields: f, Version: 1, CreatedAt: now, UpdatedAt: now}
	if err := s.rate(&v, nil); err != nil {
		return Vendor{}, err
	}
	err = s.change(ctx, func(tx Tx) error {
		if err := tx.AddVendor(v); err != nil {
			return fmt.Errorf("cannot add the vendor: %w", err)
		}
		return s.record(tx, c, "vendor.create", "vendor", v.ID, nil, v)
	})
	return v, err
}

// EditVendor replaces what people set of a vendor. The version is the one that the caller read.
func (s *Service) EditVendor(ctx context.Context, c identity.Caller, id string, version int, f VendorFields) (Vendor, error) {
	f, err := f.clean()
	if err != nil {
		return Vendor{}, err
	}
	var after Vendor
	err = s.change(ctx, func(tx Tx) error {
		before, err := tx.Vendor(id)
		if before, err = seen(c, identity.EditVendor, before, err); err != nil {
			return err
		}
		if c.Unit != "" && f.Unit != c.Unit {
			return fault.New(fault.Invalid, "unit: you can keep vendors in your own unit only")
		}
		if before.Version != version {
			return outdated("vendor")
		}
		after = before
		after.VendorFields, after.Version, after.UpdatedAt = f, version+1, s.now()
		if err := s.rate(&after, before.Criticality); err != nil {
			return err
		}
		if err := tx.SaveVendor(after); err != nil {
			return fmt.Errorf("cannot save the vendor: %w", err)
		}
		return s.record(tx, c, "vendor.edit", "vendor", id, before, after)
	})
	return after, err
}

// rate checks a vendor's answers, or takes over those from before where none were sent, and rates it by them.
func (s *Service) rate(v *Vendor, before *Criticality) error {
	cfg, err := s.scoring()
	if err != nil {
		return fmt.Errorf("cannot rate the vendor: %w", err)
	}
	switch {
	case v.Criticality != nil:
		c, err := v.Criticality.clean(&cfg)
		if err != nil {
			return err
		}
		v.Criticality = &c
	case before != nil:
		v.Criticality = before
	default:
		v.Criticality = &Criticality{Answers: map[string]int{}}
	}
	v.Rating, err = rated(v.Criticality, cfg)
	return err
}

func outdated(what string) error {
	return fault.New(fault.Outdated, "somebody changed this %s after you read it; load it again and repeat your change", what)
}
