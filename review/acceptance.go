package review

import (
	"context"
	"time"
)

// AcceptanceStatus is where the acceptance of a risk stands.
type AcceptanceStatus string

// Statuses of acceptances. That one has expired is told by its date.
const (
	AcceptanceRequested AcceptanceStatus = "requested"
	AcceptanceApproved  AcceptanceStatus = "approved"
	AcceptanceRefused   AcceptanceStatus = "refused"
)

// RiskAcceptance is a risk that somebody wants to live with until a day, and what somebody else says to that.
type RiskAcceptance struct {
	ID          string           `json:"id"`
	ReviewID    string           `json:"review_id"`
	VendorID    string           `json:"vendor_id"`
	FindingID   string           `json:"finding_id"`
	Reason      string           `json:"reason"`
	ExpiresOn   string           `json:"expires_on"` // civil date, the last day on which it holds
	Status      AcceptanceStatus `json:"status"`
	RequestedBy string           `json:"requested_by"`
	DecidedBy   string           `json:"decided_by"` // never the one who requested
	DecidedAt   *time.Time       `json:"decided_at"`
	Note        string           `json:"note"` // given with the decision
	Version     int              `json:"version"`
	CreatedAt   time.Time        `json:"created_at"`
	UpdatedAt   time.Time        `json:"updated_at"`
}

// AcceptanceStore is what acceptances need of storage.
type AcceptanceStore interface {
	Acceptances(ctx context.Context, within Reach, q Query) (Page[RiskAcceptance], error)
}

// AcceptanceTx is the same within a transaction.
type AcceptanceTx interface {
	Acceptance(id string) (RiskAcceptance, error)
	AddAcceptance(a RiskAcceptance) error
	SaveAcceptance(a RiskAcceptance) error // as SaveVendor
}
