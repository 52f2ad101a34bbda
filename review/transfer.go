package review

import (
	"context"
	"io"
	"time"

	"countersign/fault"
	"countersign/identity"
)

// Transfer is an upload that may break off and go on: its bytes come in parts, and once all are there it becomes a document.
type Transfer struct {
	ID       string `json:"id"`
	Caller   string `json:"-"` // who began it; nobody else sees it
	VendorID string `json:"vendor_id"`
	UploadInput
	Size       int64     `json:"size"`        // bytes of the whole file
	Offset     int64     `json:"offset"`      // bytes that are here
	DocumentID string    `json:"document_id"` // once it is one
	CreatedAt  time.Time `json:"created_at"`
	ExpiresAt  time.Time `json:"expires_at"` // what is not whole by then is thrown away
}

// Whole tells whether all bytes are here.
func (t *Transfer) Whole() bool { return t.Offset == t.Size }

// Part is a piece of a transfer's file.
type Part struct {
	Start int64
	Size  int64
	Name  string // under which its bytes are kept
}

// TransferStore is what transfers need of storage.
type TransferStore interface {
	Transfer(ctx context.Context, id string) (Transfer, error)
	// Parts are the parts of a transfer in the order of their bytes.
	Parts(ctx context.Context, id string) ([]Part, error)
	// ExpiredTransfers are the ids of those that should be whole by now, the oldest first.
	ExpiredTransfers(ctx context.Context, now time.Time, most int) ([]string, error)
}

// TransferTx is the same within a transaction.
type TransferTx interface {
	// OpenTransfers counts the transfers of a caller that are no document yet.
	OpenTransfers(caller string) (int, error)
	AddTransfer(t Transfer) error
	// AddPart takes a part in where the transfer's bytes end; illegal-move when they end elsewhere.
	AddPart(id string, p Part) error
	// SettleTransfer notes the document that a transfer became.
	SettleTransfer(id, documentID string) error
	DeleteTransfer(id string) error
}

// PartFiles keeps the bytes of parts until the whole file is there.
type PartFiles interface {
	PutPart(ctx context.Context, name string, r io.Reader) (size int64, err error)
	OpenPart(ctx context.Context, name string) (io.ReadCloser, error) // not-found when there is none
	DeletePart(ctx context.Context, name string) error
}

// Limits of transfers.
const (
	TransferLasts = 24 * time.Hour
	mostTransfers = 100 // of one caller at a time
)

func transferCaller(c identity.Caller) string { return c.Kind + ":" + c.ID }

// checkSize says why a transfer cannot be begun.
func (u *Uploads) checkSize(size int64) error {
	switch {
	case size <= 0:
		return fault.New(fault.Empty, "the file is empty; export or download it again")
	case size > u.most:
		return TooLarge()
	}
	return nil
}
