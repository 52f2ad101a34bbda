package reliability

import (
	"strings"
	"unicode"

	"countersign/report"
)

// hole stands for a name or a figure. Neighboring holes are one, so that names of any length mask alike.
const hole = "_"

// masker takes out of a text what tells one company's copy from another's: names, products, places, dates, figures.
type masker struct{ names map[string]bool }

// newMasker knows the names of the report. They are masked also where every word has a capital: at the start of a sentence.
func newMasker(rep *report.Report) masker {
	m := masker{names: map[string]bool{}}
	for _, n := range append([]string{value(rep.Vendor), value(rep.System), value(rep.Facts.Auditor)}, subserviceNames(rep)...) {
		for _, w := range significant(n) {
			m.names[w] = true
		}
	}
	return m
}

// words gives the lower-case words of a sentence with holes. A word with a capital inside a sentence is taken for a name: that masks
// products and places that the report's facts do not list, and costs nothing that both texts do not lose.
func (m masker) words(sentence string) []string {
	var out []string
	push := func(w string) {
		if w != hole || len(out) == 0 || out[len(out)-1] != hole {
			out = append(out, w)
		}
	}
	first := true
	for _, w := range strings.FieldsFunc(plain(sentence), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' }) {
		w = strings.TrimSuffix(strings.Trim(w, "'"), "'s")
		if w == "" {
			continue
		}
		low := strings.ToLower(w)
		switch {
		case strings.ContainsFunc(w, unicode.IsDigit), m.names[low] && low != w, low != w && !first && len(w) > 1, standsForName(low):
			push(hole)
		default:
			push(low)
		}
		first = false
	}
	return out
}

// standsForName: "the Company" in one copy is the company's name in another.
func standsForName(low string) bool {
	switch low {
	case "company", "organization", "organisation", "we", "our", "us", "its", "their", "it", "they", "the":
		return true
	}
	return false
}
