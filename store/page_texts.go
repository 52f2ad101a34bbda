package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"
)

// pageTextsRow are the words of a file's pages, packed and perhaps sealed.
type pageTextsRow struct {
	SHA256    string `gorm:"column:sha256;primaryKey"`
	Pages     []byte
	CreatedAt time.Time
}

// TableName names the table.
func (pageTextsRow) TableName() string { return "page_texts" }

// PageTexts are the words of a file's pages as they were kept.
func (r *Reviews) PageTexts(ctx context.Context, sha256 string) ([]byte, error) {
	var row pageTextsRow
	err := first(r.db.read.WithContext(ctx), &row, "sha256 = ?", sha256)
	return row.Pages, err
}

// SavePageTexts keeps the words of a file's pages.
func (t *tx) SavePageTexts(sha256 string, pages []byte, at time.Time) error {
	replace := clause.OnConflict{Columns: []clause.Column{{Name: "sha256"}}, DoUpdates: clause.AssignmentColumns([]string{"pages", "created_at"})}
	if err := t.g.Clauses(replace).Create(&pageTextsRow{sha256, pages, at}).Error; err != nil {
		return fmt.Errorf("cannot insert: %w", err)
	}
	return nil
}
