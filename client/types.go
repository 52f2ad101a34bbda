package client

import (
	"encoding/json"
	"time"
)

// Page is a part of a list. Next asks for the part behind it; empty means that there is none.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

// Me is who is calling.
type Me struct {
	Kind  string `json:"kind"` // user, token
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
	Role  string `json:"role"`
}

// Token is a token that was made.
type Token struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Role      string     `json:"role"`
	ExpiresAt *time.Time `json:"expires_at"`
	Secret    string     `json:"token"`
}

// Vendor is a vendor.
type Vendor struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Lifecycle string `json:"lifecycle"`
	Version   int    `json:"version"`
}

// Uploaded is what became of a file.
type Uploaded struct {
	ID        string `json:"id"`
	ReviewID  string `json:"review_id"` // empty when the document is no SOC 2 report
	VendorID  string `json:"vendor_id"`
	Duplicate bool   `json:"duplicate"`
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	Size      int64  `json:"size"`
	State     string `json:"state"`
	Analysis  string `json:"analysis"`
}

// Document is a document of a vendor.
type Document struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// Review is the review of a report.
type Review struct {
	ID         string     `json:"id"`
	VendorID   string     `json:"vendor_id"`
	DocumentID string     `json:"document_id"`
	Edition    int        `json:"edition"`
	State      string     `json:"state"`
	Analysis   string     `json:"analysis"`
	Progress   Progress   `json:"progress"`
	Failure    *Failure   `json:"failure"`
	Summary    *Summary   `json:"summary"`
	ApprovedAt *time.Time `json:"approved_at"`
	Decision   string     `json:"decision"`
	Version    int        `json:"version"`
	UpdatedAt  time.Time  `json:"updated_at"`
}

// Settled tells whether the reading of the report has ended, well or not.
func (r *Review) Settled() bool { return r.Analysis != "queued" && r.Analysis != "reading" }

// Progress is how far the reading is.
type Progress struct {
	Stage    string `json:"stage"`
	Page     int    `json:"page"`
	Pages    int    `json:"pages"`
	Attempts int    `json:"attempts"`
}

// Failure is why a reading is parked.
type Failure struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Summary is the analysis in short.
type Summary struct {
	Kind           string   `json:"kind"`
	Recommendation string   `json:"recommendation"`
	Opinion        string   `json:"opinion"`
	Type           string   `json:"type"`
	PeriodEnd      string   `json:"period_end"`
	AICoverage     *float64 `json:"ai_coverage"`
	Assurance      *float64 `json:"assurance"`
	Reliability    *float64 `json:"reliability"`
	Pages          int      `json:"pages"`
	Unread         int      `json:"unread"`
}

// Finding is a finding with what people decided over it. Raw is all that the server said of it.
type Finding struct {
	ID       string          `json:"id"`
	Kind     string          `json:"kind"`
	Ref      string          `json:"ref"`
	Title    string          `json:"title"`
	Status   string          `json:"effective_status"`
	Severity string          `json:"effective_severity"`
	Reason   string          `json:"reason"`
	Quotes   []Quote         `json:"quotes"`
	Decision Decision        `json:"decision"`
	Raw      json.RawMessage `json:"-"`
}

// UnmarshalJSON keeps the whole beside the fields.
func (f *Finding) UnmarshalJSON(raw []byte) error {
	type fields Finding
	if err := json.Unmarshal(raw, (*fields)(f)); err != nil {
		return err //nolint:wrapcheck // nothing to add
	}
	f.Raw = append(json.RawMessage(nil), raw...)
	return nil
}

// MarshalJSON is what the server said.
func (f Finding) MarshalJSON() ([]byte, error) { return f.Raw, nil }

// Quote is a place in the report.
type Quote struct {
	Page int    `json:"page"`
	Text string `json:"text"`
}

// Decision is what a person decided over a finding.
type Decision struct {
	Verdict string     `json:"verdict"`
	Reason  string     `json:"reason"`
	ByName  string     `json:"by_name"`
	At      *time.Time `json:"at"`
}
