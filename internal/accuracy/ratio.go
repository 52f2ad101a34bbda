package accuracy

import "strings"

// Ratio is the similarity of two texts by their words, from 0 to 1: twice the number of words in matching blocks over the number of
// all words. Blocks are found as by Ratcliff and Obershelp: the longest common run first, then the same left and right of it.
func Ratio(a, b string) float64 {
	x, y := wordsOf(a), wordsOf(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if strings.Join(x, "") == strings.Join(y, "") {
		return 1 // the same letters, whatever was done to the white space
	}
	return 2 * float64(newMatcher(x, y).matches(0, len(x), 0, len(y))) / float64(len(x)+len(y))
}

// matcher finds common runs of words.
type matcher struct {
	a  []string
	at map[string][]int // where each word stands in b
}

func newMatcher(a, b []string) *matcher {
	m := &matcher{a: a, at: map[string][]int{}}
	for j, w := range b {
		m.at[w] = append(m.at[w], j)
	}
	return m
}

// matches counts the words in matching blocks of a[alo:ahi] and b[blo:bhi].
func (m *matcher) matches(alo, ahi, blo, bhi int) int {
	i, j, size := m.longest(alo, ahi, blo, bhi)
	if size == 0 {
		return 0
	}
	return size + m.matches(alo, i, blo, j) + m.matches(i+size, ahi, j+size, bhi)
}

// longest is the longest common run; of several the one that begins first in a, then first in b.
func (m *matcher) longest(alo, ahi, blo, bhi int) (besti, bestj, size int) {
	besti, bestj = alo, blo
	ending := map[int]int{} // length of the run that ends at b[j]
	for i := alo; i < ahi; i++ {
		next := map[int]int{}
		for _, j := range m.at[m.a[i]] {
			if j < blo {
				continue
			}
			if j >= bhi {
				break
			}
			k := ending[j-1] + 1
			next[j] = k
			if k > size {
				besti, bestj, size = i-k+1, j-k+1, k
			}
		}
		ending = next
	}
	return besti, bestj, size
}
