package identity

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"countersign/fault"
)

// Token lets a program call. Only the digest of its secret is kept.
type Token struct {
	ID        string     `json:"id"`
	Owner     string     `json:"owner"` // id of the person it acts for; empty: made on the command line
	Name      string     `json:"name"`
	Role      Role       `json:"role"`
	ReadOnly  bool       `json:"read_only"`
	Digest    string     `json:"-"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt *time.Time `json:"expires_at"`
	LastUsed  *time.Time `json:"last_used"` // to the minute
}

// TokenFields are what is asked for of a token.
type TokenFields struct {
	Name      string
	Role      Role
	ReadOnly  bool
	ExpiresAt *time.Time // a person's token ends after 90 days when they say nothing; one of the command line does not
}

// A person's token does not outlive a year.
const (
	usualToken   = 90 * 24 * time.Hour
	longestToken = 366 * 24 * time.Hour
)

// Covers tells whether a role may do all that another may. An administrator may hand out any.
func (r Role) Covers(other Role) bool {
	if r == Administrator {
		return true
	}
	for _, a := range Actions() {
		if May(other, a).wider(May(r, a)) {
			return false
		}
	}
	return true
}

func (s Scope) wider(than Scope) bool {
	return s != than && (than == Nothing || s == All)
}

// CreateToken makes a token. Its secret is given this once.
func (s *Service) CreateToken(ctx context.Context, c Caller, f TokenFields) (t Token, secret string, err error) {
	if err := c.Need(ManageOwnTokens); err != nil {
		return t, "", err
	}
	if c.Kind != KindSystem {
		if err := person(c); err != nil {
			return t, "", err
		}
	}
	now := s.now()
	if f, err = f.clean(c, now); err != nil {
		return t, "", err
	}
	secret = newToken()
	t = Token{
		ID: s.newID(), Owner: c.UserID, Name: f.Name, Role: f.Role, ReadOnly: f.ReadOnly, Digest: digest(secret), CreatedAt: now, ExpiresAt: f.ExpiresAt,
	}
	err = s.change(ctx, func(tx Tx) error {
		if err := tx.AddToken(t); err != nil {
			return fmt.Errorf("cannot add the token: %w", err)
		}
		return s.record(tx, c, "token.create", "token", t.ID, nil, t)
	})
	return t, secret, err
}

func (f TokenFields) clean(c Caller, now time.Time) (TokenFields, error) {
	f.Name = strings.Join(strings.Fields(f.Name), " ")
	if f.ExpiresAt != nil {
		at := f.ExpiresAt.UTC().Truncate(time.Microsecond)
		f.ExpiresAt = &at
	}
	if c.Kind != KindSystem && f.ExpiresAt == nil {
		at := now.Add(usualToken)
		f.ExpiresAt = &at
	}
	switch {
	case f.Name == "":
		return f, fault.New(fault.Invalid, "name: a token needs a name, such as what it is for")
	case utf8.RuneCountInString(f.Name) > mostName:
		return f, fault.New(fault.Invalid, "name: at most %d characters", mostName)
	case !f.Role.Known():
		return f, fault.New(fault.Invalid, "role: one of %v, not %q", Roles(), f.Role)
	case f.ExpiresAt != nil && !f.ExpiresAt.After(now):
		return f, fault.New(fault.Invalid, "expires_at: wants an instant to come")
	case c.Kind != KindSystem && f.ExpiresAt.Sub(now) > longestToken:
		return f, fault.New(fault.Invalid, "expires_at: at most a year ahead")
	case !c.Role.Covers(f.Role):
		return f, fault.New(fault.NotAllowed, "a token of the role %s could do more than you may", f.Role)
	}
	return f, nil
}

// ByToken is the caller behind a token. A person's token can do no more than the person may now. Errors: not-signed-in.
func (s *Service) ByToken(ctx context.Context, secret string) (Caller, error) {
	dead := fault.New(fault.NotSignedIn, "this token is unknown or has ended; make another")
	if !strings.HasPrefix(secret, tokenPrefix) {
		return Caller{}, dead
	}
	t, err := s.store.TokenOf(ctx, digest(secret))
	if fault.Is(err, fault.NotFound) {
		return Caller{}, dead
	}
	if err != nil {
		return Caller{}, fmt.Errorf("cannot load the token: %w", err)
	}
	now := s.now()
	if t.ExpiresAt != nil && !now.Before(*t.ExpiresAt) {
		return Caller{}, dead
	}
	c := Caller{Kind: KindToken, ID: t.ID, Name: t.Name, Role: t.Role, ReadOnly: t.ReadOnly, UserID: t.Owner}
	if t.Owner != "" {
		u, err := s.store.User(ctx, t.Owner)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return Caller{}, fmt.Errorf("cannot load the token's owner: %w", err)
		}
		if err != nil || u.Disabled || !u.Role.Covers(t.Role) {
			return Caller{}, dead
		}
		c.Unit = u.Unit
	}
	if since := now.Add(-noteUse); t.LastUsed == nil || !t.LastUsed.After(since) {
		if err := s.store.TouchToken(ctx, t.ID, now, since); err != nil {
			return Caller{}, fmt.Errorf("cannot note the token's use: %w", err)
		}
	}
	return c, nil
}

// Tokens lists the caller's own tokens; all of them for whoever manages people.
func (s *Service) Tokens(ctx context.Context, c Caller, q Query) (Page[Token], error) {
	if err := c.Need(ManageOwnTokens); err != nil {
		return Page[Token]{}, err
	}
	owner := c.UserID
	if c.Need(ManagePeople) == nil {
		owner = ""
	} else if owner == "" {
		owner = "nobody"
	}
	page, err := s.store.Tokens(ctx, owner, q)
	if err != nil {
		return page, fmt.Errorf("cannot list the tokens: %w", err)
	}
	return page, nil
}

// RevokeToken ends a token: one's own, or any for whoever manages people.
func (s *Service) RevokeToken(ctx context.Context, c Caller, id string) error {
	if err := c.Need(ManageOwnTokens); err != nil {
		return err
	}
	return s.change(ctx, func(tx Tx) error {
		t, err := tx.Token(id)
		if fault.Is(err, fault.NotFound) || err == nil && (t.Owner == "" || t.Owner != c.UserID) && c.Need(ManagePeople) != nil {
			return unseen("token")
		}
		if err != nil {
			return fmt.Errorf("cannot load the token: %w", err)
		}
		if err := tx.DropToken(id); err != nil {
			return fmt.Errorf("cannot end the token: %w", err)
		}
		return s.record(tx, c, "token.revoke", "token", id, t, nil)
	})
}
