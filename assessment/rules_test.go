package assessment

import (
	"testing"

	"countersign/checklist"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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

func TestUnreadPagesBesideTheDescriptionAndTheTestsAreACondition(t *testing.T) {
	s := sound(t)
	s.rep.Coverage.Unread = []int{45}
	s.rep.Coverage.Sections = append(s.rep.Coverage.Sections, report.SectionCoverage{Role: report.RoleOther, Unread: []int{45}})
	r := recommended(t, s)
	assert.Equal(t, AcceptConditions, r.Outcome)
	assert.Equal(t, "Look at page 45 in the file itself.", r.Conditions[0].Text)
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
