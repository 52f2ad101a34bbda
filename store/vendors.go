package store

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm"
)

type vendorRow struct {
	ID          string `gorm:"primaryKey"`
	Name        string
	Owner       string
	Unit        string
	Services    string
	DataClasses []string `gorm:"serializer:json"`
	Lifecycle   string
	Models      []review.ModelUse `gorm:"serializer:json"`
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
	Criticality *review.Criticality `gorm:"serializer:json"`
	Tier        string
	TierRank    int
	Inherent    float64
	RatedBy     string
}

// TableName names the table.
func (vendorRow) TableName() string { return "vendors" }

const vendorNameTaken = "there is a vendor of this name already; names differ by more than capitals and spaces"

func vendorRowOf(v *review.Vendor) *vendorRow {
	return &vendorRow{
		v.ID, v.Name, v.Owner, v.Unit, v.Services, v.DataClasses, string(v.Lifecycle), v.Models, v.Version, v.CreatedAt, v.UpdatedAt,
		answersOf(v.Criticality), cmp.Or(v.Tier, unknownTier), tierRank(v.Tier), cmp.Or(v.Inherent, worstInherent), v.By,
	}
}

func (r *vendorRow) vendor() review.Vendor {
	return review.Vendor{
		ID: r.ID, Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
		VendorFields: review.VendorFields{
			Name: r.Name, Owner: r.Owner, Unit: r.Unit, Services: r.Services, DataClasses: r.DataClasses,
			Lifecycle: review.Lifecycle(r.Lifecycle), Models: r.Models, Criticality: answersOf(r.Criticality),
		},
		Rating: review.Rating{Tier: r.Tier, Inherent: r.Inherent, By: r.RatedBy},
	}
}

// Vendor is one vendor.
func (r *Reviews) Vendor(ctx context.Context, id string) (review.Vendor, error) {
	return vendor(r.db.read.WithContext(ctx), id)
}

// Vendor is one vendor, as the transaction sees it.
func (t *tx) Vendor(id string) (review.Vendor, error) { return vendor(t.g, id) }

func vendor(g *gorm.DB, id string) (review.Vendor, error) {
	var row vendorRow
	if err := first(g, &row, "id = ?", id); err != nil {
		return review.Vendor{}, err
	}
	return row.vendor(), nil
}

// AddVendor inserts a vendor.
func (t *tx) AddVendor(v review.Vendor) error {
	if err := t.add(vendorRowOf(&v), vendorNameTaken); err != nil {
		return err
	}
	return t.addModels(&v)
}

// SaveVendor replaces a vendor.
func (t *tx) SaveVendor(v review.Vendor) error {
	if err := t.save(vendorRowOf(&v), v.ID, v.Version, vendorNameTaken); err != nil {
		return err
	}
	if err := t.g.Where("vendor_id = ?", v.ID).Delete(&vendorModelRow{}).Error; err != nil {
		return fmt.Errorf("cannot replace the models: %w", err)
	}
	return t.addModels(&v)
}

// Vendors lists vendors.
func (r *Reviews) Vendors(ctx context.Context, within review.Reach, q review.Query) (review.Page[review.Vendor], error) {
	l := list{
		fields: map[string]field{
			"name": {column: "name"}, "lifecycle": {column: "lifecycle", wide: true}, "unit": {column: "unit"}, "owner": {column: "owner"},
			"created_at": {column: "created_at", kind: instant}, "updated_at": {column: "updated_at", kind: instant},
			"tier": {column: "tier", sorts: "tier_rank", kind: number}, "inherent_value": {column: "inherent", kind: decimal},
			"inherent_from": {where: "inherent >= ?", kind: decimal}, "inherent_to": {where: "inherent <= ?", kind: decimal},
			"model_provider": {where: "id IN (SELECT vendor_id FROM vendor_models WHERE provider IN ?)", kind: folded},
		},
		search: []string{"name", "services"},
	}
	g := reach(r.db.read.WithContext(ctx).Model(&vendorRow{}), within, "")
	return page(l, g, q, func(v *vendorRow) review.Vendor { return v.vendor() }, func(v *vendorRow) string { return v.ID })
}

// reach limits a query to the vendors within reach; alias names the vendors' table in it.
func reach(g *gorm.DB, within review.Reach, alias string) *gorm.DB {
	if alias != "" {
		alias += "."
	}
	if within.Unit != "" {
		g = g.Where(alias+"unit = ?", within.Unit)
	}
	if within.Owner != "" {
		g = g.Where(alias+"owner = ?", within.Owner)
	}
	return g
}
