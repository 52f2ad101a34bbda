package identity

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"countersign/audit"
	"countersign/fault"

	"github.com/alexedwards/argon2id"
)

// Service is who people are and how they prove it.
type Service struct {
	store   Store
	now     func() time.Time
	newID   func() string
	hashing chan struct{} // a place for each hash that is being made
	cost    argon2id.Params
	vault   Vault // nil: secrets of second factors are kept open
}

// New makes the service over a store. Ids must be unique and should rise with time.
func New(store Store, now func() time.Time, newID func() string) *Service {
	return &Service{store: store, now: func() time.Time { return now().UTC().Truncate(time.Microsecond) }, newID: newID, hashing: make(chan struct{}, hashesAtOne), cost: cost()}
}

// record writes a line of the audit trail in the transaction of the change. What is shown there is made of types that hold no secret.
func (s *Service) record(tx Tx, c Caller, action, kind, id string, before, after any) error {
	e := audit.Entry{
		At: s.now(), ActorKind: c.Kind, ActorID: c.ID, ActorName: c.Name, Address: c.Address, Request: c.Request,
		Action: action, SubjectKind: kind, SubjectID: id,
	}
	var err error
	if e.Before, err = shown(before); err != nil {
		return err
	}
	if e.After, err = shown(after); err != nil {
		return err
	}
	if err := tx.Record(e); err != nil {
		return fmt.Errorf("cannot write the audit trail: %w", err)
	}
	return nil
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

func (s *Service) change(ctx context.Context, f func(Tx) error) error {
	return s.store.Change(ctx, f) //nolint:wrapcheck // f's errors and the store's are wrapped already
}

// as is the caller that a person is once they have proved who they are, from where the request came.
func (u *User) as(from Caller) Caller {
	return Caller{Kind: KindUser, ID: u.ID, Name: u.Name, Role: u.Role, UserID: u.ID, Unit: u.Unit, Address: from.Address, Request: from.Request}
}

// person refuses callers that are no signed-in person: what belongs to a person is not for their tokens to change.
func person(c Caller) error {
	if c.Kind != KindUser {
		return fault.New(fault.NotAllowed, "sign in to do this: a token cannot")
	}
	return nil
}

func unseen(what string) error { return fault.New(fault.NotFound, "there is no such %s", what) }

// Sweep takes out what has ended: sessions, links, begun sign-ins, and tries that no longer count. It needs to run now and then only.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.now()
	if err := s.store.Sweep(ctx, now, now.Add(-forgetTries), now.Add(-idleSession)); err != nil {
		return fmt.Errorf("cannot clear what has ended: %w", err)
	}
	return nil
}
