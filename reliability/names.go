package reliability

import (
	"strings"
	"unicode"

	"countersign/report"
)

// plainWords are words of companies' names that tell no company apart, and words that stand for a company in reports.
const plainWords = ` inc incorporated llc llp lp ltd limited corp corporation co company companies plc pllc pc pa pbc gmbh ag sa sas nv ` +
	`bv ab as group holding holdings cpa cpas the and of de for its a an our your this that these such each all service services ` +
	`organization organisation organizations system systems platform solutions technologies technology software cloud data ` +
	`management board directors members shareholders president partners associates team entity entities user users subservice ` +
	`auditor auditors accountants customer customers client clients vendor vendors provider providers section description assertion ` +
	`control controls products product network labs international global digital information security we it both they `

func plainWord(w string) bool { return strings.Contains(plainWords, " "+w+" ") }

// significant are the words by which a name is told from others, lower case. A name of plain words only keeps them.
func significant(name string) []string {
	var out, all []string
	for _, w := range strings.FieldsFunc(strings.ToLower(plain(name)), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '&' && c != '.' && c != '\''
	}) {
		w = strings.TrimSuffix(strings.ReplaceAll(strings.Trim(w, ".'"), ".", ""), "'s")
		if w == "" || w == "&" {
			continue
		}
		all = append(all, w)
		if len(w) > 1 && !plainWord(w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

// isPlain tells a name made of words that stand for any company: "the Company", "Service Organization".
func isPlain(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(strings.Trim(name, " .,;:"))) {
		if w = strings.Trim(w, ".,'"); w != "" && !plainWord(w) {
			return false
		}
	}
	return true
}

// alike tells whether two names may be of the same: a significant word in common, or one the initials of the other.
func alike(a, b string) bool {
	x, y := significant(a), significant(b)
	for _, w := range x {
		for _, v := range y {
			if w == v || len(w) > 5 && len(v) > 5 && (strings.HasPrefix(w, v) || strings.HasPrefix(v, w)) {
				return true
			}
		}
	}
	return initialsOf(a, b) || initialsOf(b, a)
}

// initialsOf tells whether short is the initials of name: "OFS" of "Ostrava Freight Systems a.s.".
func initialsOf(short, name string) bool {
	short = strings.Trim(short, " .,'")
	if len(short) < 2 || len(short) > 6 || short != strings.ToUpper(short) {
		return false
	}
	var initials strings.Builder
	for _, w := range strings.Fields(name) {
		if c := []rune(w)[0]; unicode.IsUpper(c) {
			initials.WriteRune(c)
		}
	}
	return strings.HasPrefix(initials.String(), short)
}

func subserviceNames(rep *report.Report) []string {
	out := make([]string, 0, len(rep.SubserviceOrganizations))
	for _, s := range rep.SubserviceOrganizations {
		out = append(out, s.Name)
	}
	return out
}
