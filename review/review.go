package review

import "time"

// State is where a review stands.
type State string

// States, in their order. Approved, rejected and expired reviews are locked: a change opens a new version.
const (
	Requested        State = "requested"         // somebody asks for it; nothing is there yet
	Collecting       State = "collecting"        // documents are awaited from the vendor
	Reading          State = "reading"           // the report is being read and judged
	InReview         State = "in-review"         // findings are being decided
	AwaitingApproval State = "awaiting-approval" // prepared, and waiting for somebody else's signature
	Approved         State = "approved"
	Rejected         State = "rejected"
	Expired          State = "expired" // no longer what the organization relies on
)

// Locked tells whether a review in this state is a record that nobody changes.
func (s State) Locked() bool { return s == Approved || s == Rejected || s == Expired }

// AnalysisState is how far the machine is with the report.
type AnalysisState string

// Analysis states.
const (
	AnalysisNone    AnalysisState = ""        // no report is there
	AnalysisQueued  AnalysisState = "queued"  // waits for a worker
	AnalysisReading AnalysisState = "reading" // Stage and Page say where
	AnalysisReady   AnalysisState = "ready"
	AnalysisFailed  AnalysisState = "failed" // parked; Failure says why, and it can be retried
)

// Progress is how far the reading of a report is.
type Progress struct {
	Stage    string `json:"stage"` // read, recognize, judge; empty before and after
	Page     int    `json:"page"`
	Pages    int    `json:"pages"`
	Attempts int    `json:"attempts"` // begun so far
}

// Failure is why an analysis is parked.
type Failure struct {
	Code    string `json:"code"`    // of package fault
	Message string `json:"message"` // for people; says what to do
}

// Review is the review of one report of a vendor.
type Review struct {
	ID         string        `json:"id"`
	VendorID   string        `json:"vendor_id"`
	DocumentID string        `json:"document_id"` // the report; empty while none is there
	Edition    int           `json:"edition"`     // from 1; a new one follows a locked one
	Follows    string        `json:"follows"`     // id of the edition before; empty for the first
	State      State         `json:"state"`
	Analysis   AnalysisState `json:"analysis"`
	AnalysisID string        `json:"analysis_id"` // set when ready
	Progress   Progress      `json:"progress"`
	Failure    *Failure      `json:"failure"`
	Summary    *Summary      `json:"summary"` // set when ready
	PreparedBy string        `json:"prepared_by"`
	PreparedAt *time.Time    `json:"prepared_at"`
	DecidedBy  string        `json:"decided_by"` // who approved or rejected: never the one who prepared
	ApprovedAt *time.Time    `json:"approved_at"`
	Decision   string        `json:"decision"` // the reason that was given with it
	Wanted     DocumentKind  `json:"wanted"`   // the kind of report that was asked for; empty when one was there from the start
	Due        string        `json:"due"`      // civil date until which the report is wanted; empty: none
	Note       string        `json:"note"`     // what is known of the request, such as a confidentiality agreement that is awaited
	Version    int           `json:"version"`
	CreatedBy  string        `json:"created_by"`
	CreatedAt  time.Time     `json:"created_at"`
	UpdatedAt  time.Time     `json:"updated_at"`
}

// Summary is what lists show of an analysis. Scores are the low ends of their ranges: unknown is never shown as good.
type Summary struct {
	Kind           string   `json:"kind"`           // soc2, or what else the document is
	Recommendation string   `json:"recommendation"` // accept, accept-with-conditions, hold, reject; empty for another kind of document
	Opinion        string   `json:"opinion"`
	Type           string   `json:"type"`
	PeriodEnd      string   `json:"period_end"` // civil date
	AICoverage     *float64 `json:"ai_coverage"`
	Assurance      *float64 `json:"assurance"`
	Reliability    *float64 `json:"reliability"`
	Pages          int      `json:"pages"`
	Unread         int      `json:"unread"` // pages that nobody could read
}
