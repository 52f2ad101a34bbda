package wording

import (
	"fmt"
	"strings"

	"github.com/kljensen/snowball/english"
)

// How many words ".." and "..." may stand for.
const (
	widestGap     = 3
	wideGap       = "..."
	widestWideGap = 8
)

// matcher is one word of a term.
type matcher struct {
	exact  []string
	stems  []string
	prefix []string
}

func (m *matcher) matches(word, stem string) bool {
	for _, e := range m.exact {
		if e == word {
			return true
		}
	}
	for _, s := range m.stems {
		if s == stem {
			return true
		}
	}
	for _, p := range m.prefix {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	return false
}

// parse reads a term into matchers; nil stands for a gap.
func parse(term string) ([]*matcher, []string, error) {
	var out []*matcher
	var keys []string
	for _, w := range strings.Fields(strings.ToLower(term)) {
		if w == ".." || w == wideGap {
			if len(out) == 0 || out[len(out)-1] == nil {
				return nil, nil, fmt.Errorf("the term %q has a gap without a word before it", term)
			}
			out, keys = append(out, nil), append(keys, w)
			continue
		}
		for _, one := range parts(w) {
			m, err := word(one)
			if err != nil {
				return nil, nil, fmt.Errorf("the term %q: %w", term, err)
			}
			out, keys = append(out, m), append(keys, one)
		}
	}
	if len(out) == 0 || out[len(out)-1] == nil {
		return nil, nil, fmt.Errorf("the term %q ends without a word", term)
	}
	return out, keys, nil
}

// parts cuts "fine-tuned" and "ci/cd" as a text is cut; marks go to the parts: "=fine-tuned" is "=fine =tuned", "fine-tun*" is "fine tun*".
// What cannot be cut stays whole, for word to judge.
func parts(w string) []string {
	bare, exact := strings.CutPrefix(w, "=")
	bare, prefix := strings.CutSuffix(bare, "*")
	if strings.ContainsAny(bare, "=*|") || exact && prefix {
		return []string{w}
	}
	var out []string
	for _, t := range Tokens(bare) {
		out = append(out, t.Word)
	}
	switch n := len(out); {
	case n == 0 && bare != w:
		return []string{w}
	case exact:
		for i := range out {
			out[i] = "=" + out[i]
		}
	case prefix:
		out[n-1] += "*"
	}
	return out
}

func word(w string) (*matcher, error) {
	m := &matcher{}
	for alt := range strings.SplitSeq(w, "|") {
		bare, exact := strings.CutPrefix(alt, "=")
		bare, prefix := strings.CutSuffix(bare, "*")
		one := Tokens(bare)
		switch {
		case len(one) == 0:
			return nil, fmt.Errorf("%q has an empty word", w)
		case len(one) > 1 || exact && prefix:
			return nil, fmt.Errorf("%q is not one word with one mark", alt)
		case exact:
			m.exact = append(m.exact, one[0].Word)
		case prefix:
			m.prefix = append(m.prefix, one[0].Word)
		default:
			m.stems = append(m.stems, stemOf(one[0].Word))
		}
	}
	return m, nil
}

func stemOf(w string) string { return english.Stem(w, false) }
