package store

import (
	"context"
	"fmt"
	"time"

	"countersign/review"

	"gorm.io/gorm/clause"
)

// readingRow is a reading that is queued or under way.
type readingRow struct {
	ReviewID string `gorm:"primaryKey"`
	Worker   string
	BeatAt   *time.Time
	Sealed   []byte
}

// TableName names the table.
func (readingRow) TableName() string { return "readings" }

// Enqueue makes a reading and its job.
func (t *tx) Enqueue(reviewID string, sealed []byte) error {
	if err := t.Forget(reviewID); err != nil {
		return err
	}
	if err := t.add(&readingRow{ReviewID: reviewID, Sealed: sealed}, "this review is queued already"); err != nil {
		return err
	}
	return t.insertJob(reviewID)
}

// Take gives a reading that nobody holds to a worker.
func (t *tx) Take(reviewID, worker string, at time.Time) ([]byte, bool, error) {
	result := t.g.Model(&readingRow{}).Where("review_id = ? AND worker = ''", reviewID).Updates(map[string]any{"worker": worker, "beat_at": at})
	if result.Error != nil {
		return nil, false, fmt.Errorf("cannot take: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return nil, false, nil
	}
	var row readingRow
	if err := first(t.g, &row, "review_id = ?", reviewID); err != nil {
		return nil, false, err
	}
	return row.Sealed, true, nil
}

// Holds tells whether a reading is the worker's, and locks it.
func (t *tx) Holds(reviewID, worker string) (bool, error) {
	var rows []readingRow
	err := t.g.Clauses(clause.Locking{Strength: "UPDATE"}).Where("review_id = ? AND worker = ?", reviewID, worker).Find(&rows).Error
	if err != nil {
		return false, fmt.Errorf("cannot look for the reading: %w", err)
	}
	return len(rows) == 1, nil
}

// Return lets go of a reading.
func (t *tx) Return(reviewID string) error {
	if err := t.g.Model(&readingRow{}).Where("review_id = ?", reviewID).Updates(map[string]any{"worker": "", "beat_at": nil}).Error; err != nil {
		return fmt.Errorf("cannot return the reading: %w", err)
	}
	return nil
}

// Forget deletes a reading.
func (t *tx) Forget(reviewID string) error {
	if err := t.g.Where("review_id = ?", reviewID).Delete(&readingRow{}).Error; err != nil {
		return fmt.Errorf("cannot forget the reading: %w", err)
	}
	return nil
}

// resting stands in the place of a worker of a reading that has ended, whose password waits for the next one.
const resting = "resting"

// Rest keeps the password of a reading that has ended. The time of its last beat is that of its end.
func (t *tx) Rest(reviewID string) error {
	if err := t.g.Where("review_id = ? AND (sealed IS NULL OR length(sealed) = 0)", reviewID).Delete(&readingRow{}).Error; err != nil {
		return fmt.Errorf("cannot forget the reading: %w", err)
	}
	if err := t.g.Model(&readingRow{}).Where("review_id = ?", reviewID).UpdateColumn("worker", resting).Error; err != nil {
		return fmt.Errorf("cannot keep the password: %w", err)
	}
	return nil
}

// Rested is the sealed password that rests.
func (t *tx) Rested(reviewID string) ([]byte, error) {
	var rows []readingRow
	if err := t.g.Where("review_id = ? AND worker = ?", reviewID, resting).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("cannot look for the reading: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0].Sealed, nil
}

// ForgetRested deletes passwords that rest since before then.
func (t *tx) ForgetRested(before time.Time) error {
	if err := t.g.Where("worker = ? AND beat_at < ?", resting, before).Delete(&readingRow{}).Error; err != nil {
		return fmt.Errorf("cannot forget passwords: %w", err)
	}
	return nil
}

// noJob is true of readings whose job is gone or was taken by a server that died before it took the reading itself, or after it gave it
// back. A job that a living server has taken is younger, since it takes its reading at once; if it is not, one job too many does nothing.
const noJob = "review_id NOT IN (SELECT args ->> 'review_id' FROM river_job WHERE kind = ? " +
	"AND (state IN ('available', 'pending', 'retryable', 'scheduled') OR state = 'running' AND attempted_at > ?))"

// Abandoned are readings whose workers are silent, and those that no job leads to. Of several servers that look at once, one gets each.
func (t *tx) Abandoned(since time.Time) ([]string, error) {
	var rows []readingRow
	err := t.g.Clauses(clause.Locking{Strength: "UPDATE", Options: "SKIP LOCKED"}).
		Where("(worker NOT IN ('', '"+resting+"') AND beat_at < ?) OR (worker = '' AND "+noJob+")", since, readArgs{}.Kind(), since).Order("review_id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("cannot look for silent workers: %w", err)
	}
	out := make([]string, len(rows))
	for i := range rows {
		out[i] = rows[i].ReviewID
	}
	return out, nil
}

// Requeue makes a new job for a reading that nobody works on any more.
func (t *tx) Requeue(reviewID string) error {
	if err := t.Return(reviewID); err != nil {
		return err
	}
	return t.insertJob(reviewID)
}

// ShowAnalysis writes how far the machine is.
func (t *tx) ShowAnalysis(reviewID string, a review.AnalysisState, p review.Progress) error {
	shown := map[string]any{"analysis": string(a), "stage": p.Stage, "page": p.Page, "pages": p.Pages, "attempts": p.Attempts}
	if err := t.g.Model(&reviewRow{}).Where("id = ?", reviewID).UpdateColumns(shown).Error; err != nil {
		return fmt.Errorf("cannot show the analysis: %w", err)
	}
	return nil
}

// Beat keeps a reading with its worker and shows how far it is.
func (r *Reviews) Beat(ctx context.Context, reviewID, worker string, p review.Progress, at time.Time) (bool, error) {
	held := false
	err := r.db.transact(ctx, func(t *tx) error {
		result := t.g.Model(&readingRow{}).Where("review_id = ? AND worker = ?", reviewID, worker).UpdateColumn("beat_at", at)
		if held = result.RowsAffected == 1; result.Error != nil || !held {
			return result.Error
		}
		return t.ShowAnalysis(reviewID, review.AnalysisReading, p)
	})
	if err != nil {
		return false, fmt.Errorf("cannot give a sign of life: %w", err)
	}
	return held, nil
}
