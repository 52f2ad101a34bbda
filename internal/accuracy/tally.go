package accuracy

import "slices"

// Measure is a share: hits of all.
type Measure struct {
	Name      string
	Hits, All int
}

// Value is the share, 1 where there was nothing to hit.
func (m Measure) Value() float64 {
	if m.All == 0 {
		return 1
	}
	return float64(m.Hits) / float64(m.All)
}

// List compares a list that was read with the true one.
type List struct {
	Name             string
	Hits, True, Read int
}

// Precision is the share of read entries that are true.
func (l List) Precision() float64 { return share(l.Hits, l.Read, l.True) }

// Recall is the share of true entries that were read.
func (l List) Recall() float64 { return share(l.Hits, l.True, l.Read) }

// F1 is the harmonic mean of both.
func (l List) F1() float64 {
	p, r := l.Precision(), l.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// share of hits; of nothing it is whole when the other side has nothing either.
func share(hits, of, other int) float64 {
	switch {
	case of > 0:
		return float64(hits) / float64(of)
	case other == 0:
		return 1
	}
	return 0
}

// Result holds the measures of a set.
type Result struct {
	Set      string
	Files    int
	Unread   int // files that gave no report
	Measures []Measure
	Lists    []List
	Misses   []string // what was missed, for people who want to mend it
}

func (r *Result) add(name string, hit bool) {
	n := 0
	if hit {
		n = 1
	}
	r.count(name, n, 1)
}

func (r *Result) count(name string, hits, all int) {
	i := slices.IndexFunc(r.Measures, func(m Measure) bool { return m.Name == name })
	if i < 0 {
		r.Measures = append(r.Measures, Measure{Name: name})
		i = len(r.Measures) - 1
	}
	r.Measures[i].Hits += hits
	r.Measures[i].All += all
}

func (r *Result) list(name string, hits, truth, read int) {
	i := slices.IndexFunc(r.Lists, func(l List) bool { return l.Name == name })
	if i < 0 {
		r.Lists = append(r.Lists, List{Name: name})
		i = len(r.Lists) - 1
	}
	r.Lists[i].Hits += hits
	r.Lists[i].True += truth
	r.Lists[i].Read += read
}

// Values are all measures by name; lists have the endings "precision" and "recall".
func (r *Result) Values() map[string]float64 {
	out := map[string]float64{}
	for _, m := range r.Measures {
		out[m.Name] = m.Value()
	}
	for _, l := range r.Lists {
		out[l.Name+" precision"], out[l.Name+" recall"], out[l.Name+" F1"] = l.Precision(), l.Recall(), l.F1()
	}
	return out
}
