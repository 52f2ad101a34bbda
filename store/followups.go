package store

import (
	"context"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm"
)

type followUpRow struct {
	ID         string `gorm:"primaryKey"`
	ReviewID   string
	VendorID   string
	FindingID  *string
	Kind       string
	Text       string
	Why        string
	Severity   string
	Owner      string
	Due        string
	Status     string
	Answer     string
	DocumentID *string
	Version    int
	CreatedBy  string
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// TableName names the table.
func (followUpRow) TableName() string { return "follow_ups" }

func followUpRowOf(f *review.FollowUp) *followUpRow {
	return &followUpRow{
		f.ID, f.ReviewID, f.VendorID, reference(f.FindingID), string(f.Kind), f.Text, f.Why, f.Severity, f.Owner, f.Due, string(f.Status), f.Answer,
		reference(f.DocumentID), f.Version, f.CreatedBy, f.CreatedAt, f.UpdatedAt,
	}
}

func (r *followUpRow) followUp() review.FollowUp {
	return review.FollowUp{
		ID: r.ID, ReviewID: r.ReviewID, VendorID: r.VendorID, FindingID: referred(r.FindingID), Kind: review.FollowUpKind(r.Kind), Text: r.Text, Why: r.Why,
		Severity: r.Severity, Version: r.Version, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
		FollowUpProgress: review.FollowUpProgress{
			Owner: r.Owner, Due: r.Due, Status: review.FollowUpStatus(r.Status), Answer: r.Answer, DocumentID: referred(r.DocumentID),
		},
	}
}

// FollowUp is one follow-up.
func (r *Reviews) FollowUp(ctx context.Context, id string) (review.FollowUp, error) {
	return followUp(r.db.read.WithContext(ctx), id)
}

// FollowUp is one follow-up, as the transaction sees it.
func (t *tx) FollowUp(id string) (review.FollowUp, error) { return followUp(t.g, id) }

func followUp(g *gorm.DB, id string) (review.FollowUp, error) {
	var row followUpRow
	if err := first(g, &row, "id = ?", id); err != nil {
		return review.FollowUp{}, err
	}
	return row.followUp(), nil
}

// AddFollowUps inserts follow-ups, many at a time.
func (t *tx) AddFollowUps(list []review.FollowUp) error {
	const batch = 200
	rows := make([]*followUpRow, len(list))
	for i := range list {
		rows[i] = followUpRowOf(&list[i])
	}
	if err := t.g.CreateInBatches(rows, batch).Error; err != nil {
		return fmt.Errorf("cannot insert the follow-ups: %w", err)
	}
	return nil
}

// SaveFollowUp replaces a follow-up.
func (t *tx) SaveFollowUp(f review.FollowUp) error {
	return t.save(followUpRowOf(&f), f.ID, f.Version, "this follow-up is there already")
}

// ReviewFollowUps are the follow-ups of a review, oldest first.
func (t *tx) ReviewFollowUps(reviewID string) ([]review.FollowUp, error) {
	var rows []followUpRow
	if err := t.g.Where("review_id = ?", reviewID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the follow-ups: %w", err)
	}
	out := make([]review.FollowUp, len(rows))
	for i := range rows {
		out[i] = rows[i].followUp()
	}
	return out, nil
}

// DocumentVendor is whose document it is.
func (t *tx) DocumentVendor(documentID string) (string, error) {
	var row struct{ VendorID string }
	if err := first(t.g.Table("documents").Select("vendor_id"), &row, "id = ?", documentID); err != nil {
		return "", err
	}
	return row.VendorID, nil
}

// FollowUps lists follow-ups of the vendors within reach.
func (r *Reviews) FollowUps(ctx context.Context, within review.Reach, q review.Query) (review.Page[review.FollowUp], error) {
	l := list{
		alias: "follow_ups", search: []string{"text", "why", "answer"},
		fields: map[string]field{
			"review_id": {column: "review_id"}, "vendor_id": {column: "vendor_id"}, "finding_id": {column: "finding_id"}, "kind": {column: "kind", wide: true},
			"status": {column: "status", wide: true}, "severity": {column: "severity", wide: true}, "owner": {column: "owner"}, "due": {column: "due"},
			"created_at": {column: "created_at", kind: instant}, "updated_at": {column: "updated_at", kind: instant},
		},
	}
	g := r.db.read.WithContext(ctx).Model(&followUpRow{}).Select("follow_ups.*").Joins("JOIN vendors ON vendors.id = follow_ups.vendor_id")
	return page(l, reach(g, within, "vendors"), q, func(f *followUpRow) review.FollowUp { return f.followUp() }, func(f *followUpRow) string { return f.ID })
}
