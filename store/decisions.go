package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/review"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// decisionRow is one decision over a finding; it is never changed.
type decisionRow struct {
	ID        string `gorm:"primaryKey"`
	FindingID string
	Verdict   string
	Reason    string
	Status    string
	Severity  string
	DecidedBy string
	ByName    string
	DecidedAt time.Time
}

// TableName names the table.
func (decisionRow) TableName() string { return "finding_decisions" }

// moveRow is one move of a review; it is never changed.
type moveRow struct {
	ID        string `gorm:"primaryKey"`
	ReviewID  string
	FromState string
	ToState   string
	Reason    string
	MovedBy   string
	ByName    string
	MovedAt   time.Time
}

// TableName names the table.
func (moveRow) TableName() string { return "review_moves" }

// AddDecision keeps a decision in the finding's history.
func (t *tx) AddDecision(id, findingID string, d review.FindingDecision) error {
	if d.At == nil {
		return fault.New(fault.Internal, "a decision without its time cannot be kept")
	}
	return t.add(&decisionRow{id, findingID, string(d.Verdict), d.Reason, d.Status, d.Severity, d.By, d.ByName, *d.At}, "this decision is there already")
}

// Decisions is the history of a finding.
func (r *Reviews) Decisions(ctx context.Context, findingID string) ([]review.FindingDecision, error) {
	return decisions(r.db.read.WithContext(ctx), findingID)
}

// DecisionsOf is the history of a finding, as the transaction sees it.
func (t *tx) DecisionsOf(findingID string) ([]review.FindingDecision, error) {
	return decisions(t.g, findingID)
}

func decisions(g *gorm.DB, findingID string) ([]review.FindingDecision, error) {
	var rows []decisionRow
	if err := g.Where("finding_id = ?", findingID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the decisions: %w", err)
	}
	out := make([]review.FindingDecision, len(rows))
	for i := range rows {
		d := &rows[i]
		out[i] = review.FindingDecision{
			Verdict: review.Verdict(d.Verdict), Reason: d.Reason, Status: d.Status, Severity: d.Severity, By: d.DecidedBy, ByName: d.ByName, At: utc(&d.DecidedAt),
		}
	}
	return out, nil
}

// AddMove keeps a move in the review's history.
func (t *tx) AddMove(m review.Move) error {
	return t.add(&moveRow{m.ID, m.ReviewID, string(m.From), string(m.To), m.Reason, m.By, m.ByName, m.At}, "this move is there already")
}

// Moves is the history of a review.
func (r *Reviews) Moves(ctx context.Context, reviewID string) ([]review.Move, error) {
	var rows []moveRow
	if err := r.db.read.WithContext(ctx).Where("review_id = ?", reviewID).Order("id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot load the moves: %w", err)
	}
	out := make([]review.Move, len(rows))
	for i := range rows {
		m := &rows[i]
		out[i] = review.Move{ID: m.ID, ReviewID: m.ReviewID, From: review.State(m.FromState), To: review.State(m.ToState), Reason: m.Reason, By: m.MovedBy, ByName: m.ByName, At: m.MovedAt.UTC()}
	}
	return out, nil
}

// HoldReview is one review, which others wait for until the transaction ends. On SQLite a transaction is the only one that writes.
func (t *tx) HoldReview(id string) (review.Review, error) {
	return oneReview(t.g.Clauses(clause.Locking{Strength: "UPDATE"}), id)
}

// EditionAfter is the review that follows another.
func (t *tx) EditionAfter(reviewID string) (string, error) {
	var row reviewRow
	err := t.g.Select("id").Where("follows = ?", reviewID).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("cannot look for a later edition: %w", err)
	}
	return row.ID, nil
}
