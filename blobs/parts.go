package blobs

import (
	"context"
	"fmt"
	"io"

	"countersign/fault"

	"filippo.io/age"
	"gocloud.dev/gcerrors"
)

// Parts lie apart from files: they have no lasting name, and what is left of them is swept as that of broken uploads is.
const partial = arriving + "part-"

// PutPart keeps a piece of a file under a name of the caller's until DeletePart or a sweep takes it away. With a key it is encrypted.
// Errors: as Put.
func (b *Box) PutPart(ctx context.Context, name string, r io.Reader) (int64, error) {
	size, err := b.write(ctx, partial+name, r)
	if err != nil {
		b.discard(ctx, partial+name)
	}
	return size, err
}

// OpenPart opens a piece. Errors: as Open.
func (b *Box) OpenPart(ctx context.Context, name string) (io.ReadCloser, error) {
	raw, err := b.bucket.NewReader(ctx, partial+name, nil)
	switch {
	case err != nil && missing(err):
		return nil, fault.Wrap(err, fault.NotFound, "there is no such part")
	case err != nil:
		return nil, fault.Wrap(err, fault.Unavailable, "the part cannot be opened now; try again later")
	case !b.keys.Set():
		return raw, nil
	}
	content, err := age.Decrypt(raw, b.keys.identities...)
	if err != nil {
		_ = raw.Close()
		return nil, errWrongKey(err)
	}
	return part{content, raw}, nil
}

type part struct {
	io.Reader
	io.Closer
}

// DeletePart deletes a piece, if it is there.
func (b *Box) DeletePart(ctx context.Context, name string) error {
	if err := b.bucket.Delete(ctx, partial+name); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return fmt.Errorf("cannot delete a part: %w", err)
	}
	return nil
}
