package present_test

import (
	"strings"
	"testing"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/internal/present"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func set(t *testing.T, d present.Document) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, present.Text(&b, d, present.Style{Width: 80}))
	return b.String()
}

func TestAnItemIsShownWithAllThatHelpsToJudgeIt(t *testing.T) {
	c, err := catalog.Load()
	require.NoError(t, err)
	for i := range c.Items {
		it := &c.Items[i]
		page := strings.Join(strings.Fields(set(t, present.ComposeItem(c, it))), " ")
		texts := []string{it.Ref, it.ID, it.Title, it.Question, it.Severity, it.Fix, it.CountsAs.Described, it.CountsAs.Tested, it.CountsAs.Partial, it.CountsAs.Absent}
		texts = append(texts, it.Criteria...)
		texts = append(texts, it.FollowUp...)
		for _, e := range it.Elements {
			texts = append(texts, e.Ask, e.ID)
		}
		for _, f := range c.FamiliesOf(it) {
			texts = append(texts, f.Why)
		}
		for _, x := range c.CorrectionsFor(it) {
			texts = append(texts, x.Says, x.Right)
		}
		for _, e := range append(it.Examples.Good, it.Examples.Bad...) {
			texts = append(texts, e.Text, e.Why)
		}
		for _, text := range texts {
			assert.Contains(t, page, strings.Join(strings.Fields(text), " "), it.Ref)
		}
		assert.Contains(t, page, "SR 11-7 (historical)", it.Ref)
	}
}

func TestNeedsAreSaidInWords(t *testing.T) {
	it := &catalog.Item{
		Ref: "OWN-1", ID: "own", Source: catalog.Source{Kind: "own"}, Elements: []catalog.Element{{ID: "a"}, {ID: "b"}, {ID: "c"}},
		DescribedWhen: catalog.Need{AtLeast: 2, Of: []string{"a", "b"}}, FullWhen: catalog.Need{All: []string{"a", "c"}},
	}
	assert.Contains(t, set(t, present.ComposeItem(&catalog.Catalog{}, it)),
		"  Described with at least 2 elements of a, b; in full with at least 2 elements,\n  among them a and c.\n")
}

func TestATrialShowsWhatWasFoundAndWhatOnlyLookedLikeIt(t *testing.T) {
	answers := []checklist.Answer{{
		Ref: "AI-G7", ID: "prompt-injection", Title: "Prompt injection", Status: checklist.Partial, Flags: []string{"planned"},
		Elements:   []checklist.ElementAnswer{{ID: "filter", Found: checklist.Partly}, {ID: "detection", Found: checklist.None}},
		Quotes:     []checklist.Quote{{Elements: []string{"filter"}, Text: "Prompts are filtered for some plans."}},
		NotCounted: []checklist.Quote{{Elements: []string{"detection"}, Flag: "planned", Text: "Detection will follow."}},
		LooksLike:  []checklist.Look{{Family: "prompt_word", Why: "Quick is meant.", Text: "Staff answer promptly."}},
	}}
	exceptions := []report.Exception{{Kind: report.KindOperating, Criteria: []string{"CC7.2"}, Text: "Exception noted."}}
	assert.Equal(t, `A passage as if in Section III
1 item and 1 exception
Catalog 1
--------------------------------------------------------------------------------

AI-G7 PROMPT INJECTION
  Status     partial
  Item       prompt-injection
  Flags      planned
  Not found  detection

  1. Found: filter (in part)
       "Prompts are filtered for some plans."

  2. Not counted, planned: detection
       "Detection will follow."

  3. Looked like, but is not: prompt_word
     Quick is meant.
       "Staff answer promptly."

EXCEPTIONS
  1. Control without a number, CC7.2
     operating; sample not stated, deviations not stated, population not stated;
     on a control over AI.
       "Exception noted."
`, set(t, present.ComposeTrial(&catalog.Catalog{Version: "1"}, "III", answers, exceptions, []checklist.ExceptionMark{{AIRelevant: true}})))
}
