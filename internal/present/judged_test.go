package present_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countersign/assessment"
	"countersign/checklist"
	"countersign/internal/present"
	"countersign/reliability"
	"countersign/report"
	"countersign/scoring"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden page anew")

func seen(page int, text string) []report.Evidence {
	return []report.Evidence{{Page: page, Quote: text, Reader: report.ReaderText}}
}

// judged is a judgement of the sample with something in each of its parts.
func judged() *assessment.Assessment {
	fallback := "The service uses a language model of Modelworks Inc. to draft replies."
	release := "Model releases are approved by the product owner."
	planned := "Drift will be monitored from May."
	score := func(label string, v float64) scoring.Score {
		return scoring.Score{Value: v, High: v + 5, Completeness: 90, Unknown: []scoring.Unknown{{Question: "Which service do you buy?"}}, Steps: scoring.Step{
			Label: label, Value: v, Formula: "1 + 2", Children: []scoring.Step{{Label: "Part", Value: 1, Children: []scoring.Step{{Label: "Leaf", Value: 1, Formula: "absent"}}}},
		}}
	}
	mention := checklist.Mention{Page: 9, Section: report.RoleDescription, Text: fallback, Evidence: seen(9, fallback)}
	return &assessment.Assessment{
		Catalog: "7", AsOf: "2026-03-01",
		Recommendation: assessment.Recommendation{
			Outcome: assessment.AcceptConditions, Means: "Rely on it once the conditions are agreed.", Version: "1",
			Reasons: []assessment.Reason{{
				Rule: "provider-carved-out", Outcome: assessment.AcceptConditions, Text: "The provider was not examined.",
				Grounds: []assessment.Ground{{Text: "Modelworks Inc. is left out.", Pages: []int{9}, Evidence: seen(9, fallback)}},
			}},
			Conditions: []assessment.Condition{{Text: "Obtain the SOC 2 report of Modelworks Inc.", Rules: []string{"provider-carved-out"}}},
		},
		Boundary: checklist.Boundary{
			AIInService: checklist.Yes, InsideDescription: checklist.Inside, Models: []checklist.Mention{mention}, Counts: map[string]int{"models": 4},
			Providers: []checklist.Provider{{Name: "Modelworks Inc.", Method: ptr(report.CarveOut), Evidence: seen(9, fallback)}},
			Open:      []checklist.OpenPoint{{Code: checklist.OpenNoPI, Text: "Processing integrity is not covered."}},
		},
		Items: []checklist.Answer{
			{
				Ref: "AI-R1", Title: "Model changes", Severity: "high", Status: checklist.Tested, Flags: []string{"exception"}, Exception: true, Pages: []int{9, 58},
				Elements: []checklist.ElementAnswer{{Title: "approval", Found: checklist.Full}, {Title: "rollback", Found: checklist.None}},
				Quotes:   []checklist.Quote{{Page: 58, Section: report.RoleTests, Control: ptr("CC8.1-3"), Text: release, Evidence: seen(58, release)}},
			},
			{
				Ref: "AI-G3", Title: "Drift", Severity: "high", Status: checklist.Absent, Flags: []string{"planned"},
				NotCounted: []checklist.Quote{{Page: 12, Flag: "planned", Text: planned, Evidence: seen(12, planned)}},
			},
			{
				Ref: "AI-CC-02", Title: "Keys", Severity: "medium", Status: checklist.NearMiss,
				LooksLike: []checklist.Look{{Page: 14, Family: "token_word", Why: "The token proves who someone is.", Text: "Tokens are rotated.", Evidence: seen(14, "Tokens are rotated.")}},
			},
		},
		Exceptions: []checklist.ExceptionMark{{Exception: 0, Control: ptr("CC8.1-3"), Criteria: []string{"CC8.1"}, AIRelevant: true, Items: []checklist.MappedItem{{Ref: "AI-R1", How: checklist.ByControl}}}},
		RedFlags:   []checklist.RedFlag{{Code: checklist.FlagOnAI, Title: "An exception on a control over AI", Reasons: []string{"CC8.1-3 failed."}}},
		Reliability: []reliability.Signal{{
			Code: reliability.PlaceholderText, Severity: reliability.High, Title: "Text of a form is left", Detail: "It says [insert].", Limit: "A slip of the pen.", Evidence: seen(5, "[insert]"), Pages: []int{5},
		}},
		Scores: assessment.Scores{
			AICoverage: score("AI checklist coverage", 40), ReportAssurance: score("SOC 2 assurance", 80),
			Reliability: scoring.ReliabilityScore{Score: score("Reliability of the report", 75), Band: "some signals"},
		},
		Questions: []assessment.Question{
			{Text: "How do you undo a change?", Refs: []string{"AI-R1", "AI-G1"}, Severity: "high"},
			{Text: "Please send a bridge letter.", Refs: []string{"after-period"}, Severity: "medium"},
			{Text: "Who labels the data?", Refs: []string{"AI-R2"}, Severity: "high", OnlyIf: "you train models"},
		},
		OwnControls:  []assessment.OwnControl{{Text: "Users review outputs.", Refs: []string{"AI-G5"}, Page: 16, Evidence: seen(16, "Users review outputs.")}},
		Fixes:        []assessment.Fix{{Ref: "AI-G3", Title: "Drift", Text: "Measure it."}},
		ArticleNotes: []assessment.ArticleNote{{ID: "deprecates", Says: "depreciates", Right: "The word is deprecates.", Refs: []string{"AI-G6"}}},
	}
}

func judgedText(t *testing.T, a *assessment.Assessment) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, present.Text(&b, present.Compose(sample(), a, on("2026-03-01")), present.Style{Width: 88}))
	return b.String()
}

// TestThePageOfAJudgedReport holds the whole page against testdata/judged.txt; go test -update writes it anew.
func TestThePageOfAJudgedReport(t *testing.T) {
	golden := filepath.Join("testdata", "judged.txt")
	page := judgedText(t, judged())
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(page), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), page)
}

func TestTheGravestOutcomesAreSeen(t *testing.T) {
	for outcome, want := range map[assessment.Outcome]string{assessment.Reject: "REJECT. ", assessment.Hold: "HOLD. ", assessment.Accept: "ACCEPT. "} {
		a := judged()
		a.Recommendation.Outcome = outcome
		assert.Contains(t, judgedText(t, a), "Recommendation  "+want)
	}
}

func TestWhereThereIsNoAITheChecklistStaysShort(t *testing.T) {
	a := judged()
	a.Boundary = checklist.Boundary{AIInService: checklist.NotStated, Note: checklist.NoteMarketing}
	out := judgedText(t, a)
	assert.Contains(t, out, "AI in the service  Not stated (marketing only)")
	assert.Contains(t, unwrapped(out), "Unless the vendor confirms in writing that there is none, the items are open")
	assert.Contains(t, out, "AI-R1  Model changes")
	assert.NotContains(t, out, "AI-CC-02  Keys")
	assert.NotContains(t, out, "Tokens are rotated.")
	assert.Contains(t, out, "token_word")
	assert.Equal(t, 2, strings.Count(out, "Leaf = 1"), "the tree of a number that says little is cut")
}

func TestTypeOneEarnsNoMoreThanDescribed(t *testing.T) {
	r := sample()
	r.Facts.Type = ptr(1)
	var b strings.Builder
	require.NoError(t, present.Text(&b, present.Compose(r, judged(), on("2026-03-01")), present.Style{Width: 88}))
	assert.Contains(t, unwrapped(b.String()), "In a Type 1 report a tested item earns no more than a described one")
}

func TestAQuoteInTheJudgementCannotSteerATerminal(t *testing.T) {
	a := judged()
	a.Items[0].Quotes[0].Text = "evil \x1b[2J quote"
	a.Recommendation.Reasons[0].Grounds[0].Evidence = seen(9, "evil \x1b[2J quote")
	a.Boundary.Models[0].Text = "evil \x1b[2J quote"
	assert.NotContains(t, judgedText(t, a), "\x1b")
}

func TestATypeOneReportIsStaleAfterSixMonths(t *testing.T) {
	r := sample()
	r.Facts.Type, r.Facts.PeriodStart, r.Facts.PeriodEnd, r.Facts.AsOf = ptr(1), nil, nil, ptr("2026-01-31")
	assert.NotContains(t, text(t, r, "2026-07-31"), "Stale")
	assert.Contains(t, text(t, r, "2026-08-01"), "Stale: by convention a report is used for 6 months")
}
