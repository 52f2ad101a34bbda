package store

import (
	"context"
	"fmt"
	"maps"
	"time"

	"countersign/review"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type controlRow struct {
	ID         string `gorm:"primaryKey"`
	VendorID   string
	Key        string
	Text       string
	Criteria   []string `gorm:"serializer:json"`
	Standing   string
	ReviewID   string
	Page       int
	Quotes     []review.FindingQuote `gorm:"serializer:json"`
	Controls   []string              `gorm:"serializer:json"`
	Owner      string
	Status     string
	Reason     string
	Evidence   string
	Link       string
	DocumentID *string
	ReviewOn   string
	Version    int
	CreatedBy  string
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// TableName names the table.
func (controlRow) TableName() string { return "user_entity_controls" }

func controlRowOf(c *review.UserEntityControl) *controlRow {
	return &controlRow{
		c.ID, c.VendorID, c.Key, c.Text, orEmpty(c.Criteria), string(c.Standing), c.ReviewID, c.Page, orEmpty(c.Quotes), orEmpty(c.Controls), c.Owner,
		string(c.Status), c.Reason, c.Evidence, c.Link, reference(c.DocumentID), c.ReviewOn, c.Version, c.CreatedBy, c.CreatedAt, c.UpdatedAt,
	}
}

func (r *controlRow) control() review.UserEntityControl {
	return review.UserEntityControl{
		ID: r.ID, VendorID: r.VendorID, Key: r.Key, Text: r.Text, Criteria: orEmpty(r.Criteria), Standing: review.Standing(r.Standing), ReviewID: r.ReviewID,
		Page: r.Page, Quotes: orEmpty(r.Quotes), Version: r.Version, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
		ControlMapping: review.ControlMapping{
			Controls: orEmpty(r.Controls), Owner: r.Owner, Status: review.ControlStatus(r.Status), Reason: r.Reason, Evidence: r.Evidence, Link: r.Link,
			DocumentID: referred(r.DocumentID), ReviewOn: r.ReviewOn,
		},
	}
}

// UserEntityControl is one entry of a register.
func (r *Reviews) UserEntityControl(ctx context.Context, id string) (review.UserEntityControl, error) {
	return control(r.db.read.WithContext(ctx), id)
}

// UserEntityControl is one entry, as the transaction sees it.
func (t *tx) UserEntityControl(id string) (review.UserEntityControl, error) { return control(t.g, id) }

func control(g *gorm.DB, id string) (review.UserEntityControl, error) {
	var row controlRow
	if err := first(g, &row, "id = ?", id); err != nil {
		return review.UserEntityControl{}, err
	}
	return row.control(), nil
}

// HoldRegister is the register of a vendor. The vendor's row is locked, so that of two reports that are read at once one waits; rows that
// refer to it can still be added.
func (t *tx) HoldRegister(vendorID string) ([]review.UserEntityControl, error) {
	var held vendorRow
	if err := first(t.g.Clauses(clause.Locking{Strength: "NO KEY UPDATE"}), &held, "id = ?", vendorID); err != nil {
		return nil, err
	}
	var rows []controlRow
	if err := t.g.Clauses(clause.Locking{Strength: "UPDATE"}).Where("vendor_id = ?", vendorID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the register: %w", err)
	}
	out := make([]review.UserEntityControl, len(rows))
	for i := range rows {
		out[i] = rows[i].control()
	}
	return out, nil
}

const controlTaken = "the register has this control already"

// AddUserEntityControl inserts an entry.
func (t *tx) AddUserEntityControl(c review.UserEntityControl) error {
	return t.add(controlRowOf(&c), controlTaken)
}

// SaveUserEntityControl replaces an entry.
func (t *tx) SaveUserEntityControl(c review.UserEntityControl) error {
	return t.save(controlRowOf(&c), c.ID, c.Version, controlTaken)
}

// UserEntityControls lists entries of the vendors within reach.
func (r *Reviews) UserEntityControls(ctx context.Context, within review.Reach, q review.Query) (review.Page[review.UserEntityControl], error) {
	const a = "user_entity_controls"
	l := list{
		alias: a, search: []string{"text", "controls", "criteria", "evidence", "reason"},
		fields: map[string]field{
			"vendor_id": {column: "vendor_id"}, "status": {column: "status"}, "standing": {column: "standing"}, "owner": {column: "owner"},
			"review_on": {column: "review_on"}, "page": {column: "page", kind: number},
			"created_at": {column: "created_at", kind: instant}, "updated_at": {column: "updated_at", kind: instant},
		},
	}
	g := r.db.read.WithContext(ctx).Model(&controlRow{}).Select(a + ".*")
	if document, asked := q.Where["document_id"]; asked {
		q.Where = maps.Clone(q.Where)
		delete(q.Where, "document_id")
		g = g.Joins("JOIN register_sources ON register_sources.control_id = "+a+".id AND register_sources.document_id = ?", document)
	}
	g = reach(g.Joins("JOIN vendors ON vendors.id = "+a+".vendor_id"), within, "vendors")
	return page(l, g, q, func(c *controlRow) review.UserEntityControl { return c.control() }, func(c *controlRow) string { return c.ID })
}
