package review

import (
	"context"

	"countersign/audit"
)

// Store is what the workflow needs of storage. Methods that read one thing return not-found when there is none.
type Store interface {
	Vendor(ctx context.Context, id string) (Vendor, error)
	Vendors(ctx context.Context, within Reach, q Query) (Page[Vendor], error)
	Review(ctx context.Context, id string) (Review, error)
	Reviews(ctx context.Context, within Reach, q Query) (Page[Review], error)
	// ReviewToRelyOn is a vendor's newest approved review; without one, its newest whose report was read and that nobody has closed.
	ReviewToRelyOn(ctx context.Context, vendorID string) (Review, error)
	// Change runs f in one transaction: all of it is kept, or nothing.
	Change(ctx context.Context, f func(Tx) error) error
	FindingStore
	FollowUpStore
	AcceptanceStore
	DocumentStore
	TransferStore
	ControlStore
	ChoiceStore
	CommentStore
}

// Tx is storage within a transaction.
type Tx interface {
	Vendor(id string) (Vendor, error)
	AddVendor(v Vendor) error                                         // already-exists: the name is taken
	SaveVendor(v Vendor) error                                        // v.Version is the new one; changed-meanwhile when the stored one is not the one before it
	VendorsRatedOtherwise(version string, most int) ([]Vendor, error) // by another scoring configuration
	SaveRating(vendorID string, r Rating) error                       // without a new version
	Review(id string) (Review, error)
	AddReview(r Review) error
	SaveReview(r Review) error // as SaveVendor
	Record(e audit.Entry) error
	FindingTx
	FollowUpTx
	AcceptanceTx
	DocumentTx
	TransferTx
	ControlTx
	ChoiceTx
	CommentTx
}

// Reach is what a caller may see: everything, or what is of a unit and an owner where these are set.
type Reach struct {
	Unit  string
	Owner string
}

// Query asks for one page of a list. The same grammar holds for every list.
type Query struct {
	Search string            // words; each must be found
	Where  map[string]string // field to the value wanted; several by commas
	Sort   string            // a field, with a leading - for descending; empty: the newest first
	Limit  int
	Cursor string // of the page before; opaque
}

// Page is one page of a list.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // cursor of the next page; empty on the last one
}

// Map gives a page of other things.
func Map[T, U any](p Page[T], f func(*T) U) Page[U] {
	out := Page[U]{Items: make([]U, len(p.Items)), Next: p.Next}
	for i := range p.Items {
		out.Items[i] = f(&p.Items[i])
	}
	return out
}
