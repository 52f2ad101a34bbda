package catalog_test

import (
	"testing"

	"countersign/checklist/catalog"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestARuleIsGroupsOfAlternatives(t *testing.T) {
	r, err := catalog.ParseRule("@prompt-log / log of prompts +  @retain / kept for + ! @backup / ci/cd")
	require.NoError(t, err)
	assert.Equal(t, catalog.Rule{
		All: [][]catalog.Alternative{{{Concept: "prompt-log"}, {Term: "log of prompts"}}, {{Concept: "retain"}, {Term: "kept for"}}},
		Not: []catalog.Alternative{{Concept: "backup"}, {Term: "ci/cd"}},
	}, r)
}

func TestARuleThatWouldBeMisreadIsRefused(t *testing.T) {
	for rule, says := range map[string]string{
		"":                "a group is empty",
		"a + ":            "a group is empty",
		"a +  + b":        "a group is empty",
		"a / / b":         "a group is empty",
		"a / + b":         "a group is empty",
		"! ":              "",
		"! a":             "asks for nothing",
		"@":               "wants the id of one concept",
		"@a@b":            "wants the id of one concept",
		"@a b":            "wants the id of one concept",
		"a / a":           "stands twice in a group",
		"a+b":             "wants a space on each side of +",
		"a + !b":          "one after !",
		"a / ! b":         "one after !",
		"log of @prompts": "wants a space",
	} {
		_, err := catalog.ParseRule(rule)
		require.Error(t, err, "%q", rule)
		assert.ErrorContains(t, err, says, "%q", rule)
	}
}
