package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"countersign/review"

	"gorm.io/gorm"
)

type findingRow struct {
	ID              string `gorm:"primaryKey"`
	ReviewID        string
	VendorID        string
	Kind            string
	Ref             string
	Title           string
	Status          string
	Severity        string
	Reason          string
	Flags           []string              `gorm:"serializer:json"`
	Quotes          []review.FindingQuote `gorm:"serializer:json"`
	Position        int
	Verdict         string
	VerdictReason   string
	VerdictStatus   string
	VerdictSeverity string
	VerdictBy       string
	VerdictByName   string
	VerdictAt       *time.Time
	Version         int
	CreatedBy       string
	CreatedAt       time.Time
	UpdatedAt       time.Time
	Number          int64 `gorm:"->;-:migration"` // in the index of words; only searches fill it

	EffectiveStatus   string `gorm:"->;-:migration"` // the database makes these two of the decision and of what it lies over
	EffectiveSeverity string `gorm:"->;-:migration"`
}

// TableName names the table.
func (findingRow) TableName() string { return "findings" }

func findingRowOf(f *review.Finding) *findingRow {
	return &findingRow{
		ID: f.ID, ReviewID: f.ReviewID, VendorID: f.VendorID, Kind: string(f.Kind), Ref: f.Ref, Title: f.Title, Status: f.Status, Severity: f.Severity,
		Reason: f.Reason, Flags: orEmpty(f.Flags), Quotes: orEmpty(f.Quotes), Position: f.Position, Verdict: string(f.Decision.Verdict),
		VerdictReason: f.Decision.Reason, VerdictStatus: f.Decision.Status, VerdictSeverity: f.Decision.Severity, VerdictBy: f.Decision.By,
		VerdictByName: f.Decision.ByName, VerdictAt: f.Decision.At, Version: f.Version, CreatedBy: f.CreatedBy, CreatedAt: f.CreatedAt, UpdatedAt: f.UpdatedAt,
	}
}

func (r *findingRow) finding() review.Finding {
	return review.Finding{
		ID: r.ID, ReviewID: r.ReviewID, VendorID: r.VendorID, Kind: review.FindingKind(r.Kind), Ref: r.Ref, Title: r.Title, Status: r.Status,
		Severity: r.Severity, Reason: r.Reason, Flags: orEmpty(r.Flags), Quotes: orEmpty(r.Quotes), Position: r.Position, Version: r.Version,
		CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
		Decision: review.FindingDecision{
			Verdict: review.Verdict(r.Verdict), Reason: r.VerdictReason, Status: r.VerdictStatus, Severity: r.VerdictSeverity, By: r.VerdictBy,
			ByName: r.VerdictByName, At: utc(r.VerdictAt),
		},
	}
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Finding is one finding.
func (r *Reviews) Finding(ctx context.Context, id string) (review.Finding, error) {
	return finding(r.db.read.WithContext(ctx), id)
}

// Finding is one finding, as the transaction sees it.
func (t *tx) Finding(id string) (review.Finding, error) { return finding(t.g, id) }

func finding(g *gorm.DB, id string) (review.Finding, error) {
	var row findingRow
	if err := first(g.Select("findings.*"), &row, "id = ?", id); err != nil {
		return review.Finding{}, err
	}
	return row.finding(), nil
}

// AddFindings inserts findings, many at a time.
func (t *tx) AddFindings(list []review.Finding) error {
	const batch = 200 // rows in a statement: all their values must fit into it
	rows := make([]*findingRow, len(list))
	for i := range list {
		rows[i] = findingRowOf(&list[i])
	}
	if err := t.g.CreateInBatches(rows, batch).Error; err != nil {
		return fmt.Errorf("cannot insert the findings: %w", err)
	}
	return nil
}

// SaveFinding replaces a finding.
func (t *tx) SaveFinding(f review.Finding) error {
	return t.save(findingRowOf(&f), f.ID, f.Version, "this finding is there already")
}

// ReviewFindings are the findings of a review by position.
func (t *tx) ReviewFindings(reviewID string) ([]review.Finding, error) {
	var rows []findingRow
	if err := t.g.Select("findings.*").Where("review_id = ?", reviewID).Order("position").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the findings: %w", err)
	}
	out := make([]review.Finding, len(rows))
	for i := range rows {
		out[i] = rows[i].finding()
	}
	return out, nil
}

// LastPosition is the position of a review's last finding.
func (t *tx) LastPosition(reviewID string) (int, error) {
	var last int
	err := t.g.Model(&findingRow{}).Where("review_id = ?", reviewID).Select("COALESCE(MAX(position), 0)").Scan(&last).Error
	if err != nil {
		return 0, fmt.Errorf("cannot find the last finding: %w", err)
	}
	return last, nil
}

// Findings lists findings of the vendors within reach.
func (r *Reviews) Findings(ctx context.Context, within review.Reach, q review.Query) (review.Page[review.Finding], error) {
	l := list{
		alias: "findings",
		fields: map[string]field{
			"review_id": {column: "review_id"}, "vendor_id": {column: "vendor_id"}, "kind": {column: "kind"}, "status": {column: "effective_status"},
			"severity": {column: "effective_severity"}, "verdict": {column: "verdict"}, "position": {column: "position", kind: number},
			"created_at": {column: "created_at", kind: instant}, "updated_at": {column: "updated_at", kind: instant},
		},
	}
	id := func(f *findingRow) string { return f.ID }
	g := r.db.read.WithContext(ctx).Model(&findingRow{}).Select("findings.*")
	if words := wordsOf(q.Search); len(words) > 0 {
		var err error
		if g, err = r.db.searchFindings(ctx, g, words, q); err != nil {
			return review.Page[review.Finding]{}, err
		}
		if r.db.Dialect == SQLite {
			l.newest, id = "findings_words.rowid", func(f *findingRow) string { return strconv.FormatInt(f.Number, 10) }
		}
	}
	l.found = true
	if within != (review.Reach{}) {
		g = reach(g.Joins("JOIN vendors ON vendors.id = findings.vendor_id"), within, "vendors")
	}
	return page(l, g, q, func(f *findingRow) review.Finding { return f.finding() }, id)
}
