package accuracy

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

const softHyphen = "\u00ad"

// wordsOf are the words of a text in small letters; a hyphen before white space rejoins a word.
func wordsOf(s string) []string {
	s = strings.ReplaceAll(norm.NFKC.String(s), softHyphen, "")
	s = regexp.MustCompile(`([\p{L}\p{N}_])-[\s\p{Z}]+([\p{L}\p{N}_])`).ReplaceAllString(s, "$1$2")
	return regexp.MustCompile(`[\p{L}\p{N}_]+`).FindAllString(strings.ToLower(s), -1)
}

// fold makes texts comparable: small letters, one space between words, no punctuation.
func fold(s string) string {
	s = strings.ReplaceAll(norm.NFKC.String(s), softHyphen, "")
	return strings.Join(regexp.MustCompile(`[\p{L}\p{N}_]+`).FindAllString(strings.ToLower(s), -1), " ")
}

// organization folds a name and drops what stands in parentheses, the legal form and a leading article.
func organization(s string) string {
	w := strings.Fields(fold(regexp.MustCompile(`\(.*?\)`).ReplaceAllString(s, " ")))
	for len(w) > 1 && slices.Contains(legalForms(), w[len(w)-1]) {
		w = w[:len(w)-1]
	}
	if len(w) > 1 && w[0] == "the" {
		w = w[1:]
	}
	return strings.Join(w, " ")
}

func legalForms() []string {
	return strings.Fields("inc incorporated llc llp ltd limited gmbh corp corporation co company plc sa sas as ab bv nv pbc pc pa pllc lp ag " +
		"spzoo sp z o oo sadecv de cv the l c p a s b v")
}

// identifier reduces a control's number to letters and digits.
func identifier(s *string) string {
	if s == nil {
		return ""
	}
	return regexp.MustCompile(`[^a-z0-9]`).ReplaceAllString(strings.ReplaceAll(strings.ToLower(*s), "control", ""), "")
}

// criteriaSet makes sets of criteria comparable.
func criteriaSet(ids []string) []string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, strings.ReplaceAll(strings.ToUpper(id), " ", ""))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func intersect(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}
