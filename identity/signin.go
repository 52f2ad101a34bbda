package identity

import (
	"cmp"
	"context"
	"fmt"

	"countersign/fault"
)

// Credentials are a person's proofs of who they are.
type Credentials struct {
	UserID   string
	Password string // its hash; empty when they have none
	Secret   string // of the second factor; empty when they have none
	Pending  string // a secret that is not confirmed yet
}

// SignIn is what a person shows at the door.
type SignIn struct {
	Email    string
	Password string
	Code     string // of the second factor, or a recovery code; empty when none is set up
	Agent    string // the browser
}

func wrong() error {
	return fault.New(fault.NotSignedIn, "this address and this password do not go together, or the code is not the one of this moment")
}

// SignIn begins a session. Whether the address is known shows neither in the answer nor in the time that it takes. Errors: not-signed-in,
// code-needed (the password is right, and a second factor is set up), too-many-tries.
func (s *Service) SignIn(ctx context.Context, from Caller, in SignIn) (u User, secret string, err error) {
	in.Email = cleanEmail(in.Email)
	var held Credentials
	err = s.change(ctx, func(tx Tx) (err error) {
		if err := s.begin(tx, in.Email, from.Address); err != nil {
			return err
		}
		if u, err = tx.UserByEmail(in.Email); err != nil && !fault.Is(err, fault.NotFound) {
			return fmt.Errorf("cannot load the person: %w", err)
		}
		if held, err = tx.Credentials(u.ID); err != nil {
			return fmt.Errorf("cannot load the credentials: %w", err)
		}
		return nil
	})
	if err != nil {
		return User{}, "", err
	}
	right, stale, err := s.matches(ctx, in.Password, held.Password)
	if err != nil {
		return User{}, "", err
	}
	if !right || u.Disabled {
		return User{}, "", wrong()
	}
	fresh := ""
	if stale {
		if fresh, err = s.hash(ctx, in.Password); err != nil {
			return User{}, "", err
		}
	}
	needed := false
	err = s.change(ctx, func(tx Tx) error {
		if needed, err = s.admit(tx, &u, from, in, held, fresh); err != nil || needed {
			return err
		}
		failed, err := s.giveBack(tx, u.Email, from.Address, true)
		if err != nil {
			return err
		}
		secret, err = s.open(tx, &u, from, in.Agent, "password", failed)
		return err
	})
	switch {
	case err != nil:
		return User{}, "", err
	case needed:
		return User{}, "", fault.New(fault.CodeNeeded, "send the code of your second factor as well")
	}
	return u, secret, nil
}

// admit looks again at what may have changed while the password was compared, and at the second factor.
func (s *Service) admit(tx Tx, u *User, from Caller, in SignIn, held Credentials, fresh string) (needed bool, err error) {
	if *u, err = tx.User(u.ID); err != nil {
		return false, fmt.Errorf("cannot load the person: %w", err)
	}
	now, err := tx.Credentials(u.ID)
	if err != nil {
		return false, fmt.Errorf("cannot load the credentials: %w", err)
	}
	if u.Disabled || now.Password != held.Password {
		return false, wrong()
	}
	if now.Secret != "" && in.Code == "" {
		// The password was right, so this was no guess; but only a whole sign-in clears the account, or codes could be guessed in between.
		_, err = s.giveBack(tx, u.Email, from.Address, false)
		return true, err
	}
	if now.Secret != "" {
		right, err := s.secondFactor(tx, u, from, now.Secret, in.Code)
		if err != nil {
			return false, err
		}
		if !right {
			return false, wrong()
		}
	}
	secret, err := s.shut(u.ID, now.Secret)
	if err != nil {
		return false, err
	}
	if fresh != "" || secret != now.Secret {
		now.Password, now.Secret = cmp.Or(fresh, now.Password), secret
		if err := tx.SaveCredentials(now); err != nil {
			return false, fmt.Errorf("cannot keep the credentials: %w", err)
		}
	}
	return false, nil
}
