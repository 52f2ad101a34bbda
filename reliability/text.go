package reliability

import (
	"fmt"
	"strings"
	"unicode"
)

// plain folds quotation marks, dashes and white space: files differ in them where reports do not.
func plain(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return strings.Join(strings.Fields(s), " ")
	}
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "‑", "-", "\u00ad", "", "®", "").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func containsAny(s string, of ...string) bool {
	for _, w := range of {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// listed joins words as a sentence does.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func percent(part, of int) string {
	if of == 0 {
		return "0%"
	}
	return fmt.Sprintf("%d%%", (100*part+of/2)/of)
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
