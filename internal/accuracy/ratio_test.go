package accuracy_test

import (
	"testing"

	"countersign/internal/accuracy"

	"github.com/stretchr/testify/assert"
)

// The expected values are those of Python's difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() over the words.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"", "", 0},
		{"a", "", 0},
		{"The same text.", "the SAME text", 1},
		{"re- viewed", "reviewed", 1},
		{"data base", "database", 1},
		{"soft\u00adhyphen ﬁle", "softhyphen file", 1},
		{"a b c d", "b c d e", 0.75},
		{"a b x c d", "c d a b", 0.4444444444444444},
		{"one two three four five", "five four three two one", 0.2},
		{"to be or not to be", "not to be or to be", 0.8333333333333334},
		{"for 2 of 25 changes no approval was on file", "for 2 of 25 changes selected no approval was on file", 0.9523809523809523},
		{"x a x b x c x", "x y x a b c", 0.6153846153846154},
	} {
		assert.InDelta(t, c.want, accuracy.Ratio(c.a, c.b), 1e-12, "%q and %q", c.a, c.b)
	}
}
