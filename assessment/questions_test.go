package assessment

import (
	"slices"
	"strings"
	"testing"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/checklist/matcher"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// blank is a sound report on which nothing was found for any item of the catalog.
func blank(t *testing.T) (*subject, *catalog.Catalog, asks) {
	t.Helper()
	cat, err := catalog.Load()
	require.NoError(t, err)
	table, err := loadAsks(cat)
	require.NoError(t, err)
	s := sound(t)
	s.a.Items = nil
	for i := range cat.Items {
		it := &cat.Items[i]
		a := checklist.Answer{ID: it.ID, Ref: it.Ref, Title: it.Title, Severity: it.Severity, Status: checklist.Absent, Extent: checklist.None}
		for _, e := range it.Elements {
			a.Elements = append(a.Elements, checklist.ElementAnswer{ID: e.ID, Title: e.Title, Found: checklist.None})
		}
		s.a.Items = append(s.a.Items, a)
	}
	return s, cat, table
}

func answer(t *testing.T, s *subject, ref string) *checklist.Answer {
	t.Helper()
	i := slices.IndexFunc(s.a.Items, func(a checklist.Answer) bool { return a.Ref == ref })
	require.GreaterOrEqual(t, i, 0, ref)
	return &s.a.Items[i]
}

func asked(t *testing.T, s *subject, cat *catalog.Catalog, table asks) []Question {
	t.Helper()
	rules, err := DefaultRules()
	require.NoError(t, err)
	return table.questions(s, cat, rules.holding(s))
}

func find(list []Question, text string) *Question {
	for i := range list {
		if strings.Contains(list[i].Text, text) {
			return &list[i]
		}
	}
	return nil
}

func TestWhatSeveralItemsAskIsAskedOnce(t *testing.T) {
	s, cat, table := blank(t)
	list := asked(t, s, cat, table)
	q := find(list, "Who approves a change to a model")
	require.NotNil(t, q)
	assert.Equal(t, []string{"AI-R1", "AI-G1"}, q.Refs)
	assert.Nil(t, find(list, "Who must approve a model change"))
	assert.NotEmpty(t, q.FollowUp, "an absent item's further questions follow on its first")
	texts := map[string]bool{}
	for _, q := range list {
		assert.False(t, texts[q.Text], q.Text)
		texts[q.Text] = true
		assert.NotEmpty(t, q.Refs)
		assert.NotEmpty(t, q.Why)
		assert.GreaterOrEqual(t, gravity(q.Severity), 0, q.Text)
	}
}

func TestTheGravestQuestionsComeFirst(t *testing.T) {
	s, cat, table := blank(t)
	last := 0
	for _, q := range asked(t, s, cat, table) {
		assert.GreaterOrEqual(t, gravity(q.Severity), last, q.Text)
		last = gravity(q.Severity)
	}
}

func TestNothingIsAskedThatTheReportAnswers(t *testing.T) {
	s, cat, table := blank(t)
	r1 := answer(t, s, "AI-R1")
	r1.Status = checklist.Partial
	r1.Elements[0].Found, r1.Elements[1].Found = checklist.Full, checklist.Partly
	for _, ref := range []string{"AI-G7", "AI-CC-06", "AI-CC-03"} {
		answer(t, s, ref).Status = checklist.Described
	}
	list := asked(t, s, cat, table)
	assert.Nil(t, find(list, "Who approves a change to a model"))
	assert.Nil(t, find(list, "Who must approve a model change"), "the other item asks the same")
	assert.Nil(t, find(list, "hidden instructions"))
	q := find(list, "What tests must a changed model pass")
	require.NotNil(t, q)
	assert.Equal(t, "Found in part only: testing before release.", q.Why)
	for _, q := range list {
		if slices.Equal(q.Refs, []string{"AI-R1"}) {
			assert.Empty(t, q.FollowUp, "a partial item's further questions stay unasked")
		}
	}
}

func TestQuestionsOnTrainingHangOnWhetherTheVendorTrains(t *testing.T) {
	const training, labeling = "Do you train or fine-tune any model", "Who labels the training data"
	s, cat, table := blank(t)
	list := asked(t, s, cat, table)
	require.NotNil(t, find(list, training))
	require.NotNil(t, find(list, labeling))
	assert.Equal(t, "you train or fine-tune models", find(list, labeling).OnlyIf)

	answer(t, s, "AI-G2").Status = checklist.Partial
	list = asked(t, s, cat, table)
	assert.Nil(t, find(list, training))
	require.NotNil(t, find(list, labeling))
	assert.Empty(t, find(list, labeling).OnlyIf)

	answer(t, s, "AI-G2").Status = checklist.Absent
	s.a.Boundary.Denied = []checklist.Mention{{Page: 9, Text: "We train no models."}}
	list = asked(t, s, cat, table)
	assert.Nil(t, find(list, training))
	assert.Nil(t, find(list, labeling))
	require.NotNil(t, find(list, "Who approves a change to a model"))
}

func TestWithoutAIOneQuestionIsEnough(t *testing.T) {
	s, cat, table := blank(t)
	s.a.Boundary.AIInService, s.a.Boundary.Note = checklist.NotStated, checklist.NoteMarketing
	list := asked(t, s, cat, table)
	require.Len(t, list, 1)
	assert.Contains(t, list[0].Text, "Is there AI in the service as it was examined?")
}

func TestWhatDoesNotCountIsAskedAbout(t *testing.T) {
	s, cat, table := blank(t)
	planned := checklist.Quote{Page: 11, Flag: matcher.FlagPlanned, Text: "Drift will be monitored from May.", Evidence: quote(11, "Drift will be monitored from May.")}
	duty := checklist.Quote{Page: 15, Section: report.RoleDescription, Flag: matcher.FlagCustomer, Text: "Users review outputs.", Evidence: quote(15, "Users review outputs.")}
	for _, ref := range []string{"AI-R3", "AI-G3"} {
		answer(t, s, ref).NotCounted = []checklist.Quote{planned}
	}
	answer(t, s, "AI-G5").NotCounted = []checklist.Quote{duty, {Page: 30, Section: report.RoleTests, Flag: matcher.FlagCustomer, Text: "Tested."}}
	answer(t, s, "AI-PI-09").NotCounted = []checklist.Quote{duty}
	q := find(asked(t, s, cat, table), "Is it in operation by now")
	require.NotNil(t, q)
	assert.Equal(t, []string{"AI-R3", "AI-G3"}, q.Refs)
	assert.Contains(t, q.Text, `(page 11: "Drift will be monitored from May.")`)
	assert.True(t, strings.HasPrefix(q.Why, "Only announced: model outputs are monitored"), q.Why)
	own := ownControls(s.a)
	require.Len(t, own, 1, "what was tested at the vendor is no duty of ours, and one sentence is one duty")
	assert.Equal(t, OwnControl{"Users review outputs.", []string{"AI-G5", "AI-PI-09"}, 15, duty.Evidence}, own[0])
}

func TestExceptionsWithoutResponseAreAskedAbout(t *testing.T) {
	s, cat, table := blank(t)
	withException(s)
	s.a.Exceptions = []checklist.ExceptionMark{{Exception: 0, AIRelevant: true, Items: []checklist.MappedItem{{Ref: "AI-R1"}}}}
	q := find(asked(t, s, cat, table), "the exception on control CM-1 (CC8.1, page 30)")
	require.NotNil(t, q)
	assert.Equal(t, "high", q.Severity)
	assert.Contains(t, q.Refs, "AI-R1")
	s.rep.Exceptions[0].ManagementResponse = true
	assert.Nil(t, find(asked(t, s, cat, table), "the exception on control CM-1"))
}

func TestAnOpenPointIsAskedOnce(t *testing.T) {
	s, cat, table := blank(t)
	point := checklist.OpenPoint{Code: checklist.OpenCarvedOut, Text: "Left out."}
	s.a.Boundary.Open = []checklist.OpenPoint{point, point}
	n := 0
	for _, q := range asked(t, s, cat, table) {
		if slices.Contains(q.Refs, checklist.OpenCarvedOut) {
			n++
		}
	}
	assert.Equal(t, 1, n)
}

func TestNotesOnTheArticleNeedAnOccasion(t *testing.T) {
	s, cat, _ := blank(t)
	assert.Empty(t, articleNotes(s.rep, s.a, cat))
	withException(s)
	answer(t, s, "AI-G5").Status = checklist.Described
	s.rep.Facts.Categories = []string{report.Security}
	var ids []string
	for _, n := range articleNotes(s.rep, s.a, cat) {
		ids = append(ids, n.ID)
	}
	assert.Equal(t, []string{"section-v-exceptions", "required-categories", "human-oversight-criteria"}, ids)
}

func TestFixesAreForOpenGapsWhereThereIsAI(t *testing.T) {
	s, cat, _ := blank(t)
	list := fixes(s.a, cat)
	require.NotEmpty(t, list)
	assert.Equal(t, "AI-G1", list[0].Ref)
	s.a.Boundary.AIInService = checklist.No
	assert.Empty(t, fixes(s.a, cat))
}
