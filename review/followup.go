package review

import (
	"slices"
	"strings"
	"time"

	"countersign/fault"
)

// FollowUpKind is what somebody has to do.
type FollowUpKind string

// Kinds of follow-ups.
const (
	Condition   FollowUpKind = "condition"   // of the approval; none is added to a locked review
	Question    FollowUpKind = "question"    // to the vendor
	Remediation FollowUpKind = "remediation" // by the vendor
)

// FollowUpKinds lists them in the order in which people are shown them.
func FollowUpKinds() []FollowUpKind { return []FollowUpKind{Condition, Question, Remediation} }

// FollowUpStatus is how far a follow-up is.
type FollowUpStatus string

// Statuses of follow-ups.
const (
	FollowUpOpen     FollowUpStatus = "open"
	FollowUpAnswered FollowUpStatus = "answered" // somebody has to look at the answer
	FollowUpDone     FollowUpStatus = "done"
	FollowUpDropped  FollowUpStatus = "dropped" // the answer says why
)

// FollowUpStatuses lists them in their usual order.
func FollowUpStatuses() []FollowUpStatus {
	return []FollowUpStatus{FollowUpOpen, FollowUpAnswered, FollowUpDone, FollowUpDropped}
}

// FollowUp is something that is to be done or answered because of a review. It goes on after the review is locked.
type FollowUp struct {
	ID        string       `json:"id"`
	ReviewID  string       `json:"review_id"`
	VendorID  string       `json:"vendor_id"`
	FindingID string       `json:"finding_id"` // may be empty
	Kind      FollowUpKind `json:"kind"`
	Text      string       `json:"text"`
	Why       string       `json:"why"`
	Severity  string       `json:"severity"`
	FollowUpProgress
	Version   int       `json:"version"`
	CreatedBy string    `json:"created_by"` // empty: the machine
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// FollowUpProgress is what changes of a follow-up.
type FollowUpProgress struct {
	Owner      string         `json:"owner"` // id of a person; may be empty
	Due        string         `json:"due"`   // civil date; empty: none
	Status     FollowUpStatus `json:"status"`
	Answer     string         `json:"answer"`
	DocumentID string         `json:"document_id"` // evidence, a document of the same vendor; may be empty
}

// clean trims the progress and says what is wrong with it.
func (p FollowUpProgress) clean() (FollowUpProgress, error) {
	p.Answer = strings.TrimSpace(p.Answer)
	if p.Status == "" {
		p.Status = FollowUpOpen
	}
	if p.Due != "" {
		if _, err := time.Parse(time.DateOnly, p.Due); err != nil {
			return p, fault.New(fault.Invalid, "due: a date such as 2027-03-31, not %q", p.Due)
		}
	}
	switch {
	case !slices.Contains(FollowUpStatuses(), p.Status):
		return p, fault.New(fault.Invalid, "status: one of %v, not %q", FollowUpStatuses(), p.Status)
	case len(p.Answer) > mostText:
		return p, fault.New(fault.Invalid, "answer: at most %d characters", mostText)
	case p.Answer == "" && (p.Status == FollowUpAnswered || p.Status == FollowUpDropped):
		return p, fault.New(fault.Invalid, "answer: what is %s needs an answer that says how or why", p.Status)
	}
	return p, nil
}

// FollowUpFields are what people set when they add a follow-up.
type FollowUpFields struct {
	Kind      FollowUpKind
	Text      string
	Why       string
	Severity  string
	FindingID string
	FollowUpProgress
}

func (f FollowUpFields) clean() (FollowUpFields, error) {
	f.Text, f.Why = strings.TrimSpace(f.Text), strings.TrimSpace(f.Why)
	var err error
	if f.FollowUpProgress, err = f.FollowUpProgress.clean(); err != nil {
		return f, err
	}
	switch {
	case !slices.Contains(FollowUpKinds(), f.Kind):
		return f, fault.New(fault.Invalid, "kind: one of %v, not %q", FollowUpKinds(), f.Kind)
	case f.Text == "" || len(f.Text)+len(f.Why) > mostText:
		return f, fault.New(fault.Invalid, "text: a follow-up needs a text; with the reason at most %d characters", mostText)
	case !slices.Contains(Severities(), f.Severity):
		return f, fault.New(fault.Invalid, "severity: one of %v, not %q", Severities(), f.Severity)
	}
	return f, nil
}
