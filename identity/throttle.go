package identity

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"countersign/fault"
)

// Tries are the attempts to sign in to one account, or from one address, that did not succeed.
type Tries struct {
	Key    string
	Failed int
	LastAt time.Time
	Until  time.Time // no try before
}

// The wait doubles from the first try that is one too many. An address gets more tries than an account, since an office shares one.
const (
	freeAccountTries = 5
	freeAddressTries = 20
	firstWait        = time.Second
	longestWait      = 15 * time.Minute
	forgetTries      = 24 * time.Hour
)

func accountKey(email string) string { return "account:" + digest(email) }

// addressKey names where a request came from. Whoever has an IPv6 address has 2^64 of them, so their network counts.
func addressKey(address string) string {
	const network = 64
	if ip, err := netip.ParseAddr(address); err == nil && ip.Unmap().Is6() {
		if p, err := ip.WithZone("").Prefix(network); err == nil {
			return "address:" + p.String()
		}
	}
	return "address:" + address
}

// AddressKey names where a request came from, for whoever counts by address.
func AddressKey(address string) string { return addressKey(address) }

// wait is how long nobody may try after so many failures.
func wait(failed, free int) time.Duration {
	if failed < free {
		return 0
	}
	d := firstWait
	for range failed - free {
		if d *= 2; d >= longestWait {
			return longestWait
		}
	}
	return d
}

// begin counts a try as failed before it is made, so that a hundred at once are not all made before the first is counted. It is given
// back when it succeeds. Accounts stand before addresses everywhere, so that two servers never wait for one another.
func (s *Service) begin(tx Tx, email, address string) error {
	now := s.now()
	for _, k := range []struct {
		key  string
		free int
	}{{accountKey(email), freeAccountTries}, {addressKey(address), freeAddressTries}} {
		t, err := tx.Tries(k.key)
		if err != nil {
			return fmt.Errorf("cannot load the tries: %w", err)
		}
		if now.Before(t.Until) {
			left := t.Until.Sub(now).Round(time.Second) + time.Second
			f := fault.New(fault.TooManyTries, "too many tries; wait %s and try again", left)
			f.Wait = left
			return f
		}
		if now.Sub(t.LastAt) > forgetTries {
			t.Failed = 0
		}
		t.Failed, t.LastAt = t.Failed+1, now
		t.Until = now.Add(wait(t.Failed, k.free))
		if err := tx.SaveTries(t); err != nil {
			return fmt.Errorf("cannot save the tries: %w", err)
		}
	}
	return nil
}

// giveBack takes one try off, of the account and of the address: it was no guess. The account is cleared after a sign-in; the address
// never is, since who owns one account could otherwise go on guessing others. It says how many tries of the account had failed before.
func (s *Service) giveBack(tx Tx, email, address string, clearAccount bool) (int, error) {
	before := 0
	for _, key := range []string{accountKey(email), addressKey(address)} {
		t, err := tx.Tries(key)
		if err != nil {
			return 0, fmt.Errorf("cannot load the tries: %w", err)
		}
		t.Failed, t.Until = max(0, t.Failed-1), time.Time{}
		if key == accountKey(email) {
			before = t.Failed
			if clearAccount {
				t.Failed = 0
			}
		}
		if err := tx.SaveTries(t); err != nil {
			return 0, fmt.Errorf("cannot save the tries: %w", err)
		}
	}
	return before, nil
}

// proven asks a signed-in person for their password again, as carefully as at the door.
func (s *Service) proven(ctx context.Context, c Caller, password string) (User, Credentials, error) {
	if err := person(c); err != nil {
		return User{}, Credentials{}, err
	}
	var u User
	var held Credentials
	err := s.change(ctx, func(tx Tx) (err error) {
		if u, err = tx.User(c.UserID); err != nil {
			return fmt.Errorf("cannot load the person: %w", err)
		}
		if held, err = tx.Credentials(u.ID); err != nil {
			return fmt.Errorf("cannot load the credentials: %w", err)
		}
		if held.Password == "" {
			return fault.New(fault.IllegalMove, "you have no password here: you sign in elsewhere; an administrator can send you a link to set one")
		}
		return s.begin(tx, u.Email, c.Address)
	})
	if err != nil {
		return u, held, err
	}
	right, _, err := s.matches(ctx, password, held.Password)
	if err != nil {
		return u, held, err
	}
	if !right {
		return u, held, fault.New(fault.NotAllowed, "the password is not the one you sign in with")
	}
	err = s.change(ctx, func(tx Tx) error {
		_, err := s.giveBack(tx, u.Email, c.Address, true)
		return err
	})
	return u, held, err
}
