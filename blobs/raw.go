package blobs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"countersign/fault"

	"gocloud.dev/blob"
)

// What a backup needs: files as they lie, encrypted ones encrypted, under the names that they have in the box.

// Kept is a file as it lies.
type Kept struct {
	Name       string // in the box
	Sum        string // of its content, before it was encrypted
	Size       int64  // as it lies
	ModifiedAt time.Time
}

// Encrypted tells whether the file lies encrypted.
func (k Kept) Encrypted() bool { return strings.HasPrefix(k.Name, sealed) }

// Names gives the name of each file.
func (b *Box) Names(ctx context.Context, each func(name string) error) error {
	return b.Each(ctx, func(k Kept) error { return each(k.Name) })
}

// Each gives each file. What is under way, and what somebody else put there, is none.
func (b *Box) Each(ctx context.Context, each func(Kept) error) error {
	for _, kind := range []string{plain, sealed} {
		it := b.bucket.List(&blob.ListOptions{Prefix: kind})
		for {
			o, err := it.Next(ctx)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return fault.Wrap(err, fault.Unavailable, "the files cannot be listed; check BLOB_URL and the store behind it")
			}
			if !named(o.Key) {
				continue
			}
			if err := each(Kept{o.Key, o.Key[strings.LastIndex(o.Key, "/")+1:], o.Size, o.ModTime}); err != nil {
				return err
			}
		}
	}
	return nil
}

// RemoveOld deletes a file unless it is gone, or newer than an instant; somebody may have kept it anew meanwhile.
func (b *Box) RemoveOld(ctx context.Context, name string, before time.Time) (bool, error) {
	at, err := b.bucket.Attributes(ctx, name)
	switch {
	case err != nil && missing(err):
		return false, nil
	case err != nil:
		return false, fault.Wrap(err, fault.Unavailable, "the file cannot be looked at now")
	case !named(name) || !at.ModTime.Before(before):
		return false, nil
	}
	return true, b.Remove(ctx, name)
}

// named tells whether a name is one that the box gives.
func named(name string) bool {
	kind, _, _ := strings.Cut(name, "/")
	sum := name[strings.LastIndex(name, "/")+1:]
	return (kind+"/" == plain || kind+"/" == sealed) && wellFormed(sum) && name == lasting(kind+"/", sum)
}

// Raw opens a file as it lies. Errors: not-found, not-available.
func (b *Box) Raw(ctx context.Context, name string) (io.ReadCloser, int64, error) {
	if !named(name) {
		return nil, 0, fault.New(fault.NotFound, "there is no such file")
	}
	r, err := b.bucket.NewReader(ctx, name, nil)
	if err != nil && missing(err) {
		return nil, 0, fault.Wrap(err, fault.NotFound, "there is no such file")
	}
	if err != nil {
		return nil, 0, fault.Wrap(err, fault.Unavailable, "the file cannot be opened now; try again later")
	}
	return r, r.Size(), nil
}

// PutRaw keeps a file as it comes. False: it is there already, byte for byte. Errors: already-exists when another lies there; damaged-file
// when the name is none of a file; the reader's own; not-available.
func (b *Box) PutRaw(ctx context.Context, name string, r io.Reader) (bool, error) {
	if !named(name) {
		return false, fault.New(fault.Damaged, "%q is not the name of a file", name)
	}
	there, _, err := b.Raw(ctx, name)
	if err == nil {
		defer there.Close()
		return false, same(there, r)
	}
	if !fault.Is(err, fault.NotFound) {
		return false, err
	}
	asItComes := &Box{bucket: b.bucket, folder: b.folder, newID: b.newID}
	key := arriving + b.newID()
	if _, err := asItComes.write(ctx, key, r); err != nil {
		b.discard(ctx, key)
		return false, err
	}
	if err := b.settle(ctx, key, name); err != nil {
		b.discard(ctx, key)
		return false, fault.Wrap(err, fault.Unavailable, "the file cannot be kept now; try again later")
	}
	return true, nil
}

// same compares two streams.
func same(a, b io.Reader) error {
	sums := [2][]byte{}
	for i, r := range []io.Reader{a, b} {
		h := sha256.New()
		if _, err := io.Copy(h, r); err != nil {
			return fmt.Errorf("cannot compare: %w", err)
		}
		sums[i] = h.Sum(nil)
	}
	if !bytes.Equal(sums[0], sums[1]) {
		return fault.New(fault.Duplicate, "another file lies where this one belongs; restore into an empty folder or bucket")
	}
	return nil
}

// Remove deletes a file.
func (b *Box) Remove(ctx context.Context, name string) error {
	if err := b.bucket.Delete(ctx, name); err != nil && !missing(err) {
		return fault.Wrap(err, fault.Unavailable, "the file cannot be deleted now")
	}
	return nil
}

// Try writes, reads and deletes a small file of its own. Errors: not-available.
func (b *Box) Try(ctx context.Context) error {
	key, want := arriving+b.newID(), []byte("countersign")
	if _, err := b.write(ctx, key, bytes.NewReader(want)); err != nil {
		b.discard(ctx, key)
		return err
	}
	defer b.discard(ctx, key)
	got, err := b.bucket.ReadAll(ctx, key)
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "what was just written cannot be read")
	}
	if !b.keys.Set() && !bytes.Equal(got, want) {
		return fault.New(fault.Unavailable, "what was just written reads differently")
	}
	if err := b.bucket.Delete(ctx, key); err != nil {
		return fault.Wrap(err, fault.Unavailable, "what was just written cannot be deleted")
	}
	return nil
}
