package report

// Passage is a paragraph, a list item or a table row outside of the tests, sentence by sentence, in reading order. It is what judges
// read; results that people are shown quote from it.
type Passage struct {
	Page      int        `json:"page"` // where it begins
	Role      Role       `json:"role"`
	Headings  []string   `json:"headings"` // above it, from the outermost to the innermost
	Duty      Duty       `json:"duty,omitempty"`
	Sentences []Sentence `json:"sentences"`
}

// Sentence is a sentence with its place; one that runs over a page has two pieces of evidence.
type Sentence struct {
	Text     string     `json:"text"`
	Evidence []Evidence `json:"evidence"`
}

// Duty says on whom a complementary control falls; empty where the service organization speaks of itself.
type Duty string

// Duties that the service organization does not carry itself (DC 200, DC 6 and DC 7).
const (
	DutyOfUserEntity              Duty = "user-entity"
	DutyOfSubserviceOrganizations Duty = "subservice-organization"
)
