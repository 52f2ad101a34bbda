package store

import (
	"context"
	"time"

	"countersign/review"
)

type acceptanceRow struct {
	ID          string `gorm:"primaryKey"`
	ReviewID    string
	VendorID    string
	FindingID   string
	Reason      string
	ExpiresOn   string
	Status      string
	RequestedBy string
	DecidedBy   string
	DecidedAt   *time.Time
	Note        string
	Version     int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

// TableName names the table.
func (acceptanceRow) TableName() string { return "risk_acceptances" }

func acceptanceRowOf(a *review.RiskAcceptance) *acceptanceRow {
	return &acceptanceRow{
		a.ID, a.ReviewID, a.VendorID, a.FindingID, a.Reason, a.ExpiresOn, string(a.Status), a.RequestedBy, a.DecidedBy, a.DecidedAt, a.Note, a.Version,
		a.CreatedAt, a.UpdatedAt,
	}
}

func (r *acceptanceRow) acceptance() review.RiskAcceptance {
	return review.RiskAcceptance{
		ID: r.ID, ReviewID: r.ReviewID, VendorID: r.VendorID, FindingID: r.FindingID, Reason: r.Reason, ExpiresOn: r.ExpiresOn,
		Status: review.AcceptanceStatus(r.Status), RequestedBy: r.RequestedBy, DecidedBy: r.DecidedBy, DecidedAt: utc(r.DecidedAt), Note: r.Note,
		Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
}

// Acceptance is one acceptance of a risk, as the transaction sees it.
func (t *tx) Acceptance(id string) (review.RiskAcceptance, error) {
	var row acceptanceRow
	if err := first(t.g, &row, "id = ?", id); err != nil {
		return review.RiskAcceptance{}, err
	}
	return row.acceptance(), nil
}

// AddAcceptance inserts an acceptance.
func (t *tx) AddAcceptance(a review.RiskAcceptance) error {
	return t.add(acceptanceRowOf(&a), "this acceptance is there already")
}

// SaveAcceptance replaces an acceptance.
func (t *tx) SaveAcceptance(a review.RiskAcceptance) error {
	return t.save(acceptanceRowOf(&a), a.ID, a.Version, "this acceptance is there already")
}

// Acceptances lists acceptances of the vendors within reach.
func (r *Reviews) Acceptances(ctx context.Context, within review.Reach, q review.Query) (review.Page[review.RiskAcceptance], error) {
	l := list{
		alias: "risk_acceptances", search: []string{"reason", "note"},
		fields: map[string]field{
			"id": {column: "id"}, "review_id": {column: "review_id"}, "vendor_id": {column: "vendor_id"}, "finding_id": {column: "finding_id"},
			"status": {column: "status"}, "expires_on": {column: "expires_on"}, "created_at": {column: "created_at", kind: instant},
		},
	}
	g := r.db.read.WithContext(ctx).Model(&acceptanceRow{}).Select("risk_acceptances.*").Joins("JOIN vendors ON vendors.id = risk_acceptances.vendor_id")
	return page(l, reach(g, within, "vendors"), q, func(a *acceptanceRow) review.RiskAcceptance { return a.acceptance() }, func(a *acceptanceRow) string { return a.ID })
}
