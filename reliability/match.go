package reliability

import (
	"slices"
)

// Match is how much of a report's own text stands in another.
type Match struct {
	Other          Fingerprint
	SameVendor     bool
	Passages       int // passages of the description that are long enough to compare
	Controls       int // control activities that are
	Shared         []SharedText
	SharedProse    int // of the passages
	SharedControls int // of the control activities
}

// SharedText is a text of the report that stands in the other one too.
type SharedText struct {
	Index      int // among the passages of the report's print
	Control    bool
	OtherPage  int
	Similarity float64
}

// likeness from which two masked passages are the same text, edited at most lightly.
const likeness = 0.7

// Compare finds what a report shares with others. Only others with a shared text are given, in their order. The report's bands are kept
// in a table and the others' are looked up: no index of the others is needed, and a thousand of them take a fraction of a second.
func Compare(mine Fingerprint, others []Fingerprint) []Match {
	table := bandTable(mine)
	base := Match{}
	for _, p := range mine.Passages {
		if p.Control {
			base.Controls++
		} else {
			base.Passages++
		}
	}
	var out []Match
	best := make([]SharedText, len(mine.Passages))
	for _, o := range others {
		if o.Version != mine.Version || o.SHA256 != "" && o.SHA256 == mine.SHA256 {
			continue // made otherwise, or the same file
		}
		clear(best)
		bestOf(mine, o, table, best)
		m := base
		m.Other, m.SameVendor = o, sameVendor(mine.Vendor, o.Vendor)
		for _, s := range best {
			if s.Similarity == 0 {
				continue
			}
			m.Shared = append(m.Shared, s)
			if s.Control {
				m.SharedControls++
			} else {
				m.SharedProse++
			}
		}
		if len(m.Shared) > 0 {
			out = append(out, m)
		}
	}
	return out
}

// bandTable tells which passages of a print have a band.
func bandTable(f Fingerprint) map[uint64][]int {
	table := map[uint64][]int{}
	for i, p := range f.Passages {
		if len(p.Signature) != 2*passageHashes {
			continue
		}
		for _, key := range bandKeys(p.Signature) {
			table[key] = append(table[key], i)
		}
	}
	return table
}

// bestOf finds the other's likest passage for each of mine.
func bestOf(mine, other Fingerprint, table map[uint64][]int, best []SharedText) {
	for _, p := range other.Passages {
		if len(p.Signature) != 2*passageHashes {
			continue
		}
		for _, key := range bandKeys(p.Signature) {
			for _, i := range table[key] {
				q := mine.Passages[i]
				if q.Control != p.Control {
					continue
				}
				if s := agreement(q.Signature, p.Signature, 2); s >= likeness && s > best[i].Similarity {
					best[i] = SharedText{i, q.Control, p.Page, s}
				}
			}
		}
	}
}

// sameVendor: all significant words of one name stand in the other. Products of one vendor share text rightly.
func sameVendor(a, b string) bool {
	x, y := significant(a), significant(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return false
		}
	}
	return true
}
