package review

import (
	"context"
	"fmt"
	"math"

	"countersign/audit"
	"countersign/fault"
	"countersign/identity"
)

// TrailStore has the audit trail.
type TrailStore interface {
	// Trail lists entries.
	Trail(ctx context.Context, q Query) (Page[audit.Entry], error)
	// AuditEntries walks through all entries from a sequence on, oldest first, and gives the head that is kept beside them.
	AuditEntries(ctx context.Context, from int64, each func(*audit.Entry) error) (audit.Head, error)
}

// Trail is the audit trail for those who may read it.
type Trail struct{ store TrailStore }

// NewTrail makes it.
func NewTrail(store TrailStore) *Trail { return &Trail{store} }

// TrailVerdict tells whether the trail holds.
type TrailVerdict struct {
	Entries int64
	Head    audit.Head // the last entry; write it down to find later that an end was cut off
	Breaks  []string   // for people; none when it holds
}

// reading refuses whoever may not read the trail. It speaks of all units, so that nobody who sees only one may read it.
func reading(c identity.Caller) error {
	if err := c.Need(identity.ReadAudit); err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	if c.Unit != "" {
		return fault.New(fault.NotAllowed, "the trail speaks of all units, and you see only your own; ask somebody who sees all")
	}
	return nil
}

// List lists entries, the newest first when nothing else is asked for.
func (t *Trail) List(ctx context.Context, c identity.Caller, q Query) (Page[audit.Entry], error) {
	if err := reading(c); err != nil {
		return Page[audit.Entry]{}, err
	}
	page, err := t.store.Trail(ctx, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the trail: %w", err)
	}
	return page, nil
}

// Walk gives each entry from a sequence on, oldest first, and the end of the trail.
func (t *Trail) Walk(ctx context.Context, c identity.Caller, from int64, each func(*audit.Entry) error) (audit.Head, error) {
	if err := reading(c); err != nil {
		return audit.Head{}, err
	}
	head, err := t.store.AuditEntries(ctx, from, each)
	if err != nil {
		return head, fmt.Errorf("cannot walk through the trail: %w", err)
	}
	return head, nil
}

// Verify checks the whole trail. With an end that was written down before, it must still contain that entry; a zero one asks for nothing.
func (t *Trail) Verify(ctx context.Context, c identity.Caller, noted audit.Head) (TrailVerdict, error) {
	var v audit.Verifier
	out, met := TrailVerdict{}, noted.Sequence == 0
	head, err := t.Walk(ctx, c, math.MinInt64, func(e *audit.Entry) error {
		v.Add(e)
		out.Entries++
		met = met || e.Sequence == noted.Sequence && e.Hash == noted.Hash
		return nil
	})
	if err != nil {
		return out, err
	}
	v.End(head)
	out.Head = v.Head()
	for _, b := range v.Breaks() {
		out.Breaks = append(out.Breaks, b.Why)
	}
	if !met {
		out.Breaks = append(out.Breaks, fmt.Sprintf("there is no entry %d with the hash that was written down: the trail was cut off or rewritten", noted.Sequence))
	}
	return out, nil
}

// NotedHead reads an end of the trail as it is printed: N:HASH. Empty is none.
func NotedHead(s string) (audit.Head, error) {
	if s == "" {
		return audit.Head{}, nil
	}
	var h audit.Head
	if n, err := fmt.Sscanf(s, "%d:%64s", &h.Sequence, &h.Hash); n != 2 || err != nil || h.Sequence < 1 || s != HeadText(h) {
		return audit.Head{}, fault.New(fault.Invalid, "expect: wants N:HASH as it was printed, not %q", s)
	}
	return h, nil
}

// HeadText writes an end of the trail.
func HeadText(h audit.Head) string { return fmt.Sprintf("%d:%s", h.Sequence, h.Hash) }
