package derive

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"countersign/report"
	"countersign/review"
)

// Most of what one finding shows; the rest stands in the report's JSON.
const (
	mostQuotes = 12
	mostTitle  = 200
	mostReason = 500
)

// quotes turns evidence into quotes, each once.
func quotes(evidence []report.Evidence) []review.FindingQuote {
	out := []review.FindingQuote{}
	seen := map[string]bool{}
	for i := range evidence {
		e := &evidence[i]
		key := fmt.Sprint(e.Page, e.Quote)
		if e.Quote == "" || seen[key] || len(out) == mostQuotes {
			continue
		}
		seen[key] = true
		q := review.FindingQuote{Page: e.Page, Text: e.Quote}
		for _, b := range e.Boxes {
			q.Boxes = append(q.Boxes, []float64{points(b[0]), points(b[1]), points(b[2]), points(b[3])})
		}
		out = append(out, q)
	}
	return out
}

// points are kept to a hundredth, which is finer than a screen.
func points(x float32) float64 { return math.Round(float64(x)*100) / 100 }

// line is a text in one line of at most so many characters.
func line(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return s
}

// sentence joins what is not empty.
func sentence(parts []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), " ")
}

// list writes "a, b and c".
func list(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// titleOf makes words of a code: "ai-not-described" is "AI not described".
func titleOf(code string) string {
	words := strings.Split(code, "-")
	if words[0] == "ai" {
		words[0] = "AI"
	} else {
		words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	}
	return strings.Join(words, " ")
}
