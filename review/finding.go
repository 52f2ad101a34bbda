package review

import "time"

// FindingKind is the group in which a finding is shown.
type FindingKind string

// Kinds of findings, in the order of the workspace.
const (
	FindingOpinion     FindingKind = "opinion"
	FindingScope       FindingKind = "scope" // the AI boundary
	FindingException   FindingKind = "exception"
	FindingChecklist   FindingKind = "checklist"
	FindingRedFlag     FindingKind = "red-flag"
	FindingUserEntity  FindingKind = "user-entity-control"
	FindingSubservice  FindingKind = "subservice-organization"
	FindingReliability FindingKind = "reliability"
	FindingOwn         FindingKind = "own" // added by a person
)

// Verdict is what a person says of a finding.
type Verdict string

// Verdicts. All but accept need a reason.
const (
	Open          Verdict = "open"
	Accepted      Verdict = "accepted"
	Edited        Verdict = "edited" // stands, with another status or severity
	Dismissed     Verdict = "rejected"
	NotApplicable Verdict = "not-applicable"
)

// FindingQuote is the evidence of a finding: a page, the words on it, and where they stand (boxes in PDF points).
type FindingQuote struct {
	Page  int         `json:"page"`
	Text  string      `json:"text"`
	Boxes [][]float64 `json:"boxes,omitempty"`
	// Verified tells of a person's quote whether its words stand on its page. The machine's own are looked up before they are kept.
	Verified *bool `json:"verified,omitempty"`
}

// Finding is one thing that the machine found in a report, or that a person added. What the machine said never changes; what people
// decide lies over it.
type Finding struct {
	ID        string          `json:"id"`
	ReviewID  string          `json:"review_id"`
	VendorID  string          `json:"vendor_id"`
	Kind      FindingKind     `json:"kind"`
	Ref       string          `json:"ref"` // checklist item, control or signal
	Title     string          `json:"title"`
	Status    string          `json:"status"`   // described, tested, partial, absent, near-miss, unknown; open for other kinds
	Severity  string          `json:"severity"` // critical, high, medium, low, info
	Reason    string          `json:"reason"`   // one line
	Flags     []string        `json:"flags"`
	Quotes    []FindingQuote  `json:"quotes"`
	Position  int             `json:"position"` // in the report of findings
	Decision  FindingDecision `json:"decision"`
	Version   int             `json:"version"`
	CreatedBy string          `json:"created_by"` // empty: the machine
	CreatedAt time.Time       `json:"created_at"`
	UpdatedAt time.Time       `json:"updated_at"`
}

// FindingDecision is what a person decided over a finding.
type FindingDecision struct {
	Verdict  Verdict    `json:"verdict"`
	Reason   string     `json:"reason"`
	Status   string     `json:"status"`   // of an edited finding; else empty
	Severity string     `json:"severity"` // of an edited finding; else empty
	By       string     `json:"by"`
	ByName   string     `json:"by_name"`
	At       *time.Time `json:"at"`
}

// Severities of findings.
const (
	Critical = "critical"
	High     = "high"
	Medium   = "medium"
	Low      = "low"
	Info     = "info"
)

// Severities lists them, gravest first.
func Severities() []string { return []string{Critical, High, Medium, Low, Info} }

// Statuses of findings that are not of the checklist.
const (
	StatusOpen    = "open"
	StatusUnknown = "unknown" // it could not be read or is not stated
)

// Statuses lists those that a person may give to a finding: the checklist's, and open.
func Statuses() []string {
	return []string{"described", "tested", "partial", "absent", "near-miss", "not-testable", StatusUnknown, StatusOpen}
}

// Verdicts lists what a person may decide.
func Verdicts() []Verdict { return []Verdict{Accepted, Edited, Dismissed, NotApplicable} }
