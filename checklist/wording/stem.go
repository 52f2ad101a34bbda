package wording

// Stemmer gives the stem of words and remembers it. It is safe for use by any number of goroutines.
type Stemmer struct{ seen memory }

// Stem is the part that a word shares with its other forms: "approv" of approved and approval. Numbers are all "#", and words of one
// letter have none.
func (s *Stemmer) Stem(word string) string {
	if v, ok := s.seen.get(word); ok {
		return v.(string) //nolint:forcetypeassert,errcheck // only strings are stored
	}
	stem := stemOf(word)
	switch {
	case stem != "" && stem[0] >= '0' && stem[0] <= '9':
		stem = "#"
	case len(stem) < 2:
		stem = ""
	}
	s.seen.put(word, stem)
	return stem
}
