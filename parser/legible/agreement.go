package legible

import "unicode"

// gram is how many letters in a row two texts must share to have something in common. Longer ones tell pages of the same report
// apart better, shorter ones forgive another order of lines better (see the tests).
const gram = 5

// Agreement tells how much of their content two texts share: 1 all, 0 nothing. It compares the letters and digits, without
// spaces, signs and case, by the runs of five that occur in both, each as often as it does in both. Order counts only within
// such a run. Two texts without letters agree.
func Agreement(a, b string) float64 {
	x, y := grams(a), grams(b)
	if len(x) == 0 && len(y) == 0 {
		return 1
	}
	t := newTally(len(x))
	for _, g := range x {
		t.add(g)
	}
	common := 0
	for _, g := range y {
		if t.take(g) {
			common++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

// grams are the text's overlapping runs of letters and digits, each packed into a number; a text that is shorter is one run.
func grams(text string) []uint64 {
	out := make([]uint64, 0, len(text))
	var last uint64
	n := 0
	take := func(s rune) {
		code := fold(s)
		if code == 0 {
			return
		}
		last = (last<<12 | code) & (1<<(12*gram) - 1)
		if n++; n >= gram {
			out = append(out, last|1<<63)
		}
	}
	for _, s := range text {
		if parts := ligature(s); parts != "" {
			for _, p := range parts {
				take(p)
			}
			continue
		}
		take(s)
	}
	if n > 0 && n < gram {
		out = append(out, last|1<<62)
	}
	return out
}

// fold gives letters and digits a number of twelve bits, never 0, and others 0.
func fold(s rune) uint64 {
	switch {
	case 'a' <= s && s <= 'z' || '0' <= s && s <= '9':
		return uint64(s)
	case 'A' <= s && s <= 'Z':
		return uint64(s + 'a' - 'A')
	case s < 0xA0 || !unicode.IsLetter(s) && !unicode.IsDigit(s):
		return 0
	}
	return uint64(unicode.ToLower(s))&0x7FF | 0x800
}

// tally counts numbers other than 0 in an open table.
type tally struct {
	keys   []uint64
	counts []int32
	mask   uint64
}

func newTally(n int) tally {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return tally{make([]uint64, size), make([]int32, size), uint64(size - 1)}
}

func (t tally) place(g uint64) uint64 {
	const golden = 0x9E3779B97F4A7C15
	i := g * golden >> 32 & t.mask
	for t.keys[i] != 0 && t.keys[i] != g {
		i = (i + 1) & t.mask
	}
	return i
}

func (t tally) add(g uint64) {
	i := t.place(g)
	t.keys[i] = g
	t.counts[i]++
}

func (t tally) take(g uint64) bool {
	i := t.place(g)
	if t.counts[i] == 0 {
		return false
	}
	t.counts[i]--
	return true
}
