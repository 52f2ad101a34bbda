package identity

import (
	"context"
	"fmt"
	"strings"
	"time"

	"countersign/fault"
)

// Session is a person being signed in on one browser. Only the digest of its secret is kept.
type Session struct {
	ID        string    `json:"id"`
	UserID    string    `json:"user_id"`
	Digest    string    `json:"-"`
	Agent     string    `json:"agent"` // the browser, as it calls itself
	Address   string    `json:"address"`
	CreatedAt time.Time `json:"created_at"`
	LastUsed  time.Time `json:"last_used"` // to the minute
	ExpiresAt time.Time `json:"expires_at"`
}

// A session ends when it was not used for a working day, and in any case after a week.
const (
	idleSession    = 12 * time.Hour
	LongestSession = 7 * 24 * time.Hour
	noteUse        = time.Minute // last use is written at most once in this time
	mostAgent      = 300
)

func ended() error {
	return fault.New(fault.NotSignedIn, "you are not signed in, or no longer; sign in again")
}

// BySession is the caller behind a session's secret. Role and unit are those that the person has now. Errors: not-signed-in.
func (s *Service) BySession(ctx context.Context, secret string) (Caller, error) {
	session, u, err := s.store.SessionOf(ctx, digest(secret))
	if fault.Is(err, fault.NotFound) {
		return Caller{}, ended()
	}
	if err != nil {
		return Caller{}, fmt.Errorf("cannot load the session: %w", err)
	}
	now := s.now()
	if u.Disabled || !now.Before(session.ExpiresAt) || now.Sub(session.LastUsed) >= idleSession {
		return Caller{}, ended()
	}
	if since := now.Add(-noteUse); !session.LastUsed.After(since) {
		if err := s.store.TouchSession(ctx, session.ID, now, since); err != nil {
			return Caller{}, fmt.Errorf("cannot note the session's use: %w", err)
		}
	}
	c := u.as(Caller{})
	c.Session = session.ID
	return c, nil
}

// open begins a session within the transaction that proved who the person is.
func (s *Service) open(tx Tx, u *User, from Caller, agent, how string, failedBefore int) (secret string, err error) {
	now := s.now()
	secret = newSecret()
	agent = strings.ReplaceAll(strings.ToValidUTF8(agent, "_"), "\x00", "_") // whatever a browser calls itself
	if r := []rune(agent); len(r) > mostAgent {
		agent = string(r[:mostAgent])
	}
	session := Session{
		ID: s.newID(), UserID: u.ID, Digest: digest(secret), Agent: agent, Address: from.Address,
		CreatedAt: now, LastUsed: now, ExpiresAt: now.Add(LongestSession),
	}
	if err := tx.AddSession(session); err != nil {
		return "", fmt.Errorf("cannot begin the session: %w", err)
	}
	after := struct {
		Session
		How    string `json:"how"`
		Failed int    `json:"failed_before"`
	}{session, how, failedBefore}
	return secret, s.record(tx, u.as(from), "session.begin", "session", session.ID, nil, after)
}

// Sessions lists the caller's own sessions, the one used last first.
func (s *Service) Sessions(ctx context.Context, c Caller) ([]Session, error) {
	if err := person(c); err != nil {
		return nil, err
	}
	list, err := s.store.Sessions(ctx, c.UserID)
	if err != nil {
		return nil, fmt.Errorf("cannot list the sessions: %w", err)
	}
	now, live := s.now(), []Session{}
	for i := range list {
		if now.Before(list[i].ExpiresAt) && now.Sub(list[i].LastUsed) < idleSession {
			live = append(live, list[i])
		}
	}
	return live, nil
}

// EndSession ends one of the caller's own sessions. An empty id means the one that the caller is in.
func (s *Service) EndSession(ctx context.Context, c Caller, id string) error {
	if err := person(c); err != nil {
		return err
	}
	if id == "" {
		id = c.Session
	}
	return s.change(ctx, func(tx Tx) error {
		session, err := tx.Session(id)
		if fault.Is(err, fault.NotFound) || err == nil && session.UserID != c.UserID {
			return unseen("session")
		}
		if err != nil {
			return fmt.Errorf("cannot load the session: %w", err)
		}
		if err := tx.DropSession(id); err != nil {
			return fmt.Errorf("cannot end the session: %w", err)
		}
		return s.record(tx, c, "session.end", "session", id, session, nil)
	})
}

// EndOtherSessions ends all of the caller's sessions but the one they are in. It says how many.
func (s *Service) EndOtherSessions(ctx context.Context, c Caller) (n int, err error) {
	if err := person(c); err != nil {
		return 0, err
	}
	err = s.change(ctx, func(tx Tx) error {
		n, err = s.endSessions(tx, c, c.UserID, c.Session)
		return err
	})
	return n, err
}

// endSessions ends a person's sessions but one.
func (s *Service) endSessions(tx Tx, c Caller, userID, except string) (int, error) {
	n, err := tx.DropSessions(userID, except)
	if err != nil {
		return 0, fmt.Errorf("cannot end the sessions: %w", err)
	}
	if n == 0 {
		return 0, nil
	}
	return n, s.record(tx, c, "session.end-all", "user", userID, map[string]int{"sessions": n}, nil)
}
