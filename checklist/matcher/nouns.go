package matcher

import (
	"strings"
	"unicode"
)

// nouns makes a term of an object exact but for number: "prompt" is found in "prompts", not in "prompted" or "promptly". Actions keep
// their stems: "approve" is "approval" as well.
func nouns(term string) string {
	words := strings.Fields(strings.ToLower(term))
	for i, w := range words {
		if strings.ContainsFunc(w, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("|=*", r)
		}) {
			continue
		}
		alts := strings.Split(w, "|")
		out := make([]string, 0, 2*len(alts))
		for _, a := range alts {
			if strings.HasPrefix(a, "=") || strings.HasSuffix(a, "*") {
				out = append(out, a)
				continue
			}
			out = append(out, "="+a)
			if p := otherNumber(a); p != "" {
				out = append(out, "="+p)
			}
		}
		words[i] = strings.Join(out, "|")
	}
	return strings.Join(words, " ")
}

// otherNumber is the plural of a singular word and the other way about; empty for words that have none.
func otherNumber(w string) string {
	const short = 3
	switch {
	case len(w) < short || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return ""
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	case strings.HasSuffix(w, "y") && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "x") || strings.HasSuffix(w, "ch"):
		return w + "es"
	}
	return w + "s"
}
