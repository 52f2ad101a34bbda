package present

import (
	"fmt"
	"strings"

	"countersign/report"
)

// answer says in a line how many exceptions there are and how far that can be trusted.
func (c *composer) answer() string {
	n := len(c.r.Exceptions)
	tests := count(len(c.r.ControlTests), "control test")
	switch c.r.ExceptionsAnswer {
	case report.AnswerNone:
		if c.withResult() == 0 {
			return fmt.Sprintf("None stated, and no result is printed beside any of %s.", tests)
		}
		return fmt.Sprintf("None in %s; every page of the opinion and the tests was read.", tests) + c.designOnly()
	case report.AnswerFound:
		s := fmt.Sprintf("%s in %s", capital(count(n, "exception")), tests)
		if bearing := c.countIf(func(e *report.Exception) bool { return e.QualifiesOpinion }); bearing > 0 {
			s += fmt.Sprintf(", %d of them on what the opinion is modified for", bearing)
		}
		if silent := c.countIf(func(e *report.Exception) bool { return !e.ManagementResponse }); silent > 0 {
			s += fmt.Sprintf(", %d without management's response", silent)
		}
		return s + "." + c.designOnly()
	case report.AnswerIncomplete:
		return fmt.Sprintf("INCOMPLETE: %s in what was read; unread pages may hold more.", count(n, "exception"))
	}
	return "Unknown: no tests with results were found." + c.designOnly()
}

// designOnly reminds that a Type 1 report tests no operation.
func (c *composer) designOnly() string {
	if c.typeOne() {
		return " A Type 1 report looks at design only."
	}
	return ""
}

func (c *composer) answerTone() Tone {
	switch c.r.ExceptionsAnswer {
	case report.AnswerNone:
		return Plain
	case report.AnswerFound:
		return Caution
	}
	return Bad
}

func (c *composer) withResult() int {
	n := 0
	for _, t := range c.r.ControlTests {
		if t.Outcome != report.NoResult {
			n++
		}
	}
	return n
}

func (c *composer) countIf(holds func(*report.Exception) bool) int {
	n := 0
	for i := range c.r.Exceptions {
		if holds(&c.r.Exceptions[i]) {
			n++
		}
	}
	return n
}

// exceptions lists each exception with management's response.
func (c *composer) exceptions() Part {
	p := Part{Heading: "Exceptions", Blocks: []Block{Paragraph(c.answer())}}
	if n := len(c.r.Exceptions); n > 0 {
		p.Heading = fmt.Sprintf("Exceptions (%d)", n)
		p.Blocks = []Block{Paragraph(c.whereFound())}
	}
	if s := c.outcomes(); s != "" {
		p.Blocks = append(p.Blocks, Paragraph(s))
	}
	var list Entries
	for i := range c.r.Exceptions {
		list = append(list, c.exception(&c.r.Exceptions[i]))
	}
	if len(list) > 0 {
		p.Blocks = append(p.Blocks, list)
	}
	return p
}

// outcomes counts the results of all tests, so that what has no result is seen.
func (c *composer) outcomes() string {
	if len(c.r.ControlTests) == 0 {
		return ""
	}
	by := map[report.Outcome]int{}
	for _, t := range c.r.ControlTests {
		by[t.Outcome]++
	}
	var parts []string
	for _, o := range []struct {
		outcome report.Outcome
		words   string
	}{
		{report.Passed, "without exception"},
		{report.HasException, "with an exception"},
		{report.NonOccurrence, "not tested because nothing occurred"},
		{report.UnableToTest, "that could not be tested"},
		{report.NotApplicable, "marked as not applicable"},
		{report.NoResult, "without a result of their own"},
	} {
		if n := by[o.outcome]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, o.words))
		}
	}
	return fmt.Sprintf("Control tests: %d in all, %s.", len(c.r.ControlTests), enumerate(parts))
}

func (c *composer) exception(e *report.Exception) Entry {
	head := []string{controlName(e.Control), criteriaList(e.Criteria), counts(e)}
	entry := Entry{
		Head:     strings.Join(head, " | ") + " " + inBrackets(pages(append([]int{e.Page}, e.Places...))),
		Lines:    []string{nature(e)},
		Passages: []Passage{{Quote: e.Text, Place: place(e.Evidence, e.Page)}},
	}
	if e.QualifiesOpinion {
		entry.Lines = append(entry.Lines, "It bears on the modified opinion.")
	}
	return withResponse(entry, e)
}

// counts writes "2 of 25 (8 %)" or says what is missing.
func counts(e *report.Exception) string {
	var s string
	switch {
	case e.Sampled != nil && e.Deviations != nil && *e.Sampled > 0:
		s = fmt.Sprintf("%d of %d sampled (%s)", *e.Deviations, *e.Sampled, percent(*e.Deviations, *e.Sampled))
	case e.Deviations != nil:
		s = count(*e.Deviations, "deviation") + ", sample not stated"
	case e.Sampled != nil:
		s = fmt.Sprintf("sample of %d, deviations not stated", *e.Sampled)
	default:
		return "counts not stated"
	}
	if e.Population != nil {
		s += fmt.Sprintf(", population %d", *e.Population)
	}
	return s
}

func percent(part, whole int) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", 100*float64(part)/float64(whole)), ".0") + "%"
}

// nature is the kind of an exception and how the control failed.
func nature(e *report.Exception) string {
	s := map[string]string{
		report.KindOperating: "Kind: the control did not operate as described",
		report.KindDesign:    "Kind: the control was not suitably designed",
		report.KindEvidence:  "Kind: evidence was not available, so operation is not proven",
	}[e.Kind]
	if s == "" {
		s = "Kind: not recognized"
	}
	if e.Failure != nil {
		s += "; failure: " + strings.ReplaceAll(*e.Failure, "-", " ")
	}
	return s + "."
}
