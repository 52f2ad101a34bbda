package matcher

import (
	"slices"

	"countersign/checklist/wording"
)

// sentence is what was found in one sentence.
type sentence struct {
	strict  []int // concepts by their own name
	weak    []int // concepts by a word that has other senses
	again   []int // concepts by a word that counts when the thing was named before
	hidden  []int // objects that a near miss explains
	bare    []int // objects by one word alone
	cues    []int
	looks   []int // families of near misses
	speaks  bool  // of AI, by itself
	strange bool  // has an object of another kind
	refers  bool  // points back: this, these, its, such
	stems   []string
}

// read finds all terms in a text.
func (m *Matcher) read(text string) sentence { return m.readIn(text, &names{}) }

// readIn finds all terms in a text of a report whose names say nothing.
func (m *Matcher) readIn(text string, names *names) sentence {
	tokens := wording.Tokens(text)
	hits := m.index.Find(tokens)
	masked := names.mask(tokens, m.masked(hits, len(tokens)))
	s := sentence{stems: m.topics.Stems(tokens)}
	for _, h := range hits {
		t := m.terms[h.Term]
		switch {
		case t.family >= 0:
			s.looks = add(s.looks, t.family)
		case m.kinds[t.concept] == cue:
			s.cues = add(s.cues, t.concept)
			s.strange = s.strange || t.concept == m.cues.competing
			s.refers = s.refers || t.concept == m.cues.refers
		case m.kinds[t.concept] == object && masked != nil && isMasked(masked, h):
			s.hidden = add(s.hidden, t.concept)
		case t.again:
			s.again = add(s.again, t.concept)
		case t.weak:
			s.weak = add(s.weak, t.concept)
		default:
			if len(s.strict) == 0 || !contains(s.strict, t.concept) {
				s.bare = add(s.bare, t.concept)
			}
			if h.To-h.From > 1 {
				s.bare = slices.DeleteFunc(s.bare, func(c int) bool { return c == t.concept })
			}
			s.strict = add(s.strict, t.concept)
			s.speaks = s.speaks || m.ai[t.concept]
		}
	}
	for _, h := range names.mark(text, tokens) {
		if masked == nil || !isMasked(masked, h) {
			s.strict = add(s.strict, h.Term)
			s.speaks = true
		}
	}
	return s
}

// masked gives each word the length of the longest near miss that uses it in another sense; nil when there is none.
func (m *Matcher) masked(hits []wording.Match, words int) []int {
	var out []int
	for _, h := range hits {
		t := m.terms[h.Term]
		if t.family < 0 || !t.masks {
			continue
		}
		if out == nil {
			out = make([]int, words)
		}
		for i := h.From; i < h.To; i++ {
			out[i] = max(out[i], h.To-h.From)
		}
	}
	return out
}

// isMasked tells whether a near miss at least as long covers a part of the term: "operating model" hides "model", not "AI model".
func isMasked(masked []int, h wording.Match) bool {
	for i := h.From; i < h.To; i++ {
		if masked[i] >= h.To-h.From {
			return true
		}
	}
	return false
}

func add(list []int, n int) []int {
	for _, x := range list {
		if x == n {
			return list
		}
	}
	return append(list, n)
}

func (s *sentence) has(concept int) bool {
	for _, c := range s.cues {
		if c == concept {
			return true
		}
	}
	return false
}

// hide takes out the objects that an earlier sentence of the passage named in another sense: after "the operating model", "the model" is
// that one still. It returns what is hidden from then on; a sentence that speaks of AI by another word ends it.
func (s *sentence) hide(before []int) []int {
	keep := s.strict[:0:0]
	for _, c := range s.strict {
		if !contains(before, c) || !contains(s.bare, c) {
			keep = append(keep, c)
		}
	}
	if len(keep) < len(s.strict) {
		s.strict = keep
		s.speaks = false
	}
	for _, h := range s.hidden {
		if !contains(s.strict, h) {
			before = add(before, h)
		}
	}
	return before
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}
