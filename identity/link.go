package identity

import (
	"context"
	"fmt"
	"time"

	"countersign/fault"
)

// LinkKind is what a link lets its holder do.
type LinkKind string

// Kinds of links.
const (
	SetupLink  LinkKind = "setup"      // become the first administrator
	InviteLink LinkKind = "invitation" // become a person with the role that was chosen
	ResetLink  LinkKind = "reset"      // set a password
)

// How long links last.
const (
	setupLasts  = 24 * time.Hour
	inviteLasts = 7 * 24 * time.Hour
	resetLasts  = 24 * time.Hour
)

// Link is a right that works once, for whoever holds its secret. Only the digest of that is kept.
type Link struct {
	ID        string     `json:"id"`
	Kind      LinkKind   `json:"kind"`
	Digest    string     `json:"-"`
	Email     string     `json:"email"`
	Role      Role       `json:"role"`
	Unit      string     `json:"unit"`
	UserID    string     `json:"user_id"` // whose password; empty for other kinds
	CreatedBy string     `json:"created_by"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	UsedAt    *time.Time `json:"used_at"`
}

// NewPerson is what a person says of themselves when they come by a link.
type NewPerson struct {
	Email    string // for the first administrator only: others come with the address that was invited
	Name     string
	Password string
}

// issue keeps a new link in place of those of the same kind for the same address.
func (s *Service) issue(tx Tx, l Link, lasts time.Duration) (Link, string, error) {
	secret := newSecret()
	l.ID, l.Digest, l.CreatedAt = s.newID(), digest(secret), s.now()
	l.ExpiresAt = l.CreatedAt.Add(lasts)
	if err := tx.DropLinks(l.Kind, l.Email); err != nil {
		return l, "", fmt.Errorf("cannot replace the link: %w", err)
	}
	if err := tx.AddLink(l); err != nil {
		return l, "", fmt.Errorf("cannot keep the link: %w", err)
	}
	return l, secret, nil
}

// redeem uses a link up.
func (s *Service) redeem(tx Tx, kind LinkKind, secret string) (Link, error) {
	dead := fault.New(fault.NotFound, "this link was used, has ended or was replaced; ask for another")
	l, err := tx.LinkOf(kind, digest(secret))
	if fault.Is(err, fault.NotFound) {
		return l, dead
	}
	if err != nil {
		return l, fmt.Errorf("cannot load the link: %w", err)
	}
	if !s.now().Before(l.ExpiresAt) {
		return l, dead
	}
	first, err := tx.UseLink(l.ID, s.now())
	if err != nil {
		return l, fmt.Errorf("cannot use the link: %w", err)
	}
	if !first {
		return l, dead
	}
	return l, nil
}

// EnsureSetup gives the secret of a link by which the first administrator signs up, in place of any before; empty when there are people.
func (s *Service) EnsureSetup(ctx context.Context) (secret string, err error) {
	err = s.change(ctx, func(tx Tx) error {
		n, err := tx.CountUsers()
		if err != nil {
			return fmt.Errorf("cannot count the people: %w", err)
		}
		if n > 0 {
			return nil
		}
		l, made, err := s.issue(tx, Link{Kind: SetupLink, Role: Administrator}, setupLasts)
		if err != nil {
			return err
		}
		secret = made
		return s.record(tx, System("server"), "setup.offer", "link", l.ID, nil, l)
	})
	return secret, err
}

// SetUp makes the first administrator.
func (s *Service) SetUp(ctx context.Context, from Caller, secret string, p NewPerson) (User, error) {
	return s.join(ctx, from, SetupLink, secret, p, func(tx Tx, _ Link) (UserFields, error) {
		n, err := tx.CountUsers()
		if err != nil {
			return UserFields{}, fmt.Errorf("cannot count the people: %w", err)
		}
		if n > 0 {
			return UserFields{}, fault.New(fault.IllegalMove, "this server is set up; ask an administrator for an invitation")
		}
		return UserFields{Email: p.Email, Name: p.Name, Role: Administrator}, nil
	})
}

// AcceptInvitation makes the person who was invited.
func (s *Service) AcceptInvitation(ctx context.Context, from Caller, secret string, p NewPerson) (User, error) {
	return s.join(ctx, from, InviteLink, secret, p, func(_ Tx, l Link) (UserFields, error) {
		return UserFields{Email: l.Email, Name: p.Name, Role: l.Role, Unit: l.Unit}, nil
	})
}

// join turns a link into a person. The link is looked at first, so that nobody makes us hash passwords without one.
func (s *Service) join(ctx context.Context, from Caller, kind LinkKind, secret string, p NewPerson, who func(Tx, Link) (UserFields, error)) (User, error) {
	var u User
	act := func(tx Tx, hash string) error {
		l, err := s.redeem(tx, kind, secret)
		if err != nil {
			return err
		}
		f, err := who(tx, l)
		if err != nil {
			return err
		}
		if u, err = s.add(tx, f); err != nil {
			return err
		}
		if err := acceptable(p.Password, u.Email, u.Name); err != nil {
			return err
		}
		if err := tx.SaveCredentials(Credentials{UserID: u.ID, Password: hash}); err != nil {
			return fmt.Errorf("cannot keep the password: %w", err)
		}
		return s.record(tx, u.as(from), "person.join", "user", u.ID, l, u)
	}
	return u, s.hashed(ctx, p.Password, act)
}
