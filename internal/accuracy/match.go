package accuracy

import "sort"

// pair is a true entry and the read one that fits it best.
type pair struct{ truth, read int }

// greedy pairs entries, best score first, as long as the score reaches least.
func greedy(truth, read int, least float64, score func(t, r int) float64) []pair {
	type candidate struct {
		pair
		score float64
	}
	var all []candidate
	for t := range truth {
		for r := range read {
			if s := score(t, r); s >= least {
				all = append(all, candidate{pair{t, r}, s})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	takenTruth, takenRead := map[int]bool{}, map[int]bool{}
	var out []pair
	for _, c := range all {
		if !takenTruth[c.truth] && !takenRead[c.read] {
			takenTruth[c.truth], takenRead[c.read] = true, true
			out = append(out, c.pair)
		}
	}
	return out
}

// byTruth looks up the read entry of a true one.
func byTruth(pairs []pair) map[int]int {
	out := map[int]int{}
	for _, p := range pairs {
		out[p.truth] = p.read
	}
	return out
}
