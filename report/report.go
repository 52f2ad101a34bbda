package report

// Kind says what a document is.
type Kind string

// The kinds of documents that Countersign tells apart.
const (
	SOC1         Kind = "SOC 1"
	SOC2         Kind = "SOC 2"
	SOC3         Kind = "SOC 3"
	BridgeLetter Kind = "bridge letter"
	OtherKind    Kind = "other"
)

// Report is everything read from one document.
type Report struct {
	File                            string                   `json:"file"`
	SHA256                          string                   `json:"sha256"`
	Engine                          string                   `json:"engine"`
	Vendor                          *string                  `json:"vendor"` // the service organization, legal name
	System                          *string                  `json:"system"`
	Facts                           Facts                    `json:"report"`
	Sections                        []Section                `json:"sections"`
	SubserviceOrganizations         []SubserviceOrganization `json:"subservice_organizations"`
	ComplementaryUserEntityControls []ComplementaryControl   `json:"complementary_user_entity_controls"`
	ComplementarySubserviceControls []ComplementaryControl   `json:"complementary_subservice_controls"`
	Exceptions                      []Exception              `json:"exceptions"`
	ExceptionsAnswer                Answer                   `json:"exceptions_answer"`
	NotTested                       []NotTested              `json:"not_tested"`
	ControlTests                    []ControlTest            `json:"control_tests"`
	Incidents                       []Disclosure             `json:"incidents"`
	SignificantChanges              []Disclosure             `json:"significant_changes"`
	Coverage                        Coverage                 `json:"coverage"`
	Permission                      Permission               `json:"permission"`
	Notes                           []Note                   `json:"notes"`
	Passages                        []Passage                `json:"passages,omitempty"`   // for judges; results shown to people leave it out
	PageTexts                       []string                 `json:"page_texts,omitempty"` // as they were read, to look quotes up in; results leave them out
}

// Facts are what the cover, the opinion and the assertion say about the examination. Dates are ISO 8601 civil dates.
type Facts struct {
	Kind           Kind                  `json:"kind"`
	Draft          bool                  `json:"draft"`
	Type           *int                  `json:"type"` // 1 or 2
	PeriodStart    *string               `json:"period_start"`
	PeriodEnd      *string               `json:"period_end"`
	AsOf           *string               `json:"as_of"`
	IssuedOn       *string               `json:"issued_on"` // date of the service auditor's report
	Auditor        *string               `json:"auditor"`
	Opinion        *string               `json:"opinion"` // unqualified, qualified, adverse, disclaimer
	OpinionStatus  string                `json:"opinion_status"`
	OpinionParts   OpinionParts          `json:"opinion_parts"`
	OpinionOn      []string              `json:"opinion_criteria"` // criteria named by a modified opinion
	EmphasisMatter []Disclosure          `json:"emphasis"`
	Categories     []string              `json:"categories"`
	Evidence       map[string][]Evidence `json:"evidence"` // by name of the fact
}

// Outcomes of an opinion (AT-C 205; practice says "unqualified" for "unmodified").
const (
	Unqualified = "unqualified"
	Qualified   = "qualified"
	Adverse     = "adverse"
	Disclaimer  = "disclaimer"
)

// What became of reading the opinion.
const (
	OpinionRead    = "read"
	OpinionUnread  = "unread"    // its pages could not be read: never taken for clean
	OpinionMissing = "not found" // pages were read, no opinion stands in them
)

// OpinionParts are the service auditor's conclusions one by one: "unmodified", "modified", or null where not given.
type OpinionParts struct {
	Description *string `json:"a_description"`
	Design      *string `json:"b_design"`
	Operation   *string `json:"c_operation"`
}

// Role of a section. Numerals printed before headings lie; roles are told by heading and content.
type Role string

// Roles of sections.
const (
	RoleOpinion     Role = "opinion"
	RoleAssertion   Role = "assertion"
	RoleDescription Role = "description"
	RoleCriteria    Role = "criteria" // a map of criteria to controls apart from the tests
	RoleTests       Role = "tests"
	RoleOther       Role = "other" // not covered by the service auditor's report
)

// Section is a part of the report.
type Section struct {
	Role          Role    `json:"role"`
	Heading       string  `json:"heading"`
	PrintedNumber *string `json:"printed_number"`
	FirstPage     int     `json:"first_page"`
	LastPage      int     `json:"last_page"`
	Covered       bool    `json:"covered_by_opinion"` // the service auditor's opinion covers what stands here
}

// SubserviceOrganization is a vendor of the service organization whose controls matter to the criteria (DC 7).
type SubserviceOrganization struct {
	Name     string     `json:"name"`
	Method   *string    `json:"method"` // "carve-out" or "inclusive"
	Service  *string    `json:"service"`
	Evidence []Evidence `json:"evidence"`
}

// Methods of treating a subservice organization.
const (
	CarveOut  = "carve-out"
	Inclusive = "inclusive"
)

// ComplementaryControl is a control that others must operate: user entities (DC 6) or subservice organizations (DC 7).
type ComplementaryControl struct {
	Page         int        `json:"page"`
	Criteria     []string   `json:"criteria"`
	Text         string     `json:"text"`
	Organization *string    `json:"organization,omitempty"`
	Evidence     []Evidence `json:"evidence"`
}

// Disclosure is a statement that a reader should see as it stands.
type Disclosure struct {
	Page     int        `json:"page"`
	Heading  string     `json:"heading,omitempty"`
	Text     string     `json:"text"`
	Evidence []Evidence `json:"evidence"`
}

// Permission records how the file allowed to be read.
type Permission struct {
	Encrypted     bool `json:"encrypted"`
	CopyForbidden bool `json:"copy_forbidden"`
	Confirmed     bool `json:"confirmed"` // the user confirmed that their terms allow reading by machine
	PasswordUsed  bool `json:"password_used"`
}

// Note is something the reader of the result should know: a stable code, a sentence, and the pages it concerns.
type Note struct {
	Code  string `json:"code"`
	Text  string `json:"text"`
	Pages []int  `json:"pages,omitempty"`
}
