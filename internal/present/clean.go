package present

import (
	"strings"
	"unicode"
)

// Clean makes text safe for a terminal: white space becomes one space; control characters, invisible formatting such as the
// reversal of the writing direction, and private use glyphs go.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// width is the number of columns a text takes, taking combining marks for none.
func width(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			n++
		}
	}
	return n
}

// wrap breaks text into lines of at most cols columns; a word longer than that is cut.
func wrap(s string, cols int) []string {
	cols = max(cols, 8)
	var lines []string
	line := ""
	for _, word := range glue(strings.Fields(s)) {
		for width(word) > cols {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			r := []rune(word)
			lines, word = append(lines, string(r[:cols])), string(r[cols:])
		}
		switch {
		case line == "":
			line = word
		case width(line)+1+width(word) <= cols:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

// glue keeps "(p. 58)" and "p. 58" on one line.
func glue(words []string) []string {
	var out []string
	for _, w := range words {
		if n := len(out); n > 0 && (out[n-1] == "p." || out[n-1] == "(p.") {
			out[n-1] += " " + w
			continue
		}
		out = append(out, w)
	}
	return out
}
