package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"countersign/audit"

	"gorm.io/gorm/clause"
)

// auditRow is one line of the trail.
type auditRow struct {
	Sequence    int64 `gorm:"primaryKey;autoIncrement:false"`
	At          time.Time
	ActorKind   string
	ActorID     string
	ActorName   string
	Address     string
	Request     string
	Action      string
	SubjectKind string
	SubjectID   string
	Before      *string
	After       *string
	Previous    string
	Hash        string
}

// TableName names the table.
func (auditRow) TableName() string { return "audit_entries" }

// headRow is the end of the chain; its one row is locked by whoever writes the next entry.
type headRow struct {
	ID       int `gorm:"primaryKey"`
	Sequence int64
	Hash     string
}

// TableName names the table.
func (headRow) TableName() string { return "audit_head" }

// Record writes a line of the trail behind the last one. On PostgreSQL it waits for whoever writes one at the same time.
func (t *tx) Record(e audit.Entry) error {
	var head headRow
	if err := first(t.g.Clauses(clause.Locking{Strength: "UPDATE"}), &head, "id = 1"); err != nil {
		return fmt.Errorf("cannot find the end of the trail: %w", err)
	}
	e, next := audit.Seal(audit.Head{Sequence: head.Sequence, Hash: head.Hash}, e)
	row := auditRow{
		e.Sequence, e.At, e.ActorKind, e.ActorID, e.ActorName, e.Address, e.Request, e.Action, e.SubjectKind, e.SubjectID,
		optional(e.Before), optional(e.After), e.Previous, e.Hash,
	}
	if err := t.g.Create(&row).Error; err != nil {
		return fmt.Errorf("cannot write the trail: %w", err)
	}
	if err := t.g.Model(&headRow{}).Where("id = 1").Updates(map[string]any{"sequence": next.Sequence, "hash": next.Hash}).Error; err != nil {
		return fmt.Errorf("cannot move the end of the trail: %w", err)
	}
	return nil
}

// AuditEntries walks through the trail from a sequence on, oldest first, and gives the head that is kept beside it.
func (db *DB) AuditEntries(ctx context.Context, from int64, each func(*audit.Entry) error) (audit.Head, error) {
	const page = 1000
	var head headRow
	if err := first(db.read.WithContext(ctx), &head, "id = 1"); err != nil {
		return audit.Head{}, fmt.Errorf("cannot find the end of the trail: %w", err)
	}
	for {
		var rows []auditRow
		if err := db.read.WithContext(ctx).Where("sequence >= ? AND sequence <= ?", from, head.Sequence).Order("sequence").Limit(page).Find(&rows).Error; err != nil {
			return audit.Head{}, fmt.Errorf("cannot read the trail: %w", err)
		}
		for i := range rows {
			e := rows[i].entry()
			if err := each(&e); err != nil {
				return audit.Head{}, err
			}
			from = rows[i].Sequence + 1
		}
		if len(rows) < page {
			return audit.Head{Sequence: head.Sequence, Hash: head.Hash}, nil
		}
	}
}

func (r *auditRow) entry() audit.Entry {
	return audit.Entry{
		Sequence: r.Sequence, At: r.At.UTC(), ActorKind: r.ActorKind, ActorID: r.ActorID, ActorName: r.ActorName, Address: r.Address,
		Request: r.Request, Action: r.Action, SubjectKind: r.SubjectKind, SubjectID: r.SubjectID,
		Before: raw(r.Before), After: raw(r.After), Previous: r.Previous, Hash: r.Hash,
	}
}

func optional(j json.RawMessage) *string {
	if j == nil {
		return nil
	}
	s := string(j)
	return &s
}

func raw(s *string) json.RawMessage {
	if s == nil {
		return nil
	}
	return json.RawMessage(*s)
}
