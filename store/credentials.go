package store

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/identity"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type credentialRow struct {
	UserID   string `gorm:"primaryKey"`
	Password string
	Secret   string
	Pending  string
}

// TableName names the table.
func (credentialRow) TableName() string { return "credentials" }

type recoveryRow struct {
	UserID string `gorm:"primaryKey"`
	Digest string `gorm:"primaryKey"`
}

// TableName names the table.
func (recoveryRow) TableName() string { return "recovery_codes" }

// Credentials are a person's proofs.
func (p *People) Credentials(ctx context.Context, userID string) (identity.Credentials, error) {
	return credentials(p.db.read.WithContext(ctx), userID)
}

// Credentials are a person's proofs, as the transaction sees them.
func (t *tx) Credentials(userID string) (identity.Credentials, error) {
	return credentials(t.g, userID)
}

func credentials(g *gorm.DB, userID string) (identity.Credentials, error) {
	var row credentialRow
	err := first(g, &row, "user_id = ?", userID)
	if fault.Is(err, fault.NotFound) {
		return identity.Credentials{UserID: userID}, nil
	}
	return identity.Credentials(row), err
}

// SaveCredentials inserts or replaces them. The step of the last code stays.
func (t *tx) SaveCredentials(c identity.Credentials) error {
	row := credentialRow(c)
	again := clause.OnConflict{Columns: []clause.Column{{Name: "user_id"}}, DoUpdates: clause.AssignmentColumns([]string{"password", "secret", "pending"})}
	if err := t.g.Clauses(again).Create(&row).Error; err != nil {
		return fmt.Errorf("cannot save: %w", err)
	}
	return nil
}

// UseStep moves the step of the last code forward; false when it stands there or further.
func (t *tx) UseStep(userID string, step int64) (bool, error) {
	result := t.g.Table("credentials").Where("user_id = ? AND step < ?", userID, step).Update("step", step)
	if result.Error != nil {
		return false, fmt.Errorf("cannot save: %w", result.Error)
	}
	return result.RowsAffected == 1, nil
}

// SetRecoveryCodes replaces a person's codes.
func (t *tx) SetRecoveryCodes(userID string, digests []string) error {
	if err := t.g.Where("user_id = ?", userID).Delete(&recoveryRow{}).Error; err != nil {
		return fmt.Errorf("cannot delete: %w", err)
	}
	for _, d := range digests {
		if err := t.g.Create(&recoveryRow{userID, d}).Error; err != nil {
			return fmt.Errorf("cannot insert: %w", err)
		}
	}
	return nil
}

// UseRecoveryCode takes a code out; false when there is none.
func (t *tx) UseRecoveryCode(userID, digest string) (bool, error) {
	result := t.g.Where("user_id = ? AND digest = ?", userID, digest).Delete(&recoveryRow{})
	if result.Error != nil {
		return false, fmt.Errorf("cannot delete: %w", result.Error)
	}
	return result.RowsAffected == 1, nil
}

type triesRow struct {
	Key     string `gorm:"primaryKey"`
	Failed  int
	LastAt  time.Time
	UntilAt time.Time
}

// TableName names the table.
func (triesRow) TableName() string { return "tries" }

// Tries are those of a key. The row is made when there is none, so that there is one to lock: servers that share the database count as one.
func (t *tx) Tries(key string) (identity.Tries, error) {
	row := triesRow{Key: key}
	if err := t.g.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error; err != nil {
		return identity.Tries{}, fmt.Errorf("cannot insert: %w", err)
	}
	if err := first(t.g.Clauses(clause.Locking{Strength: "UPDATE"}), &row, "key = ?", key); err != nil {
		return identity.Tries{}, err
	}
	return identity.Tries{Key: row.Key, Failed: row.Failed, LastAt: row.LastAt.UTC(), Until: row.UntilAt.UTC()}, nil
}

// SaveTries replaces those of a key.
func (t *tx) SaveTries(s identity.Tries) error {
	err := t.g.Model(&triesRow{}).Where("key = ?", s.Key).Updates(map[string]any{"failed": s.Failed, "last_at": s.LastAt, "until_at": s.Until}).Error
	if err != nil {
		return fmt.Errorf("cannot save: %w", err)
	}
	return nil
}
