package layout

import (
	"slices"
)

// rule is a straight line along an axis: at is its coordinate across, from and to along.
type rule struct{ at, from, to float32 }

const (
	snap     = 3.0  // points within which rules meet or are one
	minRule  = 6.0  // shorter rules are glyph parts or ticks
	maxRules = 1500 // a page with more is a drawing; its tables are read by gutters
)

// splitRules sorts rulings by direction and joins collinear pieces that touch.
func splitRules(rulings []Rect) (hs, vs []rule) {
	for _, r := range rulings {
		if r.Width() >= r.Height() {
			hs = append(hs, rule{r.midY(), r.X0, r.X1})
		} else {
			vs = append(vs, rule{r.midX(), r.Y0, r.Y1})
		}
	}
	hs, vs = joinRules(hs), joinRules(vs)
	if len(hs)+len(vs) > maxRules {
		return nil, nil
	}
	return hs, vs
}

func joinRules(rs []rule) []rule {
	slices.SortFunc(rs, func(a, b rule) int { return cmpFloat(a.at, b.at) })
	var out []rule
	for i := 0; i < len(rs); {
		j := i + 1
		for j < len(rs) && rs[j].at-rs[j-1].at < 1.2 && rs[j].at-rs[i].at < snap {
			j++
		}
		group := rs[i:j]
		slices.SortFunc(group, func(a, b rule) int { return cmpFloat(a.from, b.from) })
		cur := group[0]
		for _, r := range group[1:] {
			if r.from <= cur.to+snap {
				cur.to = max(cur.to, r.to)
				continue
			}
			out = appendRule(out, cur)
			cur = r
		}
		out = appendRule(out, cur)
		i = j
	}
	return out
}

func appendRule(rs []rule, r rule) []rule {
	if r.to-r.from < minRule {
		return rs
	}
	return append(rs, r)
}

// mesh is a set of rules that hang together.
type mesh struct {
	hs, vs []rule
	box    Rect
}

// meshes groups rules that cross or meet; each group is the frame of one table.
func meshes(hs, vs []rule) []mesh {
	parent := make([]int, len(hs)+len(vs))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, h := range hs {
		for j, v := range vs {
			if v.at >= h.from-snap && v.at <= h.to+snap && h.at >= v.from-snap && h.at <= v.to+snap {
				parent[find(i)] = find(len(hs) + j)
			}
		}
	}
	index := map[int]int{}
	var out []mesh
	at := func(i int) *mesh {
		root := find(i)
		k, ok := index[root]
		if !ok {
			k = len(out)
			index[root] = k
			out = append(out, mesh{box: Rect{1e9, 1e9, -1e9, -1e9}})
		}
		return &out[k]
	}
	for i, h := range hs {
		m := at(i)
		m.hs = append(m.hs, h)
		m.box = m.box.union(Rect{h.from, h.at, h.to, h.at})
	}
	for j, v := range vs {
		m := at(len(hs) + j)
		m.vs = append(m.vs, v)
		m.box = m.box.union(Rect{v.at, v.from, v.at, v.to})
	}
	return out
}

// stops are the distinct coordinates of the rules, with the two ends added where no rule stands there.
func stops(rs []rule, lo, hi float32) []float32 {
	var xs []float32
	for _, r := range rs {
		xs = append(xs, r.at)
	}
	xs = append(xs, lo, hi)
	slices.Sort(xs)
	out := xs[:1]
	for _, x := range xs[1:] {
		if x-out[len(out)-1] > 2*snap {
			out = append(out, x)
		}
	}
	return out
}

// covers tells whether rules at a coordinate span the middle of [from, to].
func covers(rs []rule, at, from, to float32) bool {
	var got float32
	for _, r := range rs {
		if r.at < at-2*snap || r.at > at+2*snap {
			continue
		}
		if d := min(r.to, to) - max(r.from, from); d > 0 {
			got += d
		}
	}
	return got >= 0.6*(to-from)
}
