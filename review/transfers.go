package review

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// Transfers takes files in that come in parts. Nothing of a transfer is seen, and nothing of it stands in the audit trail, until it has
// become a document.
type Transfers struct {
	*Uploads
	parts PartFiles
}

// NewTransfers takes files in parts, and hands whole ones over as uploads.
func NewTransfers(u *Uploads, parts PartFiles) *Transfers { return &Transfers{u, parts} }

// Begin opens a transfer of a file of so many bytes. Errors: as Uploads.Upload; illegal-move when the caller has too many open.
func (t *Transfers) Begin(ctx context.Context, c identity.Caller, vendorID string, in UploadInput, size int64) (Transfer, error) {
	in, err := in.clean()
	if err == nil {
		err = t.MayUpload(ctx, c, vendorID)
	}
	if err == nil {
		err = t.checkSize(size)
	}
	if err != nil {
		return Transfer{}, err
	}
	now := t.now()
	out := Transfer{
		ID: t.newID(), Caller: transferCaller(c), VendorID: vendorID, UploadInput: in, Size: size, CreatedAt: now, ExpiresAt: now.Add(TransferLasts),
	}
	return out, t.change(ctx, func(tx Tx) error {
		open, err := tx.OpenTransfers(out.Caller)
		if err != nil {
			return fmt.Errorf("cannot count the transfers: %w", err)
		}
		if open >= mostTransfers {
			return fault.New(fault.IllegalMove, "you have %d uploads that are not finished; finish them or delete them first", open)
		}
		if err := tx.AddTransfer(out); err != nil {
			return fmt.Errorf("cannot begin the transfer: %w", err)
		}
		return nil
	})
}

// Transfer is one of the caller's own.
func (t *Transfers) Transfer(ctx context.Context, c identity.Caller, id string) (Transfer, error) {
	if err := c.Need(identity.UploadDocument); err != nil {
		return Transfer{}, err //nolint:wrapcheck // it is coded
	}
	out, err := t.store.Transfer(ctx, id)
	if fault.Is(err, fault.NotFound) || err == nil && (out.Caller != transferCaller(c) || !out.ExpiresAt.After(t.now())) {
		return Transfer{}, unseen("upload")
	}
	if err != nil {
		return Transfer{}, fmt.Errorf("cannot load the transfer: %w", err)
	}
	return out, nil
}

// Receive takes bytes in that belong at an offset, as many as the reader gives before it ends, and says how many. Errors: not-found;
// illegal-move when the transfer does not end there.
func (t *Transfers) Receive(ctx context.Context, c identity.Caller, id string, offset int64, r io.Reader) (int64, error) {
	now, err := t.Transfer(ctx, c, id)
	if err != nil {
		return 0, err
	}
	if now.Offset != offset {
		return 0, misplaced(now.Offset)
	}
	name := t.newID()
	size, err := t.parts.PutPart(ctx, name, io.LimitReader(r, now.Size-offset))
	if err == nil && size > 0 {
		err = t.change(ctx, func(tx Tx) error { return tx.AddPart(id, Part{offset, size, name}) })
	}
	if err != nil || size == 0 {
		_ = t.parts.DeletePart(context.WithoutCancel(ctx), name) // what stays is swept
	}
	if err != nil {
		return 0, fmt.Errorf("cannot take the part in: %w", err)
	}
	return size, nil
}

func misplaced(offset int64) error {
	return fault.New(fault.IllegalMove, "the upload is at byte %d; send what comes from there on", offset)
}

// Finish makes the document of a transfer whose bytes are all here. Doing so again gives the same. What can never become a document is
// thrown away; what failed for another reason may be finished again. Errors: as Uploads.Upload; illegal-move when bytes are missing.
func (t *Transfers) Finish(ctx context.Context, c identity.Caller, id string) (Uploaded, error) {
	now, err := t.Transfer(ctx, c, id)
	if err != nil {
		return Uploaded{}, err
	}
	if now.DocumentID != "" {
		return t.finished(ctx, now.DocumentID)
	}
	if !now.Whole() {
		return Uploaded{}, fault.New(fault.IllegalMove, "%d bytes of the file are still missing", now.Size-now.Offset)
	}
	parts, err := t.store.Parts(ctx, id)
	if err != nil {
		return Uploaded{}, fmt.Errorf("cannot load the parts: %w", err)
	}
	whole := &joined{ctx: ctx, files: t.parts, rest: parts}
	out, err := t.Upload(ctx, c, now.VendorID, now.UploadInput, whole)
	whole.close()
	if err != nil {
		if hopeless(err) {
			err = errors.Join(err, t.drop(ctx, id))
		}
		return Uploaded{}, err
	}
	if err := t.change(ctx, func(tx Tx) error { return tx.SettleTransfer(id, out.Document.ID) }); err != nil {
		return Uploaded{}, fmt.Errorf("cannot finish the transfer: %w", err)
	}
	t.discard(ctx, parts)
	return out, nil
}

// hopeless tells whether the same bytes would be refused again.
func hopeless(err error) bool {
	for _, code := range []fault.Code{fault.WrongMediaType, fault.Empty, fault.TooLarge, fault.NotFound, fault.NotAllowed} {
		if fault.Is(err, code) {
			return true
		}
	}
	return false
}

// finished is what became of a transfer before.
func (t *Transfers) finished(ctx context.Context, documentID string) (Uploaded, error) {
	var out Uploaded
	err := t.change(ctx, func(tx Tx) error {
		var err error
		if out.Document, err = tx.Document(documentID); err != nil {
			return fmt.Errorf("cannot load the document: %w", err)
		}
		r, err := tx.ReviewOf(documentID)
		if err == nil {
			out.Review = &r
		} else if !fault.Is(err, fault.NotFound) {
			return fmt.Errorf("cannot load the review: %w", err)
		}
		return nil
	})
	return out, err
}

// Abandon throws a transfer away. A document that it became stays.
func (t *Transfers) Abandon(ctx context.Context, c identity.Caller, id string) error {
	if _, err := t.Transfer(ctx, c, id); err != nil {
		return err
	}
	return t.drop(ctx, id)
}

// Sweep throws away what has expired, and says how many there were.
func (t *Transfers) Sweep(ctx context.Context, now time.Time) (int, error) {
	const most = 1000
	ids, err := t.store.ExpiredTransfers(ctx, now, most)
	if err != nil {
		return 0, fmt.Errorf("cannot look for expired transfers: %w", err)
	}
	for i, id := range ids {
		if err := t.drop(ctx, id); err != nil {
			return i, err
		}
	}
	return len(ids), nil
}

func (t *Transfers) drop(ctx context.Context, id string) error {
	parts, err := t.store.Parts(ctx, id)
	if err == nil {
		err = t.change(ctx, func(tx Tx) error { return tx.DeleteTransfer(id) })
	}
	if err != nil {
		return fmt.Errorf("cannot delete the transfer: %w", err)
	}
	t.discard(ctx, parts)
	return nil
}

// discard deletes bytes that no row names any more; what cannot be deleted now is swept later.
func (t *Transfers) discard(ctx context.Context, parts []Part) {
	for _, p := range parts {
		_ = t.parts.DeletePart(context.WithoutCancel(ctx), p.Name)
	}
}
