package blobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"countersign/fault"

	"filippo.io/age"
	"gocloud.dev/blob"
)

// Put keeps what the reader gives and returns its hash and size. Nothing is kept when the reader fails: its error comes back. A file that is
// there already stays as it is. Errors: not-available.
func (b *Box) Put(ctx context.Context, r io.Reader) (sum string, size int64, err error) {
	key, kind := arriving+b.newID(), plain
	if b.keys.Set() {
		kind = sealed
	}
	hash := sha256.New()
	if size, err = b.write(ctx, key, io.TeeReader(r, hash)); err != nil {
		b.discard(ctx, key)
		return "", 0, err
	}
	sum = hex.EncodeToString(hash.Sum(nil))
	if err = b.settle(ctx, key, lasting(kind, sum)); err != nil {
		b.discard(ctx, key)
		return "", 0, fault.Wrap(err, fault.Unavailable, "the file cannot be kept now; try again later")
	}
	return sum, size, nil
}

// write streams into a passing key. Until all of it is there, nothing is.
func (b *Box) write(ctx context.Context, key string, r io.Reader) (int64, error) {
	ctx, cancel := context.WithCancel(ctx) // a writer whose context has ended keeps nothing
	defer cancel()
	out, err := b.bucket.NewWriter(ctx, key, &blob.WriterOptions{ContentType: "application/octet-stream"})
	if err != nil {
		return 0, unwritten(err)
	}
	failed := func(err error) (int64, error) {
		cancel()
		_ = out.Close()
		return 0, err
	}
	source := &source{r: r}
	var in io.WriteCloser = keep{out}
	if b.keys.Set() {
		if in, err = age.Encrypt(out, b.keys.recipient); err != nil {
			return failed(unwritten(err))
		}
	}
	size, err := io.Copy(in, source)
	if source.err != nil {
		return failed(source.err)
	}
	if err == nil {
		err = in.Close()
	}
	if err != nil {
		return failed(unwritten(err))
	}
	if err := out.Close(); err != nil {
		return 0, unwritten(err)
	}
	return size, nil
}

func unwritten(err error) error {
	return fault.Wrap(err, fault.Unavailable, "the file cannot be kept now: the store of files does not take it; try again later")
}

// settle gives a file its lasting name. In a folder it is brought to the disk first and then renamed; elsewhere the store copies it.
func (b *Box) settle(ctx context.Context, from, to string) error {
	if b.folder != "" {
		return b.rename(filepath.Join(b.folder, filepath.FromSlash(from)), filepath.Join(b.folder, filepath.FromSlash(to)))
	}
	if there, err := b.bucket.Exists(ctx, to); err == nil && there {
		return b.bucket.Delete(ctx, from) //nolint:wrapcheck // the caller says what failed
	}
	if err := b.bucket.Copy(ctx, to, from, nil); err != nil {
		return fmt.Errorf("cannot settle: %w", err)
	}
	return b.bucket.Delete(ctx, from) //nolint:wrapcheck // the caller says what failed
}

func (b *Box) rename(from, to string) error {
	folder := filepath.Dir(to)
	if err := os.MkdirAll(folder, folderMode); err != nil {
		return err //nolint:wrapcheck // the caller says what failed
	}
	if err := synced(from); err != nil {
		return err
	}
	if err := os.Rename(from, to); err != nil {
		return err //nolint:wrapcheck // the caller says what failed
	}
	return synced(folder)
}

// synced brings a file or the names of a folder to the disk.
func synced(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err //nolint:wrapcheck // the caller says what failed
	}
	return errors.Join(f.Sync(), f.Close())
}

// discard deletes what a failed upload left, even when the caller has given up; what stays is swept later.
func (b *Box) discard(ctx context.Context, key string) {
	_ = b.bucket.Delete(context.WithoutCancel(ctx), key)
}

// source remembers how reading failed, so that the uploader's fault is told apart from the store's.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// keep is a writer that others close.
type keep struct{ io.Writer }

func (keep) Close() error { return nil }
