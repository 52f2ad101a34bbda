package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm"
)

// What somebody who looks after a server wants to know of the database.

// FileSums gives the hash of each file that a row names, once.
func (db *DB) FileSums(ctx context.Context, each func(sum string) error) error {
	rows, err := db.read.WithContext(ctx).Model(&documentRow{}).Distinct("sha256").Where("sha256 <> ''").Rows()
	if err != nil {
		return fmt.Errorf("cannot list the files: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return fmt.Errorf("cannot list the files: %w", err)
		}
		if err := each(sum); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("cannot list the files: %w", err)
	}
	return nil
}

// NamesFile tells whether a row names a file.
func (db *DB) NamesFile(ctx context.Context, sum string) (bool, error) {
	var n int64
	if err := db.write.WithContext(ctx).Model(&documentRow{}).Where("sha256 = ?", sum).Count(&n).Error; err != nil {
		return false, fmt.Errorf("cannot look for a file: %w", err)
	}
	return n > 0, nil
}

// Parked is a reading that failed for good, until somebody retries it.
type Parked struct {
	ReviewID string
	Code     string
}

// Work is how the readings stand.
type Work struct {
	Waiting int
	Reading int
	Silent  int // of those being read: their worker has given no sign of life for longer than it may
	Parked  int
	First   []Parked // the oldest of them
}

// Work counts the readings, and shows the first parked ones.
func (db *DB) Work(ctx context.Context, now time.Time, show int) (Work, error) {
	var w Work
	g := db.read.WithContext(ctx)
	var held, silent, all, parked int64
	err := errors.Join(
		g.Model(&readingRow{}).Count(&all).Error,
		g.Model(&readingRow{}).Where("worker <> ''").Count(&held).Error,
		g.Model(&readingRow{}).Where("worker <> '' AND beat_at < ?", now.UTC().Add(-review.Silence)).Count(&silent).Error,
		failed(g).Count(&parked).Error,
		failed(g).Select("id AS review_id, failure_code AS code").Order("updated_at, id").Limit(show).Scan(&w.First).Error,
	)
	if err != nil {
		return w, fmt.Errorf("cannot count the readings: %w", err)
	}
	w.Waiting, w.Reading, w.Silent, w.Parked = int(all-held), int(held), int(silent), int(parked)
	return w, nil
}

func failed(g *gorm.DB) *gorm.DB {
	return g.Table("reviews").Where("analysis = ?", review.AnalysisFailed)
}

// Sound looks for damage in the database's own file. PostgreSQL keeps watch by itself.
func (db *DB) Sound(ctx context.Context) error {
	if db.Dialect != SQLite {
		return nil
	}
	var found []string
	if err := db.read.WithContext(ctx).Raw("PRAGMA quick_check(3)").Scan(&found).Error; err != nil {
		return fmt.Errorf("cannot check the file: %w", err)
	}
	if len(found) != 1 || found[0] != "ok" {
		return fmt.Errorf("cannot trust the file: %v", found)
	}
	return nil
}
