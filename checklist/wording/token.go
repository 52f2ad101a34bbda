package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is a word of a sentence: folded to lower case, with its place in the text.
type Token struct {
	Word  string
	Start int // byte offset in the text
	End   int
}

// Tokens cuts a text into words of letters and digits. Hyphens part words; apostrophes, and what follows them in "model's", go.
func Tokens(text string) []Token {
	out := make([]Token, 0, len(text)/6+1)
	add := func(from, to int) {
		if w := fold(text[from:to]); w != "" { // soft hyphens alone are no word
			out = append(out, Token{w, from, to})
		}
	}
	start := -1
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\u00ad' {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			add(start, i)
			start = -1
			if (r == '\'' || r == '’') && isPossessive(text[i+n:]) {
				n++ // the s of "model's"
			}
		}
		i += n
	}
	if start >= 0 {
		add(start, len(text))
	}
	return out
}

func isPossessive(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return !unicode.IsLetter(r)
}

func fold(s string) string {
	return american(strings.ToLower(strings.ReplaceAll(s, "\u00ad", "")))
}

// american spells British words the American way, as far as terms are concerned.
func american(w string) string {
	for _, e := range [...][2]string{{"isation", "ization"}, {"isations", "izations"}, {"ised", "ized"}, {"ising", "izing"}, {"ise", "ize"}, {"ises", "izes"}} {
		if stem, ok := strings.CutSuffix(w, e[0]); ok && len(stem) > 4 && !keepsS(stem) {
			return stem + e[1]
		}
	}
	switch {
	case strings.HasPrefix(w, "licenc"):
		return "licens" + w[len("licenc"):]
	case strings.HasPrefix(w, "labell"):
		return "label" + w[len("labell"):]
	case strings.HasPrefix(w, "behaviour"): //nolint:misspell // British
		return "behavior" + w[len("behavior")+1:]
	case strings.HasPrefix(w, "programme"): //nolint:misspell // British
		return "program"
	case strings.HasPrefix(w, "catalogue"): //nolint:misspell // British
		return "catalog" + w[len("catalog")+2:]
	}
	return w
}

// keepsS tells words that are spelled with s everywhere: exercise, supervised, advertised, compromise.
func keepsS(stem string) bool {
	for _, e := range [...]string{"exerc", "superv", "advert", "comprom", "enterpr", "expert", "surpr", "disgu", "franch", "merchand", "prom", "otherw", "likew", "prec"} {
		if strings.HasSuffix(stem, e) {
			return true
		}
	}
	return false
}
