package scoring

import (
	"maps"
	"slices"
)

// Sensitivity tells whether the grade hangs on the weights.
type Sensitivity struct {
	Points float64 `json:"points"` // by which each weight was raised and lowered
	Tried  int     `json:"tried"`
	Flips  []Flip  `json:"flips"` // the changes of weight that change the grade
	Lowest float64 `json:"lowest"`
	Most   float64 `json:"highest"`
}

// Flip is a change of one weight that changes the grade.
type Flip struct {
	Dimension string  `json:"dimension"`
	Weight    float64 `json:"weight"` // tried instead of the configured one
	Score     float64 `json:"score"`
	Grade     string  `json:"grade"`
}

// sensitivity raises and lowers each weight by the configured points, not below 0, and shrinks or stretches the other weights in
// proportion, so that all again sum to 100 and keep their order among themselves. Caps are judged anew, since completeness moves too.
func sensitivity(dims []Dimension, s situation, grade string, cfg Config) Sensitivity {
	out := Sensitivity{Points: cfg.Sensitivity, Flips: []Flip{}, Lowest: percent}
	for i, d := range dims {
		for _, by := range []float64{-cfg.Sensitivity, cfg.Sensitivity} {
			w := min(max(0, d.Weight+by), percent)
			t := total(dims, reweighted(dims, i, w), s, cfg)
			out.Tried++
			out.Lowest, out.Most = min(out.Lowest, t.score), max(out.Most, t.score)
			if g := cfg.grade(t.score); g != grade {
				out.Flips = append(out.Flips, Flip{Dimension: d.ID, Weight: w, Score: t.score, Grade: g})
			}
		}
	}
	return out
}

// reweighted gives one dimension a new weight and keeps the sum at 100.
func reweighted(dims []Dimension, at int, weight float64) []float64 {
	weights := make([]float64, len(dims))
	rest := percent - dims[at].Weight
	for i, d := range dims {
		if i == at {
			weights[i] = weight
		} else if rest > 0 {
			weights[i] = d.Weight * (percent - weight) / rest
		}
	}
	return weights
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
