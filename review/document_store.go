package review

import (
	"context"
	"time"
)

// DocumentStore is what documents and their reading need of storage.
type DocumentStore interface {
	Document(ctx context.Context, id string) (Document, error)
	Documents(ctx context.Context, vendorID string, q Query) (Page[Document], error)
	Analysis(ctx context.Context, id string) (Analysis, error)
	// AnalysisOf is the analysis kept under a key; not-found when there is none.
	AnalysisOf(ctx context.Context, key AnalysisKey) (Analysis, error)
	// Prints are what is kept of other reports on hand: of vendors of the unit, or of all when it is empty; the newest first, of each file once.
	Prints(ctx context.Context, unit string, most int) ([]Print, error)
	PageTexts(ctx context.Context, sha256 string) ([]byte, error) // not-found when none are kept of the file
	Setting(ctx context.Context, name string) (Setting, error)    // a setting that nobody made is empty, of version 0
	// Beat keeps a reading with its worker and shows how far it is. It is false once the reading is another's.
	Beat(ctx context.Context, reviewID, worker string, p Progress, at time.Time) (bool, error)
}

// DocumentTx is the same within a transaction.
type DocumentTx interface {
	Document(id string) (Document, error)
	DocumentOf(vendorID, sha256 string) (Document, error)
	ReviewOf(documentID string) (Review, error)      // the newest
	AddDocument(d Document) error                    // already-exists: the vendor has this file
	SaveDocument(d Document) error                   // as SaveVendor; kind, permission, dates and what it bridges
	VendorReviews(vendorID string) ([]Review, error) // newest first
	Setting(name string) (Setting, error)
	SaveSetting(s Setting) error // as SaveVendor
	// AddAnalysis keeps an analysis and gives its id, which is another's when there is one under the key.
	AddAnalysis(a Analysis) (string, error)
	AddPrint(p Print) error
	SavePageTexts(sha256 string, pages []byte, at time.Time) error // in the place of those from before
	AddFindings(f []Finding) error
	// Enqueue puts the reading of a review into the queue: a job and what its worker needs. They are kept with the transaction or not at all.
	Enqueue(reviewID string, sealed []byte) error
	// Take gives a queued reading to a worker, with the sealed password; false when it is another's, or there is none.
	Take(reviewID, worker string, at time.Time) (sealed []byte, taken bool, err error)
	// Holds tells whether a reading is the worker's, and keeps it so until the transaction ends.
	Holds(reviewID, worker string) (bool, error)
	// Return gives a reading back to whoever takes it next. It makes no job.
	Return(reviewID string) error
	// Forget deletes a reading with the password in it.
	Forget(reviewID string) error
	// Rest keeps the password of a reading that has ended, for the next one; without a password it is Forget.
	Rest(reviewID string) error
	// Rested is the sealed password that rests; nil when there is none.
	Rested(reviewID string) ([]byte, error)
	// ForgetRested deletes passwords that rest since before then.
	ForgetRested(before time.Time) error
	// Abandoned are the readings whose workers gave no sign of life since, and those to which no job leads.
	Abandoned(since time.Time) ([]string, error)
	// Requeue makes a new job for a reading that is there.
	Requeue(reviewID string) error
	// ShowAnalysis writes how far the machine is, without a new version.
	ShowAnalysis(reviewID string, a AnalysisState, p Progress) error
}

// Print is what is kept of a report that was read, to hold others against it. Its text cannot be read from it.
type Print struct {
	SHA256      string
	VendorID    string // on the way out
	Fingerprint []byte // JSON
	Earlier     []byte // JSON
	CreatedAt   time.Time
}

// Setting is a setting of the organization.
type Setting struct {
	Name      string
	Value     string // JSON
	Version   int
	UpdatedBy string
	UpdatedAt time.Time
}
