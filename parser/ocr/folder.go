package ocr

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

const (
	pageSuffix = ".page"
	tempSuffix = ".temp"
	maxStored  = 2 * maxOutput
)

var errKey = errors.New("the key is no file name of hexadecimal digits")

// FolderStore keeps each page in a file of one folder that only its owner can open: the hash of the content, a line break, and
// the content as JSON.
type FolderStore struct {
	dir  string
	root *os.Root
}

// OpenFolder opens the folder, or makes it. It takes the permissions of others away.
func OpenFolder(dir string) (*FolderStore, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("cannot make the folder for recognized pages: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return nil, fmt.Errorf("cannot close the folder for recognized pages to others: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the folder for recognized pages: %w", err)
	}
	return &FolderStore{dir, root}, nil
}

// Load implements Store. A damaged page is not there.
func (s *FolderStore) Load(key string) (Result, bool) {
	if checkKey(key) != nil {
		return Result{}, false
	}
	f, err := s.root.Open(key + pageSuffix)
	if err != nil {
		return Result{}, false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxStored+1))
	if err != nil || len(data) > maxStored {
		return Result{}, false
	}
	sum, body, _ := bytes.Cut(data, []byte{'\n'})
	var r Result
	if string(sum) != hashOf(body) || json.Unmarshal(body, &r) != nil {
		return Result{}, false
	}
	return r, true
}

// Save implements Store: it writes a new file, brings it to the disk and renames it.
func (s *FolderStore) Save(key string, r Result) error {
	if err := checkKey(key); err != nil {
		return fmt.Errorf("cannot save a recognized page: %w", err)
	}
	body, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("cannot encode a recognized page: %w", err)
	}
	temp := key + tempSuffix
	if err := s.write(temp, append([]byte(hashOf(body)+"\n"), body...)); err != nil {
		return fmt.Errorf("cannot write a recognized page: %w", errors.Join(err, s.root.RemoveAll(temp)))
	}
	if err := s.root.Rename(temp, key+pageSuffix); err != nil {
		return fmt.Errorf("cannot put a recognized page in its place: %w", errors.Join(err, s.root.RemoveAll(temp)))
	}
	return nil
}

func (s *FolderStore) write(name string, data []byte) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("cannot make the file: %w", err)
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// Close lets the folder go and leaves its pages for a later run.
func (s *FolderStore) Close() error {
	if err := s.root.Close(); err != nil {
		return fmt.Errorf("cannot close the folder for recognized pages: %w", err)
	}
	return nil
}

// Remove deletes every page, whole or half-written, and the folder, and lets it go. Files that are not the store's are left,
// and then the folder stays and an error says so.
func (s *FolderStore) Remove() error {
	var errs []error
	for _, suffix := range []string{pageSuffix, tempSuffix} {
		names, err := filepath.Glob(filepath.Join(s.dir, "*"+suffix))
		errs = append(errs, err)
		for _, name := range names {
			errs = append(errs, s.root.Remove(filepath.Base(name)))
		}
	}
	errs = append(errs, s.root.Close(), os.Remove(s.dir))
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("cannot remove the recognized pages: %w", err)
	}
	return nil
}

func checkKey(key string) error {
	if key == "" || strings.Trim(key, "0123456789abcdef") != "" {
		return errKey
	}
	return nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
