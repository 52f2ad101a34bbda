package present_test

import (
	"strings"
	"testing"

	"countersign/internal/present"
	"countersign/scoring"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// providerPage sets the score of a provider as text, with line breaks undone.
func providerPage(t *testing.T, sheet scoring.FactSheet, in scoring.Inputs) string {
	t.Helper()
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	p, err := scoring.Provider(sheet, in, scoring.Date{Year: 2026, Month: 6, Day: 15}, cfg)
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, present.Text(&b, present.ComposeProvider(p), present.Style{Width: 88}))
	return unwrapped(b.String())
}

func TestAnUnknownProviderIsAListOfQuestions(t *testing.T) {
	out := providerPage(t, scoring.FactSheet{}, scoring.Inputs{})
	assert.Contains(t, out, "Provider not named")
	assert.Contains(t, out, "Grade E")
	assert.Contains(t, out, "Range 0.0 to 100.0")
	assert.Contains(t, out, "With each missing answer at its best the grade would be A. Go and ask; until then E stands.")
	assert.Contains(t, out, "Inherent risk Not rated")
	assert.Contains(t, out, "(report.service_in_boundary)")
	assert.Contains(t, out, "it is no probability of loss")
}

func TestAnOpenCapIsToldAsSuch(t *testing.T) {
	facts := scoring.ReportFacts{
		Kind: scoring.SOC2Type2, InBoundary: scoring.Yes, PeriodStart: scoring.Date{Year: 2025, Month: 1, Day: 1}, PeriodEnd: scoring.Date{Year: 2025, Month: 12, Day: 31},
		Categories: []string{"security"}, ExceptionsKnown: true,
		Evidence: scoring.ReportEvidence{Kind: scoring.Examined, Opinion: scoring.Examined, Categories: scoring.Examined, Exceptions: scoring.Examined},
	}
	sheet := scoring.FactSheet{Answers: map[string]scoring.Answer{}, Notes: []string{"A note."}}
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	for _, d := range cfg.Dimensions {
		for _, f := range d.Fields {
			if words := f.Words(); len(words) > 0 && f.Points > 0 {
				sheet.Answers[d.Section+"."+f.ID] = scoring.Answer{Word: words[0], Evidence: scoring.Published, Until: scoring.Date{Year: 2027, Month: 1, Day: 1}}
			}
		}
	}
	out := providerPage(t, sheet, scoring.Inputs{Report: facts})
	assert.Contains(t, out, "Held at 39.0 (E at best) by cap K1, because nobody has ruled out that the newest report on our service carries an adverse opinion or a disclaimer.")
	assert.Contains(t, out, "A note.")
	facts.Opinion = "adverse"
	out = providerPage(t, sheet, scoring.Inputs{Report: facts})
	assert.Contains(t, out, "Held at 39.0 (E at best) by cap K1: the newest report on our service carries an adverse opinion or a disclaimer.")
	assert.Contains(t, out, "before cap K1")
}

func TestMarkupInASheetHasNoPower(t *testing.T) {
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	p, err := scoring.Provider(scoring.FactSheet{Provider: "[x](http://y) \x1b[31m"}, scoring.Inputs{}, scoring.Date{Year: 2026, Month: 6, Day: 15}, cfg)
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, present.Markdown(&b, present.ComposeProvider(p)))
	assert.Contains(t, b.String(), `# \[x\](http\://y)`)
	assert.NotContains(t, b.String(), "\x1b")
}
