package identity

import (
	"context"
	"errors"
	"fmt"

	"countersign/fault"
)

// errRehearsed takes back a transaction that was only tried.
var errRehearsed = errors.New("rehearsed")

// hashed tries a change without a password's hash and takes it back, and then makes the hash and the change. So nothing is hashed for a
// change that is refused, and no transaction waits for a hash.
func (s *Service) hashed(ctx context.Context, password string, act func(tx Tx, hash string) error) error {
	err := s.change(ctx, func(tx Tx) error {
		if err := act(tx, ""); err != nil {
			return err
		}
		return errRehearsed
	})
	if !errors.Is(err, errRehearsed) {
		return err
	}
	hash, err := s.hash(ctx, password)
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx Tx) error { return act(tx, hash) })
}

// Invite makes a link by which somebody joins. The secret is given this once.
func (s *Service) Invite(ctx context.Context, c Caller, email string, role Role, unit string) (l Link, secret string, err error) {
	if err := c.Need(ManagePeople); err != nil {
		return l, "", err
	}
	email = cleanEmail(email)
	if err := validEmail(email); err != nil {
		return l, "", err
	}
	if !role.Known() {
		return l, "", fault.New(fault.Invalid, "role: one of %v, not %q", Roles(), role)
	}
	err = s.change(ctx, func(tx Tx) error {
		if err := knownUnit(tx, unit); err != nil {
			return err
		}
		if _, err := tx.UserByEmail(email); err == nil {
			return fault.New(fault.Duplicate, "there is a person with this address already")
		} else if !fault.Is(err, fault.NotFound) {
			return fmt.Errorf("cannot look for the address: %w", err)
		}
		if l, secret, err = s.issue(tx, Link{Kind: InviteLink, Email: email, Role: role, Unit: unit, CreatedBy: c.ID}, inviteLasts); err != nil {
			return err
		}
		return s.record(tx, c, "invitation.create", "invitation", l.ID, nil, l)
	})
	return l, secret, err
}

// Invitations lists those that can still be accepted.
func (s *Service) Invitations(ctx context.Context, c Caller) ([]Link, error) {
	if err := c.Need(ManagePeople); err != nil {
		return nil, err
	}
	list, err := s.store.Links(ctx, InviteLink, s.now())
	if err != nil {
		return nil, fmt.Errorf("cannot list the invitations: %w", err)
	}
	return list, nil
}

// Withdraw takes an invitation back.
func (s *Service) Withdraw(ctx context.Context, c Caller, id string) error {
	if err := c.Need(ManagePeople); err != nil {
		return err
	}
	return s.change(ctx, func(tx Tx) error {
		l, err := tx.Link(InviteLink, id)
		if fault.Is(err, fault.NotFound) || err == nil && l.UsedAt != nil {
			return unseen("invitation")
		}
		if err != nil {
			return fmt.Errorf("cannot load the invitation: %w", err)
		}
		if err := tx.DropLink(id); err != nil {
			return fmt.Errorf("cannot take the invitation back: %w", err)
		}
		return s.record(tx, c, "invitation.withdraw", "invitation", id, l, nil)
	})
}

// OfferReset makes a link by which a person sets a new password. Until it is used the old one holds.
func (s *Service) OfferReset(ctx context.Context, c Caller, userID string) (l Link, secret string, err error) {
	if err := c.Need(ManagePeople); err != nil {
		return l, "", err
	}
	err = s.change(ctx, func(tx Tx) error {
		u, err := known(tx, userID)
		if err != nil {
			return err
		}
		if l, secret, err = s.issue(tx, Link{Kind: ResetLink, Email: u.Email, UserID: u.ID, CreatedBy: c.ID}, resetLasts); err != nil {
			return err
		}
		return s.record(tx, c, "password.offer-reset", "user", u.ID, nil, l)
	})
	return l, secret, err
}

// ResetPassword sets a password by a link and ends all sessions of the person.
func (s *Service) ResetPassword(ctx context.Context, from Caller, secret, password string) error {
	return s.hashed(ctx, password, func(tx Tx, hash string) error {
		l, err := s.redeem(tx, ResetLink, secret)
		if err != nil {
			return err
		}
		u, err := known(tx, l.UserID)
		if err != nil {
			return err
		}
		return s.setPassword(tx, u.as(from), &u, password, hash, "password.reset")
	})
}

// ChangePassword sets a new password for who knows the old one, and ends their other sessions.
func (s *Service) ChangePassword(ctx context.Context, c Caller, old, password string) error {
	u, _, err := s.proven(ctx, c, old)
	if err != nil {
		return err
	}
	if old == password {
		return fault.New(fault.Invalid, "password: the new one is the old one")
	}
	return s.hashed(ctx, password, func(tx Tx, hash string) error {
		return s.setPassword(tx, c, &u, password, hash, "password.change")
	})
}

func (s *Service) setPassword(tx Tx, c Caller, u *User, password, hash, action string) error {
	if err := acceptable(password, u.Email, u.Name); err != nil {
		return err
	}
	held, err := tx.Credentials(u.ID)
	if err != nil {
		return fmt.Errorf("cannot load the credentials: %w", err)
	}
	held.UserID, held.Password = u.ID, hash
	if err := tx.SaveCredentials(held); err != nil {
		return fmt.Errorf("cannot keep the password: %w", err)
	}
	if err := tx.DropLinks(ResetLink, u.Email); err != nil {
		return fmt.Errorf("cannot end the links: %w", err)
	}
	if _, err := s.endSessions(tx, c, u.ID, c.Session); err != nil {
		return err
	}
	return s.record(tx, c, action, "user", u.ID, nil, nil)
}
