package matcher

// context is what the text around a sentence adds: whether it speaks of AI, and the objects that were named.
type context struct {
	speaks  bool
	objects []int
	weak    []int        // objects by words that count only where AI is spoken of
	items   map[int]bool // that the sentence before states something of
}

// take adds a sentence to what later ones inherit.
func (c *context) take(m *Matcher, s *sentence) {
	c.speaks = c.speaks || s.speaks
	for _, k := range s.strict {
		if m.kinds[k] == object {
			c.objects = add(c.objects, k)
		}
	}
	for _, k := range s.weak {
		if m.kinds[k] == object {
			c.weak = add(c.weak, k)
		}
	}
}

// scratch marks the concepts of the sentence at hand; marks are numbers of sentences so that nothing needs clearing.
type scratch struct {
	own, given, tried []int
	at                int
}

func newScratch(m *Matcher) *scratch {
	return &scratch{own: make([]int, len(m.kinds)), given: make([]int, len(m.kinds)), tried: make([]int, len(m.rules))}
}

// targets lists the elements whose rules the sentence satisfies in its context. An element is listed once, in full if any rule says so.
// A sentence that refers to nothing inherits its objects only for the items that the sentence before it spoke of.
func (m *Matcher) targets(s *sentence, around *context, k *scratch) []Target {
	refers := s.refers || len(s.again) > 0 || s.speaks || around.speaks && len(s.weak) > 0
	out := m.find(s, around, refers, k)
	if !refers && !s.strange && len(around.items) > 0 {
		for _, t := range m.find(s, around, true, k) {
			if around.items[t.Item] {
				out = addTarget(out, t)
			}
		}
	}
	return out
}

func (m *Matcher) find(s *sentence, around *context, inherits bool, k *scratch) []Target {
	k.at++
	speaks := s.speaks || around.speaks && !s.strange
	for _, c := range s.strict {
		k.own[c] = k.at
	}
	if speaks {
		for _, c := range s.weak {
			k.own[c] = k.at
		}
	}
	for _, c := range s.again {
		if contains(around.objects, c) {
			k.own[c] = k.at
		}
	}
	if !s.strange && inherits {
		m.inherit(s, around, speaks, k)
	}
	var out []Target
	out = m.try(s.strict, k, out)
	if speaks {
		out = m.try(s.weak, k, out)
	}
	return m.try(s.again, k, out)
}

func (m *Matcher) inherit(s *sentence, around *context, speaks bool, k *scratch) {
	for _, c := range around.objects {
		k.given[c] = k.at
	}
	if speaks {
		for _, c := range around.weak {
			k.given[c] = k.at
		}
	}
	for _, c := range s.hidden { // the word is here, in another sense
		k.given[c] = 0
	}
}

func (m *Matcher) try(concepts []int, k *scratch, out []Target) []Target {
	for _, c := range concepts {
		if k.own[c] != k.at {
			continue
		}
		for _, r := range m.byTrigger[c] {
			if k.tried[r] == k.at {
				continue
			}
			k.tried[r] = k.at
			if m.holds(&m.rules[r], k) {
				for _, t := range m.rules[r].targets {
					out = addTarget(out, t)
				}
			}
		}
	}
	return out
}

// holds tells whether all groups are found and none that must not be.
func (m *Matcher) holds(r *rule, k *scratch) bool {
	for _, c := range r.not {
		if k.own[c] == k.at {
			return false
		}
	}
	for i, g := range r.all {
		found := false
		for _, c := range g {
			if k.own[c] == k.at || i != r.trigger && k.given[c] == k.at && m.kinds[c] == object {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func addTarget(list []Target, t Target) []Target {
	for i, x := range list {
		if x.Item == t.Item && x.Element == t.Element {
			list[i].Partly = x.Partly && t.Partly
			list[i].Beside = x.Beside && t.Beside
			return list
		}
	}
	return append(list, t)
}
