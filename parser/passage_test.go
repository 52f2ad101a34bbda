package parser_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"countersign/parser"
	"countersign/report"
)

func TestAPassageOfTestsTellsItsException(t *testing.T) {
	rep := parser.Passage(report.RoleTests, "CC6.2-04. Access of leavers is removed in a day. Inspected 30 leavers. For 3 of 30 leavers, access was removed late.")
	require.Len(t, rep.Exceptions, 1)
	assert.Equal(t, 30, *rep.Exceptions[0].Sampled)
	assert.Equal(t, 3, *rep.Exceptions[0].Deviations)
	assert.Equal(t, report.AnswerFound, rep.ExceptionsAnswer)
}

func TestAnEmptyPassageGivesAnEmptyReport(t *testing.T) {
	for _, role := range []report.Role{report.RoleOpinion, report.RoleAssertion, report.RoleDescription, report.RoleTests, report.RoleOther, ""} {
		for _, text := range []string{"", " \t\r\n\f "} {
			rep := parser.Passage(role, text)
			require.NotNil(t, rep)
			assert.Empty(t, rep.Passages)
			assert.Empty(t, rep.ControlTests)
			assert.Empty(t, rep.Exceptions)
			assert.Equal(t, report.AnswerNoTests, rep.ExceptionsAnswer)
		}
	}
}
