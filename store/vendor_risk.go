package store

import (
	"fmt"

	"countersign/review"

	"gorm.io/gorm/clause"
)

// What stands in the columns while nothing is known: the worst.
const (
	unknownTier   = "unknown"
	worstInherent = 5.0
)

// tierRank orders the tiers, with what nobody knows above all.
func tierRank(tier string) int {
	const first = 5
	for i, t := range []string{unknownTier, "critical", "high", "moderate", "low"} {
		if t == tier {
			return first - i
		}
	}
	return first
}

// answersOf are never nil, so that no null is kept.
func answersOf(c *review.Criticality) *review.Criticality {
	if c == nil {
		c = &review.Criticality{}
	}
	if c.Answers == nil {
		return &review.Criticality{Answers: map[string]int{}, HighStakes: c.HighStakes}
	}
	return c
}

// vendorModelRow says that a vendor uses models of a provider.
type vendorModelRow struct {
	Provider string `gorm:"primaryKey"`
	VendorID string `gorm:"primaryKey"`
}

// TableName names the table.
func (vendorModelRow) TableName() string { return "vendor_models" }

func (t *tx) addModels(v *review.Vendor) error {
	if len(v.Models) == 0 {
		return nil
	}
	rows := make([]vendorModelRow, len(v.Models))
	for i, m := range v.Models {
		rows[i] = vendorModelRow{review.ModelKey(m.Provider), v.ID}
	}
	if err := t.g.Clauses(clause.OnConflict{DoNothing: true}).Create(&rows).Error; err != nil {
		return fmt.Errorf("cannot keep the models: %w", err)
	}
	return nil
}

// VendorsRatedOtherwise are vendors whose rating was made by another scoring configuration.
func (t *tx) VendorsRatedOtherwise(version string, most int) ([]review.Vendor, error) {
	var rows []vendorRow
	if err := t.g.Where("rated_by <> ?", version).Order("id").Limit(most).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot list: %w", err)
	}
	out := make([]review.Vendor, len(rows))
	for i := range rows {
		out[i] = rows[i].vendor()
	}
	return out, nil
}

// SaveRating writes a vendor's rating, without a new version.
func (t *tx) SaveRating(vendorID string, r review.Rating) error {
	kept := map[string]any{"tier": r.Tier, "tier_rank": tierRank(r.Tier), "inherent": r.Inherent, "rated_by": r.By}
	if err := t.g.Model(&vendorRow{}).Where("id = ?", vendorID).UpdateColumns(kept).Error; err != nil {
		return fmt.Errorf("cannot save: %w", err)
	}
	return nil
}
