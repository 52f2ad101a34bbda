package checklist

import (
	"slices"
	"strings"

	"countersign/report"
)

// RedFlag is something about the exceptions of a report that a risk officer would stop at.
type RedFlag struct {
	Code       string            `json:"code"`
	Title      string            `json:"title"`
	Reasons    []string          `json:"reasons"`
	Exceptions []int             `json:"exceptions"` // indexes in the report's list
	Evidence   []report.Evidence `json:"evidence"`
}

// Codes of red flags. They are stable: add, never rename.
const (
	FlagExceptionsUnknown  = "exceptions-incomplete"
	FlagNoTests            = "no-tests-section"
	FlagSeveralOnChanges   = "several-on-change-management"
	FlagSeveralOnWatching  = "several-on-monitoring"
	FlagOnAI               = "exception-on-ai-control"
	FlagOpinionOnAI        = "opinion-modified-on-ai-criteria"
	FlagOpinionUnread      = "opinion-unread"
	FlagNoResponse         = "exceptions-without-response"
	FlagUnderSeveral       = "control-failed-under-several-criteria"
	FlagEvidenceWasMissing = "evidence-not-available"
)

// RedFlags lists the red flags of a report with its marks. From an incomplete list of exceptions nothing is concluded.
func (c *Checklist) RedFlags(rep *report.Report, marks []ExceptionMark) []RedFlag {
	f := &flagger{rep: rep, out: []RedFlag{}}
	switch rep.ExceptionsAnswer {
	case report.AnswerFound, report.AnswerNone:
	case report.AnswerNoTests:
		if rep.Facts.Kind == report.SOC2 && (rep.Facts.Type == nil || *rep.Facts.Type != 1) {
			f.add(FlagNoTests, "The report has no section of tests", nil, "Without tests and their results, nothing is known of exceptions; a type 2 report has such a section.")
		}
		return f.out
	default:
		f.add(FlagExceptionsUnknown, "The list of exceptions is incomplete", nil, unreadReason(rep))
		return f.out
	}
	f.when(FlagOnAI, "An exception on a control over AI", 1, func(i int) bool { return relevant(marks, i) })
	f.opinion(c.criteriaOfAI())
	f.when(FlagSeveralOnChanges, "Several exceptions on change management", 2, func(i int) bool { return stands(&rep.Exceptions[i], "CC8.") })
	f.when(FlagSeveralOnWatching, "Several exceptions on monitoring", 2, func(i int) bool { return stands(&rep.Exceptions[i], "CC4.", "CC7.") })
	f.when(FlagUnderSeveral, "A control failed under several groups of criteria", 1, f.underSeveral)
	f.when(FlagEvidenceWasMissing, "The service auditor could not obtain evidence", 1, func(i int) bool { return rep.Exceptions[i].Kind == report.KindEvidence })
	f.when(FlagNoResponse, "Exceptions without management's response", 1, func(i int) bool { return !rep.Exceptions[i].ManagementResponse })
	return f.out
}

// criteriaOfAI are the criteria that the item about exceptions names as those on which controls over AI rest.
func (c *Checklist) criteriaOfAI() []string {
	var out []string
	for i := range c.catalog.Items {
		if it := &c.catalog.Items[i]; !isProcess(it) && it.Rule != "" {
			out = append(out, it.Criteria...)
		}
	}
	return out
}

func unreadReason(rep *report.Report) string {
	pages := append(unreadOf(rep, report.RoleTests), unreadOf(rep, report.RoleOpinion)...)
	if len(pages) == 0 {
		return "Pages of the opinion or of the tests could not be read. What stands there is not known, so that nothing is concluded from the exceptions that were found."
	}
	return "Of the opinion and the tests, " + pagesOf(pages) + " could not be read. What stands there is not known, so that nothing is concluded from the exceptions that were found."
}

func relevant(marks []ExceptionMark, i int) bool {
	return slices.ContainsFunc(marks, func(m ExceptionMark) bool { return m.Exception == i && m.AIRelevant })
}

// stands tells whether an exception is on a criterion that begins so.
func stands(e *report.Exception, prefixes ...string) bool {
	return slices.ContainsFunc(e.Criteria, func(id string) bool {
		return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(id, p) })
	})
}
