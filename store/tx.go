package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"countersign/fault"
	"countersign/review"

	"github.com/riverqueue/river"
	"gorm.io/gorm"
)

// Reviews keeps what the workflow needs: it is a review.Store.
type Reviews struct{ db *DB }

// Reviews is the workflow's view of the database.
func (db *DB) Reviews() *Reviews { return &Reviews{db} }

// tx is storage within a transaction.
type tx struct {
	g *gorm.DB // carries the context
	d Dialect

	jobs *river.Client[*sql.Tx]
}

// Change runs f in one transaction.
func (r *Reviews) Change(ctx context.Context, f func(review.Tx) error) error {
	return r.db.transact(ctx, func(t *tx) error { return f(t) })
}

func (db *DB) transact(ctx context.Context, f func(*tx) error) error {
	return db.write.WithContext(ctx).Transaction(func(g *gorm.DB) error { //nolint:wrapcheck // f's own, or wrapped by whoever calls
		t := &tx{g, db.Dialect, db.jobs}
		if err := f(t); err != nil {
			return err
		}
		if c, claimed := review.ClaimOf(ctx); claimed {
			return t.claimed(c)
		}
		return nil
	})
}

// first loads one row into dest; not-found when there is none.
func first(g *gorm.DB, dest any, where string, args ...any) error {
	err := g.Where(where, args...).Take(dest).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return fault.Wrap(err, fault.NotFound, "there is no such thing")
	}
	if err != nil {
		return fmt.Errorf("cannot load: %w", err)
	}
	return nil
}

// add inserts a row; already-exists, in the words given, when a unique key is taken.
func (t *tx) add(row any, taken string) error {
	err := t.g.Create(row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Wrap(err, fault.Duplicate, "%s", taken)
	}
	if err != nil {
		return fmt.Errorf("cannot insert: %w", err)
	}
	return nil
}

// save updates all columns of a versioned row whose stored version is the one before.
func (t *tx) save(row any, id string, version int, taken string) error {
	// UpdateColumns, since Updates would write gorm's own idea of now over updated_at.
	result := t.g.Model(row).Where("id = ? AND version = ?", id, version-1).Select("*").Omit("id", "created_at").UpdateColumns(row)
	if errors.Is(result.Error, gorm.ErrDuplicatedKey) {
		return fault.Wrap(result.Error, fault.Duplicate, "%s", taken)
	}
	if result.Error != nil {
		return fmt.Errorf("cannot save: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return fault.New(fault.Outdated, "somebody changed this after you read it; load it again and repeat your change")
	}
	return nil
}
