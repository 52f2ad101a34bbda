package report

// Outcome of a control's test.
type Outcome string

// Outcomes. A non-occurrence is neither a pass nor an exception: only the design was seen.
const (
	Passed        Outcome = "no exception"
	HasException  Outcome = "exception"
	NonOccurrence Outcome = "no occurrence"
	UnableToTest  Outcome = "unable to test"
	NotApplicable Outcome = "not applicable" // stated by the auditor: carved out, or tested in another place
	NoResult      Outcome = "no result"      // none is printed, as in many Type 1 reports
)

// ControlTest is a control with the service auditor's tests of it and their results.
type ControlTest struct {
	Page        int        `json:"page"`
	Control     *string    `json:"control"` // identifier as printed
	Criteria    []string   `json:"criteria"`
	Activity    string     `json:"activity"` // the control as the service organization states it
	Procedures  []string   `json:"procedures"`
	InquiryOnly bool       `json:"inquiry_only"`
	Sample      *int       `json:"sample"`
	Population  *int       `json:"population"`
	Result      string     `json:"result"`
	Outcome     Outcome    `json:"outcome"`
	Evidence    []Evidence `json:"evidence"`
}

// Exception is a deviation that the service auditor reports. The same control tested under several criteria with the same
// exception is one Exception with several Places.
type Exception struct {
	Page               int        `json:"page"`
	Control            *string    `json:"control"`
	Criteria           []string   `json:"criteria"`
	Sampled            *int       `json:"sampled"`
	Population         *int       `json:"population"`
	Deviations         *int       `json:"deviations"`
	Text               string     `json:"text"`
	Kind               string     `json:"kind"`
	Failure            *string    `json:"failure"`
	ManagementResponse bool       `json:"management_response"`
	ResponsePage       *int       `json:"response_page"`
	ResponseText       *string    `json:"response_text"`
	ResponseIn         *Role      `json:"response_in"` // section in which it stands; nowhere is it audited
	QualifiesOpinion   bool       `json:"qualifies_opinion"`
	Places             []int      `json:"places"` // every page on which it is printed
	Evidence           []Evidence `json:"evidence"`
	ResponseEvidence   []Evidence `json:"response_evidence"`
}

// Kinds of exceptions.
const (
	KindOperating = "operating"
	KindDesign    = "design"
	KindEvidence  = "evidence-unavailable"
)

// NotTested is a control whose operation was not tested: nothing happened in the period, or testing was not possible.
type NotTested struct {
	Page     int        `json:"page"`
	Control  *string    `json:"control"`
	Criteria []string   `json:"criteria"`
	Reason   string     `json:"reason"`
	Text     string     `json:"text"`
	Evidence []Evidence `json:"evidence"`
}

// Answer tells how far the list of exceptions can be trusted.
type Answer string

// Answers. "none" is said only when every page of the opinion and of the tests was read.
const (
	AnswerNone       Answer = "none"
	AnswerFound      Answer = "found"
	AnswerIncomplete Answer = "incomplete"
	AnswerNoTests    Answer = "no tests section"
)
