package assessment_test

import (
	"encoding/json"
	"testing"
	"time"

	"countersign/assessment"
	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/report"
	"countersign/scoring"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ptr[T any](v T) *T { return &v }

func assessor(t *testing.T) *assessment.Assessor {
	t.Helper()
	cat, err := catalog.Load()
	require.NoError(t, err)
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	a, err := assessment.New(cat, cfg)
	require.NoError(t, err)
	return a
}

func options() assessment.Options {
	return assessment.Options{AsOf: time.Date(2026, time.August, 3, 0, 0, 0, 0, time.UTC)}
}

// models has an exception on the approval of model changes.
func models() *report.Report {
	text := "Exception noted: for 1 of 10 model releases the approval was dated after the release."
	activity := "Changes to models are approved by the product owner before release."
	evidence := []report.Evidence{{Page: 31, Quote: text}}
	sentence := report.Sentence{Text: "The service uses a large language model to draft replies.", Evidence: []report.Evidence{{Page: 9, Quote: "The service uses a large language model to draft replies."}}}
	return &report.Report{
		File: "models.pdf", SHA256: "ab", Vendor: ptr("Example Ltd."),
		Facts: report.Facts{
			Kind: report.SOC2, Type: ptr(2), PeriodStart: ptr("2025-07-01"), PeriodEnd: ptr("2026-06-30"), Auditor: ptr("Auditors LLP"),
			Opinion: ptr(report.Unqualified), OpinionStatus: report.OpinionRead, Categories: report.Categories(),
		},
		Sections:     []report.Section{{Role: report.RoleDescription, FirstPage: 8, LastPage: 20}, {Role: report.RoleTests, FirstPage: 21, LastPage: 40}},
		Passages:     []report.Passage{{Page: 9, Role: report.RoleDescription, Sentences: []report.Sentence{sentence}}},
		ControlTests: []report.ControlTest{{Page: 31, Control: ptr("CM-1"), Criteria: []string{"CC8.1"}, Activity: activity, Procedures: []string{"Inspected the approvals of 10 model releases."}, Result: text, Outcome: report.HasException, Evidence: evidence}},
		Exceptions: []report.Exception{{
			Page: 31, Control: ptr("CM-1"), Criteria: []string{"CC8.1"}, Text: text, Kind: report.KindOperating, ManagementResponse: true, Evidence: evidence,
		}},
		ExceptionsAnswer: report.AnswerFound, Coverage: report.Coverage{Pages: 40, Text: 40},
	}
}

func TestAnExceptionOnAModelCountsAsOneOnAI(t *testing.T) {
	a, err := assessor(t).Assess(models(), options())
	require.NoError(t, err)
	require.Len(t, a.Exceptions, 1)
	assert.True(t, a.Exceptions[0].AIRelevant)
	assert.Contains(t, asJSON(t, a.Scores.ReportAssurance.Steps), "concerns AI")
	assert.Contains(t, asJSON(t, a.Recommendation), "exception-on-ai-control")
	assert.Equal(t, "ab", a.Fingerprint.SHA256)
}

func TestTheSameInputGivesTheSameAnswer(t *testing.T) {
	judge := assessor(t)
	first, err := judge.Assess(models(), options())
	require.NoError(t, err)
	second, err := judge.Assess(models(), options())
	require.NoError(t, err)
	assert.Equal(t, asJSON(t, first), asJSON(t, second))
}

func TestADocumentThatIsNotJudgedCoversNoItem(t *testing.T) {
	judge := assessor(t)
	letter := &report.Report{File: "letter.pdf", Facts: report.Facts{Kind: report.BridgeLetter}}
	a, err := judge.Assess(letter, options())
	require.NoError(t, err)
	assert.Nil(t, a)
	printed := judge.Print(letter, a)
	assert.NotContains(t, asJSON(t, printed), `"assessment"`)
	require.NotEmpty(t, printed.Checklist)
	for id, c := range printed.Checklist {
		assert.Equal(t, assessment.ItemCoverage{Described: checklist.None, Pages: []int{}}, c, id)
	}
	assert.Contains(t, asJSON(t, printed), `"output-monitoring":{"described":"none","tested":false,"exception":false,"pages":[]}`)
}

func TestWhatIsPrintedLeavesThePassagesOut(t *testing.T) {
	judge, rep := assessor(t), models()
	a, err := judge.Assess(rep, options())
	require.NoError(t, err)
	assert.NotContains(t, asJSON(t, judge.Print(rep, a)), `"passages":[{"page"`)
	assert.NotEmpty(t, rep.Passages, "the report itself keeps them")
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return string(raw)
}
