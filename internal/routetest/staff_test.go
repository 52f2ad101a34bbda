package routetest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"countersign/identity"

	"github.com/stretchr/testify/require"
)

const password = "tundra lantern copper"

// person is somebody with an account.
type person struct {
	identity.User
	session string // id of the one that they are in
}

// staff brings in everybody that the tables name: one of each role, a business owner of other vendors, a risk officer of another unit, a token
// that may read only, and somebody whose session has ended.
func (s *site) staff() {
	s.t.Helper()
	ctx := context.Background()
	secret, err := s.people.EnsureSetup(ctx)
	require.NoError(s.t, err)
	s.setUp = s.send("nobody", request{method: "POST", path: "/api/v1/setup", body: object{
		"secret": secret, "email": "ada@example.com", "name": "Ada", "password": password,
	}})
	require.Equal(s.t, 201, s.setUp.status, "%s", s.setUp.raw)
	ada, err := s.db.People().User(ctx, s.setUp.text("id"))
	require.NoError(s.t, err)
	held, err := s.db.People().Credentials(ctx, ada.ID)
	require.NoError(s.t, err)
	s.hash = held.Password
	_, err = s.people.CreateUnit(ctx, identity.System("test"), "lending")
	require.NoError(s.t, err)
	s.users["ada"] = person{User: ada}
	s.signIn("ada", s.now())
	s.join("rita", identity.RiskOfficer, "")
	s.join("rob", identity.RiskOfficer, "")
	s.join("paul", identity.Procurement, "")
	s.join("olga", identity.BusinessOwner, "")
	s.join("omar", identity.BusinessOwner, "")
	s.join("audrey", identity.Auditor, "")
	s.join("lend", identity.RiskOfficer, "lending")
	s.join("late", identity.RiskOfficer, "")
	s.signIn("late", s.now().Add(-24*time.Hour))
	s.headers["reader"] = [2]string{"Authorization", "Bearer " + s.token("rita", identity.RiskOfficer, true)}
}

// join adds a person who is signed in.
func (s *site) join(name string, role identity.Role, unit string) {
	s.t.Helper()
	now := s.now()
	u := identity.User{
		ID: newID(), Version: 1, CreatedAt: now, UpdatedAt: now,
		UserFields: identity.UserFields{Email: name + "@example.com", Name: name, Role: role, Unit: unit},
	}
	s.change(func(tx identity.Tx) error {
		if err := tx.AddUser(u); err != nil {
			return err
		}
		return tx.SaveCredentials(identity.Credentials{UserID: u.ID, Password: s.hash})
	})
	s.users[name] = person{User: u}
	s.signIn(name, now)
}

// signIn begins a session that was used last at an instant.
func (s *site) signIn(name string, at time.Time) {
	s.t.Helper()
	p := s.users[name]
	secret := newID()
	sum := sha256.Sum256([]byte(secret))
	p.session = newID()
	session := identity.Session{
		ID: p.session, UserID: p.ID, Digest: hex.EncodeToString(sum[:]), Agent: "test", Address: "192.0.2.1",
		CreatedAt: at, LastUsed: at, ExpiresAt: at.Add(identity.LongestSession),
	}
	s.change(func(tx identity.Tx) error { return tx.AddSession(session) })
	s.users[name], s.headers[name] = p, [2]string{"Cookie", "countersign_session=" + secret}
}

// token makes a token of a person's.
func (s *site) token(owner string, role identity.Role, readOnly bool) string {
	s.t.Helper()
	u := s.users[owner]
	c := identity.Caller{Kind: identity.KindUser, ID: u.ID, UserID: u.ID, Name: u.Name, Role: u.Role}
	_, secret, err := s.people.CreateToken(context.Background(), c, identity.TokenFields{Name: "script", Role: role, ReadOnly: readOnly})
	require.NoError(s.t, err)
	return secret
}

// change changes what is kept of people.
func (s *site) change(f func(tx identity.Tx) error) {
	s.t.Helper()
	require.NoError(s.t, s.db.People().Change(context.Background(), f))
}

// double is somebody with the same role and unit, whose account a request may spoil. Tokens and nobody stay who they are.
func (s *site) double(who string) string {
	s.t.Helper()
	p, known := s.users[who]
	if !known || who == "late" {
		return who
	}
	name := who + newID()
	s.join(name, p.Role, p.Unit)
	return name
}
