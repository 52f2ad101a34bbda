package accuracy_test

import (
	"fmt"
	"testing"
	"time"

	"countersign/assessment"
	"countersign/checklist/catalog"
	"countersign/internal/accuracy"
	"countersign/report"
	"countersign/review"
	"countersign/review/derive"
	"countersign/scoring"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// quoteless are the kinds and references of findings that state that something was not found, or not said; all others carry quotes.
func quoteless(f *review.Finding) bool {
	switch f.Kind {
	case review.FindingOpinion:
		return f.Status == review.StatusUnknown
	case review.FindingChecklist:
		return f.Status == "absent" || f.Status == "unknown" || f.Title == "Exceptions on controls that matter for AI"
	case review.FindingException:
		return f.Ref == "exceptions"
	case review.FindingScope, review.FindingReliability:
		return true // some say what is missing
	case review.FindingRedFlag, review.FindingUserEntity, review.FindingSubservice, review.FindingOwn:
	}
	return f.Ref == "exceptions-incomplete" || f.Ref == "no-tests-section" || f.Ref == "opinion-unread"
}

// TestFindingsOfEveryLabeledReport: what is claimed carries quotes that stand in the report, and groups come in the order of the workspace.
func TestFindingsOfEveryLabeledReport(t *testing.T) {
	cat, err := catalog.Load()
	require.NoError(t, err)
	cfg, err := scoring.DefaultConfig()
	require.NoError(t, err)
	assessor, err := assessment.New(cat, cfg)
	require.NoError(t, err)
	all := 0
	for _, set := range fixtures(t) {
		for name, rep := range set.reports {
			judged, err := assessor.Assess(rep, assessment.Options{AsOf: time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)})
			require.NoError(t, err)
			findings := derive.Findings(rep, judged)
			if judged == nil {
				assert.Empty(t, findings, name)
				continue
			}
			all += len(findings)
			stand(t, name, rep, findings)
			count := map[review.FindingKind]int{}
			for i := range findings {
				count[findings[i].Kind]++
			}
			assert.Equal(t, len(cat.Items), count[review.FindingChecklist], name)
			assert.Equal(t, len(rep.ComplementaryUserEntityControls), count[review.FindingUserEntity], name)
			assert.Equal(t, len(rep.SubserviceOrganizations), count[review.FindingSubservice], name)
			assert.GreaterOrEqual(t, count[review.FindingException], len(rep.Exceptions), name)
		}
	}
	assert.Greater(t, all, 500, "the reports must have given findings")
}

func stand(t *testing.T, name string, rep *report.Report, findings []review.Finding) {
	t.Helper()
	known := map[string]bool{}
	add := func(list []report.Evidence) {
		for _, e := range list {
			known[fmt.Sprint(e.Page, e.Quote)] = true
		}
	}
	for _, e := range accuracy.Evidence(rep) {
		add([]report.Evidence{e})
	}
	for _, p := range rep.Passages {
		for _, s := range p.Sentences {
			add(s.Evidence)
		}
	}
	for i := range findings {
		f := &findings[i]
		assert.Equal(t, i+1, f.Position, name)
		assert.Contains(t, review.Severities(), f.Severity, "%s: %s", name, f.Title)
		assert.Contains(t, review.Statuses(), f.Status, "%s: %s", name, f.Title)
		assert.NotEmpty(t, f.Title, name)
		assert.NotEmpty(t, f.Reason, "%s: %s", name, f.Title)
		if !quoteless(f) {
			assert.NotEmpty(t, f.Quotes, "%s: %s %s claims something without a quote", name, f.Kind, f.Title)
		}
		for _, q := range f.Quotes {
			assert.True(t, known[fmt.Sprint(q.Page, q.Text)], "%s: %s: page %d does not hold %q", name, f.Title, q.Page, q.Text)
		}
	}
}
