package review

import "context"

// FindingStore is what findings need of storage.
type FindingStore interface {
	Finding(ctx context.Context, id string) (Finding, error)
	// Findings lists findings of vendors within reach. Query.Search looks in titles, reasons and quotes; its last word may be a beginning.
	Findings(ctx context.Context, within Reach, q Query) (Page[Finding], error)
	Decisions(ctx context.Context, findingID string) ([]FindingDecision, error) // oldest first
	Moves(ctx context.Context, reviewID string) ([]Move, error)                 // oldest first
}

// FindingTx is the same within a transaction.
type FindingTx interface {
	Finding(id string) (Finding, error)
	AddFindings(list []Finding) error
	SaveFinding(f Finding) error // as SaveVendor
	AddDecision(id, findingID string, d FindingDecision) error
	AddMove(m Move) error
	// HoldReview is Review, and until the transaction ends nobody else holds it: whoever decides over findings of a review, adds to them or
	// moves it holds it first.
	HoldReview(id string) (Review, error)
	ReviewFindings(reviewID string) ([]Finding, error)       // by position
	DecisionsOf(findingID string) ([]FindingDecision, error) // oldest first
	EditionAfter(reviewID string) (next string, err error)   // id of the review that follows; empty when there is none
	LastPosition(reviewID string) (position int, err error)  // 0 when there are no findings
}
