package anatomy

import (
	"regexp"
	"strings"
)

// numberReader reads counts in digits and words.
type numberReader struct {
	cleanSome, ofSample, ofThe, noted, were, kept, failing                                       *regexp.Regexp
	ratio, showed, popul, items, plural, sample, selected, chosen, none, popOf, digits, definite *regexp.Regexp
}

const numberWords = `one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred`

func newNumberReader() *numberReader {
	const num = `(\d{1,3}(?:,\d{3})+|\d{1,6}|` + numberWords + `)(?:\s*\((\d+)\))?`
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	return &numberReader{
		ratio:     ci(`\b` + num + `(?:\s+(?:[a-z][a-z-]*\s+){0,3}?(?:[a-z][a-z-]*,\s+)?|\s+)(?:out\s+)?of\s+(?:the\s+|a\s+|all\s+)?(?:(?:sample|total|population|selection)\s+of\s+)?(?:the\s+)?` + num + `\b`),
		showed:    ci(`\b(?:inspection|sample|testing|test|review|examination|selection)\s+of\s+(?:the\s+|a\s+sample\s+of\s+)?` + num + `\b[^.;]{0,120}?\b(?:that|:)?,?\s*for\s+` + num + `\b`),
		cleanSome: ci(`\bno (?:\w+ )?(?:exceptions?|deviations?) (?:were |was )?(?:noted|identified|found) (?:for|in) (\d+|` + numberWords + `)(?:\s*\((\d+)\))? (?:out )?of (?:the )?(\d+|` + numberWords + `)(?:\s*\((\d+)\))?`),
		ofSample:  ci(`\b(?:out of|of|in|for|from|with)\s+(?:a|the|our)\s+(?:\w+\s+)?(?:sample|total|selection)\s+of\s+` + num + `\b[^.;:]{0,80}?[,:]\s*(?:(?:it was )?noted (?:that )?|that |for )?` + num + `\b`),
		noted:     ci(`\b(?:for|of)\s+(?:the\s+|all\s+|each of the\s+)?` + num + `\s+(?:[a-z][a-z'-]*\s+){1,5}?(?:selected|sampled|tested|inspected|examined|reviewed)\b[^.;]{0,60}?\b(?:noted|found|determined|identified|showed|disclosed)\b(?:\s+that)?(?:\s+for)?\s+` + num + `\b`),
		ofThe:     ci(`\b(?:out\s+)?of\s+(?:the\s+)?` + num + `\s+[a-z][a-z' -]{2,50}?(?:selected|sampled|tested|inspected|examined)\b,?\s+(?:for\s+)?` + num + `(?:\s|[.,;]|$)`),
		were:      ci(`\b` + num + `\s+(?:[a-z][a-z'-]*\s+){0,3}?(?:were|was)\s+(?:sampled|selected|tested|inspected|examined)\b[^.]{0,120}?\b(?:for|in)\s+` + num + `(?:\s|[.,;]|$)`),
		popul:     ci(`\bpopulation\s+of\s+` + num + `\b[^.;]{0,120}?\bfor\s+` + num + `\b`),
		items:     ci(`\b(?:items?|selections?|samples?)\s+(?:#|no\.?\s*|numbers?\s*)?(\d+(?:\s*(?:,|and|&)\s*(?:and\s+)?\d+)*)\s+(?:of|in|from)\s+the\s+sample`),
		plural:    ci(`(?:^|[.:;,(]\s*|\b(?:for|from|of|in|by|with|that|only|on)\s+|\bnoted\s+(?:that\s+)?(?:for\s+)?|\bthat\s+(?:for\s+)?)` + num + `\s+((?:of\s+the\s+)?(?:[a-z][a-z'-]*\s+){0,3}[a-z'-]+)`),
		sample:    ci(`\b(?:samples?|selection|subset)\s+of\s+(?:the\s+)?` + num + `\b`),
		selected:  ci(`\b(?:selected|sampled|drew|chose|examined|inspected|tested|reperformed|obtained|reviewed|compared|traced|(?:records?|tickets?|evidence|documentation|history|files?|forms?|reports?|listings?|minutes|agreements?|certificates?|approvals?)\s+(?:of|for)|for)\s+(?:a\s+)?(?:each\s+of\s+|all\s+|the\s+|both\s+|of\s+)*` + num + `\s+([a-z][a-z'-]*)`),
		chosen:    ci(`\b` + num + `\s+(?:[a-z][a-z'-]*\s+){1,5}?(?:selected|sampled|chosen|in the sample|judgmentally|randomly)`),
		popOf:     ci(`population of (?:the )?(\d{1,3}(?:,\d{3})+|\d+)`),
		definite:  ci(`\b(?:the|both)\s+` + num + `\s+(?:[a-z][a-z-]*\s+){0,3}[a-z-]+s\b`),
		digits:    ci(`\d+`),
		kept:      ci(`\b(?:had|were|was)\s+(?:been\s+)?(?:\w+ly\s+)?(?:acknowledged|completed|approved|reviewed|performed|documented|signed|tested|held|trained|assessed|removed|closed|evidenced|on time|compliant|timely|in place)\b`),
		failing:   ci(`\bnot\b|\bno\b|\blate\b|\bwithout\b|\bafter\b|\bbeyond\b|\bexceed|\bfail|\black|\bmissing\b|\bbefore\b|\bsame\b|\bbetween\b|\bonly by\b|\bown\b|\bthemselves\b|\bpast\b|\bincorrect|\bin error\b|\bunauthori`),
		none:      ci(`\b(?:neither|none) of (?:the |these )?` + num + `\b`),
	}
}

// ratioIn tells whether text counts some of a number of items.
func (nr *numberReader) ratioIn(text string) bool {
	if nr.ratio.MatchString(text) || nr.ofThe.MatchString(text) {
		return true
	}
	_, _, ok := nr.fixedForm(text)
	return ok
}

// tally is a count of deviations in a sample; nil where the report gives no number.
type tally struct{ sampled, population, deviations *int }

// counts reads deviations and sample from the text of an exception and, where only one of them stands there, from the test of the
// same row. Both are nil when the deviations are not stated as a number.
func (nr *numberReader) counts(text, test string) tally {
	pop := nr.populationIn(test)
	if m := nr.cleanSome.FindStringSubmatch(text); m != nil {
		if good, n := value(m[1], m[2]), value(m[3], m[4]); good < n {
			d := n - good
			return tally{&n, pop, &d}
		}
	}
	if n, d, ok := nr.fixedForm(text); ok {
		if nr.popul.MatchString(text) {
			pop = &n
		}
		return tally{&n, pop, &d}
	}
	if n, d, ok := nr.ratioOf(text); ok {
		if pop == nil && (nr.sampleIn(test) == n || nr.allIn(test) == n) && (wholeTested(test) || strings.Contains(lower(test), "each of the") || nr.allIn(test) == n) {
			pop = &n
		}
		return tally{&n, pop, &d}
	}
	if m := nr.ofThe.FindStringSubmatch(text); m != nil {
		if n, d := value(m[1], m[2]), value(m[3], m[4]); d <= n && d > 0 {
			return tally{&n, pop, &d}
		}
	}
	if m := nr.items.FindStringSubmatch(text); m != nil {
		d := len(nr.digits.FindAllString(m[1], -1))
		if n := nr.sampleIn(test + " " + text); n >= d {
			return tally{&n, pop, &d}
		}
	}
	return nr.lone(text, test, pop)
}

// fixedForm reads forms that name the sample first: "inspection of 25 backups showed that, for 2, …", "neither of the two reviews".
func (nr *numberReader) fixedForm(t string) (n, d int, ok bool) {
	for _, re := range []*regexp.Regexp{nr.ofSample, nr.noted, nr.were, nr.popul, nr.showed} {
		if m := re.FindStringSubmatch(t); m != nil {
			if n, d = value(m[1], m[2]), value(m[3], m[4]); d <= n && d > 0 {
				return n, d, true
			}
		}
	}
	if m := nr.none.FindStringSubmatch(t); m != nil {
		n = value(m[1], m[2])
		return n, n, n > 0
	}
	return 0, 0, false
}

// ratioOf reads "2 of 25"; a sample of a population ("Selected 25 of 412") is none.
func (nr *numberReader) ratioOf(t string) (n, d int, ok bool) {
	for _, m := range nr.ratio.FindAllStringSubmatchIndex(t, -1) {
		d, n = value(sub(t, m, 1), sub(t, m, 2)), value(sub(t, m, 3), sub(t, m, 4))
		if d > n || d == 0 || nr.isSelection(t, m[0]) {
			continue
		}
		if rest := t[m[1]:]; 2*d > n && strings.Contains(rest, "not") { // "24 of 25 had acknowledged; one employee had not"
			if p := nr.plural.FindStringSubmatch(rest); p != nil && value(p[1], p[2]) == n-d {
				d = n - d
			}
		} else if 2*d > n && d < n && nr.kept.MatchString(t) && !nr.failing.MatchString(t) { // "24 of 25 had acknowledged" and not a word of the one
			d = n - d
		}
		return n, d, true
	}
	return 0, 0, false
}

// allOf tells a count of all: "12 of 12 reviews were held".
func (nr *numberReader) allOf(t string) bool {
	all := false
	for _, m := range nr.ratio.FindAllStringSubmatch(t, -1) {
		if value(m[1], m[2]) != value(m[3], m[4]) {
			return false
		}
		all = true
	}
	return all
}

// lone reads a count of deviations that stands without the sample: the test names the sample, or nobody does.
func (nr *numberReader) lone(t, test string, pop *int) tally {
	n := nr.sampleIn(test)
	for _, m := range nr.plural.FindAllStringSubmatch(t, -1) {
		d := value(m[1], m[2])
		if d == 0 || notCounted(m[3]) || !isCountNoun(m[3], d) {
			continue
		}
		if n >= d {
			if pop == nil && (wholeTested(test) || nr.allIn(test) == n) {
				pop = &n
			}
			return tally{&n, pop, &d}
		}
		if n == 0 && d > 1 && !strings.HasPrefix(strings.ToLower(m[3]), "of the ") { // "two of the scheduled reviews" is vague
			return tally{deviations: &d}
		}
	}
	return tally{}
}

// isCountNoun tells whether what follows a number are things that can deviate: a plural, or one thing.
func isCountNoun(words string, d int) bool {
	f := strings.Fields(strings.ToLower(words))
	for i, w := range f {
		if i > 3 || w == "of" && i > 0 {
			break
		}
		w = strings.Trim(w, "'-.,")
		if d == 1 && i == 0 && len(w) > 2 && w != "the" && w != "or" && w != "and" || d > 1 && strings.HasSuffix(w, "s") && len(w) > 3 && w != "was" && w != "has" && !strings.HasSuffix(w, "ss") {
			return true
		}
	}
	return d == 1 && len(f) > 1 && f[0] == "of"
}

func sub(s string, m []int, g int) string {
	if m[2*g] < 0 {
		return ""
	}
	return s[m[2*g]:m[2*g+1]]
}

// isSelection tells a sample of a population ("Selected 25 of 412") from deviations in a sample.
func (nr *numberReader) isSelection(t string, at int) bool {
	before := strings.ToLower(strings.TrimRight(t[max(0, at-30):at], " "))
	for _, w := range []string{"selected", "sampled", "sample of", "inspected", "selected a sample of", "tested", "judgmentally", "drew", "examined"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// sampleIn is the size of the sample that a test names; 0 when none.
func (nr *numberReader) sampleIn(test string) int {
	for _, re := range []*regexp.Regexp{nr.sample, nr.chosen, nr.selected} {
		for _, m := range re.FindAllStringSubmatch(test, -1) {
			if len(m) > 3 && notCounted(m[3]) {
				continue
			}
			if n := value(m[1], m[2]); n > 0 && n < 100000 {
				return n
			}
		}
	}
	return 0
}

func wholeTested(test string) bool {
	t := lower(test)
	return !containsAny(t, "sample of") && containsAny(t, "inspected all ", "for all ", "entire population", "each of the", "keys in use", " in use")
}

// allIn is how many there are of what a test looked at in full, "the four storage clusters"; 0 where it drew a sample.
func (nr *numberReader) allIn(test string) int {
	if m := nr.definite.FindStringSubmatch(test); m != nil && !containsAny(lower(test), "sampl", "select", "drew ", "chose") {
		return value(m[1], m[2])
	}
	return 0
}

// populationIn is the population where the test names it: "a sample of 8 of the 31 dataset versions", "25 of 412".
func (nr *numberReader) populationIn(test string) *int {
	if !strings.Contains(test, " of ") {
		return nil
	}
	for _, m := range nr.ratio.FindAllStringSubmatchIndex(test, -1) {
		d, n := value(sub(test, m, 1), sub(test, m, 2)), value(sub(test, m, 3), sub(test, m, 4))
		if d <= n && nr.isSelection(test, m[0]) {
			return &n
		}
	}
	if m := nr.popOf.FindStringSubmatch(test); m != nil {
		n := value(m[1], "")
		return &n
	}
	return nil
}
