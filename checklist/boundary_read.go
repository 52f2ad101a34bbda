package checklist

import (
	"slices"

	"countersign/checklist/matcher"
	"countersign/checklist/wording"
)

// vocabulary reads texts for what they say about AI in the service.
type vocabulary struct {
	matcher *matcher.Matcher
	index   *wording.Index
	terms   []meaning
	names   []modelProvider
	own     []string // words of the system's name, which describe nothing
}

// meaning of a term: a sense, or the position of a provider's name.
type meaning struct {
	sense sense
	name  int // -1 where the term is no name
}

func newVocabulary(m *matcher.Matcher) *vocabulary {
	v := &vocabulary{matcher: m, index: wording.NewIndex(), names: modelProviders()}
	for s, terms := range boundaryWords() {
		for _, t := range terms {
			v.add(t, meaning{sense(s), -1})
		}
	}
	for n, p := range v.names {
		for _, t := range p.terms {
			v.add(t, meaning{senses, n})
		}
	}
	return v
}

// add adds a term of the tables, which a test holds well-formed.
func (v *vocabulary) add(term string, m meaning) {
	if v.index.Add(term, len(v.terms)) == nil {
		v.terms = append(v.terms, m)
	}
}

// reading is what was found in a text.
type reading struct {
	text  string
	spans [senses][]wording.Match
	names []wording.Match // Term is the position of the provider
	sense matcher.Sense
}

func (v *vocabulary) read(text string) *reading {
	r := &reading{text: text, sense: v.matcher.Sense(text)}
	for _, h := range v.index.Find(r.sense.Tokens) {
		m := v.terms[h.Term]
		switch {
		case m.name >= 0:
			r.names = append(r.names, wording.Match{Term: m.name, From: h.From, To: h.To})
		case m.sense > third || !r.sense.Hides(h.From, h.To) && !v.inName(r.sense.Tokens, h):
			r.spans[m.sense] = append(r.spans[m.sense], h)
		}
	}
	r.names = slices.DeleteFunc(r.names, func(n wording.Match) bool { return !v.isName(r, n) })
	return r
}

// inName tells whether a term is a part of the system's own name.
func (v *vocabulary) inName(tokens []wording.Token, h wording.Match) bool {
	n := len(v.own)
	for at := max(h.To-n, 0); n > 0 && at <= h.From && at+n <= len(tokens); at++ {
		if slices.EqualFunc(tokens[at:at+n], v.own, func(t wording.Token, w string) bool { return t.Word == w }) {
			return true
		}
	}
	return false
}

// isName tells a provider's name from the same word in another sense, and from a part of a longer name.
func (v *vocabulary) isName(r *reading, n wording.Match) bool {
	first := r.sense.Tokens[n.From]
	if c := r.text[first.Start]; c >= 'a' && c <= 'z' && r.sense.Tokens[n.From].Word != "xai" {
		return false
	}
	for _, o := range r.names {
		if o.Term != n.Term && o.From <= n.From && o.To >= n.To && o.To-o.From > n.To-n.From {
			return false
		}
	}
	return !v.names[n.Term].common || r.has(kind, trace, third) || slices.ContainsFunc(r.spans[generic], func(g wording.Match) bool { return g.From != n.To-1 })
}

// has tells whether any of the senses is there.
func (r *reading) has(list ...sense) bool {
	return slices.ContainsFunc(list, func(s sense) bool { return len(r.spans[s]) > 0 })
}

// ai tells whether the text names AI.
func (r *reading) ai() bool { return r.has(generic, feature, kind, trace, third) || len(r.names) > 0 }

// word tells whether one of the words stands between two positions.
func (r *reading) word(from, to int, list ...string) bool {
	for i := max(from, 0); i < min(to, len(r.sense.Tokens)); i++ {
		if slices.Contains(list, r.sense.Tokens[i].Word) {
			return true
		}
	}
	return false
}

// denies tells whether the text says that there is no AI.
func (r *reading) denies() bool {
	const near, later = 6, 8
	if r.word(0, len(r.sense.Tokens), "until", "unless", "without") {
		return false // "uses no model until it is approved" has models
	}
	things := slices.Concat(r.spans[generic], r.spans[feature], r.spans[kind], r.spans[third], r.names)
	for _, t := range things {
		for _, l := range r.spans[lacks] {
			if t.From >= l.To && t.From < l.To+near && !r.word(l.To, t.From, "data", "to", "customer", "content", "information") {
				return true
			}
		}
		if r.noBefore(t.From) && slices.ContainsFunc(r.spans[exists], func(e wording.Match) bool { return e.From >= t.To && e.From < t.To+later }) {
			return true
		}
	}
	return false
}

// noBefore tells whether a "no" belongs to the word at a position: not the one of "no customer data".
func (r *reading) noBefore(at int) bool {
	const near = 4
	for i := at - 1; i >= max(at-near, 0); i-- {
		if w := r.sense.Tokens[i].Word; w == "no" || w == "data" {
			return w == "no"
		}
	}
	return false
}

// trainsNone tells whether the text says that no models are trained at all, not only that customers' data is kept out.
func (r *reading) trainsNone() bool {
	return slices.ContainsFunc(r.spans[trainsNo], func(t wording.Match) bool {
		return !r.word(t.To, t.To+3, "on", "with", "using", "from", "until", "unless", "without") && !r.word(t.From, t.To, "data")
	})
}
