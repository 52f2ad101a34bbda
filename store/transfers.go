package store

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/review"

	"gorm.io/gorm"
)

type transferRow struct {
	ID         string `gorm:"primaryKey"`
	Caller     string
	VendorID   string
	Kind       string
	Name       string
	Permission string
	Size       int64
	Received   int64
	DocumentID string
	CreatedAt  time.Time
	ExpiresAt  time.Time
}

// TableName names the table.
func (transferRow) TableName() string { return "transfers" }

type partRow struct {
	TransferID string `gorm:"primaryKey"`
	Start      int64  `gorm:"primaryKey"`
	Size       int64
	Name       string
}

// TableName names the table.
func (partRow) TableName() string { return "transfer_parts" }

// Transfer is one transfer.
func (r *Reviews) Transfer(ctx context.Context, id string) (review.Transfer, error) {
	var row transferRow
	if err := first(r.db.read.WithContext(ctx), &row, "id = ?", id); err != nil {
		return review.Transfer{}, err
	}
	return review.Transfer{
		ID: row.ID, Caller: row.Caller, VendorID: row.VendorID,
		UploadInput: review.UploadInput{Kind: review.DocumentKind(row.Kind), Name: row.Name, Confirmation: row.Permission},
		Size:        row.Size, Offset: row.Received, DocumentID: row.DocumentID, CreatedAt: row.CreatedAt.UTC(), ExpiresAt: row.ExpiresAt.UTC(),
	}, nil
}

// Parts are the parts of a transfer in the order of their bytes.
func (r *Reviews) Parts(ctx context.Context, id string) ([]review.Part, error) {
	var rows []partRow
	if err := r.db.read.WithContext(ctx).Where("transfer_id = ?", id).Order("start").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load: %w", err)
	}
	out := make([]review.Part, len(rows))
	for i, p := range rows {
		out[i] = review.Part{Start: p.Start, Size: p.Size, Name: p.Name}
	}
	return out, nil
}

// ExpiredTransfers are the ids of those that should be whole by now.
func (r *Reviews) ExpiredTransfers(ctx context.Context, now time.Time, most int) ([]string, error) {
	var ids []string
	g := r.db.read.WithContext(ctx).Model(&transferRow{}).Where("expires_at <= ?", now.UTC()).Order("expires_at").Limit(most)
	if err := g.Pluck("id", &ids).Error; err != nil {
		return nil, fmt.Errorf("cannot load: %w", err)
	}
	return ids, nil
}

// OpenTransfers counts the transfers of a caller that are no document yet.
func (t *tx) OpenTransfers(caller string) (int, error) {
	var n int64
	if err := t.g.Model(&transferRow{}).Where("caller = ? AND document_id = ''", caller).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("cannot count: %w", err)
	}
	return int(n), nil
}

// AddTransfer inserts a transfer.
func (t *tx) AddTransfer(x review.Transfer) error {
	return t.add(&transferRow{
		ID: x.ID, Caller: x.Caller, VendorID: x.VendorID, Kind: string(x.Kind), Name: x.Name, Permission: x.Confirmation, Size: x.Size,
		CreatedAt: x.CreatedAt, ExpiresAt: x.ExpiresAt,
	}, "this transfer is there already")
}

// AddPart takes a part in where the transfer's bytes end.
func (t *tx) AddPart(id string, p review.Part) error {
	result := t.g.Model(&transferRow{}).Where("id = ? AND received = ? AND received + ? <= size", id, p.Start, p.Size).
		UpdateColumn("received", gorm.Expr("received + ?", p.Size))
	if result.Error != nil {
		return fmt.Errorf("cannot save: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return fault.New(fault.IllegalMove, "another request sent these bytes at the same time; ask where the upload is, and go on from there")
	}
	return t.add(&partRow{id, p.Start, p.Size, p.Name}, "this part is there already")
}

// SettleTransfer notes the document that a transfer became, and forgets its parts.
func (t *tx) SettleTransfer(id, documentID string) error {
	if err := t.g.Model(&transferRow{}).Where("id = ?", id).UpdateColumn("document_id", documentID).Error; err != nil {
		return fmt.Errorf("cannot save: %w", err)
	}
	if err := t.g.Where("transfer_id = ?", id).Delete(&partRow{}).Error; err != nil {
		return fmt.Errorf("cannot delete: %w", err)
	}
	return nil
}

// DeleteTransfer deletes a transfer with its parts.
func (t *tx) DeleteTransfer(id string) error {
	if err := t.g.Where("id = ?", id).Delete(&transferRow{}).Error; err != nil {
		return fmt.Errorf("cannot delete: %w", err)
	}
	return nil
}
