package scoring

// Evidence grades what stands behind an answer.
type Evidence string

// Grades of evidence, strongest first. Own marks what we know about our own use.
const (
	Examined    Evidence = "E4" // by an auditor or a certification body
	Contractual Evidence = "E3"
	Published   Evidence = "E2" // by the provider itself
	Told        Evidence = "E1" // in a questionnaire or a call
	None        Evidence = "E0"
	Own         Evidence = "own"
)

// EvidenceGrades lists the grades that an answer about a provider may have, weakest first.
func EvidenceGrades() []string {
	return []string{string(None), string(Told), string(Published), string(Contractual), string(Examined)}
}

// Answer is what is known about a field, and how. A field has a Word or a Number, never both.
type Answer struct {
	Word     string
	Number   *float64
	Until    Date // last day on which it holds, where the field expires
	Evidence Evidence
	On       Date // when somebody looked
	By       string
	Source   string // link or document
	Note     string
}

// Known tells whether there is an answer at all: a value with evidence of any kind.
func (a Answer) Known() bool {
	return (a.Word != "" || a.Number != nil) && a.Evidence != "" && a.Evidence != None
}

// Origin says where the answer comes from, for the step that uses it: grade, document, who looked and when.
func (a Answer) Origin() string {
	s := string(a.Evidence)
	if a.Source != "" {
		s += ", " + a.Source
	}
	switch {
	case a.By != "" && !a.On.IsZero():
		s += " (" + a.By + ", " + a.On.String() + ")"
	case a.By != "":
		s += " (" + a.By + ")"
	case !a.On.IsZero():
		s += " (" + a.On.String() + ")"
	}
	return s
}

// share of the points that evidence of this grade earns.
func (c Config) share(e Evidence) float64 { return c.Evidence[e] }
