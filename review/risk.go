package review

import (
	"context"
	"fmt"

	"countersign/fault"
	"countersign/identity"
	"countersign/scoring"
)

// VendorRisk is how much hangs on a vendor, what is left of it after its newest review, and how often to look again.
type VendorRisk struct {
	Inherent scoring.OpenRisk
	Residual *VendorResidual  // nil while no report of the vendor was read, or nothing is known of the use
	Cadence  *scoring.Cadence // nil while the tier is unknown
}

// VendorResidual is what is left of the inherent risk, and the review that it rests on.
type VendorResidual struct {
	scoring.ResidualRisk
	ReviewID    string  `json:"review_id"`
	ReviewState State   `json:"review_state"`
	Assurance   float64 `json:"assurance"` // of the review's report, the low end
}

// Questions are the criticality questions that are asked of each vendor.
func (s *Service) Questions(_ context.Context, c identity.Caller) ([]CriticalityQuestion, error) {
	if err := c.Need(identity.ReadVendors); err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	cfg, err := s.scoring()
	if err != nil {
		return nil, fmt.Errorf("cannot load the questions: %w", err)
	}
	return questionsOf(&cfg), nil
}

// VendorRisk rates a vendor that the caller may see.
func (s *Service) VendorRisk(ctx context.Context, c identity.Caller, id string) (Vendor, VendorRisk, error) {
	v, err := s.Vendor(ctx, c, id)
	if err != nil {
		return v, VendorRisk{}, err
	}
	cfg, err := s.scoring()
	if err != nil {
		return v, VendorRisk{}, fmt.Errorf("cannot rate the vendor: %w", err)
	}
	out := VendorRisk{}
	if out.Inherent, err = scoring.RateOpen(v.Criticality.factors(&cfg), cfg); err != nil {
		return v, out, fmt.Errorf("cannot rate the vendor: %w", err)
	}
	if out.Inherent.Tier == scoring.UnknownTier {
		return v, out, nil
	}
	if out.Residual, err = s.residual(ctx, id, out.Inherent.Value, cfg); err != nil {
		return v, out, err
	}
	cadence, err := scoring.TierCadence(out.Inherent.Tier, cfg)
	if out.Residual != nil {
		cadence, err = scoring.CadenceFor(out.Inherent.Tier, out.Residual.Band, cfg)
	}
	if err != nil {
		return v, out, fmt.Errorf("cannot set the cadence: %w", err)
	}
	out.Cadence = &cadence
	return v, out, nil
}

// residual rests on the newest approved review; while there is none, on the newest whose report was read. A report without an assurance
// score, such as another kind of document, takes nothing off the risk.
func (s *Service) residual(ctx context.Context, vendorID string, inherent float64, cfg scoring.Config) (*VendorResidual, error) {
	r, err := s.store.ReviewToRelyOn(ctx, vendorID)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot look for the vendor's review: %w", err)
	}
	out := &VendorResidual{ReviewID: r.ID, ReviewState: r.State}
	if r.Summary != nil && r.Summary.Assurance != nil {
		out.Assurance = *r.Summary.Assurance
	}
	out.ResidualRisk = scoring.Residual(inherent, out.Assurance, cfg)
	return out, nil
}

// rated is what is kept of a vendor's inherent risk for lists.
func rated(c *Criticality, cfg scoring.Config) (Rating, error) {
	r, err := scoring.RateOpen(c.factors(&cfg), cfg)
	if err != nil {
		return Rating{}, fmt.Errorf("cannot rate the vendor: %w", err)
	}
	return Rating{Tier: string(r.Tier), Inherent: r.Value, By: cfg.Version}, nil
}

// Rerate rates the vendors anew whose rating was made by another scoring configuration, and says how many there were. No version rises:
// nobody changed what is known of them.
func (s *Service) Rerate(ctx context.Context) (int, error) {
	const batch = 200
	cfg, err := s.scoring()
	if err != nil {
		return 0, fmt.Errorf("cannot rate the vendors: %w", err)
	}
	for n := 0; ; {
		done := 0
		err := s.change(ctx, func(tx Tx) error {
			list, err := tx.VendorsRatedOtherwise(cfg.Version, batch)
			if err != nil {
				return fmt.Errorf("cannot look for vendors: %w", err)
			}
			for i := range list {
				r, err := rated(list[i].Criticality, cfg)
				if err != nil {
					return err
				}
				if err := tx.SaveRating(list[i].ID, r); err != nil {
					return fmt.Errorf("cannot keep the rating: %w", err)
				}
			}
			done = len(list)
			return nil
		})
		if n += done; err != nil || done < batch {
			return n, err
		}
	}
}
