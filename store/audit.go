package store

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"countersign/audit"
	"countersign/review"

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

// AuditEntries walks through the trail from a sequence on, oldest first, and gives the head that is kept beside it. What stands behind that
// head, where nothing may stand, comes as well.
func (db *DB) AuditEntries(ctx context.Context, from int64, each func(*audit.Entry) error) (audit.Head, error) {
	t := &tx{g: db.read.WithContext(ctx), d: db.Dialect}
	var head headRow
	if err := first(t.g, &head, "id = 1"); err != nil {
		return audit.Head{}, fmt.Errorf("cannot find the end of the trail: %w", err)
	}
	next, err := t.walk(from, head.Sequence, each)
	if err != nil {
		return audit.Head{}, err
	}
	var end struct{ Kept, Last int64 } // one statement sees one state: entries written meanwhile have moved the head as well
	const ends = "SELECT h.sequence AS kept, COALESCE((SELECT MAX(sequence) FROM audit_entries), 0) AS last FROM audit_head h WHERE h.id = 1"
	if err := t.g.Raw(ends).Scan(&end).Error; err != nil {
		return audit.Head{}, fmt.Errorf("cannot read the end of the trail: %w", err)
	}
	if end.Last > end.Kept {
		if _, err := t.walk(max(next, end.Kept+1), end.Last, each); err != nil {
			return audit.Head{}, err
		}
	}
	return audit.Head{Sequence: head.Sequence, Hash: head.Hash}, nil
}

// walk gives the entries between two sequences, page by page, and the sequence behind the last one.
func (t *tx) walk(from, to int64, each func(*audit.Entry) error) (int64, error) {
	const page = 1000
	for {
		var rows []auditRow
		if err := t.g.Where("sequence >= ? AND sequence <= ?", from, to).Order("sequence").Limit(page).Find(&rows).Error; err != nil {
			return 0, fmt.Errorf("cannot read the trail: %w", err)
		}
		for i := range rows {
			e := rows[i].entry()
			if err := each(&e); err != nil {
				return 0, err
			}
			from = rows[i].Sequence + 1
		}
		if len(rows) < page {
			return from, nil
		}
	}
}

// verify checks the whole trail, as the transaction sees it.
func (t *tx) verify() ([]audit.Break, audit.Head, error) {
	var head headRow
	if err := first(t.g, &head, "id = 1"); err != nil {
		return nil, audit.Head{}, fmt.Errorf("cannot find the end of the trail: %w", err)
	}
	var v audit.Verifier
	_, err := t.walk(math.MinInt64, math.MaxInt64, func(e *audit.Entry) error { v.Add(e); return nil })
	v.End(audit.Head{Sequence: head.Sequence, Hash: head.Hash})
	return v.Breaks(), v.Head(), err
}

// Trail lists entries.
func (db *DB) Trail(ctx context.Context, q review.Query) (review.Page[audit.Entry], error) {
	l := list{
		newest: "sequence", counted: true,
		fields: map[string]field{
			"sequence": {column: "sequence", kind: number}, "subject_kind": {column: "subject_kind"}, "subject_id": {column: "subject_id"},
			"actor_id": {column: "actor_id"}, "action": {column: "action"},
		},
	}
	g := db.read.WithContext(ctx).Model(&auditRow{})
	return page(l, g, q, func(r *auditRow) audit.Entry { return r.entry() }, func(r *auditRow) string { return strconv.FormatInt(r.Sequence, 10) })
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
