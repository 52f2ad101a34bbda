package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// secretBytes is the size of every secret that we make up: 256 bits, which nobody guesses. That is why a plain SHA-256 keeps it: there is
// nothing to slow down, unlike with a password.
const secretBytes = 32

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // it never fails: the program ends instead
	return b
}

// newSecret is a secret for cookies and links.
func newSecret() string { return base64.RawURLEncoding.EncodeToString(random(secretBytes)) }

// tokenPrefix lets scanners of source code find tokens that were left there.
const tokenPrefix = "cs_"

func newToken() string { return tokenPrefix + letters(secretBytes) }

// letters are n random bytes in letters and digits that survive being read aloud.
func letters(n int) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(random(n)))
}

// digest is what is kept of a secret.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
