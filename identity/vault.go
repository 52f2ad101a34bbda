package identity

import (
	"encoding/base64"
	"fmt"
	"strings"

	"countersign/fault"
)

// Vault seals secrets that must be read again, which the secrets of second factors must: codes are computed from them.
type Vault interface {
	Set() bool // there is a key
	Seal(secret string) ([]byte, error)
	Unseal(sealed []byte) (string, error)
}

// KeepIn seals the secrets of second factors from now on. Those that were kept open stay readable, and are sealed when they are next used.
func (s *Service) KeepIn(v Vault) *Service {
	s.vault = v
	return s
}

// sealedMark stands before a sealed secret. An open one is in capital letters and digits only.
const sealedMark = "sealed:"

// kept is a secret as it is kept. It is sealed together with whose it is, so that nobody's second factor can be put in another's place.
func (s *Service) kept(userID, secret string) (string, error) {
	if s.vault == nil || !s.vault.Set() {
		return secret, nil
	}
	raw, err := s.vault.Seal(userID + "\n" + secret)
	if err != nil {
		return "", fmt.Errorf("cannot seal the secret: %w", err)
	}
	return sealedMark + base64.StdEncoding.EncodeToString(raw), nil
}

// opened is a secret that was kept. Errors: not-available when the key is missing, or is not the one with which the secret was sealed.
func (s *Service) opened(userID, kept string) (string, error) {
	sealed, is := strings.CutPrefix(kept, sealedMark)
	if !is {
		return kept, nil
	}
	shut := func(err error) error {
		return fault.Wrap(err, fault.Unavailable, "second factors cannot be checked: they are sealed with a key that this server does not have; set BLOB_KEY as it was")
	}
	if s.vault == nil || !s.vault.Set() {
		return "", shut(nil)
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return "", shut(err)
	}
	both, err := s.vault.Unseal(raw)
	if err != nil {
		return "", shut(err)
	}
	owner, secret, found := strings.Cut(both, "\n")
	if !found || owner != userID {
		return "", shut(nil)
	}
	return secret, nil
}

// shut is a kept secret sealed, if it is open and there is a key.
func (s *Service) shut(userID, kept string) (string, error) {
	if kept == "" || strings.HasPrefix(kept, sealedMark) {
		return kept, nil
	}
	return s.kept(userID, kept)
}
