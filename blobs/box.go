package blobs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"countersign/fault"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // the scheme file
	_ "gocloud.dev/blob/memblob"  // the scheme mem, for tests
	_ "gocloud.dev/blob/s3blob"   // the scheme s3
	"gocloud.dev/gcerrors"
)

// Folders of the box. What is encrypted and what is not lie apart, so that nobody guesses from the content which of them it is.
const (
	arriving = "arriving/"
	plain    = "plain/"
	sealed   = "sealed/"
)

// Box keeps files. Any number of goroutines and of servers may use the same one.
type Box struct {
	bucket *blob.Bucket
	folder string // of a box on this machine; empty elsewhere
	keys   Keys
	newID  func() string
}

// Open opens the box at a URL: file:///PATH, or s3://BUCKET?region=…&endpoint=…&use_path_style=true with the credentials where the AWS tools
// look for them. A folder is made when it is missing. Errors: bad-configuration, not-available.
func Open(ctx context.Context, address string, keys Keys, newID func() string) (*Box, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "file" && u.Scheme != "s3" && u.Scheme != "mem" {
		return nil, fault.New(fault.BadConfig, "BLOB_URL wants file:///PATH or s3://BUCKET?region=…")
	}
	b := &Box{keys: keys, newID: newID}
	if u.Scheme == "file" {
		b.folder = filepath.FromSlash(u.Path)
		if err := os.MkdirAll(filepath.Join(b.folder, arriving), folderMode); err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "the folder of BLOB_URL cannot be made; check that the server may write there")
		}
		// A file is written where it stays, since it cannot be moved from another disk; and nothing is written beside it.
		u.RawQuery = url.Values{"no_tmp_dir": {"true"}, "metadata": {"skip"}, "dir_file_mode": {"448"}}.Encode()
	}
	if b.bucket, err = blob.OpenBucket(ctx, u.String()); err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "the files of BLOB_URL cannot be opened; see the log for the reason")
	}
	return b, nil
}

const folderMode = 0o700

// Close lets go.
func (b *Box) Close() error {
	if err := b.bucket.Close(); err != nil {
		return fmt.Errorf("cannot close the files: %w", err)
	}
	return nil
}

// Ping tells whether the box answers.
func (b *Box) Ping(ctx context.Context) error {
	ok, err := b.bucket.IsAccessible(ctx)
	if err != nil || !ok {
		return fault.Wrap(err, fault.Unavailable, "the files cannot be reached; check BLOB_URL and the store behind it")
	}
	return nil
}

// Sweep deletes what uploads that broke off have left, where it is older than an age, and says how many there were.
func (b *Box) Sweep(ctx context.Context, now time.Time, age time.Duration) (int, error) {
	var old []string
	it := b.bucket.List(&blob.ListOptions{Prefix: arriving})
	for {
		o, err := it.Next(ctx)
		if err != nil {
			break // io.EOF is the end; what cannot be listed now is swept next time
		}
		if o.ModTime.Before(now.Add(-age)) {
			old = append(old, o.Key)
		}
	}
	var errs []error
	for _, key := range old {
		if err := b.bucket.Delete(ctx, key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
			errs = append(errs, fmt.Errorf("cannot sweep: %w", err))
		}
	}
	return len(old), errors.Join(errs...)
}

// lasting is the key of a file.
func lasting(kind, sum string) string { return kind + sum[:2] + "/" + sum[2:4] + "/" + sum }

// wellFormed tells whether a hash is one; keys are made of nothing else.
func wellFormed(sum string) bool {
	const digits = 64
	return len(sum) == digits && strings.Trim(sum, "0123456789abcdef") == ""
}

func missing(err error) bool {
	return gcerrors.Code(err) == gcerrors.NotFound || errors.Is(err, fs.ErrNotExist)
}
