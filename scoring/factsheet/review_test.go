package factsheet_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"countersign/report"
	"countersign/scoring"
	"countersign/scoring/factsheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func ptr[T any](v T) *T { return &v }

func reviewed() report.Report {
	return report.Report{
		File: "larkspur.pdf",
		Facts: report.Facts{
			Kind: report.SOC2, Type: ptr(2), PeriodStart: ptr("2025-01-01"), PeriodEnd: ptr("2025-09-30"), Opinion: ptr(report.Unqualified),
			OpinionStatus: report.OpinionRead, Categories: []string{report.Security, report.Availability, report.Confidentiality},
		},
		Exceptions: []report.Exception{
			{Control: ptr("CHG-04"), Criteria: []string{"CC8.1"}, ManagementResponse: true}, {Control: ptr("ACC-11"), Criteria: []string{"CC6.2"}},
		},
		ExceptionsAnswer: report.AnswerFound,
	}
}

// sheetWith writes a sheet beside a review and loads it.
func sheetWith(t *testing.T, review any, sheet string) (factsheet.Loaded, error) {
	t.Helper()
	dir := t.TempDir()
	raw, err := json.Marshal(review)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "review.json"), raw, 0o600))
	path := filepath.Join(dir, "sheet.yaml")
	require.NoError(t, os.WriteFile(path, []byte("defaults: {by: A. Reader, date: 2026-06-10}\nreport:\n  report_json: review.json\n"+sheet), 0o600))
	return factsheet.Load(path, config(t))
}

const inBoundary = "  service_in_boundary: {value: yes, evidence: E4, source: p. 9}\n"

func assurance(t *testing.T, l factsheet.Loaded) float64 {
	t.Helper()
	return scoring.ReportAssurance(l.Inputs.Report, scoring.Date{Year: 2026, Month: 6, Day: 15}, config(t)).Value
}

func TestAReviewedReportAnswersD1(t *testing.T) {
	l, err := sheetWith(t, reviewed(), inBoundary)
	require.NoError(t, err)
	assert.InDelta(t, 84.55, assurance(t, l), 1e-4)
	assert.Empty(t, l.Inputs.Coverage.Evidence, "a review without an assessment has no AI coverage")
	assert.Empty(t, l.Sheet.Notes)

	l, err = sheetWith(t, reviewed(), inBoundary+"  ai_exceptions: {value: [ACC-11], evidence: E4, source: p. 52}\n  fixed_exceptions: {value: [CHG-04], evidence: E4, source: ticket 7}\n")
	require.NoError(t, err)
	assert.InDelta(t, (40+30+13+10-3+1-3)*.95, assurance(t, l), 1e-4)

	l, err = sheetWith(t, reviewed(), "")
	require.NoError(t, err)
	assert.Zero(t, assurance(t, l), "nobody said that the service is inside the boundary")
}

func TestTheSheetGoesBeforeTheReportAndSaysSo(t *testing.T) {
	l, err := sheetWith(t, reviewed(), inBoundary+"  opinion: {value: qualified, evidence: E4, source: p. 4}\n  qualified_on: {value: [CC8.1], evidence: E4, source: p. 4}\n")
	require.NoError(t, err)
	assert.InDelta(t, 67.45, assurance(t, l), 1e-4)
	assert.Equal(t, []string{"report.opinion: the sheet says qualified, the reviewed report unqualified; the sheet counts."}, l.Sheet.Notes)
}

func TestAnUnreadOpinionStaysUnknown(t *testing.T) {
	r := reviewed()
	r.Facts.OpinionStatus, r.Facts.Opinion = report.OpinionUnread, nil
	l, err := sheetWith(t, r, inBoundary)
	require.NoError(t, err)
	assert.Empty(t, l.Inputs.Report.Opinion)
}

func TestTheAssessmentOfAReviewAnswersD5(t *testing.T) {
	type withAssessment struct {
		report.Report
		Assessment map[string]any `json:"assessment"`
	}
	r := withAssessment{reviewed(), map[string]any{
		"scores": map[string]any{"ai_coverage": map[string]any{"value": 38.2386, "high": 40, "completeness": 95, "steps": map[string]any{"label": "AI checklist coverage", "value": 38.2386}}},
		"items":  []map[string]any{{"ref": "AI-R1", "status": "described"}, {"ref": "AI-R2", "status": "absent"}, {"ref": "AI-R3", "status": "incomplete"}, {"ref": "AI-G1", "status": "absent"}},
	}}
	l, err := sheetWith(t, r, inBoundary)
	require.NoError(t, err)
	c := l.Inputs.Coverage
	assert.InDelta(t, 38.2386, c.Value, 1e-9)
	assert.InDelta(t, 40, c.High, 1e-9)
	assert.InDelta(t, 95, c.Completeness, 1e-9)
	assert.Equal(t, scoring.Examined, c.Evidence)
	assert.Equal(t, map[string]string{"AI-R1": "described", "AI-R2": "absent"}, c.Reading, "what has no known status is unknown")
	assert.Equal(t, "AI checklist coverage", c.Steps.Label)

	l, err = sheetWith(t, r, inBoundary+"ai_coverage:\n  score: {value: 50, evidence: E4, source: review}\n  AI-R2: {value: partial, evidence: E4, source: review}\n")
	require.NoError(t, err)
	assert.InDelta(t, 50, l.Inputs.Coverage.Value, 1e-9)
	assert.Equal(t, "partial", l.Inputs.Coverage.Reading["AI-R2"])
	assert.Len(t, l.Sheet.Notes, 2)
}

func TestWhatIsNoReviewIsRefused(t *testing.T) {
	for want, review := range map[string]any{
		"several files":            []any{reviewed()},
		"the report was not read":  map[string]any{"file": "a.pdf", "error": map[string]any{"code": "not-a-pdf", "message": "this is no PDF"}},
		"it is no review":          map[string]any{"a": 1},
		"no review of a report in": "text",
		"no score from 0 to 100": map[string]any{"report": map[string]any{"kind": "SOC 2"}, "assessment": map[string]any{
			"scores": map[string]any{"ai_coverage": map[string]any{"value": 120}},
		}},
	} {
		_, err := sheetWith(t, review, inBoundary)
		assert.ErrorContains(t, err, want)
		assert.ErrorContains(t, err, "sheet.yaml:3: report.report_json")
	}
}

func TestAControlThatTheReportDoesNotListIsAMistake(t *testing.T) {
	_, err := sheetWith(t, reviewed(), inBoundary+"  fixed_exceptions: {value: [CHG-4], evidence: E4, source: ticket 7}\n")
	assert.ErrorContains(t, err, `sheet.yaml:5: report.fixed_exceptions: the report lists no exception of control "CHG-4"; it lists CHG-04 or ACC-11`)
}

func TestALetterIsReadFromTheSheet(t *testing.T) {
	l, err := sheetWith(t, reviewed(), "  renewal_letter:\n    value: {dated: 2026-10-05, names_auditor: yes, names_period: yes, expected: 2026-12-01}\n    evidence: E2\n    source: letter.pdf\n")
	require.NoError(t, err)
	require.NotNil(t, l.Inputs.Report.Letter)
	assert.True(t, l.Inputs.Report.Letter.Serves(scoring.Date{Year: 2026, Month: 11, Day: 1}, config(t)))
	l, err = sheetWith(t, reviewed(), "  renewal_letter: {value: none, evidence: E1}\n")
	require.NoError(t, err)
	assert.Nil(t, l.Inputs.Report.Letter)
	assert.True(t, l.Inputs.Report.LetterKnown)
}

// FuzzParseReview holds that no bytes make the reading of a review fail in another way than by an error.
func FuzzParseReview(f *testing.F) {
	raw, err := json.Marshal(reviewed())
	require.NoError(f, err)
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if r, err := factsheet.ParseReview(raw); err == nil {
			require.NotEmpty(t, r.Facts.Kind)
		}
	})
}
