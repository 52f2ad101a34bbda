package store

import (
	"context"
	"fmt"
	"time"

	"countersign/identity"
	"countersign/review"

	"gorm.io/gorm"
)

type tokenRow struct {
	ID        string `gorm:"primaryKey"`
	Owner     *string
	Name      string
	Role      string
	ReadOnly  bool
	Digest    string
	CreatedAt time.Time
	ExpiresAt *time.Time
	LastUsed  *time.Time
}

// TableName names the table.
func (tokenRow) TableName() string { return "tokens" }

func (r *tokenRow) token() identity.Token {
	return identity.Token{
		ID: r.ID, Owner: referred(r.Owner), Name: r.Name, Role: identity.Role(r.Role), ReadOnly: r.ReadOnly, Digest: r.Digest,
		CreatedAt: r.CreatedAt.UTC(), ExpiresAt: utc(r.ExpiresAt), LastUsed: utc(r.LastUsed),
	}
}

// TokenOf is the token with a digest.
func (p *People) TokenOf(ctx context.Context, digest string) (identity.Token, error) {
	return token(p.db.read.WithContext(ctx), "digest = ?", digest)
}

// Token is one token, as the transaction sees it.
func (t *tx) Token(id string) (identity.Token, error) { return token(t.g, "id = ?", id) }

func token(g *gorm.DB, where string, args ...any) (identity.Token, error) {
	var row tokenRow
	if err := first(g, &row, where, args...); err != nil {
		return identity.Token{}, err
	}
	return row.token(), nil
}

// Tokens lists the tokens of a person, or of everybody.
func (p *People) Tokens(ctx context.Context, owner string, q identity.Query) (identity.Page[identity.Token], error) {
	l := list{
		fields: map[string]field{
			"name": {column: "name"}, "role": {column: "role"}, "owner": {column: "owner"}, "created_at": {column: "created_at", kind: instant},
		},
		search: []string{"name"},
	}
	g := p.db.read.WithContext(ctx).Model(&tokenRow{})
	if owner != "" {
		g = g.Where("owner = ?", owner)
	}
	got, err := page(l, g, review.Query(q), func(r *tokenRow) identity.Token { return r.token() }, func(r *tokenRow) string { return r.ID })
	return identity.Page[identity.Token](got), err
}

// TouchToken notes a use, unless another request noted one meanwhile.
func (p *People) TouchToken(ctx context.Context, id string, at, since time.Time) error {
	err := p.db.write.WithContext(ctx).Model(&tokenRow{}).Where("id = ? AND (last_used IS NULL OR last_used <= ?)", id, since).Update("last_used", at).Error
	if err != nil {
		return fmt.Errorf("cannot save: %w", err)
	}
	return nil
}

// AddToken inserts a token.
func (t *tx) AddToken(k identity.Token) error {
	row := tokenRow{k.ID, reference(k.Owner), k.Name, string(k.Role), k.ReadOnly, k.Digest, k.CreatedAt, k.ExpiresAt, k.LastUsed}
	return t.add(&row, "this token is there already")
}

// DropToken deletes a token.
func (t *tx) DropToken(id string) error { return t.drop(&tokenRow{}, "id = ?", id) }
