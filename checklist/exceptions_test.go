package checklist_test

import (
	"testing"

	"countersign/checklist"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// failed is an exception on a control and, if it has an activity, the row it stands in.
func failed(rep *report.Report, control, activity, text string, criteria ...string) *report.Exception {
	page := 30 + len(rep.Exceptions)
	e := report.Exception{Page: page, Places: []int{page}, Criteria: criteria, Text: text, Kind: report.KindOperating, Sampled: new(25), Deviations: new(2), Evidence: quoted(page, text), ManagementResponse: true}
	if control != "" {
		e.Control = new(control)
	}
	if activity != "" {
		rep.ControlTests = append(rep.ControlTests, report.ControlTest{
			Page: page, Control: e.Control, Criteria: criteria, Activity: activity, Procedures: []string{"Inspected a sample of 25."}, Result: text, Outcome: report.HasException,
		})
	}
	rep.Exceptions = append(rep.Exceptions, e)
	rep.ExceptionsAnswer = report.AnswerFound
	rep.Facts.Opinion = new(report.Unqualified)
	return &rep.Exceptions[len(rep.Exceptions)-1]
}

// how the exception touches the item about changes of models.
func how(m checklist.ExceptionMark) string {
	for _, i := range m.Items {
		if i.ID == "model-change-management" {
			return i.How
		}
	}
	return ""
}

func TestAnExceptionOnAControlOverAIIsMarked(t *testing.T) {
	rep := described(passage("Overview", "A language model drafts replies."))
	failed(rep, "CM-07", "Releases of a model are approved by the model owner before deployment.", "Exception noted. For 2 of 25 releases, the approval was dated after the release.", "CC8.1")
	failed(rep, "CM-08", "Changes to source code are approved by a second engineer.", "Exception noted. For 2 of 25 changes, no approval was on file.", "CC8.1")
	failed(rep, "HR-01", "Background checks are completed before the first day.", "Exception noted. 2 of 25 checks were late.", "CC1.4")
	failed(rep, "PI-02", "Recommendations with significant effect on individuals are not released until a person has reviewed them.", "Exception noted. 2 of 25 high-stakes outputs were released without review.", "PI1.4")
	marks := newChecklist(t).Exceptions(rep)
	require.Len(t, marks, 4)

	assert.True(t, marks[0].AIRelevant)
	assert.Equal(t, checklist.ByControl, how(marks[0]))
	assert.False(t, marks[1].AIRelevant)
	assert.Equal(t, checklist.ByCriterion, how(marks[1]), "a model would go through the process that failed")
	assert.False(t, marks[2].AIRelevant)
	assert.Empty(t, how(marks[2]))
	assert.True(t, marks[3].AIRelevant, "what a model gives out")
}

func TestOnlyReadingItemsAndGapsAreMappedByCriterion(t *testing.T) {
	rep := described()
	failed(rep, "CM-08", "Changes to source code are approved by a second engineer.", "Exception noted.", "CC8.1")
	for _, i := range newChecklist(t).Exceptions(rep)[0].Items {
		assert.Regexp(t, `^AI-[RG]\d`, i.Ref)
		assert.NotEqual(t, "exceptions-on-ai-controls", i.ID)
		assert.Equal(t, checklist.ByCriterion, i.How)
	}
}

func TestWordsInAnotherSenseMakeNoExceptionOneOnAI(t *testing.T) {
	rep := described(passage("Overview", "Documents are stored."))
	for _, activity := range []string{
		"The data model is reviewed by the architect each year.", "Training records of new hires are kept.", "Managers hold a documented performance conversation each year.",
		"Events are classified by severity, and the classification is recorded.", "Antivirus software based on machine learning runs on laptops.",
	} {
		failed(rep, "X-1", activity, "Exception noted. For 2 of 25, no record was kept.", "CC7.3")
	}
	for i, m := range newChecklist(t).Exceptions(rep) {
		assert.False(t, m.AIRelevant, rep.ControlTests[i].Activity)
	}
}

func TestAnExceptionWithoutItsRowIsJudgedByItsOwnWords(t *testing.T) {
	rep := described(passage("Overview", "A language model drafts replies."))
	failed(rep, "", "", "Exception noted. For 3 of 15 model releases, approval by the model owner was not obtained.", "CC8.1")
	m := newChecklist(t).Exceptions(rep)[0]
	assert.True(t, m.AIRelevant)
	assert.Nil(t, m.Control)
	assert.Equal(t, checklist.ByControl, how(m))
}
