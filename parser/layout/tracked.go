package layout

import (
	"slices"
	"unicode/utf8"
)

// Headings are often tracked: their letters stand so far apart that each looks like a word. A run of pieces of one or two letters with
// even gaps is put together again; gaps clearly wider than the others part its words.
const (
	minTracked  = 4    // pieces of a run
	maxTracking = 0.7  // gap between letters in font sizes
	wordTrack   = 1.55 // a gap this many times the usual one parts words
)

func joinTracked(words []Word) []Word {
	var out []Word
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && utf8.RuneCountInString(words[j].Text) <= 2 && (j == i || trackGap(words, j) < maxTracking*max(words[j].Size, 1)*2.2) {
			j++
		}
		if j-i < minTracked || !tracked(words[i:j]) {
			out = append(out, words[i])
			i++
			continue
		}
		out = append(out, joinRun(words[i:j])...)
		i = j
	}
	return out
}

func trackGap(words []Word, j int) float32 { return words[j].X0 - words[j-1].X1 }

// tracked tells letters set apart from short words and marks: most gaps are alike and no wider than letters may stand apart.
func tracked(run []Word) bool {
	gaps := runGaps(run)
	usual := quantile(slices.Clone(gaps), 0.4)
	if usual <= 0 || usual > maxTracking*max(run[0].Size, 1) {
		return false
	}
	even, letters := 0, 0
	for _, g := range gaps {
		if g < wordTrack*usual && g > usual/2 {
			even++
		}
	}
	for _, w := range run {
		if hasLetter(w.Text) {
			letters++
		}
	}
	return even*10 >= len(gaps)*6 && letters*10 >= len(run)*7
}

func runGaps(run []Word) []float32 {
	gaps := make([]float32, 0, len(run)-1)
	for j := 1; j < len(run); j++ {
		gaps = append(gaps, trackGap(run, j))
	}
	return gaps
}

func joinRun(run []Word) []Word {
	usual := quantile(runGaps(run), 0.4)
	out := []Word{run[0]}
	for j := 1; j < len(run); j++ {
		last := &out[len(out)-1]
		if trackGap(run, j) > wordTrack*usual {
			out = append(out, run[j])
			continue
		}
		last.Text += run[j].Text
		last.Rect = last.union(run[j].Rect)
	}
	return out
}
