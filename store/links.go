package store

import (
	"context"
	"fmt"
	"time"

	"countersign/identity"

	"gorm.io/gorm"
)

type linkRow struct {
	ID        string `gorm:"primaryKey"`
	Kind      string
	Digest    string
	Email     string
	Role      string
	Unit      string
	UserID    string
	CreatedBy string
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

// TableName names the table.
func (linkRow) TableName() string { return "links" }

func (r *linkRow) link() identity.Link {
	return identity.Link{
		ID: r.ID, Kind: identity.LinkKind(r.Kind), Digest: r.Digest, Email: r.Email, Role: identity.Role(r.Role), Unit: r.Unit, UserID: r.UserID,
		CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(), UsedAt: utc(r.UsedAt),
	}
}

// AddLink inserts a link.
func (t *tx) AddLink(l identity.Link) error {
	row := linkRow{l.ID, string(l.Kind), l.Digest, l.Email, string(l.Role), l.Unit, l.UserID, l.CreatedBy, l.CreatedAt, l.ExpiresAt, l.UsedAt}
	return t.add(&row, "this link is there already")
}

// LinkOf is the link with a digest.
func (t *tx) LinkOf(kind identity.LinkKind, digest string) (identity.Link, error) {
	return oneLink(t.g, "kind = ? AND digest = ?", string(kind), digest)
}

// Link is one link.
func (t *tx) Link(kind identity.LinkKind, id string) (identity.Link, error) {
	return oneLink(t.g, "kind = ? AND id = ?", string(kind), id)
}

func oneLink(g *gorm.DB, where string, args ...any) (identity.Link, error) {
	var row linkRow
	if err := first(g, &row, where, args...); err != nil {
		return identity.Link{}, err
	}
	return row.link(), nil
}

// UseLink marks a link as used; false when it was before.
func (t *tx) UseLink(id string, at time.Time) (bool, error) {
	result := t.g.Model(&linkRow{}).Where("id = ? AND used_at IS NULL", id).Update("used_at", at)
	if result.Error != nil {
		return false, fmt.Errorf("cannot save: %w", result.Error)
	}
	return result.RowsAffected == 1, nil
}

// DropLinks deletes an address's links of a kind that were not used.
func (t *tx) DropLinks(kind identity.LinkKind, email string) error {
	return t.drop(&linkRow{}, "kind = ? AND email = ? AND used_at IS NULL", string(kind), email)
}

// DropLink deletes a link.
func (t *tx) DropLink(id string) error { return t.drop(&linkRow{}, "id = ?", id) }

// Links lists the links of a kind that can still be used, the newest first.
func (p *People) Links(ctx context.Context, kind identity.LinkKind, now time.Time) ([]identity.Link, error) {
	var rows []linkRow
	err := p.db.read.WithContext(ctx).Where("kind = ? AND used_at IS NULL AND expires_at > ?", string(kind), now).Order("id DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("cannot list: %w", err)
	}
	out := make([]identity.Link, len(rows))
	for i := range rows {
		out[i] = rows[i].link()
	}
	return out, nil
}
