package store

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
	"countersign/review"

	"gorm.io/gorm/clause"
)

type answerRow struct {
	Caller    string `gorm:"primaryKey"`
	Route     string `gorm:"primaryKey"`
	Key       string `gorm:"primaryKey"`
	Request   string
	Status    int
	Headers   map[string]string `gorm:"serializer:json"`
	Body      []byte
	CreatedAt time.Time
}

// TableName names the table.
func (answerRow) TableName() string { return "answers" }

// answersKept is how long a key is remembered.
const answersKept = 24 * time.Hour

// Claim is nil for the first request with a key, which is under way from then on; else it is the answer to the first.
func (db *DB) Claim(ctx context.Context, k review.AnswerKey, request string, at time.Time) (*review.Answer, error) {
	var out *review.Answer
	err := db.transact(ctx, func(t *tx) error {
		old := t.g.Where("created_at < ? OR (status = 0 AND created_at < ?)", at.Add(-answersKept), at.Add(-review.ClaimLost))
		if err := old.Delete(&answerRow{}).Error; err != nil {
			return fmt.Errorf("cannot clear old answers: %w", err)
		}
		row := answerRow{Caller: k.Caller, Route: k.Route, Key: k.Key, Request: request, Headers: map[string]string{}, CreatedAt: at}
		made := t.g.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		if made.Error != nil || made.RowsAffected == 1 {
			return made.Error
		}
		var had answerRow
		if err := first(t.g, &had, "caller = ? AND route = ? AND key = ?", k.Caller, k.Route, k.Key); err != nil {
			return err
		}
		out = &review.Answer{Request: had.Request, Status: had.Status, At: had.CreatedAt.UTC(), Headers: had.Headers, Body: had.Body}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("cannot look for an earlier answer: %w", err)
	}
	return out, nil
}

// claimed notes, in the transaction of a change, that the request was carried out; illegal-move when another server took it over meanwhile.
func (t *tx) claimed(c review.Claim) error {
	result := t.g.Model(&answerRow{}).Where("caller = ? AND route = ? AND key = ? AND created_at = ? AND status IN ?", c.Caller, c.Route, c.Key, c.At, []int{review.UnderWay, review.Done}).
		UpdateColumn("status", review.Done)
	if result.Error != nil {
		return fmt.Errorf("cannot note that the request was carried out: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return fault.New(fault.IllegalMove, "this request took so long that the same one, sent again, has taken its place")
	}
	return nil
}

// Keep keeps the answer to the first request with a key.
func (db *DB) Keep(ctx context.Context, k review.AnswerKey, a review.Answer) error {
	row := answerRow{Status: a.Status, Headers: a.Headers, Body: a.Body}
	err := db.write.WithContext(ctx).Model(&answerRow{}).Where("caller = ? AND route = ? AND key = ?", k.Caller, k.Route, k.Key).
		Select("status", "headers", "body").Updates(&row).Error
	if err != nil {
		return fmt.Errorf("cannot keep the answer: %w", err)
	}
	return nil
}

// Drop lets a request be sent again with the same key, since it came to nothing.
func (db *DB) Drop(ctx context.Context, k review.AnswerKey) error {
	err := db.write.WithContext(ctx).Where("caller = ? AND route = ? AND key = ?", k.Caller, k.Route, k.Key).Delete(&answerRow{}).Error
	if err != nil {
		return fmt.Errorf("cannot drop the key: %w", err)
	}
	return nil
}
