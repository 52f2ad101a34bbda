package review

import (
	"context"
	"errors"
	"fmt"
	"io"

	"countersign/fault"
)

// joined reads parts one after the other as the one file that they are.
type joined struct {
	ctx   context.Context //nolint:containedctx // a reader has no other way to it, and lives as long as one call
	files PartFiles
	rest  []Part
	open  io.ReadCloser
	left  int64 // of the open part
}

func (j *joined) Read(p []byte) (int, error) {
	for j.open == nil {
		if len(j.rest) == 0 {
			return 0, io.EOF
		}
		r, err := j.files.OpenPart(j.ctx, j.rest[0].Name)
		if fault.Is(err, fault.NotFound) {
			return 0, fault.Wrap(err, fault.Unavailable, "a part of this upload is lost; delete the upload and send the file again")
		}
		if err != nil {
			return 0, fmt.Errorf("cannot open a part: %w", err)
		}
		j.open, j.left, j.rest = r, j.rest[0].Size, j.rest[1:]
	}
	n, err := j.open.Read(p)
	j.left -= int64(n)
	if errors.Is(err, io.EOF) {
		if j.left != 0 {
			return n, fault.New(fault.Unavailable, "a part of this upload is damaged; delete the upload and send the file again")
		}
		j.close()
		err = nil
	}
	return n, err
}

func (j *joined) close() {
	if j.open != nil {
		_ = j.open.Close()
		j.open = nil
	}
}
