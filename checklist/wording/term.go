package wording

import (
	"fmt"
	"strings"

	"github.com/kljensen/snowball/english"
)

// widestGap is how many words ".." may stand for.
const widestGap = 3

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
		if w == ".." {
			if len(out) == 0 || out[len(out)-1] == nil {
				return nil, nil, fmt.Errorf("the term %q has a gap without a word before it", term)
			}
			out, keys = append(out, nil), append(keys, "..")
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

// parts cuts "fine-tuned" and "ci/cd" as a text is cut; a word with marks stays whole.
func parts(w string) []string {
	if strings.ContainsAny(w, "=*|") {
		return []string{w}
	}
	var out []string
	for _, t := range Tokens(w) {
		out = append(out, t.Word)
	}
	return out
}

func word(w string) (*matcher, error) {
	m := &matcher{}
	for _, alt := range strings.Split(w, "|") {
		switch {
		case alt == "" || alt == "=" || alt == "*":
			return nil, fmt.Errorf("%q has an empty word", w)
		case alt[0] == '=':
			m.exact = append(m.exact, fold(alt[1:]))
		case strings.HasSuffix(alt, "*"):
			m.prefix = append(m.prefix, fold(strings.TrimSuffix(alt, "*")))
		default:
			m.stems = append(m.stems, stemOf(fold(alt)))
		}
	}
	return m, nil
}

func stemOf(w string) string { return english.Stem(w, false) }
