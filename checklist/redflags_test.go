package checklist_test

import (
	"testing"

	"countersign/checklist"
	"countersign/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func flagsOf(t *testing.T, rep *report.Report) map[string]checklist.RedFlag {
	t.Helper()
	c := newChecklist(t)
	out := map[string]checklist.RedFlag{}
	for _, f := range c.RedFlags(rep, c.Exceptions(rep)) {
		require.NotEmpty(t, f.Reasons)
		out[f.Code] = f
	}
	return out
}

// unremarkable is a read report with an unmodified opinion and no exceptions.
func unremarkable() *report.Report {
	rep := described(passage("Overview", "A language model drafts replies."))
	rep.ExceptionsAnswer = report.AnswerNone
	rep.Facts.Opinion = new(report.Unqualified)
	return rep
}

func TestAReportWithoutExceptionsHasNoRedFlags(t *testing.T) {
	assert.Empty(t, flagsOf(t, unremarkable()))
}

func TestNothingIsConcludedFromAnIncompleteList(t *testing.T) {
	rep := unremarkable()
	failed(rep, "CM-1", "Model releases are approved.", "Exception noted.", "CC8.1")
	failed(rep, "CM-2", "Changes are approved.", "Exception noted.", "CC8.1")
	rep.ExceptionsAnswer = report.AnswerIncomplete
	rep.Coverage.Sections = []report.SectionCoverage{{Role: report.RoleTests, Unread: []int{41, 40}}}
	got := flagsOf(t, rep)
	require.Len(t, got, 1)
	assert.Contains(t, got[checklist.FlagExceptionsUnknown].Reasons[0], "pages 40 and 41 could not be read")

	rep.ExceptionsAnswer = ""
	assert.Contains(t, flagsOf(t, rep), checklist.FlagExceptionsUnknown, "an answer that was not given is no answer")
}

func TestATypeTwoReportWithoutTestsIsFlagged(t *testing.T) {
	rep := unremarkable()
	rep.ExceptionsAnswer = report.AnswerNoTests
	assert.Contains(t, flagsOf(t, rep), checklist.FlagNoTests)
	rep.Facts.Type = new(1)
	assert.Empty(t, flagsOf(t, rep), "a type 1 report has none")
}

func TestSeveralExceptionsOnAProcessAreFlagged(t *testing.T) {
	rep := unremarkable()
	failed(rep, "CM-1", "Changes are approved.", "Exception noted.", "CC8.1")
	failed(rep, "MON-1", "Alerts are triaged.", "Exception noted.", "CC7.2")
	got := flagsOf(t, rep)
	assert.NotContains(t, got, checklist.FlagSeveralOnChanges)
	assert.NotContains(t, got, checklist.FlagSeveralOnWatching)

	failed(rep, "CM-2", "Emergency changes are reviewed.", "Exception noted.", "CC8.1")
	failed(rep, "MON-2", "Deficiencies are tracked.", "Exception noted.", "CC4.2")
	got = flagsOf(t, rep)
	assert.Equal(t, []int{0, 2}, got[checklist.FlagSeveralOnChanges].Exceptions)
	assert.Equal(t, "CM-1 (CC8.1, page 30): two deviations in a sample of 25.", got[checklist.FlagSeveralOnChanges].Reasons[0])
	assert.Equal(t, []int{1, 3}, got[checklist.FlagSeveralOnWatching].Exceptions)
	assert.Len(t, got[checklist.FlagSeveralOnWatching].Evidence, 2)
}

func TestAnExceptionOnAIIsARedFlagByItself(t *testing.T) {
	rep := unremarkable()
	failed(rep, "CM-1", "Model releases are approved by the model owner.", "Exception noted.", "CC8.1")
	assert.Equal(t, []int{0}, flagsOf(t, rep)[checklist.FlagOnAI].Exceptions)
}

func TestAModifiedOpinionIsFlaggedWhereAIRestsOnIt(t *testing.T) {
	rep := unremarkable()
	e := failed(rep, "CM-1", "Changes are approved.", "Exception noted.", "CC8.1")
	e.QualifiesOpinion = true
	rep.Facts.Opinion, rep.Facts.OpinionOn = new(report.Qualified), []string{"CC8.1", "A1.2"}
	got := flagsOf(t, rep)[checklist.FlagOpinionOnAI]
	assert.Equal(t, []int{0}, got.Exceptions)
	assert.Contains(t, got.Reasons[0], "qualified on CC8.1, which")

	rep.Facts.OpinionOn = []string{"A1.2"}
	assert.NotContains(t, flagsOf(t, rep), checklist.FlagOpinionOnAI)

	rep.Exceptions[0].QualifiesOpinion, rep.Facts.OpinionOn = false, nil
	assert.Contains(t, flagsOf(t, rep)[checklist.FlagOpinionOnAI].Reasons[0], "were not found", "unknown criteria are not taken for harmless ones")

	rep.Facts.Opinion = nil
	assert.Contains(t, flagsOf(t, rep), checklist.FlagOpinionUnread)
}

func TestWhatARiskOfficerWouldAskAboutIsFlagged(t *testing.T) {
	rep := unremarkable()
	failed(rep, "HR-1", "Checks are completed.", "Exception noted.", "CC1.4").ManagementResponse = false
	failed(rep, "AC-1", "Access is reviewed.", "Exception noted.", "CC6.2", "CC6.3").Kind = report.KindEvidence
	failed(rep, "AC-2", "Leavers lose access.", "Exception noted.", "CC6.2", "C1.2")
	got := flagsOf(t, rep)
	assert.Equal(t, []int{0}, got[checklist.FlagNoResponse].Exceptions)
	assert.Equal(t, []int{1}, got[checklist.FlagEvidenceWasMissing].Exceptions)
	assert.Equal(t, []int{2}, got[checklist.FlagUnderSeveral].Exceptions, "CC6.2 and CC6.3 are neighbors, C1.2 is another group")
}

func TestNumbersThatAReportDoesNotStateAreNotMadeUp(t *testing.T) {
	rep := unremarkable()
	e := failed(rep, "", "", "Exception noted.", "CC1.4")
	e.ManagementResponse, e.Sampled, e.Deviations = false, nil, nil
	assert.Equal(t, "A control without a number (CC1.4, page 30): sample and deviations not stated.", flagsOf(t, rep)[checklist.FlagNoResponse].Reasons[0])
}
