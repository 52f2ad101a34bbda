package wording

import "slices"

// Match is a term found in a sentence: tokens From to To, To not included.
type Match struct{ Term, From, To int }

// Index finds many terms in one walk. Build it once with Add, then use it from any number of goroutines.
type Index struct {
	matchers []*matcher
	byKey    map[string]int
	exact    map[string][]int // matchers by exact word
	stems    map[string][]int
	prefixes map[byte][]int // matchers with prefixes, by first letter
	root     *node
	words    memory // word to the matchers it satisfies
}

type node struct {
	next  map[int]*node
	gap   *node // after ".."
	wide  *node // after "..."
	terms []int
}

// NewIndex is an empty index.
func NewIndex() *Index {
	return &Index{byKey: map[string]int{}, exact: map[string][]int{}, stems: map[string][]int{}, prefixes: map[byte][]int{}, root: &node{}}
}

// Add adds a term under an identifier that Find returns. The error says what is wrong with the term.
func (x *Index) Add(term string, id int) error {
	ms, keys, err := parse(term)
	if err != nil {
		return err
	}
	at := x.root
	for i, m := range ms {
		if m == nil {
			at = at.after(keys[i])
			continue
		}
		k := x.key(m, keys[i])
		if at.next == nil {
			at.next = map[int]*node{}
		}
		if at.next[k] == nil {
			at.next[k] = &node{}
		}
		at = at.next[k]
	}
	at.terms = append(at.terms, id)
	return nil
}

// after is what follows a gap.
func (n *node) after(gap string) *node {
	to := &n.gap
	if gap == wideGap {
		to = &n.wide
	}
	if *to == nil {
		*to = &node{}
	}
	return *to
}

func (x *Index) key(m *matcher, key string) int {
	if k, ok := x.byKey[key]; ok {
		return k
	}
	k := len(x.matchers)
	x.matchers = append(x.matchers, m)
	x.byKey[key] = k
	for _, e := range m.exact {
		x.exact[e] = append(x.exact[e], k)
	}
	for _, s := range m.stems {
		x.stems[s] = append(x.stems[s], k)
	}
	for _, p := range m.prefix {
		x.prefixes[p[0]] = append(x.prefixes[p[0]], k)
	}
	return k
}

// satisfied are the matchers that a word satisfies, looked up once a word.
func (x *Index) satisfied(w string) []int {
	if v, ok := x.words.get(w); ok {
		return v.([]int) //nolint:forcetypeassert,errcheck // only []int is stored
	}
	var out []int
	out = append(out, x.exact[w]...)
	out = append(out, x.stems[stemOf(w)]...)
	if w != "" {
		for _, k := range x.prefixes[w[0]] {
			if x.matchers[k].matches(w, "") {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	out = slices.Compact(out) // a word may satisfy a matcher in two ways
	x.words.put(w, out)
	return out
}

// Find lists the terms in the tokens, in order of where they begin. However many ways a term fits between two tokens, it is listed once.
func (x *Index) Find(tokens []Token) []Match {
	w := walker{sat: make([][]int, len(tokens))}
	for i, t := range tokens {
		w.sat[i] = x.satisfied(t.Word)
	}
	for i := range tokens {
		if len(w.sat[i]) > 0 {
			w.from, w.first, w.gaps = i, len(w.out), w.gaps[:0]
			w.walk(x.root, i)
		}
	}
	return w.out
}

// walker finds the terms that begin at one token after the other.
type walker struct {
	sat   [][]int // of each token, the matchers that it satisfies
	out   []Match
	from  int
	first int   // of the matches that begin at from
	gaps  []gap // walked from there: without them, repeated words would multiply
}

type gap struct {
	after *node
	to    int
}

func (w *walker) walk(at *node, i int) {
	if i >= len(w.sat) || at.next == nil {
		return
	}
	for _, k := range w.sat[i] {
		n := at.next[k]
		if n == nil {
			continue
		}
		for _, id := range n.terms {
			if m := (Match{id, w.from, i + 1}); !slices.Contains(w.out[w.first:], m) {
				w.out = append(w.out, m)
			}
		}
		w.leap(n.gap, i+1, widestGap)
		w.leap(n.wide, i+1, widestWideGap)
		w.walk(n, i+1)
	}
}

// leap goes on after a gap of at most so many words that begins at token i.
func (w *walker) leap(n *node, i, most int) {
	if n == nil {
		return
	}
	for j := i; j <= i+most && j < len(w.sat); j++ {
		if g := (gap{n, j}); !slices.Contains(w.gaps, g) {
			w.gaps = append(w.gaps, g)
			w.walk(n, j)
		}
	}
}
