package identity

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"countersign/fault"
)

// People lists the people.
func (s *Service) People(ctx context.Context, c Caller, q Query) (Page[User], error) {
	if err := c.Need(ManagePeople); err != nil {
		return Page[User]{}, err
	}
	page, err := s.store.Users(ctx, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the people: %w", err)
	}
	return page, nil
}

// Person is one person; everybody may see themselves.
func (s *Service) Person(ctx context.Context, c Caller, id string) (User, error) {
	if c.UserID == "" || c.UserID != id {
		if err := c.Need(ManagePeople); err != nil {
			return User{}, err
		}
	}
	u, err := s.store.User(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return User{}, unseen("person")
	}
	if err != nil {
		return User{}, fmt.Errorf("cannot load the person: %w", err)
	}
	return u, nil
}

// Name is what everybody may see of a person.
type Name struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Disabled bool   `json:"disabled"` // nothing can be handed to them any more
}

// Names lists the people by name, for whoever hands something to one of them, or reads who did something. Addresses are not told.
func (s *Service) Names(ctx context.Context, c Caller, q Query) (Page[Name], error) {
	if err := c.Need(ReadReviews); err != nil {
		return Page[Name]{}, err
	}
	page, err := s.store.Users(ctx, Query{Sort: "name", Limit: q.Limit, Cursor: q.Cursor})
	if err != nil {
		return Page[Name]{}, fmt.Errorf("cannot list the names: %w", err)
	}
	names := Page[Name]{Items: make([]Name, len(page.Items)), Next: page.Next}
	for i := range page.Items {
		u := &page.Items[i]
		names.Items[i] = Name{u.ID, u.Name, u.Role, u.Disabled}
	}
	return names, nil
}

// HasSecondFactor tells whether a person's sign-in asks for a code.
func (s *Service) HasSecondFactor(ctx context.Context, userID string) (bool, error) {
	held, err := s.store.Credentials(ctx, userID)
	if err != nil {
		return false, fmt.Errorf("cannot load the credentials: %w", err)
	}
	return held.Secret != "", nil
}

// CreatePerson adds a person without a password, and gives the secret of a link by which they set one.
func (s *Service) CreatePerson(ctx context.Context, c Caller, f UserFields) (u User, l Link, secret string, err error) {
	if err := c.Need(ManagePeople); err != nil {
		return u, l, "", err
	}
	err = s.change(ctx, func(tx Tx) error {
		if u, err = s.add(tx, f); err != nil {
			return err
		}
		if l, secret, err = s.issue(tx, Link{Kind: ResetLink, Email: u.Email, UserID: u.ID, CreatedBy: c.ID}, inviteLasts); err != nil {
			return err
		}
		return s.record(tx, c, "person.create", "user", u.ID, nil, u)
	})
	return u, l, secret, err
}

// add inserts a person.
func (s *Service) add(tx Tx, f UserFields) (User, error) {
	f, err := f.clean()
	if err != nil {
		return User{}, err
	}
	if err := knownUnit(tx, f.Unit); err != nil {
		return User{}, err
	}
	now := s.now()
	u := User{ID: s.newID(), UserFields: f, Version: 1, CreatedAt: now, UpdatedAt: now}
	if err := tx.AddUser(u); err != nil {
		return u, fmt.Errorf("cannot add the person: %w", err)
	}
	return u, nil
}

// EditPerson replaces what an administrator sets of a person. Who is disabled is out at once. The last administrator stays one.
func (s *Service) EditPerson(ctx context.Context, c Caller, id string, version int, f UserFields) (after User, err error) {
	if err := c.Need(ManagePeople); err != nil {
		return after, err
	}
	if f, err = f.clean(); err != nil {
		return after, err
	}
	err = s.change(ctx, func(tx Tx) error {
		before, err := known(tx, id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return fault.New(fault.Outdated, "somebody changed this person after you read it; load it again and repeat your change")
		}
		if f.Unit != before.Unit {
			if err := knownUnit(tx, f.Unit); err != nil {
				return err
			}
		}
		if err := keepsAdministrator(tx, &before, f); err != nil {
			return err
		}
		after = before
		after.UserFields, after.Version, after.UpdatedAt = f, version+1, s.now()
		if err := tx.SaveUser(after); err != nil {
			return fmt.Errorf("cannot save the person: %w", err)
		}
		if f.Disabled && !before.Disabled {
			if _, err := s.endSessions(tx, c, id, ""); err != nil {
				return err
			}
		}
		return s.record(tx, c, "person.edit", "user", id, before, after)
	})
	return after, err
}

func keepsAdministrator(tx Tx, before *User, f UserFields) error {
	if before.Role != Administrator || before.Disabled || f.Role == Administrator && !f.Disabled {
		return nil
	}
	n, err := tx.Administrators()
	if err != nil {
		return fmt.Errorf("cannot count the administrators: %w", err)
	}
	if n <= 1 {
		return fault.New(fault.IllegalMove, "this is the last administrator; make somebody else one first")
	}
	return nil
}

// RemoveSecondFactor switches off the second factor of somebody who lost it.
func (s *Service) RemoveSecondFactor(ctx context.Context, c Caller, id string) error {
	if err := c.Need(ManagePeople); err != nil {
		return err
	}
	return s.change(ctx, func(tx Tx) error {
		if _, err := known(tx, id); err != nil {
			return err
		}
		return s.removeTOTP(tx, c, id)
	})
}

func known(tx Tx, id string) (User, error) {
	u, err := tx.User(id)
	if fault.Is(err, fault.NotFound) {
		return u, unseen("person")
	}
	if err != nil {
		return u, fmt.Errorf("cannot load the person: %w", err)
	}
	return u, nil
}

func knownUnit(tx Tx, name string) error {
	if name == "" {
		return nil
	}
	_, err := tx.Unit(name)
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, "unit: there is no unit %q; add it first", name)
	}
	if err != nil {
		return fmt.Errorf("cannot look for the unit: %w", err)
	}
	return nil
}

// Units lists the business units by name.
func (s *Service) Units(ctx context.Context, c Caller) ([]Unit, error) {
	if err := c.Need(ReadSelf); err != nil {
		return nil, err
	}
	list, err := s.store.Units(ctx)
	if err != nil {
		return nil, fmt.Errorf("cannot list the units: %w", err)
	}
	return list, nil
}

// CreateUnit adds a business unit.
func (s *Service) CreateUnit(ctx context.Context, c Caller, name string) (Unit, error) {
	if err := c.Need(ManagePeople); err != nil {
		return Unit{}, err
	}
	u := Unit{strings.Join(strings.Fields(name), " "), s.now()}
	if n := utf8.RuneCountInString(u.Name); n == 0 || n > mostUnit || strings.Contains(u.Name, ",") {
		return u, fault.New(fault.Invalid, "name: 1 to %d characters without commas", mostUnit)
	}
	return u, s.change(ctx, func(tx Tx) error {
		if err := tx.AddUnit(u); err != nil {
			return fmt.Errorf("cannot add the unit: %w", err)
		}
		return s.record(tx, c, "unit.create", "unit", u.Name, nil, u)
	})
}
