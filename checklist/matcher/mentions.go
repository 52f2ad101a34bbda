package matcher

import "countersign/checklist/wording"

// Sense is what a text says by itself, apart from any item.
type Sense struct {
	Tokens []wording.Token
	Things []string // concepts of AI named by words of their own, outside of near misses
	Cues   []string // concepts that say how the text is meant
	Looks  []string // families of near misses
	masked []int
}

// Sense reads one text.
func (m *Matcher) Sense(text string) Sense {
	tokens := wording.Tokens(text)
	s := m.read(text)
	out := Sense{Tokens: tokens, masked: m.masked(m.index.Find(tokens), len(tokens))}
	for _, c := range s.strict {
		if m.ai[c] && c < len(m.catalog.Concepts) {
			out.Things = append(out.Things, m.catalog.Concepts[c].ID)
		}
	}
	for _, c := range s.cues {
		out.Cues = append(out.Cues, m.catalog.Concepts[c].ID)
	}
	for _, f := range s.looks {
		out.Looks = append(out.Looks, m.catalog.Families[f].ID)
	}
	return out
}

// Hides tells whether a near miss at least as long uses a part of the words from and to in another sense.
func (s *Sense) Hides(from, to int) bool {
	return s.masked != nil && isMasked(s.masked, wording.Match{From: from, To: to})
}
