package assessment

import (
	"testing"

	"countersign/checklist"
	"countersign/reliability"
	"countersign/report"
	"countersign/scoring"

	"github.com/stretchr/testify/assert"
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

func recommended(t *testing.T, s *subject) Recommendation {
	t.Helper()
	rules, err := DefaultRules()
	require.NoError(t, err)
	return rules.recommend(rules.holding(s))
}

func TestNoRuleSpeaksAgainstASoundReport(t *testing.T) {
	r := recommended(t, sound(t))
	assert.Equal(t, Accept, r.Outcome)
	assert.Empty(t, r.Reasons)
	assert.Empty(t, r.Conditions)
	assert.NotEmpty(t, r.Means)
}

func TestEachRuleHoldsForItsFact(t *testing.T) {
	rules, err := DefaultRules()
	require.NoError(t, err)
	cases := cases()
	require.Len(t, cases, len(rules.Rules), "each rule has its case")
	for _, rule := range rules.Rules {
		t.Run(rule.ID, func(t *testing.T) {
			s := sound(t)
			require.NotNil(t, cases[rule.ID])
			cases[rule.ID](s)
			r := recommended(t, s)
			require.Len(t, r.Reasons, 1, "nothing but this rule holds")
			assert.Equal(t, rule.ID, r.Reasons[0].Rule)
			assert.Equal(t, rule.Outcome, r.Outcome)
			require.NotEmpty(t, r.Reasons[0].Grounds)
			require.NotEmpty(t, r.Conditions)
			for _, c := range r.Conditions {
				assert.NotContains(t, c.Text, "{it}")
				assert.NotContains(t, c.Text, " .", "what the rule met has a name")
				assert.NotContains(t, c.Text, " ,")
			}
		})
	}
}

func TestTheGravestRuleDecidesAndAllAreShown(t *testing.T) {
	s := sound(t)
	for _, id := range []string{"auditor-unknown", "draft", "opinion-adverse"} {
		cases()[id](s)
	}
	r := recommended(t, s)
	assert.Equal(t, Reject, r.Outcome)
	var order []string
	for _, x := range r.Reasons {
		order = append(order, x.Rule)
	}
	assert.Equal(t, []string{"opinion-adverse", "draft", "auditor-unknown"}, order)
}

func TestWhatIsUnknownIsNeverAccepted(t *testing.T) {
	for name, change := range map[string]func(*subject){
		"opinion not understood":   func(s *subject) { s.rep.Facts.Opinion = nil },
		"opinion of no known kind": withOpinion("favorable"),
		"opinion not found":        func(s *subject) { s.rep.Facts.OpinionStatus = report.OpinionMissing },
		"qualified on what?":       withOpinion(report.Qualified),
		"no result at all": func(s *subject) {
			s.rep.ControlTests = s.rep.ControlTests[:1]
			s.rep.ControlTests[0].Outcome = report.NoResult
		},
		"page in no section": func(s *subject) { s.rep.Coverage.Unread = []int{7} },
		"beginning unknown":  func(s *subject) { s.rep.Facts.PeriodStart = nil },
	} {
		t.Run(name, func(t *testing.T) {
			s := sound(t)
			change(s)
			assert.Equal(t, Hold, recommended(t, s).Outcome)
		})
	}
}

func TestWhereNoAIIsStatedMissingItemsArePunishedByNothing(t *testing.T) {
	for name, c := range map[string]struct {
		answer, note string
		want         Outcome
	}{
		"denied":         {checklist.No, "", Accept},
		"not stated":     {checklist.NotStated, "", AcceptConditions},
		"marketing only": {checklist.NotStated, checklist.NoteMarketing, AcceptConditions},
		"trains none":    {checklist.No, checklist.NoteTrainsNo, AcceptConditions},
	} {
		t.Run(name, func(t *testing.T) {
			s := sound(t)
			s.a.Boundary.AIInService, s.a.Boundary.Note, s.a.Boundary.InsideDescription = c.answer, c.note, checklist.NotStated
			for i := range s.a.Items {
				s.a.Items[i].Status = checklist.Absent
			}
			r := recommended(t, s)
			assert.Equal(t, c.want, r.Outcome)
			for _, x := range r.Reasons {
				assert.Equal(t, "ai-not-stated", x.Rule)
			}
			if c.want != Accept {
				assert.Equal(t, "Have the vendor confirm in writing that no AI is in the service.", r.Conditions[0].Text)
			}
		})
	}
}

func TestAReasonShowsItsPagesAndQuotes(t *testing.T) {
	s := sound(t)
	cases()["provider-carved-out"](s)
	r := recommended(t, s)
	require.Len(t, r.Reasons[0].Grounds, 2)
	assert.Equal(t, []int{12}, r.Reasons[0].Grounds[0].Pages)
	assert.Equal(t, "Modelworks", r.Reasons[0].Grounds[0].Evidence[0].Quote)
	assert.Contains(t, r.Conditions[0].Text, "the SOC 2 report of Modelworks and Otherworks,")
}

func TestATypeTwoReportToComeNeedsADateAfterThisOne(t *testing.T) {
	for sentence, want := range map[string]bool{
		"The Type 2 report is expected in May 2027.":           true,
		"Management intends to undergo a Type II examination.": false,
		"The Type 2 report was expected in May 2024.":          false,
		"A Type 2 report is not planned before May 2027.":      false,
		"The office will move in May 2027.":                    false,
	} {
		rep := &report.Report{Passages: []report.Passage{{Page: 9, Sentences: []report.Sentence{{Text: sentence, Evidence: quote(9, sentence)}}}}}
		assert.Equal(t, want, typeTwoToCome(rep, date(t, "2026-06-30")) != nil, sentence)
	}
}
