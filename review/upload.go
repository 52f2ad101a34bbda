package review

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"countersign/fault"
	"countersign/identity"
)

// Files keeps the bytes of documents under their hash.
type Files interface {
	Put(ctx context.Context, r io.Reader) (sum string, size int64, err error)
}

// Uploads takes files in.
type Uploads struct {
	*Service
	files Files
	most  int64 // bytes of one file
}

// DefaultMost is the size up to which a file is taken: more than that no reader takes either.
const DefaultMost = 256 << 20

// NewUploads takes files of up to so many bytes; 0 stands for DefaultMost.
func NewUploads(s *Service, files Files, most int64) *Uploads {
	if most <= 0 {
		most = DefaultMost
	}
	return &Uploads{s, files, most}
}

// Most is the size up to which a file is taken.
func (u *Uploads) Most() int64 { return u.most }

// UploadInput is what comes with a file.
type UploadInput struct {
	Kind         DocumentKind // empty: what the review waits for, or a SOC 2 report
	Name         string
	Confirmation string // on what ground the file may be read although copying is switched off; empty: not confirmed
	Dates        DocumentDates
	// ReviewID is the review that waits for this report, or of a bridge letter the one whose period it bridges; may be empty.
	ReviewID string
}

// Uploaded is what became of a file.
type Uploaded struct {
	Document  Document
	Review    *Review // of a SOC 2 report
	Duplicate bool    // the vendor had this file before; nothing new was made
}

// MayUpload tells whether the caller may give documents to the vendor, before any of their bytes are taken.
func (u *Uploads) MayUpload(ctx context.Context, c identity.Caller, vendorID string) error {
	v, err := u.store.Vendor(ctx, vendorID)
	_, err = seen(c, identity.UploadDocument, v, err)
	return err
}

// Upload keeps a file and, of a SOC 2 report, begins its review: document, review, job and trail in one transaction. The file itself is
// kept before; when the transaction fails it lies there unseen, and the next try finds it. Errors: not-found, not-allowed, invalid-input,
// empty-file, file-too-large, wrong-media-type, not-available.
func (u *Uploads) Upload(ctx context.Context, c identity.Caller, vendorID string, in UploadInput, r io.Reader) (Uploaded, error) {
	if err := u.MayUpload(ctx, c, vendorID); err != nil {
		return Uploaded{}, err
	}
	if err := u.awaited(ctx, vendorID, &in); err != nil {
		return Uploaded{}, err
	}
	in, err := in.clean()
	if err != nil {
		return Uploaded{}, err
	}
	d := Document{
		ID: u.newID(), VendorID: vendorID, Kind: in.Kind, Name: in.Name, Permission: confirmation(c, in.Confirmation), UploadedBy: c.ID, DocumentDates: in.Dates, Version: 1,
	}
	if d.Kind == KindBridgeLetter {
		d.Bridges = in.ReviewID
	}
	if err := u.receive(ctx, &d, r); err != nil {
		return Uploaded{}, err
	}
	out, err := u.register(ctx, c, d, in.ReviewID)
	if fault.Is(err, fault.Duplicate) { // somebody sent the same file at the same time, and was faster
		out, err = u.register(ctx, c, d, in.ReviewID)
	}
	return out, err
}

func (in UploadInput) clean() (UploadInput, error) {
	if in.Kind == "" {
		in.Kind = KindSOC2
	}
	in.Name, in.Confirmation = CleanName(in.Name), strings.TrimSpace(in.Confirmation)
	switch {
	case !utf8.ValidString(in.Confirmation), strings.ContainsRune(in.Confirmation, 0):
		return in, fault.New(fault.Invalid, "permission: it is no text; send UTF-8 without NUL")
	case !slices.Contains(DocumentKinds(), in.Kind):
		return in, fault.New(fault.Invalid, "kind: one of %v, not %q", DocumentKinds(), in.Kind)
	case len(in.Confirmation) > mostReason:
		return in, fault.New(fault.Invalid, "permission: at most %d characters", mostReason)
	case in.ReviewID != "" && !in.Kind.IsReport() && in.Kind != KindBridgeLetter:
		return in, fault.New(fault.Invalid, "review: a review is of a report, and a bridge letter belongs to one; documents of the kind %s do not", in.Kind)
	}
	return in, in.Dates.check()
}

// confirmation says who confirmed and why.
func confirmation(c identity.Caller, reason string) string {
	if reason == "" {
		return ""
	}
	return c.Name + ": " + reason
}

// receive streams the bytes to where they are kept, if they are what the kind of document may be and not too many.
func (u *Uploads) receive(ctx context.Context, d *Document, r io.Reader) error {
	b := bufio.NewReaderSize(&capped{r: r, left: u.most}, sniffed)
	start, err := b.Peek(sniffed)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return unreceived(err)
	case len(start) == 0:
		return fault.New(fault.Empty, "the file is empty; export or download it again")
	}
	c, err := contentOf(d.Kind, start, d.Name)
	if err != nil {
		return err
	}
	if d.MediaType = c.media; d.Name == unnamed && c.ending != ".pdf" {
		d.Name = "document" + c.ending
	}
	if d.SHA256, d.Size, err = u.files.Put(ctx, c.checked(b)); err != nil {
		return unreceived(err)
	}
	return nil
}

// unreceived is an error of receiving: one without a code is the line's, which broke.
func unreceived(err error) error {
	var coded *fault.Error
	if errors.As(err, &coded) {
		return fmt.Errorf("cannot receive the file: %w", err)
	}
	return fault.Wrap(err, fault.BadRequest, "the upload broke off before its end; send the file again")
}

// capped fails where a reader gives more bytes than allowed.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, TooLarge()
	}
	return n, err
}

// TooLarge is the error of files that are larger than the cap.
func TooLarge() error {
	return fault.New(fault.TooLarge, "the file is larger than this server takes; split it, or ask the administrator to raise the limit")
}

// register makes the rows of a file that is kept.
func (u *Uploads) register(ctx context.Context, c identity.Caller, d Document, reviewID string) (Uploaded, error) {
	var out Uploaded
	d.UploadedAt = u.now()
	err := u.change(ctx, func(tx Tx) error {
		v, err := tx.Vendor(d.VendorID)
		if _, err = seen(c, identity.UploadDocument, v, err); err != nil {
			return err
		}
		had, err := tx.DocumentOf(d.VendorID, d.SHA256)
		switch {
		case err == nil:
			out, err = u.again(tx, c, had, d, reviewID)
			return err
		case !fault.Is(err, fault.NotFound):
			return fmt.Errorf("cannot look for the file: %w", err)
		}
		if err := bridge(tx, &d); err != nil {
			return err
		}
		if err := tx.AddDocument(d); err != nil {
			return fmt.Errorf("cannot add the document: %w", err)
		}
		out.Document = d
		if err := u.record(tx, c, "document.upload", "document", d.ID, nil, d); err != nil || !d.Kind.IsReport() {
			return err
		}
		out.Review, err = u.reviewed(tx, c, d, reviewID)
		return err
	})
	return out, err
}

// again answers for a file that the vendor has. One that was kept as something else and is now said to be a report gets its review.
func (u *Uploads) again(tx Tx, c identity.Caller, had, now Document, reviewID string) (Uploaded, error) {
	out := Uploaded{Document: had, Duplicate: true}
	r, err := tx.ReviewOf(had.ID)
	switch {
	case err == nil && now.Kind.IsReport() && reviewID != "" && reviewID != r.ID:
		return out, fault.New(fault.IllegalMove, "the vendor has this file already, and it has a review: %s", r.ID)
	case err == nil:
		out.Review = &r
		return out, nil
	case !fault.Is(err, fault.NotFound):
		return out, fmt.Errorf("cannot look for the review: %w", err)
	case !now.Kind.IsReport():
		return out, nil
	case had.MediaType != mediaPDF:
		return out, notReadable()
	}
	after := had
	after.Kind, after.Bridges, after.Version = now.Kind, "", had.Version+1
	if now.Permission != "" {
		after.Permission = now.Permission
	}
	if err := tx.SaveDocument(after); err != nil {
		return out, fmt.Errorf("cannot save the document: %w", err)
	}
	if err := u.record(tx, c, "document.edit", "document", had.ID, had, after); err != nil {
		return out, err
	}
	out.Document = after
	out.Review, err = u.reviewed(tx, c, after, reviewID)
	return out, err
}

// beginReview makes the review of a report, and the job that reads it.
func (s *Service) beginReview(tx Tx, c identity.Caller, d Document) (*Review, error) {
	now := s.now()
	r := Review{
		ID: s.newID(), VendorID: d.VendorID, DocumentID: d.ID, Edition: 1, State: Reading, Analysis: AnalysisQueued, Version: 1,
		CreatedBy: c.ID, CreatedAt: now, UpdatedAt: now,
	}
	if err := tx.AddReview(r); err != nil {
		return nil, fmt.Errorf("cannot add the review: %w", err)
	}
	if err := tx.Enqueue(r.ID, nil); err != nil {
		return nil, fmt.Errorf("cannot queue the reading: %w", err)
	}
	return &r, s.record(tx, c, "review.create", "review", r.ID, nil, r)
}
