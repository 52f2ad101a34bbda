package assessment

import (
	"testing"

	"countersign/checklist"
	"countersign/reliability"
	"countersign/report"
	"countersign/scoring"

	"github.com/stretchr/testify/require"
)

func ptr[T any](v T) *T { return &v }

func quote(page int, text string) []report.Evidence {
	return []report.Evidence{{Page: page, Quote: text, Reader: report.ReaderText}}
}

func date(t *testing.T, s string) scoring.Date {
	t.Helper()
	d, err := scoring.ParseDate(s)
	require.NoError(t, err)
	return d
}

// sound is a report that no rule speaks against: Type 2, unmodified, read whole, with AI inside the system and its items covered.
func sound(t *testing.T) *subject {
	t.Helper()
	rep := &report.Report{
		File: "sound.pdf", Vendor: ptr("Example Ltd."),
		Facts: report.Facts{
			Kind: report.SOC2, Type: ptr(2), PeriodStart: ptr("2025-07-01"), PeriodEnd: ptr("2026-06-30"), Auditor: ptr("Auditors LLP"),
			Opinion: ptr(report.Unqualified), OpinionStatus: report.OpinionRead, Categories: report.Categories(),
			Evidence: map[string][]report.Evidence{"opinion": quote(4, "In our opinion"), "period": quote(3, "July 1, 2025 to June 30, 2026")},
		},
		Sections:         []report.Section{{Role: report.RoleDescription, FirstPage: 8, LastPage: 20}, {Role: report.RoleTests, FirstPage: 21, LastPage: 40}},
		ControlTests:     []report.ControlTest{{Page: 22, Outcome: report.Passed}, {Page: 23, Outcome: report.Passed, Evidence: quote(23, "CC7.1")}},
		ExceptionsAnswer: report.AnswerNone,
		Coverage:         report.Coverage{Pages: 40, Text: 40, Sections: []report.SectionCoverage{{Role: report.RoleDescription}, {Role: report.RoleTests}}},
	}
	a := &Assessment{Boundary: checklist.Boundary{AIInService: checklist.Yes, InsideDescription: checklist.Inside}}
	for _, ref := range []string{"AI-R1", "AI-R2", "AI-R3", "AI-R4", "AI-G1", "AI-G4"} {
		a.Items = append(a.Items, checklist.Answer{Ref: ref, Title: "Title of " + ref, Severity: "high", Status: checklist.Tested})
	}
	a.Items[5].Severity = "medium"
	return &subject{rep: rep, a: a, asOf: date(t, "2026-08-01"), end: date(t, "2026-06-30"), stale: date(t, "2027-06-30")}
}

func withException(s *subject) {
	s.rep.ExceptionsAnswer = report.AnswerFound
	s.rep.Exceptions = []report.Exception{{Page: 30, Control: ptr("CM-1"), Criteria: []string{"CC8.1"}, Evidence: quote(30, "Exception noted.")}}
}

func withFlag(code string) func(*subject) {
	return func(s *subject) {
		withException(s)
		s.a.RedFlags = []checklist.RedFlag{{Code: code, Title: code, Reasons: []string{"CM-1 failed."}, Exceptions: []int{0}, Evidence: quote(30, "Exception noted.")}}
	}
}

func withOpen(code string) func(*subject) {
	return func(s *subject) {
		s.a.Boundary.Open = []checklist.OpenPoint{{Code: code, Text: "Something is open.", Evidence: quote(9, "AI")}}
	}
}

func withSignal(severity reliability.Severity) func(*subject) {
	return func(s *subject) {
		s.a.Reliability = []reliability.Signal{{Code: "placeholder-text", Severity: severity, Title: "Text of a form", Detail: "Seen.", Evidence: quote(5, "[insert]"), Pages: []int{5}}}
	}
}

func withOpinion(opinion string, criteria ...string) func(*subject) {
	return func(s *subject) { s.rep.Facts.Opinion, s.rep.Facts.OpinionOn = &opinion, criteria }
}

// cases has, for each rule, a change of the sound report after which it holds.
func cases() map[string]func(*subject) {
	return map[string]func(*subject){
		"not-soc2":                        func(s *subject) { s.rep.Facts.Kind = report.SOC3 },
		"opinion-adverse":                 withOpinion(report.Adverse, "CC6.1"),
		"opinion-disclaimer":              withOpinion(report.Disclaimer),
		"draft":                           func(s *subject) { s.rep.Facts.Draft = true },
		"opinion-unknown":                 func(s *subject) { s.rep.Facts.Opinion, s.rep.Facts.OpinionStatus = nil, report.OpinionUnread },
		"opinion-modified-on-ai-criteria": withOpinion(report.Qualified, "A1.2", "CC6.7"),
		"opinion-qualified":               withOpinion(report.Qualified, "A1.2", "CC1.4"),
		"pages-unread":                    func(s *subject) { s.rep.Coverage.Sections[1].Unread, s.rep.Coverage.Unread = []int{31}, []int{31} },
		"description-missing":             func(s *subject) { s.rep.Sections = s.rep.Sections[1:] },
		"exceptions-incomplete":           func(s *subject) { s.rep.ExceptionsAnswer = report.AnswerIncomplete },
		"tests-missing":                   func(s *subject) { s.rep.ExceptionsAnswer, s.rep.ControlTests = report.AnswerNoTests, nil },
		"results-missing":                 func(s *subject) { s.rep.ControlTests[1].Outcome = report.NoResult },
		"type-unknown":                    func(s *subject) { s.rep.Facts.Type = nil },
		"type-1":                          func(s *subject) { s.rep.Facts.Type = ptr(1) },
		"type-1-dated": func(s *subject) {
			s.rep.Facts.Type, s.future = ptr(1), &quote(9, "A Type 2 report will follow in May 2027.")[0]
		},
		"period-unknown":   func(s *subject) { s.end, s.stale = scoring.Date{}, scoring.Date{} },
		"period-ahead":     func(s *subject) { s.end = s.asOf.Next() },
		"stale":            func(s *subject) { s.asOf = s.stale.Next() },
		"bridge-needed":    func(s *subject) { s.asOf = s.end.AddMonths(3).Next() },
		"signals-high":     withSignal(reliability.High),
		"signals-moderate": withSignal(reliability.Moderate),
		"ai-excluded": func(s *subject) {
			withOpen(checklist.OpenExcluded)(s)
			s.a.Boundary.InsideDescription = checklist.Excluded
		},
		"ai-partly-excluded": func(s *subject) {
			withOpen(checklist.OpenExcluded)(s)
			s.a.Boundary.InsideDescription = checklist.PartlyInside
		},
		"ai-contradicted":                       withOpen(checklist.OpenContradicted),
		"ai-left-to-customers":                  withOpen(checklist.OpenLeftToCustomers),
		"ai-not-stated":                         func(s *subject) { s.a.Boundary.AIInService, s.a.Boundary.Note = checklist.NotStated, "" },
		"exception-on-ai-control":               withFlag(checklist.FlagOnAI),
		"several-on-change-management":          withFlag(checklist.FlagSeveralOnChanges),
		"several-on-monitoring":                 withFlag(checklist.FlagSeveralOnWatching),
		"control-failed-under-several-criteria": withFlag(checklist.FlagUnderSeveral),
		"evidence-not-available":                withFlag(checklist.FlagEvidenceWasMissing),
		"exceptions-without-response":           withFlag(checklist.FlagNoResponse),
		"reading-items":                         func(s *subject) { s.a.Items[2].Status = checklist.Partial },
		"gaps-high":                             func(s *subject) { s.a.Items[4].Status = checklist.NearMiss },
		"provider-carved-out": func(s *subject) {
			s.a.Boundary.Providers = []checklist.Provider{{Name: "Modelworks", Method: ptr(report.CarveOut), Evidence: quote(12, "Modelworks")}, {Name: "Otherworks"}}
		},
		"auditor-unknown":    func(s *subject) { s.rep.Facts.Auditor = nil },
		"categories-unknown": func(s *subject) { s.rep.Facts.Categories = nil },
		"reading-doubtful":   func(s *subject) { s.rep.Coverage.Second.Low = []int{12} },
	}
}
