package identity

import (
	_ "embed"
	"strings"
	"unicode"
)

// breached are passwords that stand in every list of leaked ones, and the words that such are made of: one a line, in lower case, sorted.
//
//go:embed breached.txt
var breached string

// longestUnit is how many characters may repeat: abcabcabcabc is as long as abc.
const longestUnit = 4

// wellKnown tells whether a password, in lower case, is one of the list: as it is, without the digits and signs around it, with letters
// for the digits that stand for them, written twice, or a few characters over and over.
func wellKnown(p string) bool {
	forms := []string{p, core(p), plain(p), core(plain(p)), plain(core(p))}
	for _, f := range forms {
		unit := repeated(f)
		if listed(f) || listed(unit) || f != "" && len([]rune(unit)) <= longestUnit {
			return true
		}
	}
	return false
}

// core is what remains without digits and signs before and behind; empty when nothing does, which is listed nowhere.
func core(p string) string {
	return strings.TrimFunc(p, func(r rune) bool { return !unicode.IsLetter(r) })
}

// plain undoes the usual disguises.
func plain(p string) string {
	return strings.NewReplacer("@", "a", "4", "a", "3", "e", "1", "i", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t", " ", "", "-", "", "_", "", ".", "").Replace(p)
}

// repeated is the shortest unit that p is written of, p itself when nothing repeats.
func repeated(p string) string {
	r := []rune(p)
	for n := 1; n <= len(r)/2; n++ {
		if len(r)%n == 0 && strings.Repeat(string(r[:n]), len(r)/n) == p {
			return string(r[:n])
		}
	}
	return p
}

func listed(p string) bool {
	return p != "" && strings.Contains(breached, "\n"+p+"\n")
}
