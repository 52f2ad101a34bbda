package blobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"countersign/fault"

	"filippo.io/age"
	"gocloud.dev/blob"
)

// File is a kept file, open for reading at any place.
type File struct {
	io.ReadSeeker
	Size   int64
	close  io.Closer
	hash   hash.Hash // nil once it was not read from the start to the end
	wanted string
}

// Open opens the file with a hash. Errors: not-found; bad-configuration when the key is missing or wrong; not-available.
func (b *Box) Open(ctx context.Context, sum string) (*File, error) {
	if !wellFormed(sum) {
		return nil, fault.New(fault.NotFound, "there is no such file")
	}
	raw, err := b.bucket.NewReader(ctx, lasting(plain, sum), nil)
	if err == nil {
		return &File{raw, raw.Size(), raw, sha256.New(), sum}, nil
	}
	if missing(err) {
		raw, err = b.bucket.NewReader(ctx, lasting(sealed, sum), nil)
	}
	switch {
	case err != nil && missing(err):
		return nil, fault.Wrap(err, fault.NotFound, "there is no such file")
	case err != nil:
		return nil, fault.Wrap(err, fault.Unavailable, "the file cannot be opened now; try again later")
	case !b.keys.Set():
		_ = raw.Close()
		return nil, errNoKey()
	}
	content, size, err := age.DecryptReaderAt(&places{r: raw}, raw.Size(), b.keys.identities...)
	if err != nil {
		_ = raw.Close()
		return nil, errWrongKey(err)
	}
	return &File{io.NewSectionReader(content, 0, size), size, raw, sha256.New(), sum}, nil
}

// Read reads on. Whoever reads a file from its start to its end gets an error instead of the end when the bytes are not those of the hash.
func (f *File) Read(p []byte) (int, error) {
	n, err := f.ReadSeeker.Read(p)
	if f.hash != nil {
		_, _ = f.hash.Write(p[:n])
		if errors.Is(err, io.EOF) && hex.EncodeToString(f.hash.Sum(nil)) != f.wanted {
			return n, changed(nil)
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, changed(err)
	}
	return n, err
}

// Seek moves to a place; what is read from there on is not compared with the hash.
func (f *File) Seek(offset int64, whence int) (int64, error) {
	f.hash = nil
	return f.ReadSeeker.Seek(offset, whence) //nolint:wrapcheck // a stream's own
}

// Close lets the file go.
func (f *File) Close() error { return f.close.Close() } //nolint:wrapcheck // a stream's own

func changed(err error) error {
	return fault.Wrap(err, fault.Damaged, "the kept file is no longer what was uploaded, or cannot be read; restore it from a backup, or upload it again")
}

// ReadAll reads a file whole and holds it against its hash. Errors: as Open; damaged-file.
func (b *Box) ReadAll(ctx context.Context, sum string) ([]byte, error) {
	f, err := b.Open(ctx, sum)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	f.hash = nil // it is made below, over the whole
	data := make([]byte, f.Size)
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, err
	}
	if got := sha256.Sum256(data); hex.EncodeToString(got[:]) != sum {
		return nil, changed(nil)
	}
	return data, nil
}

// places reads a stream at places: one after the other costs one request, and each jump another.
type places struct {
	r  *blob.Reader
	at int64
}

func (p *places) ReadAt(b []byte, off int64) (int, error) {
	if off != p.at {
		if _, err := p.r.Seek(off, io.SeekStart); err != nil {
			return 0, fmt.Errorf("cannot go to a place in the file: %w", err)
		}
		p.at = off
	}
	n, err := io.ReadFull(p.r, b)
	p.at += int64(n)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}
