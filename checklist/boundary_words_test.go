package checklist

import (
	"testing"

	"countersign/checklist/wording"

	"github.com/stretchr/testify/assert"
)

// TestEveryWordOfTheBoundaryIsReadable holds the tables, because a term that cannot be read would be left out without a word.
func TestEveryWordOfTheBoundaryIsReadable(t *testing.T) {
	for s, terms := range boundaryWords() {
		assert.NotEmpty(t, terms, "sense %d", s)
		for _, term := range terms {
			assert.NoError(t, wording.Check(term))
		}
	}
	for _, p := range modelProviders() {
		for _, term := range p.terms {
			assert.NoError(t, wording.Check(term), p.name)
		}
	}
}
