package factsheet

import (
	"fmt"
	"strings"

	"countersign/fault"
	"countersign/scoring"
)

// Template writes an empty sheet with a comment on each field. It scores, with everything unknown.
func Template(cfg scoring.Config) string {
	var b strings.Builder
	b.WriteString(templateHead)
	for _, sec := range cfg.Sections() {
		b.WriteString("\n# " + sectionTitle(sec) + "\n" + sec.Name + ":\n")
		if sec.Name == sectionReport {
			b.WriteString(templateReport)
		}
		for _, f := range sec.Fields {
			fmt.Fprintf(&b, "  # %s\n  # %s\n  %s: unknown\n", f.Ask, hint(f), f.ID)
		}
		if sec.Name == sectionIncidents {
			b.WriteString(templateIncidents)
		}
	}
	return b.String()
}

func sectionTitle(sec scoring.Section) string {
	if sec.Dimension == "" {
		return sec.Title + ": decides the inherent risk and some caps. Needs no evidence"
	}
	return fmt.Sprintf("%s %s: %v%% of the score", sec.Dimension, sec.Title, sec.Weight)
}

// hint says what may be answered and what it is worth.
func hint(f scoring.Field) string {
	s := map[string]string{
		scoring.KindDate:       "a date like 2026-03-31",
		scoring.KindNames:      "a list such as [a, b], or none",
		scoring.KindCriteria:   "a list of criteria such as [CC6.1, CC8.1], or none",
		scoring.KindExceptions: "none, or a list such as [{ control: C-12, criteria: [CC8.1], ai: no, responded: yes, fixed: no, qualifies: no }]",
		scoring.KindLetter:     "none, or { dated: 2026-03-31, names_auditor: yes, names_period: yes, expected: 2026-05-31, span_start: …, span_end: …, follows: no }",
		scoring.KindNumber:     fmt.Sprintf("a number from %v to %v", f.Min, f.Max),
	}[f.Kind]
	if f.Kind == scoring.KindNumber && f.Unit != "" {
		s += " (" + f.Unit + ")"
	}
	words := f.Words()
	switch {
	case len(words) > 0 && f.Kind == scoring.KindNames:
		s = "a list of " + fault.Choices(words)
	case len(words) > 0:
		if s != "" {
			s += ", "
		}
		s += fault.Choices(words)
	}
	if f.Points > 0 {
		s += fmt.Sprintf("; %v of 100 points", f.Points)
	}
	if f.Expires {
		s += "; add until: the last day of validity"
	}
	return s
}

const templateHead = `# Fact sheet of a provider and its serving route. Score it with: countersign provider score THIS-FILE
#
# The same model through the developer's API and through a cloud platform is two subjects, and two sheets.
#
# An answer is a value with what stands behind it, on one line or several:
#
#   signed: { value: yes, evidence: E3, date: 2026-06-10, by: A. Reader, source: dpa-2026.pdf, note: amended in May }
#
#   value     see the comment above each field; leave "unknown" where nobody knows: it is then listed as a question
#   evidence  E4 examined by an auditor or certification body; E3 contractual; E2 published by the provider;
#             E1 only told, in a questionnaire or call (earns half); E0 none (counts as unknown)
#   date, by  when somebody looked, and who; left out, the defaults below count
#   source    the link or document; needed from E2 upwards
#   note      anything else

provider: ""
route: ""

defaults:
  by: ""
  date: unknown
`

const templateReport = `  # The reviewed report, from "countersign review --format json"; a path from the folder of this file. What it
  # says need not be answered below; an answer below goes before it.
  report_json: ""
`

const templateIncidents = `  # What the search found or the provider told, of the last five years: none, or a list such as
  #   - { title: Logs exposed, date: 2025-06-15, severity: low | moderate | high | critical, relevance: ours | elsewhere,
  #       open: no, customer_content: yes, notified_in_time: yes, root_cause_published: yes, source: link }
  list: none
`
