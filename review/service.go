package review

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"countersign/audit"
	"countersign/fault"
	"countersign/identity"
	"countersign/scoring"
)

// Service is the workflow.
type Service struct {
	store Store
	now   func() time.Time
	newID func() string

	vault   identity.Vault                 // nil: the words of reports are kept open
	scoring func() (scoring.Config, error) // loaded when it is first needed
}

// New makes the workflow over a store. Ids must be unique and should rise with time.
func New(store Store, now func() time.Time, newID func() string) *Service {
	return &Service{
		store: store, now: func() time.Time { return now().UTC().Truncate(time.Microsecond) }, newID: newID, scoring: sync.OnceValues(scoring.DefaultConfig),
	}
}

// within is what a caller may see of vendors and what belongs to them.
func within(c identity.Caller, action identity.Action) (Reach, error) {
	if err := c.Need(action); err != nil {
		return Reach{}, err //nolint:wrapcheck // it is coded
	}
	r := Reach{Unit: c.Unit}
	if c.Kind != identity.KindSystem && identity.May(c.Role, action) == identity.Own {
		if r.Owner = c.UserID; r.Owner == "" {
			r.Owner = "nobody"
		}
	}
	return r, nil
}

// entry is a line of the audit trail for an act of the caller.
func (s *Service) entry(c identity.Caller, action, kind, id string, before, after any) (audit.Entry, error) {
	e := audit.Entry{
		At: s.now(), ActorKind: c.Kind, ActorID: c.ID, ActorName: c.Name, Address: c.Address, Request: c.Request,
		Action: action, SubjectKind: kind, SubjectID: id,
	}
	var err error
	if e.Before, err = shown(before); err == nil {
		e.After, err = shown(after)
	}
	return e, err
}

func shown(v any) (json.RawMessage, error) {
	if v == nil {
		return nil, nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("cannot write the audit trail: %w", err)
	}
	return raw, nil
}

// record writes a line of the audit trail in the transaction of the change.
func (s *Service) record(tx Tx, c identity.Caller, action, kind, id string, before, after any) error {
	e, err := s.entry(c, action, kind, id, before, after)
	if err != nil {
		return err
	}
	if err := tx.Record(e); err != nil {
		return fmt.Errorf("cannot write the audit trail: %w", err)
	}
	return nil
}

// unseen is the answer for what is not there and for what the caller may not see: the two must not differ.
func unseen(what string) error { return fault.New(fault.NotFound, "there is no such %s", what) }

func (s *Service) change(ctx context.Context, f func(Tx) error) error {
	return s.store.Change(ctx, f) //nolint:wrapcheck // f's errors and the store's are wrapped already
}
