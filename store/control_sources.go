package store

import (
	"context"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type registerReportRow struct {
	DocumentID string `gorm:"primaryKey"`
	VendorID   string
	ReviewID   string
	PeriodEnd  string
	Unread     int
	ReadAt     time.Time
}

// TableName names the table.
func (registerReportRow) TableName() string { return "register_reports" }

type sourceRow struct {
	ControlID  string `gorm:"primaryKey"`
	DocumentID string `gorm:"primaryKey"`
	ReviewID   string
	Page       int
	Quotes     []review.FindingQuote `gorm:"serializer:json"`
	AddedBy    string
}

// TableName names the table.
func (sourceRow) TableName() string { return "register_sources" }

func sourcesOf(rows []sourceRow) []review.ControlSource {
	out := make([]review.ControlSource, len(rows))
	for i, r := range rows {
		out[i] = review.ControlSource{ControlID: r.ControlID, DocumentID: r.DocumentID, ReviewID: r.ReviewID, Page: r.Page, Quotes: orEmpty(r.Quotes), AddedBy: r.AddedBy}
	}
	return out
}

// newestReport orders reports: the one whose period ends last comes first.
const newestReport = "register_reports.period_end DESC, register_reports.read_at DESC, register_reports.document_id DESC"

// SaveRegisterReport keeps a report, in the place of what was kept of the same document.
func (t *tx) SaveRegisterReport(r review.RegisterReport) error {
	replace := clause.OnConflict{Columns: []clause.Column{{Name: "document_id"}}, DoUpdates: clause.AssignmentColumns([]string{"review_id", "period_end", "unread", "read_at"})}
	row := &registerReportRow{r.DocumentID, r.VendorID, r.ReviewID, r.PeriodEnd, r.Unread, r.ReadAt}
	if err := t.g.Clauses(replace).Create(row).Error; err != nil {
		return fmt.Errorf("cannot insert: %w", err)
	}
	return nil
}

// NewestRegisterReport is the report of a vendor whose period ends last.
func (t *tx) NewestRegisterReport(vendorID string) (review.RegisterReport, error) {
	return registerReport(t.g.Order(newestReport), "vendor_id = ?", vendorID)
}

// RegisterReport is a report that is in the register.
func (t *tx) RegisterReport(documentID string) (review.RegisterReport, error) {
	return registerReport(t.g, "document_id = ?", documentID)
}

func registerReport(g *gorm.DB, where, id string) (review.RegisterReport, error) {
	var row registerReportRow
	if err := first(g, &row, where, id); err != nil {
		return review.RegisterReport{}, err
	}
	return review.RegisterReport{
		DocumentID: row.DocumentID, VendorID: row.VendorID, ReviewID: row.ReviewID, PeriodEnd: row.PeriodEnd, Unread: row.Unread, ReadAt: row.ReadAt.UTC(),
	}, nil
}

// SourcesOf are the entries that a report names.
func (t *tx) SourcesOf(documentID string) ([]review.ControlSource, error) {
	var rows []sourceRow
	if err := t.g.Where("document_id = ?", documentID).Order("control_id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load: %w", err)
	}
	return sourcesOf(rows), nil
}

// AddSource keeps where a report names an entry.
func (t *tx) AddSource(s review.ControlSource) error {
	return t.add(&sourceRow{s.ControlID, s.DocumentID, s.ReviewID, s.Page, orEmpty(s.Quotes), s.AddedBy}, controlTaken)
}

// DropReadSources forgets what the machine read of a report.
func (t *tx) DropReadSources(documentID string) error {
	if err := t.g.Where("document_id = ? AND added_by = ''", documentID).Delete(&sourceRow{}).Error; err != nil {
		return fmt.Errorf("cannot delete: %w", err)
	}
	return nil
}

// ControlSources are the reports that name an entry, the newest first.
func (r *Reviews) ControlSources(ctx context.Context, controlID string) ([]review.ControlSource, error) {
	var rows []sourceRow
	err := r.db.read.WithContext(ctx).Joins("JOIN register_reports ON register_reports.document_id = register_sources.document_id").
		Where("control_id = ?", controlID).Order(newestReport).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("cannot load where an entry is named: %w", err)
	}
	return sourcesOf(rows), nil
}
