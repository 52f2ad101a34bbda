package legible

import "math"

// letterPairs holds, for each letter (and 26 for the edge of a word), how surprising each next one is, in bits.
type letterPairs [27][27]float32

const edge = 26

func newLetterPairs(list [][]byte) letterPairs {
	var seen [27][27]float64
	for _, w := range list {
		last := edge
		for _, b := range w {
			seen[last][b-'a']++
			last = int(b - 'a')
		}
		seen[last][edge]++
	}
	var p letterPairs
	for a := range seen {
		total := 0.0
		for _, n := range seen[a] {
			total += n + 1
		}
		for b, n := range seen[a] {
			p[a][b] = float32(-math.Log2((n + 1) / total))
		}
	}
	return p
}

// surprise is the mean surprise of a word of small letters a to z.
func (p *letterPairs) surprise(word []byte) float32 {
	last, sum := edge, float32(0)
	for _, b := range word {
		sum += p[last][b-'a']
		last = int(b - 'a')
	}
	return (sum + p[last][edge]) / float32(len(word)+1)
}
