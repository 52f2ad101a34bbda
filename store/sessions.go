package store

import (
	"context"
	"fmt"
	"time"

	"countersign/identity"

	"gorm.io/gorm"
)

type sessionRow struct {
	ID        string `gorm:"primaryKey"`
	UserID    string
	Digest    string
	Agent     string
	Address   string
	CreatedAt time.Time
	LastUsed  time.Time
	ExpiresAt time.Time
}

// TableName names the table.
func (sessionRow) TableName() string { return "sessions" }

func (r *sessionRow) session() identity.Session {
	return identity.Session{
		ID: r.ID, UserID: r.UserID, Digest: r.Digest, Agent: r.Agent, Address: r.Address,
		CreatedAt: r.CreatedAt.UTC(), LastUsed: r.LastUsed.UTC(), ExpiresAt: r.ExpiresAt.UTC(),
	}
}

// SessionOf is the session with a digest, and its person as they are now.
func (p *People) SessionOf(ctx context.Context, digest string) (identity.Session, identity.User, error) {
	g := p.db.read.WithContext(ctx)
	s, err := oneSession(g, "digest = ?", digest)
	if err != nil {
		return s, identity.User{}, err
	}
	u, err := user(g, "id = ?", s.UserID)
	return s, u, err
}

// Session is one session, as the transaction sees it.
func (t *tx) Session(id string) (identity.Session, error) { return oneSession(t.g, "id = ?", id) }

func oneSession(g *gorm.DB, where string, args ...any) (identity.Session, error) {
	var row sessionRow
	if err := first(g, &row, where, args...); err != nil {
		return identity.Session{}, err
	}
	return row.session(), nil
}

// Sessions lists a person's sessions, the one used last first.
func (p *People) Sessions(ctx context.Context, userID string) ([]identity.Session, error) {
	var rows []sessionRow
	if err := p.db.read.WithContext(ctx).Where("user_id = ?", userID).Order("last_used DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot list: %w", err)
	}
	out := make([]identity.Session, len(rows))
	for i := range rows {
		out[i] = rows[i].session()
	}
	return out, nil
}

// TouchSession notes a use, unless another request noted one meanwhile.
func (p *People) TouchSession(ctx context.Context, id string, at, since time.Time) error {
	err := p.db.write.WithContext(ctx).Model(&sessionRow{}).Where("id = ? AND last_used <= ?", id, since).Update("last_used", at).Error
	if err != nil {
		return fmt.Errorf("cannot save: %w", err)
	}
	return nil
}

// AddSession inserts a session.
func (t *tx) AddSession(s identity.Session) error {
	return t.add(&sessionRow{s.ID, s.UserID, s.Digest, s.Agent, s.Address, s.CreatedAt, s.LastUsed, s.ExpiresAt}, "this session is there already")
}

// DropSession deletes a session.
func (t *tx) DropSession(id string) error { return t.drop(&sessionRow{}, "id = ?", id) }

// DropSessions deletes a person's sessions but one.
func (t *tx) DropSessions(userID, except string) (int, error) {
	result := t.g.Where("user_id = ? AND id <> ?", userID, except).Delete(&sessionRow{})
	if result.Error != nil {
		return 0, fmt.Errorf("cannot delete: %w", result.Error)
	}
	return int(result.RowsAffected), nil
}

func (t *tx) drop(row any, where string, args ...any) error {
	if err := t.g.Where(where, args...).Delete(row).Error; err != nil {
		return fmt.Errorf("cannot delete: %w", err)
	}
	return nil
}

// Sweep deletes what has ended.
func (p *People) Sweep(ctx context.Context, now, tries, idle time.Time) error {
	return p.db.transact(ctx, func(t *tx) error {
		for _, d := range []struct {
			row   any
			where string
			args  []any
		}{
			{&sessionRow{}, "expires_at <= ? OR last_used <= ?", []any{now, idle}},
			{&triesRow{}, "last_at < ?", []any{tries}},
			{&passageRow{}, "expires_at <= ?", []any{now}},
			{&linkRow{}, "expires_at <= ? AND used_at IS NULL", []any{now}},
		} {
			if err := t.drop(d.row, d.where, d.args...); err != nil {
				return err
			}
		}
		return nil
	})
}
