package identity

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"countersign/fault"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"
)

// The cost of a password's hash: 32 MiB, three passes, one lane. That lies above OWASP's least (19 MiB, two passes) and takes 57 ms of one
// core on the machine that this was measured on (two cores, 2026). A second lane would not slow a thief down and would take the other core
// from everybody else. Hashes that were made at another cost are made anew when their owner signs in.
const (
	hashMemory  = 32 << 10 // KiB
	hashPasses  = 3
	hashLanes   = 1
	hashSalt    = 16
	hashKey     = 32
	hashesAtOne = 2 // hashes made at the same time, so that a flood of sign-ins takes 64 MiB and not all there is
)

// Lengths of a password in characters. The upper one only bounds the work.
const (
	leastPassword = 12
	mostPassword  = 200
)

// nobody is a hash at our cost that no password has: who tries an unknown address waits as long as who tries a known one.
const nobody = "$argon2id$v=19$m=32768,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

func cost() argon2id.Params {
	return argon2id.Params{Memory: hashMemory, Iterations: hashPasses, Parallelism: hashLanes, SaltLength: hashSalt, KeyLength: hashKey}
}

// HashCheaply makes hashes that a thief guesses in no time, for tests of other things, which sign hundreds of people in.
func (s *Service) HashCheaply() *Service {
	s.cost.Memory, s.cost.Iterations = 64, 1
	return s
}

// normal is one form for passwords that look the same, however the keyboard composes them.
func normal(password string) string { return norm.NFKC.String(password) }

// hash hashes a new password.
func (s *Service) hash(ctx context.Context, password string) (string, error) {
	done, err := s.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	h, err := argon2id.CreateHash(normal(password), &s.cost)
	if err != nil {
		return "", fmt.Errorf("cannot hash the password: %w", err)
	}
	return h, nil
}

// matches tells whether the password is the one that was hashed, and whether the hash should be made anew. An empty hash costs as much as
// any other.
func (s *Service) matches(ctx context.Context, password, hash string) (right, stale bool, err error) {
	done, err := s.turn(ctx)
	if err != nil {
		return false, false, err
	}
	defer done()
	known := hash != ""
	if !known {
		hash = nobody
	}
	if utf8.RuneCountInString(password) > mostPassword {
		password = ""
	}
	right, params, err := argon2id.CheckHash(normal(password), hash)
	if err != nil {
		return false, false, fmt.Errorf("cannot compare the password: %w", err)
	}
	return right && known, *params != s.cost, nil
}

// turn waits until fewer than the allowed number of hashes are being made.
func (s *Service) turn(ctx context.Context) (done func(), err error) {
	select {
	case s.hashing <- struct{}{}:
		return func() { <-s.hashing }, nil
	case <-ctx.Done():
		return nil, fault.Wrap(ctx.Err(), fault.Canceled, "the request was given up")
	}
}

// acceptable says what is wrong with a new password.
func acceptable(password, email, name string) error {
	p := strings.ToLower(normal(password))
	n := utf8.RuneCountInString(p)
	local, _, _ := strings.Cut(email, "@")
	switch {
	case !utf8.ValidString(password):
		return fault.New(fault.Invalid, "password: this is no text")
	case n < leastPassword:
		return fault.New(fault.Invalid, "password: at least %d characters; several words make a good one", leastPassword)
	case n > mostPassword:
		return fault.New(fault.Invalid, "password: at most %d characters", mostPassword)
	case p == strings.ToLower(email), p == strings.ToLower(local), squeezed(p) == squeezed(strings.ToLower(normal(name))):
		return fault.New(fault.Invalid, "password: it must not be your name or address")
	case wellKnown(p):
		return fault.New(fault.Invalid, "password: this one is among those that are tried first; several words that do not belong together make a good one")
	}
	return nil
}

// squeezed leaves out spaces, dots and the like.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-_'", r) {
			return -1
		}
		return r
	}, s)
}
