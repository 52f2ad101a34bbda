package store

import (
	"fmt"
	"time"

	"countersign/review"
)

// newFindingRow is a finding as the machine adds it.
type newFindingRow struct {
	ID        string `gorm:"primaryKey"`
	ReviewID  string
	VendorID  string
	Kind      string
	Ref       string
	Title     string
	Status    string
	Severity  string
	Reason    string
	Flags     []string              `gorm:"serializer:json"`
	Quotes    []review.FindingQuote `gorm:"serializer:json"`
	Position  int
	Verdict   string
	Version   int
	CreatedBy string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// TableName names the table.
func (newFindingRow) TableName() string { return "findings" }

// AddFindings inserts what the machine found.
func (t *tx) AddFindings(findings []review.Finding) error {
	const batch = 100
	rows := make([]newFindingRow, len(findings))
	for i := range findings {
		f := &findings[i]
		rows[i] = newFindingRow{
			f.ID, f.ReviewID, f.VendorID, string(f.Kind), f.Ref, f.Title, f.Status, f.Severity, f.Reason, f.Flags, f.Quotes, f.Position,
			string(f.Decision.Verdict), f.Version, f.CreatedBy, f.CreatedAt, f.UpdatedAt,
		}
		if f.Flags == nil {
			rows[i].Flags = []string{}
		}
		if f.Quotes == nil {
			rows[i].Quotes = []review.FindingQuote{}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := t.g.CreateInBatches(rows, batch).Error; err != nil {
		return fmt.Errorf("cannot insert the findings: %w", err)
	}
	return nil
}
