package blobs

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"countersign/fault"

	"filippo.io/age"
)

// Keys encrypt files, and the few secrets that wait for a worker. Without any, all is kept as it came.
type Keys struct {
	identities []age.Identity
	recipient  age.Recipient // of the first key
}

// NewKey makes a key for BLOB_KEY.
func NewKey() (string, error) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return "", fmt.Errorf("cannot make a key: %w", err)
	}
	return id.String(), nil
}

// ParseKeys reads BLOB_KEY: keys of the age tool, separated by commas. The first encrypts, all decrypt. Empty means no encryption. Errors:
// bad-configuration, without a word of the key.
func ParseKeys(s string) (Keys, error) {
	var k Keys
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
		id, err := age.ParseX25519Identity(word)
		if err != nil {
			return Keys{}, fault.New(fault.BadConfig, "BLOB_KEY: each key looks like AGE-SECRET-KEY-1…, as age-keygen prints it")
		}
		k.identities = append(k.identities, id)
		if k.recipient == nil {
			k.recipient = id.Recipient()
		}
	}
	return k, nil
}

// Set tells whether there is a key.
func (k Keys) Set() bool { return k.recipient != nil }

// Seal encrypts a secret; without a key it comes back as it is, with a mark that says so.
func (k Keys) Seal(secret string) ([]byte, error) {
	if !k.Set() {
		return append([]byte{openMark}, secret...), nil
	}
	var b bytes.Buffer
	b.WriteByte(sealedMark)
	w, err := age.Encrypt(&b, k.recipient)
	if err == nil {
		_, err = io.WriteString(w, secret)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("cannot seal a secret: %w", err)
	}
	return b.Bytes(), nil
}

// Unseal gives back what was sealed.
func (k Keys) Unseal(sealed []byte) (string, error) {
	switch {
	case len(sealed) == 0:
		return "", nil
	case sealed[0] == openMark:
		return string(sealed[1:]), nil
	case !k.Set():
		return "", errNoKey()
	}
	r, err := age.Decrypt(bytes.NewReader(sealed[1:]), k.identities...)
	if err != nil {
		return "", errWrongKey(err)
	}
	secret, err := io.ReadAll(r)
	if err != nil {
		return "", errWrongKey(err)
	}
	return string(secret), nil
}

const (
	openMark   = 'o'
	sealedMark = 's'
)

func errNoKey() error {
	return fault.New(fault.BadConfig, "this file is encrypted, and BLOB_KEY is not set; set the key with which it was kept")
}

func errWrongKey(err error) error {
	return fault.Wrap(err, fault.BadConfig, "this file cannot be decrypted: BLOB_KEY is not the key with which it was kept, or the file was changed")
}
