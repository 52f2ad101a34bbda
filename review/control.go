package review

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode"
)

// ControlStatus is how far the customer is with a complementary user entity control.
type ControlStatus string

// Statuses of entries of the register.
const (
	ControlNotStarted    ControlStatus = "not-started"
	ControlInPlace       ControlStatus = "in-place"
	ControlPartly        ControlStatus = "partly-in-place"
	ControlNotApplicable ControlStatus = "not-applicable" // the reason says why
)

// ControlStatuses lists them in their usual order.
func ControlStatuses() []ControlStatus {
	return []ControlStatus{ControlNotStarted, ControlPartly, ControlInPlace, ControlNotApplicable}
}

// Standing tells whether the newest report still names an entry of the register.
type Standing string

// Standings.
const (
	Named         Standing = "named"
	NoLongerNamed Standing = "no-longer-named"
)

// UserEntityControl is an entry of a vendor's register of complementary user entity controls: what the vendor's controls take for granted at
// the customer, and how the customer answers it.
type UserEntityControl struct {
	ID       string         `json:"id"`
	VendorID string         `json:"vendor_id"`
	Key      string         `json:"-"` // the same for the same words in another report
	Text     string         `json:"text"`
	Criteria []string       `json:"criteria"`
	Standing Standing       `json:"standing"`
	ReviewID string         `json:"review_id"` // the newest that names it
	Page     int            `json:"page"`      // in that report; 0: not stated
	Quotes   []FindingQuote `json:"quotes"`
	ControlMapping
	Version   int       `json:"version"`
	CreatedBy string    `json:"created_by"` // empty: the machine
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// ControlMapping is what people set of an entry.
type ControlMapping struct {
	Controls   []string      `json:"controls"` // ids or names of the customer's own controls
	Owner      string        `json:"owner"`    // id of a person; may be empty
	Status     ControlStatus `json:"status"`
	Reason     string        `json:"reason"`      // why it is not applicable
	Evidence   string        `json:"evidence"`    // in words
	Link       string        `json:"link"`        // to evidence that is kept elsewhere
	DocumentID string        `json:"document_id"` // evidence, a document of the same vendor; may be empty
	ReviewOn   string        `json:"review_on"`   // civil date on which somebody looks again; empty: none
}

// NamedControl is a complementary user entity control as a report names it.
type NamedControl struct {
	Text     string
	Criteria []string
	Page     int
	Quotes   []FindingQuote
}

// RegisterReport is a report whose complementary user entity controls are in the register.
type RegisterReport struct {
	DocumentID string
	VendorID   string
	ReviewID   string
	PeriodEnd  string // civil date; empty: not known
	ReadAt     time.Time
}

// ControlSource is where a report names an entry.
type ControlSource struct {
	ControlID  string         `json:"-"`
	DocumentID string         `json:"document_id"`
	ReviewID   string         `json:"review_id"`
	Page       int            `json:"page"`
	Quotes     []FindingQuote `json:"quotes"`
	AddedBy    string         `json:"added_by"` // empty: the machine
}

// controlKey tells the same control in two reports: its words, without capitals, marks, and the number that the report gives it.
func controlKey(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for len(words) > 1 && numbering(words[0]) {
		words = words[1:]
	}
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:])
}

// numbering tells a number, or the short name of such controls with or without one, which stands before the words of a control.
func numbering(word string) bool {
	const mostDigits = 3
	for _, short := range []string{"cuec", "uec"} {
		if rest, cut := strings.CutPrefix(word, short); cut {
			word = rest
			break
		}
	}
	return len(word) <= mostDigits && strings.Trim(word, "0123456789") == ""
}
