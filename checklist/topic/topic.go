package topic

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"countersign/checklist/wording"
)

//go:embed weights.tsv
var learned []byte

// Scale multiplies every sum, so that scores are log odds as they were learned.
const Scale = 3

// Model scores texts by item. It is safe for use by any number of goroutines.
type Model struct {
	ids     []string
	bias    []float64
	weights map[string][]weight // by stem
	stems   *wording.Stemmer
}

type weight struct {
	item  int
	value float64
}

// Learned is the model that was learned from the labeled passages.
func Learned() (*Model, error) { return Read(learned) }

// Read reads weights: a line "item<TAB>bias" begins an item, and lines "<TAB>stem<TAB>weight" follow.
func Read(raw []byte) (*Model, error) {
	m := &Model{weights: map[string][]weight{}, stems: &wording.Stemmer{}}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; lines.Scan(); n++ {
		if err := m.line(lines.Text()); err != nil {
			return nil, fmt.Errorf("cannot read line %d of the weights: %w", n, err)
		}
	}
	return m, nil
}

func (m *Model) line(s string) error {
	if s == "" || s[0] == '#' && !strings.HasPrefix(s, "#\t") {
		return nil
	}
	f := strings.Split(s, "\t")
	value, err := strconv.ParseFloat(f[len(f)-1], 64)
	if err != nil {
		return fmt.Errorf("wants a number at its end: %w", err)
	}
	switch {
	case len(f) == 2 && f[0] != "":
		m.ids, m.bias = append(m.ids, f[0]), append(m.bias, value)
	case len(f) == 3 && f[0] == "" && len(m.ids) > 0:
		m.weights[f[1]] = append(m.weights[f[1]], weight{len(m.ids) - 1, value})
	default:
		return fmt.Errorf("wants an item with its bias, or a stem with its weight")
	}
	return nil
}

// Scores are the log odds of a text for each item that the model knows, by item.
type Scores struct {
	m      *Model
	values []float64
}

// Score judges a text.
func (m *Model) Score(text string) Scores { return m.ScoreStems(m.Stems(wording.Tokens(text))) }

// ScoreStems judges a text by the stems of its pieces.
func (m *Model) ScoreStems(pieces ...[]string) Scores {
	s := Scores{m, make([]float64, len(m.ids))}
	stems := distinct(pieces)
	if len(stems) == 0 {
		copy(s.values, m.bias)
		return s
	}
	for _, stem := range stems {
		for _, w := range m.weights[stem] {
			s.values[w.item] += w.value
		}
	}
	norm := Scale / math.Sqrt(float64(len(stems)))
	for i := range s.values {
		s.values[i] = s.values[i]*norm + m.bias[i]
	}
	return s
}

// Stems are the stems of words.
func (m *Model) Stems(tokens []wording.Token) []string { return stemsOf(m.stems, tokens) }

// StemsOf are the different stems of a text, for who learns weights.
func StemsOf(s *wording.Stemmer, text string) []string {
	return distinct([][]string{stemsOf(s, wording.Tokens(text))})
}

func stemsOf(s *wording.Stemmer, tokens []wording.Token) []string {
	out := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if stem := s.Stem(t.Word); stem != "" {
			out = append(out, stem)
		}
	}
	return out
}

// distinct are the different stems, in order of first use.
func distinct(pieces [][]string) []string {
	n := 0
	for _, p := range pieces {
		n += len(p)
	}
	out, seen := make([]string, 0, n), make(map[string]bool, n)
	for _, p := range pieces {
		for _, stem := range p {
			if !seen[stem] {
				seen[stem] = true
				out = append(out, stem)
			}
		}
	}
	return out
}

// Best are the items whose score reaches the floor and comes within the margin of the highest one, highest first.
func (s Scores) Best(floor, margin float64) []string {
	var at []int
	top := math.Inf(-1)
	for i, v := range s.values {
		top = max(top, v)
		if v >= floor {
			at = append(at, i)
		}
	}
	at = slices.DeleteFunc(at, func(i int) bool { return s.values[i] < top-margin })
	slices.SortStableFunc(at, func(a, b int) int {
		switch {
		case s.values[a] > s.values[b]:
			return -1
		case s.values[a] < s.values[b]:
			return 1
		}
		return 0
	})
	out := make([]string, len(at))
	for i, k := range at {
		out[i] = s.m.ids[k]
	}
	return out
}

// Of is the score for one item; minus infinity for one that the model does not know.
func (s Scores) Of(id string) float64 {
	if i := slices.Index(s.m.ids, id); i >= 0 {
		return s.values[i]
	}
	return math.Inf(-1)
}

// Knows tells whether the model has learned the item.
func (s Scores) Knows(id string) bool { return slices.Contains(s.m.ids, id) }
