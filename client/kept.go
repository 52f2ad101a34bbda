package client

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"countersign/fault"
)

// Kept are the servers that a person has signed in to, in a file that nobody else reads.
type Kept struct {
	Current string           `json:"current"` // the one that is meant when none is named
	Servers map[string]Login `json:"servers"` // by address
	path    string
}

// Login is how a person gets in to a server.
type Login struct {
	Token string `json:"token"`
	ID    string `json:"id,omitempty"`   // of the token
	Made  bool   `json:"made,omitempty"` // by signing in, so that signing out ends it
}

// KeptFile is where logins are kept: in the person's folder of settings.
func KeptFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fault.Wrap(err, fault.FileUnreadable, "there is no folder for your settings; set HOME, or COUNTERSIGN_SERVER and COUNTERSIGN_TOKEN")
	}
	return filepath.Join(dir, "countersign", "logins.json"), nil
}

// LoadKept reads the file; none there is nobody signed in.
func LoadKept(path string) (*Kept, error) {
	k := &Kept{Servers: map[string]Login{}, path: path}
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.FileUnreadable, "%s cannot be read", path)
	}
	if err := json.Unmarshal(raw, k); err != nil {
		return nil, fault.Wrap(err, fault.FileUnreadable, "%s is damaged; remove it and sign in again", path)
	}
	if k.Servers == nil {
		k.Servers = map[string]Login{}
	}
	return k, nil
}

// Save writes the file, whole or not at all, for its owner only.
func (k *Kept) Save() error {
	raw, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return fault.Wrap(err, fault.Internal, "the login cannot be written")
	}
	if err := k.replace(append(raw, '\n')); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "%s cannot be written", k.path)
	}
	return nil
}

func (k *Kept) replace(raw []byte) error {
	dir := filepath.Dir(k.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err //nolint:wrapcheck // Save says what failed
	}
	f, err := os.CreateTemp(dir, ".logins-*") // with mode 0600
	if err != nil {
		return err //nolint:wrapcheck // Save says what failed
	}
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), k.path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err //nolint:wrapcheck // Save says what failed
}

// Set keeps a login and makes its server the one that is meant.
func (k *Kept) Set(server string, l Login) { k.Servers[server], k.Current = l, server }

// Drop forgets a login.
func (k *Kept) Drop(server string) {
	delete(k.Servers, server)
	if k.Current == server {
		k.Current = ""
	}
}
