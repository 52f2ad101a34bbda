package store

import (
	"context"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type analysisRow struct {
	ID        string `gorm:"primaryKey"`
	SHA256    string `gorm:"column:sha256"`
	Engine    string
	Catalog   string
	AsOf      string
	Options   string
	Result    []byte // JSON, gzip
	CreatedAt time.Time
}

// TableName names the table.
func (analysisRow) TableName() string { return "analyses" }

const sameKey = "sha256 = ? AND engine = ? AND catalog = ? AND as_of = ? AND options = ?"

// Analysis is one analysis.
func (r *Reviews) Analysis(ctx context.Context, id string) (review.Analysis, error) {
	return analysis(r.db.read.WithContext(ctx), "id = ?", id)
}

// AnalysisOf is the analysis kept under a key.
func (r *Reviews) AnalysisOf(ctx context.Context, k review.AnalysisKey) (review.Analysis, error) {
	return analysis(r.db.read.WithContext(ctx), sameKey, k.SHA256, k.Engine, k.Catalog, k.AsOf, k.Options)
}

func analysis(g *gorm.DB, where string, args ...any) (review.Analysis, error) {
	var row analysisRow
	if err := first(g, &row, where, args...); err != nil {
		return review.Analysis{}, err
	}
	result, err := unpacked(row.Result)
	key := review.AnalysisKey{SHA256: row.SHA256, Engine: row.Engine, Catalog: row.Catalog, AsOf: row.AsOf, Options: row.Options}
	return review.Analysis{ID: row.ID, Key: key, Result: result, CreatedAt: row.CreatedAt.UTC()}, err
}

// AddAnalysis keeps an analysis, unless one is there under its key, whose id it gives then.
func (t *tx) AddAnalysis(a review.Analysis) (string, error) {
	result, err := packed(a.Result)
	if err != nil {
		return "", err
	}
	k := a.Key
	row := &analysisRow{a.ID, k.SHA256, k.Engine, k.Catalog, k.AsOf, k.Options, result, a.CreatedAt}
	if err := t.g.Clauses(clause.OnConflict{DoNothing: true}).Create(row).Error; err != nil {
		return "", fmt.Errorf("cannot insert: %w", err)
	}
	var kept analysisRow
	if err := first(t.g.Select("id"), &kept, sameKey, k.SHA256, k.Engine, k.Catalog, k.AsOf, k.Options); err != nil {
		return "", err
	}
	return kept.ID, nil
}

type printRow struct {
	SHA256      string `gorm:"column:sha256;primaryKey"`
	VendorID    string `gorm:"->;-:migration"` // of the document that is joined
	Fingerprint []byte // JSON, gzip
	Earlier     string
	CreatedAt   time.Time
}

// TableName names the table.
func (printRow) TableName() string { return "prints" }

// AddPrint keeps what others are held against, in the place of what was kept of the same file.
func (t *tx) AddPrint(p review.Print) error {
	fingerprint, err := packed(p.Fingerprint)
	if err != nil {
		return err
	}
	row := map[string]any{"sha256": p.SHA256, "fingerprint": fingerprint, "earlier": string(p.Earlier), "created_at": p.CreatedAt}
	replace := clause.OnConflict{Columns: []clause.Column{{Name: "sha256"}}, DoUpdates: clause.AssignmentColumns([]string{"fingerprint", "earlier", "created_at"})}
	if err := t.g.Model(&printRow{}).Clauses(replace).Create(row).Error; err != nil {
		return fmt.Errorf("cannot insert: %w", err)
	}
	return nil
}

// Prints are what is kept of other reports. A file that several vendors have comes once for each of them.
func (r *Reviews) Prints(ctx context.Context, unit string, most int) ([]review.Print, error) {
	g := r.db.read.WithContext(ctx).Table("prints").Select("prints.*, documents.vendor_id").
		Joins("JOIN documents ON documents.sha256 = prints.sha256").Joins("JOIN vendors ON vendors.id = documents.vendor_id")
	var rows []printRow
	if err := reach(g, review.Reach{Unit: unit}, "vendors").Order("prints.created_at DESC, prints.sha256, documents.vendor_id").Limit(most).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the fingerprints: %w", err)
	}
	out := make([]review.Print, len(rows))
	for i := range rows {
		fingerprint, err := unpacked(rows[i].Fingerprint)
		if err != nil {
			return nil, err
		}
		out[i] = review.Print{
			SHA256: rows[i].SHA256, VendorID: rows[i].VendorID, Fingerprint: fingerprint, Earlier: []byte(rows[i].Earlier), CreatedAt: rows[i].CreatedAt.UTC(),
		}
	}
	return out, nil
}
