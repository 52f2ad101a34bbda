package store

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/review"

	"gorm.io/gorm"
)

type settingRow struct {
	Name      string `gorm:"primaryKey"`
	Value     string
	Version   int
	UpdatedBy string
	UpdatedAt time.Time
}

// TableName names the table.
func (settingRow) TableName() string { return "settings" }

// Setting is one setting.
func (r *Reviews) Setting(ctx context.Context, name string) (review.Setting, error) {
	return setting(r.db.read.WithContext(ctx), name)
}

// Setting is one setting, as the transaction sees it.
func (t *tx) Setting(name string) (review.Setting, error) { return setting(t.g, name) }

func setting(g *gorm.DB, name string) (review.Setting, error) {
	var row settingRow
	err := first(g, &row, "name = ?", name)
	if fault.Is(err, fault.NotFound) {
		return review.Setting{Name: name}, nil
	}
	return review.Setting{Name: name, Value: row.Value, Version: row.Version, UpdatedBy: row.UpdatedBy, UpdatedAt: row.UpdatedAt.UTC()}, err
}

// SaveSetting keeps a setting whose stored version is the one before.
func (t *tx) SaveSetting(s review.Setting) error {
	const faster = "somebody changed this setting after you read it; load it again and repeat your change"
	row := &settingRow{s.Name, s.Value, s.Version, s.UpdatedBy, s.UpdatedAt}
	if s.Version == 1 {
		err := t.add(row, faster)
		if fault.Is(err, fault.Duplicate) {
			return fault.Wrap(err, fault.Outdated, faster)
		}
		return err
	}
	result := t.g.Model(row).Where("version = ?", s.Version-1).Select("value", "version", "updated_by", "updated_at").Updates(row)
	if result.Error != nil {
		return fmt.Errorf("cannot save: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return fault.New(fault.Outdated, faster)
	}
	return nil
}
