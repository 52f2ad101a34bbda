package matcher

import (
	"fmt"

	"countersign/checklist/catalog"
	"countersign/checklist/topic"
	"countersign/checklist/wording"
)

// Matcher is a compiled catalog. It is safe for use by any number of goroutines.
type Matcher struct {
	catalog   *catalog.Catalog
	index     *wording.Index
	terms     []term // by the number that the index returns
	kinds     []kind // by concept
	ai        map[int]bool
	exact     map[int]bool // concepts whose words match in singular and plural only
	rules     []rule
	byTrigger [][]int // rules by concept that sets them off
	cues      cues
	topics    *topic.Model
	items     map[string]int // by id
	lookers   [][]int        // items by family
}

type kind uint8

const (
	object kind = iota
	action
	cue
)

// term is a term's meaning: a concept, or a family of near misses.
type term struct {
	concept int
	weak    bool
	again   bool
	family  int // -1 for a concept's
	masks   bool
}

// rule is a rule with everything that shares it.
type rule struct {
	all     [][]int
	not     []int
	trigger int // the group that must stand in the sentence itself
	targets []Target
}

// Target is an element of an item, by their positions in the catalog.
type Target struct {
	Item, Element int
	Partly        bool
	Beside        bool    // see catalog.Rule
	score         float64 // of a finding by the words of a passage
	at            int     // sentence of its passage
	unsure        bool    // the words are of AI only because the report is
}

// cues are the concepts that say how a sentence is meant, and those of what a report has names for; -1 where the lexicon has none of that name.
type cues struct {
	planned, will, negated, customer, carved, unaudited, staff, competing, limited, refers, customerTitle, carvedTitle, model, data, output, leftOut, consent int
}

type compiler struct {
	m        *Matcher
	concepts map[string]int
	literals map[string]int
	shared   map[string]int
}

// Compile prepares a catalog that Load has checked. The error is a mistake that Load should have found.
func Compile(c *catalog.Catalog) (*Matcher, error) {
	m := &Matcher{catalog: c, index: wording.NewIndex(), lookers: make([][]int, len(c.Families)), ai: map[int]bool{}, exact: map[int]bool{}}
	x := &compiler{m: m, concepts: map[string]int{}, literals: map[string]int{}, shared: map[string]int{}}
	if err := x.lexicon(); err != nil {
		return nil, err
	}
	if err := x.nearMisses(); err != nil {
		return nil, err
	}
	var err error
	if m.topics, err = topic.Learned(); err != nil {
		return nil, err //nolint:wrapcheck // names the line
	}
	m.items = make(map[string]int, len(c.Items))
	for i := range c.Items {
		m.items[c.Items[i].ID] = i
		for e := range c.Items[i].Elements {
			if err := x.element(i, e); err != nil {
				return nil, fmt.Errorf("cannot compile %s: %w", c.Items[i].ID, err)
			}
		}
	}
	m.byTrigger = make([][]int, len(m.kinds))
	for r := range m.rules {
		for _, k := range m.rules[r].all[m.rules[r].trigger] {
			m.byTrigger[k] = append(m.byTrigger[k], r)
		}
	}
	m.cues = cues{
		x.cue("planned"), x.cue("will"), x.cue("negated"), x.cue("shifted-to-customer"), x.cue("carved-out"), x.cue("unaudited"), x.cue("staff-policy"),
		x.cue("other-object"), x.cue("limited"), x.cue("refers"), x.cue("customer-title"), x.cue("carved-title"), x.cue("model"), x.cue("training-data"), x.cue("output"), x.cue("left-out"), x.cue("consent"),
	}
	return m, nil
}

func (x *compiler) cue(id string) int {
	if i, ok := x.concepts[id]; ok {
		return i
	}
	return -1
}

func (x *compiler) lexicon() error {
	kinds := map[string]kind{catalog.KindObject: object, catalog.KindAction: action, catalog.KindCue: cue}
	for _, c := range x.m.catalog.Concepts {
		i := len(x.m.kinds)
		x.concepts[c.ID] = i
		x.m.ai[i] = c.AI
		x.m.exact[i] = c.Exact || c.Kind == catalog.KindObject
		x.m.kinds = append(x.m.kinds, kinds[c.Kind])
		for _, t := range c.Terms {
			if err := x.term(t, term{concept: i, family: -1}); err != nil {
				return err
			}
		}
		for _, t := range c.Again {
			if err := x.term(t, term{concept: i, weak: true, again: true, family: -1}); err != nil {
				return err
			}
		}
		for _, t := range c.Weak {
			if err := x.term(t, term{concept: i, weak: true, family: -1}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *compiler) term(text string, t term) error {
	x.m.terms = append(x.m.terms, t)
	if t.masks || t.family < 0 && x.m.exact[t.concept] {
		text = nouns(text)
	}
	return x.m.index.Add(text, len(x.m.terms)-1) //nolint:wrapcheck // the term is named already
}

func (x *compiler) nearMisses() error {
	for i, f := range x.m.catalog.Families {
		for _, p := range f.Phrases {
			if err := x.term(p, term{concept: -1, family: i, masks: f.Masks}); err != nil {
				return err
			}
		}
		if f.Flag != "" {
			continue
		}
		for n := range x.m.catalog.Items {
			for _, id := range x.m.catalog.Items[n].LooksLike {
				if id == f.ID {
					x.m.lookers[i] = append(x.m.lookers[i], n)
				}
			}
		}
	}
	return nil
}

func (x *compiler) element(item, element int) error {
	e := &x.m.catalog.Items[item].Elements[element]
	for _, r := range e.Rules {
		if err := x.rule(r, Target{Item: item, Element: element}); err != nil {
			return err
		}
	}
	for _, r := range e.Partly {
		if err := x.rule(r, Target{Item: item, Element: element, Partly: true}); err != nil {
			return err
		}
	}
	return nil
}

// rule compiles a rule, once for all elements that have it word for word.
func (x *compiler) rule(text string, t Target) error {
	if i, ok := x.shared[text]; ok {
		x.m.rules[i].targets = append(x.m.rules[i].targets, t)
		return nil
	}
	parsed, err := catalog.ParseRule(text)
	if err != nil {
		return err //nolint:wrapcheck // the rule is named already
	}
	t.Beside = parsed.Beside
	r := rule{targets: []Target{t}}
	for _, g := range parsed.All {
		ids, err := x.group(g)
		if err != nil {
			return err
		}
		r.all = append(r.all, ids)
	}
	if r.not, err = x.group(parsed.Not); err != nil {
		return err
	}
	r.trigger = x.trigger(r.all)
	x.shared[text] = len(x.m.rules)
	x.m.rules = append(x.m.rules, r)
	return nil
}

func (x *compiler) group(alts []catalog.Alternative) ([]int, error) {
	var out []int
	for _, a := range alts {
		if a.Concept != "" {
			i, ok := x.concepts[a.Concept]
			if !ok {
				return nil, fmt.Errorf("there is no concept @%s", a.Concept)
			}
			out = append(out, i)
			continue
		}
		i, ok := x.literals[a.Term]
		if !ok {
			i = len(x.m.kinds)
			x.literals[a.Term] = i
			x.m.kinds = append(x.m.kinds, action)
			if err := x.term(a.Term, term{concept: i, family: -1}); err != nil {
				return nil, err
			}
		}
		out = append(out, i)
	}
	return out, nil
}

// trigger is the last group without an object, or the last of all.
func (x *compiler) trigger(groups [][]int) int {
	for i := len(groups) - 1; i >= 0; i-- {
		hasObject := false
		for _, k := range groups[i] {
			hasObject = hasObject || x.m.kinds[k] == object
		}
		if !hasObject {
			return i
		}
	}
	return len(groups) - 1
}
