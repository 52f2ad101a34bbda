package derive_test

import (
	"testing"

	"countersign/assessment"
	"countersign/checklist"
	"countersign/report"
	"countersign/review"
	"countersign/review/derive"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ptr[T any](v T) *T { return &v }

// one is the only finding of a kind.
func one(t *testing.T, found []review.Finding, kind review.FindingKind) review.Finding {
	t.Helper()
	var out []review.Finding
	for _, f := range found {
		if f.Kind == kind {
			out = append(out, f)
		}
	}
	require.Len(t, out, 1)
	return out[0]
}

func TestOpinionsAreAsGraveAsTheTableSays(t *testing.T) {
	for _, c := range []struct {
		opinion *string
		state   string
		want    string
		status  string
	}{
		{ptr(report.Unqualified), report.OpinionRead, review.Info, review.StatusOpen},
		{ptr(report.Qualified), report.OpinionRead, review.High, review.StatusOpen},
		{ptr(report.Adverse), report.OpinionRead, review.Critical, review.StatusOpen},
		{ptr(report.Disclaimer), report.OpinionRead, review.Critical, review.StatusOpen},
		{ptr(report.Unqualified), report.OpinionUnread, review.High, review.StatusUnknown},
		{nil, report.OpinionMissing, review.High, review.StatusUnknown},
	} {
		rep := &report.Report{Facts: report.Facts{Opinion: c.opinion, OpinionStatus: c.state}}
		f := one(t, derive.Findings(rep, &assessment.Assessment{}), review.FindingOpinion)
		assert.Equal(t, c.want, f.Severity, f.Title)
		assert.Equal(t, c.status, f.Status, f.Title)
	}
}

func TestItemsWeighByWhatWasFound(t *testing.T) {
	for _, c := range []struct {
		answer checklist.Answer
		ai     string
		want   string
	}{
		{checklist.Answer{Severity: "high", Status: checklist.Absent}, checklist.Yes, review.High},
		{checklist.Answer{Severity: "high", Status: checklist.Unknown}, checklist.Yes, review.High},
		{checklist.Answer{Severity: "high", Status: checklist.NearMiss}, checklist.Yes, review.High},
		{checklist.Answer{Severity: "high", Status: checklist.Partial}, checklist.Yes, review.Medium},
		{checklist.Answer{Severity: "high", Status: checklist.Described}, checklist.Yes, review.Low},
		{checklist.Answer{Severity: "high", Status: checklist.Tested}, checklist.Yes, review.Info},
		{checklist.Answer{Severity: "high", Status: checklist.Tested, Exception: true}, checklist.Yes, review.High},
		{checklist.Answer{Severity: "low", Status: checklist.Described}, checklist.Yes, review.Info},
		{checklist.Answer{Severity: "high", Status: checklist.Absent}, checklist.No, review.Info},
		{checklist.Answer{Severity: "high", Status: checklist.Absent}, checklist.NotStated, review.High},
	} {
		a := &assessment.Assessment{Items: []checklist.Answer{c.answer}, Boundary: checklist.Boundary{AIInService: c.ai}}
		f := one(t, derive.Findings(&report.Report{}, a), review.FindingChecklist)
		assert.Equal(t, c.want, f.Severity, "%s item that is %s, AI: %s", c.answer.Severity, c.answer.Status, c.ai)
		assert.Equal(t, c.answer.Status, f.Status)
	}
}

func TestAnExceptionTellsHowOftenWhatManagementSaysAndWhatItTouches(t *testing.T) {
	rep := &report.Report{Exceptions: []report.Exception{{
		Control: ptr("CM-1"), Criteria: []string{"CC8.1"}, Sampled: ptr(25), Deviations: ptr(2), Kind: report.KindOperating, ManagementResponse: true, ResponsePage: ptr(40),
		Evidence:         []report.Evidence{{Page: 31, Quote: "For 2 of 25 releases no approval was kept.", Boxes: []report.Box{{1, 2, 3.3333, 4}}}},
		ResponseEvidence: []report.Evidence{{Page: 40, Quote: "The approvers were trained."}},
	}}}
	a := &assessment.Assessment{Exceptions: []checklist.ExceptionMark{{Exception: 0, AIRelevant: true, Items: []checklist.MappedItem{{Ref: "AI-R1", How: checklist.ByControl}}}}}
	f := one(t, derive.Findings(rep, a), review.FindingException)
	assert.Equal(t, "Exception on CM-1 (CC8.1)", f.Title)
	assert.Equal(t, "2 of 25 sampled. Kind: operating. Management responds on page 40, unexamined. Touches AI-R1 by control.", f.Reason)
	assert.Equal(t, review.High, f.Severity)
	assert.Equal(t, []string{"ai"}, f.Flags)
	assert.Equal(t, []review.FindingQuote{
		{Page: 31, Text: "For 2 of 25 releases no approval was kept.", Boxes: [][]float64{{1, 2, 3.33, 4}}}, {Page: 40, Text: "The approvers were trained."},
	}, f.Quotes)
}

func TestNoExceptionsIsSaidOnlyOfWhatWasRead(t *testing.T) {
	for answer, want := range map[report.Answer]bool{report.AnswerNone: true, report.AnswerIncomplete: false, report.AnswerNoTests: false} {
		found := derive.Findings(&report.Report{ExceptionsAnswer: answer}, &assessment.Assessment{})
		said := false
		for _, f := range found {
			said = said || f.Kind == review.FindingException
		}
		assert.Equal(t, want, said, answer)
	}
}

func TestADocumentThatIsNotJudgedHasNoFindings(t *testing.T) {
	assert.Empty(t, derive.Findings(&report.Report{}, nil))
}

func TestWhatIsRecommendedBecomesFollowUps(t *testing.T) {
	a := &assessment.Assessment{
		Recommendation: assessment.Recommendation{
			Reasons: []assessment.Reason{{Rule: "old", Text: "The period ended a year ago."}}, Conditions: []assessment.Condition{{Text: "Ask for the new report.", Rules: []string{"old"}}},
		},
		Questions: []assessment.Question{{Text: "Which models?", Why: "None is named.", Severity: "low", OnlyIf: "If AI is used"}},
	}
	found := derive.FollowUps(a)
	require.Len(t, found, 2)
	assert.Equal(t, review.Condition, found[0].Kind)
	assert.Equal(t, "The period ended a year ago.", found[0].Why)
	assert.Equal(t, review.Question, found[1].Kind)
	assert.Equal(t, "If AI is used: Which models?", found[1].Text)
	assert.Equal(t, review.Low, found[1].Severity)
	assert.Equal(t, review.FollowUpOpen, found[1].Status)
	assert.Empty(t, derive.FollowUps(nil))
}
