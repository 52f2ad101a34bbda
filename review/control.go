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
	NotKnown      Standing = "not-known" // the newest report has pages that nobody could read, and names it on none of the others
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
	Unread     int    // pages that nobody could read
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
	words := strings.FieldsFunc(unnumbered(strings.ToLower(text)), noWord)
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:])
}

func noWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// unnumbered takes away what numbers a control, such as "CUEC-4:" or "3.". A number without such a mark is the control's own: "24 hours".
func unnumbered(text string) string {
	text = strings.TrimLeftFunc(text, noWord)
	for _, short := range []string{"cuec", "uec"} {
		rest, cut := strings.CutPrefix(text, short)
		if bare := strings.TrimLeftFunc(rest, noWord); cut && (bare != rest || strings.IndexFunc(rest, unicode.IsDigit) == 0) {
			return strings.TrimLeftFunc(bare, unicode.IsDigit)
		}
	}
	rest := strings.TrimLeft(text, "0123456789.")
	number := text[:len(text)-len(rest)]
	marked := strings.TrimLeft(rest, "):")
	if number == "" || !strings.HasSuffix(number, ".") && marked == rest || !strings.HasPrefix(marked, " ") {
		return text
	}
	return marked
}
