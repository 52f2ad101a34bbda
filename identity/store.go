package identity

import (
	"context"
	"time"

	"countersign/audit"
)

// Store is what the service needs of storage. Methods that read one thing return not-found when there is none.
type Store interface {
	User(ctx context.Context, id string) (User, error)
	Users(ctx context.Context, q Query) (Page[User], error)
	Credentials(ctx context.Context, userID string) (Credentials, error) // empty when there are none
	SessionOf(ctx context.Context, digest string) (Session, User, error)
	Sessions(ctx context.Context, userID string) ([]Session, error) // the one used last first
	// TouchSession notes a use, unless one is noted at or after the second instant.
	TouchSession(ctx context.Context, id string, at, since time.Time) error
	TokenOf(ctx context.Context, digest string) (Token, error)
	Tokens(ctx context.Context, owner string, q Query) (Page[Token], error) // of everybody when owner is empty
	TouchToken(ctx context.Context, id string, at, since time.Time) error
	Links(ctx context.Context, kind LinkKind, now time.Time) ([]Link, error) // that can still be used
	Units(ctx context.Context) ([]Unit, error)
	// Sweep deletes what ended before now, tries last made before tries, and sessions last used before idle.
	Sweep(ctx context.Context, now, tries, idle time.Time) error
	// Change runs f in one transaction: all of it is kept, or nothing.
	Change(ctx context.Context, f func(Tx) error) error
}

// Tx is storage within a transaction.
type Tx interface {
	PeopleTx
	SignInTx
	Record(e audit.Entry) error
}

// PeopleTx is what there is of people, links, tokens and units.
type PeopleTx interface {
	User(id string) (User, error)
	UserByEmail(email string) (User, error)
	CountUsers() (int, error)
	Administrators() (int, error) // that are not disabled; nobody else changes that until the transaction ends
	AddUser(u User) error         // already-exists: the address is taken
	SaveUser(u User) error        // u.Version is the new one; changed-meanwhile when the stored one is not the one before it
	AddUnit(u Unit) error         // already-exists
	Unit(name string) (Unit, error)
	AddLink(l Link) error
	LinkOf(kind LinkKind, digest string) (Link, error)
	Link(kind LinkKind, id string) (Link, error)
	UseLink(id string, at time.Time) (bool, error) // false: it was used before
	DropLinks(kind LinkKind, email string) error   // those that were not used
	DropLink(id string) error
	AddToken(t Token) error
	Token(id string) (Token, error)
	DropToken(id string) error
}

// SignInTx is what there is of proofs and sessions.
type SignInTx interface {
	Credentials(userID string) (Credentials, error)
	SaveCredentials(c Credentials) error
	UseStep(userID string, step int64) (bool, error) // false: this or a later one was used before
	SetRecoveryCodes(userID string, digests []string) error
	UseRecoveryCode(userID, digest string) (bool, error) // false: there is none, or it was used
	Tries(key string) (Tries, error)                     // zero when there are none; nobody else changes them until the transaction ends
	SaveTries(t Tries) error
	AddSession(s Session) error
	Session(id string) (Session, error)
	DropSession(id string) error
	DropSessions(userID, except string) (int, error)
	AddPassage(p Passage) error
	TakePassage(state string) (Passage, error) // and delete it
	UserOfIssuer(issuer, subject string) (string, error)
	SubjectOfUser(issuer, userID string) (string, error)
	AddSubject(issuer, subject, userID string) error
}

// Query asks for one page of a list; its grammar is that of all lists.
type Query struct {
	Search string
	Where  map[string]string
	Sort   string
	Limit  int
	Cursor string
}

// Page is one page of a list.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
}
