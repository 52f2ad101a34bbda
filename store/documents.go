package store

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/review"

	"gorm.io/gorm"
)

type documentRow struct {
	ID         string `gorm:"primaryKey"`
	VendorID   string
	Kind       string
	Name       string
	SHA256     string `gorm:"column:sha256"`
	Size       int64
	MediaType  string
	Permission string
	UploadedBy string
	UploadedAt time.Time
	IssuedOn   string
	ValidFrom  string
	ValidUntil string
	Bridges    *string
	Version    int
}

// TableName names the table.
func (documentRow) TableName() string { return "documents" }

func documentRowOf(d *review.Document) *documentRow {
	return &documentRow{
		d.ID, d.VendorID, string(d.Kind), d.Name, d.SHA256, d.Size, d.MediaType, d.Permission, d.UploadedBy, d.UploadedAt,
		d.IssuedOn, d.ValidFrom, d.ValidUntil, reference(d.Bridges), max(1, d.Version),
	}
}

func (r *documentRow) document() review.Document {
	return review.Document{
		ID: r.ID, VendorID: r.VendorID, Kind: review.DocumentKind(r.Kind), Name: r.Name, SHA256: r.SHA256, Size: r.Size, MediaType: r.MediaType,
		Permission: r.Permission, UploadedBy: r.UploadedBy, UploadedAt: r.UploadedAt.UTC(),
		DocumentDates: review.DocumentDates{IssuedOn: r.IssuedOn, ValidFrom: r.ValidFrom, ValidUntil: r.ValidUntil}, Bridges: referred(r.Bridges), Version: r.Version,
	}
}

// Document is one document.
func (r *Reviews) Document(ctx context.Context, id string) (review.Document, error) {
	return document(r.db.read.WithContext(ctx), "id = ?", id)
}

// Document is one document, as the transaction sees it.
func (t *tx) Document(id string) (review.Document, error) { return document(t.g, "id = ?", id) }

// DocumentOf is a vendor's document with a content.
func (t *tx) DocumentOf(vendorID, sha256 string) (review.Document, error) {
	return document(t.g, "vendor_id = ? AND sha256 = ?", vendorID, sha256)
}

func document(g *gorm.DB, where string, args ...any) (review.Document, error) {
	var row documentRow
	if err := first(g, &row, where, args...); err != nil {
		return review.Document{}, err
	}
	return row.document(), nil
}

// AddDocument inserts a document.
func (t *tx) AddDocument(d review.Document) error {
	return t.add(documentRowOf(&d), "this vendor has this file already")
}

// SaveDocument replaces what may change of a document.
func (t *tx) SaveDocument(d review.Document) error {
	result := t.g.Model(&documentRow{}).Where("id = ? AND version = ?", d.ID, d.Version-1).Updates(map[string]any{
		"kind": string(d.Kind), "permission": d.Permission, "issued_on": d.IssuedOn, "valid_from": d.ValidFrom, "valid_until": d.ValidUntil,
		"bridges": reference(d.Bridges), "version": d.Version,
	})
	if result.Error != nil {
		return fmt.Errorf("cannot save: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return fault.New(fault.Outdated, "somebody changed this after you read it; load it again and repeat your change")
	}
	return nil
}

// Documents lists the documents of a vendor.
func (r *Reviews) Documents(ctx context.Context, vendorID string, q review.Query) (review.Page[review.Document], error) {
	l := list{
		fields: map[string]field{
			"kind": {column: "kind"}, "name": {column: "name"}, "sha256": {column: "sha256"}, "uploaded_at": {column: "uploaded_at", kind: instant},
			"bridges": {where: "bridges IN ?"}, "issued_on": {column: "issued_on"}, "valid_from": {column: "valid_from"}, "valid_until": {column: "valid_until"},
			"valid_to": {where: "valid_until <> '' AND valid_until <= ?", kind: civil},
		},
		search: []string{"name"},
	}
	g := r.db.read.WithContext(ctx).Model(&documentRow{}).Where("vendor_id = ?", vendorID)
	return page(l, g, q, func(d *documentRow) review.Document { return d.document() }, func(d *documentRow) string { return d.ID })
}

// ReviewOf is the newest review of a document.
func (t *tx) ReviewOf(documentID string) (review.Review, error) {
	var row reviewRow
	if err := first(t.g.Order("edition DESC, id DESC"), &row, "document_id = ?", documentID); err != nil {
		return review.Review{}, err
	}
	return row.review(), nil
}
