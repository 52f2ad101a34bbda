package anatomy

import (
	"regexp"
	"strings"
)

// pastedCounter reads sample, population and deviations from plain words: "Of 25 builds selected, four went live without it", "the other
// two had not", "in two of them". What the reader of results finds stands, unless words here say it better.
type pastedCounter struct {
	nums                                         *numberReader
	num, head, other, part, percent, vague       *regexp.Regexp
	unit, subject, measured, singular, times     *regexp.Regexp
	asked, whole, inUse, wholeWords, drawn, only *regexp.Regexp
	popNamed, further, noted                     *regexp.Regexp
}

// mostNumbers is how many numbers of a text are looked at.
const mostNumbers = 40

func newPastedCounter(nums *numberReader) pastedCounter {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	const (
		num  = `(\d{1,3}(?:,\d{3})+|\d{1,6}|` + numberWords + `)(?:\s*\((\d+)\))?`
		unit = `(?:(?:business|calendar|working|consecutive|full)\s+)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|percent|times)`
		when = `(?:first|second|third|fourth|last|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|spring|summer|autumn|fall|winter|year|quarter|half)(?:[- ](?:quarter|half|month|week))?`
	)
	return pastedCounter{
		nums:     nums,
		num:      ci(`\b` + num + `\b`),
		head:     ci(`(?:^|[.:;]\s*|\bnoted that |\bfound that )(?:out )?of (?:the |these |those |our |all )?` + num + `\s+([^.;:]{2,120})$`),
		other:    ci(`\b(?:the )?(?:other|remaining|last) ` + num + `\b|\b(?:the other|the remaining) (?:one\b|[a-z]+\b)`),
		part:     ci(`\b` + num + ` of (?:them|these|those|which|whom|the (?:[a-z-]+ )?[a-z-]+s|the sampled|the selected)\b`),
		percent:  ci(`\d+(?:\.\d+)?\s?(?:%|percent|per cent)\s*(?:\(\s*(?:or )?|, or |, i\.e\.,? |or )?`),
		vague:    ci(`\b(?:several|some|many|various|a number|a few|most|certain)\b`),
		unit:     ci(`^[\s-]*` + unit + `\b|^\s*(?:and|to|or|-|–)\s*` + num + `[\s-]*` + unit + `\b|^\s*%|^(?:st|nd|rd|th)\b`),
		measured: ci(`(?:\b(?:between|day|days|version|section|item|items|no|number|page|january|february|march|april|may|june|july|august|september|october|november|december|tls|level|tier|phase|step|sprint|severity|more than|less than|at least|at most|up to|within|after|under|over|about|quarter|q|year)\.?|[$€£#§])\s*$`),
		subject:  ci(`\b(?:the last|the first|the latest|this|that|each|any|every|no|which|more than|at least|as|another|a new|a)\s+$`),
		singular: ci(`(?:^|[.;:]\s+)(?:the|an?|one)\s+(?:(?:[a-z-]+\s+){0,2}?([a-z]{4,})\s+(?:for|of|in|from|dated|held|due)\s+(?:the\s+)?` + when + `|` + when + `\s+([a-z]{4,}))`),
		asked:    ci(`\b(?:of|from|across|on|at|among|for)\s+(?:the\s+|all\s+|each of the\s+|a\s+)*` + num + `\s+((?:[a-z-]+\s+){0,3}[a-z-]+s)\b`),
		times:    ci(`\b(?:reports?|reviews?|records?|recertifications?|certifications?|minutes|logs?|scans?|tickets?|checks?|checklists?|reconciliations?|meetings?|runs?|results?|backups?|evidence) (?:for|of|from|on|covering) (?:the )?` + num + ` (?:selected |sampled )?(?:days|dates|weeks|weekends|months|quarters|nights)\b`),
		whole:    ci(`\b(?:all|each of|every one of|(?:entire|whole|full|complete) population of)(?: of)?(?: the| our| these)?\s+` + num + `\b((?:\s+[\w'-]+){0,6})`),
		inUse:    ci(`\bthe\s+` + num + `\s+(?:[a-z'-]+\s+){1,5}?(?:in (?:use|service|place|scope|production|force|operation|existence|the (?:\w+ )?period)|of the (?:\w+ )?(?:period|year|company|quarter)|during the (?:\w+ )?(?:period|year)|(?:held|made|performed|raised|opened) (?:in|during) the|on the (?:list|register))\b`),

		wholeWords: ci(`\ball of which (?:were|was|had been)\b|\ball of them (?:were )?(?:tested|inspected|examined)\b|\b(?:the|its) (?:whole|entire|full|complete) population\b|\bpopulation (?:was|were) (?:tested|inspected|examined) in full\b|\btested in full\b`),
		drawn:      ci(`\b(?:from|of|out of) (?:a (?:total|population|list(?:ing)?) of |the |all )?` + num + `\s+[^.;]{2,80}?,?\s+` + num + `\s+(?:[a-z-]+\s+){0,3}?(?:were|was|had been)\s+(?:\w+ly )?(?:selected|sampled|drawn|tested|chosen|picked|inspected|examined|taken|looked at)\b`),
		noted:      ci(`\b(?:noted|found|observed|showed|revealed|disclosed|identified|determined|learned)(?: that)?\b`),
		popNamed:   ci(`\b` + num + `\s+(?:[a-z-]+\s+){0,2}?(?:out )?of (?:the |a (?:total|population) of |all )?` + num + `\b`),
		only:       ci(`\bonly ` + num + ` (?:out )?of (?:the )?` + num + `\b`),
		further:    ci(`\b(?:sample|selection) was (?:then |therefore |subsequently )?(?:extended|expanded|enlarged|increased|widened) by ` + num + `\b|\b(?:a )?further ` + num + ` (?:[a-z-]+ ){0,3}(?:were|was) (?:selected|sampled|tested|inspected|drawn|examined)\b`),
	}
}

// read gives the counts of an exception: what failed, and the test beside it.
func (c pastedCounter) read(text, test string) tally {
	t := c.stated(text, test)
	if t.sampled == nil {
		if n := c.sample(test); n > 0 {
			t.sampled = &n
		}
	}
	if t.sampled != nil {
		if pop := c.population(*t.sampled, text, test); pop > 0 {
			t.population = &pop
		}
	}
	return t
}

func (c pastedCounter) stated(text, test string) tally {
	for _, form := range []func(string) (int, int, bool){c.ofFurther, c.ofOther, c.ofOnly, c.ofHead} {
		if n, d, ok := form(text); ok {
			return tally{sampled: &n, deviations: &d}
		}
	}
	n := c.sample(test)
	if d := c.ofPair(text, n); d > 0 {
		return tally{sampled: &n, deviations: &d}
	}
	if t := c.ofNoted(text); t.deviations != nil {
		return t
	}
	if t := c.nums.counts(text, test); t.deviations != nil {
		return t
	}
	if m := c.part.FindStringSubmatch(text); m != nil && n > 0 && !c.nums.ratio.MatchString(m[0]) {
		if d := value(m[1], m[2]); d > 0 && d <= n {
			return tally{sampled: &n, deviations: &d}
		}
	}
	if d := c.first(text); d > 0 && d <= n && !c.vague.MatchString(text) {
		return tally{sampled: &n, deviations: &d}
	}
	if n > 0 && c.single(text, test) {
		return tally{sampled: &n, deviations: new(1)}
	}
	return tally{}
}

// ofFurther reads "The selection was extended by 15 further grants, among which 2 more lacked approval".
func (c pastedCounter) ofFurther(text string) (n, d int, ok bool) {
	m := c.further.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, 0, false
	}
	n = value(sub(text, m, 1), sub(text, m, 2)) + value(sub(text, m, 3), sub(text, m, 4))
	d = c.first(text[m[1]:])
	return n, d, d > 0 && d <= n
}

// ofOther reads "13 of 15 were approved, the other 2 were not": the failure is told of the others.
func (c pastedCounter) ofOther(text string) (n, d int, ok bool) {
	m := c.nums.ratio.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, 0, false
	}
	good, n := value(sub(text, m, 1), sub(text, m, 2)), value(sub(text, m, 3), sub(text, m, 4))
	o := c.other.FindStringSubmatchIndex(text[m[1]:])
	if o == nil || good >= n || c.nums.failing.MatchString(text[m[1]:m[1]+o[0]]) {
		return 0, 0, false
	}
	d = n - good
	if s := sub(text[m[1]:], o, 1); s != "" && value(s, sub(text[m[1]:], o, 2)) != d || s == "" && d != 1 {
		return 0, 0, false
	}
	return n, d, true
}

// ofPair reads "52 were triaged in time, 8 were not": two numbers that make up the sample, and words of failure after the second only.
func (c pastedCounter) ofPair(text string, n int) int {
	all := c.all(text, mostNumbers)
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.n+b.n == n && !c.nums.failing.MatchString(text[a.to:b.from]) && c.nums.failing.MatchString(text[b.to:]) {
			return b.n
		}
	}
	return 0
}

// ofNoted reads a result that tells the test too: "Per inspection of the records of 50 employees, it was noted that seven never did".
func (c pastedCounter) ofNoted(text string) tally {
	m := c.noted.FindStringIndex(text)
	if m == nil || c.nums.ratioIn(text) {
		return tally{}
	}
	n, d := c.sample(text[:m[0]]), c.first(text[m[1]:])
	if d == 0 || d > n {
		return tally{}
	}
	return tally{sampled: &n, deviations: &d}
}

// ofOnly reads "Only 21 of the 25 alerts were answered in time".
func (c pastedCounter) ofOnly(text string) (n, d int, ok bool) {
	m := c.only.FindStringSubmatchIndex(text)
	if m == nil || c.nums.failing.MatchString(text[m[1]:]) {
		return 0, 0, false
	}
	good, n := value(sub(text, m, 1), sub(text, m, 2)), value(sub(text, m, 3), sub(text, m, 4))
	return n, n - good, good < n
}

// ofHead reads a sentence that names the sample first: "Of the 4 withdrawals in the period, all of which were tested, 1 was late".
func (c pastedCounter) ofHead(text string) (n, d int, ok bool) {
	for s := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '.' || r == ';' }) {
		m := c.head.FindStringSubmatchIndex(strings.TrimSpace(s))
		if m == nil {
			continue
		}
		s = strings.TrimSpace(s)
		n = value(sub(s, m, 1), sub(s, m, 2))
		_, rest, cut := strings.Cut(s[m[6]:m[7]], ",")
		d = c.first(rest)
		if d2 := c.ofPair(text, n); d2 > 0 {
			d = d2
		}
		if cut && d > 0 && d <= n {
			return n, d, true
		}
	}
	return 0, 0, false
}

// counted is a number that counts things, and where it stands.
type counted struct{ n, from, to int }

// first is the first number that counts things.
func (c pastedCounter) first(text string) int {
	if all := c.all(c.percent.ReplaceAllString(text, ""), 1); len(all) > 0 {
		return all[0].n
	}
	return 0
}

// all are the numbers that count things: no measure, no date, no part of a name, no "one" that stands for something else.
func (c pastedCounter) all(text string, most int) []counted {
	var out []counted
	for _, m := range c.num.FindAllStringSubmatchIndex(text, mostNumbers) {
		if n := value(sub(text, m, 1), sub(text, m, 2)); n > 0 && len(out) < most && c.counts(text, m) {
			out = append(out, counted{n, m[0], m[1]})
		}
	}
	return out
}

func (c pastedCounter) counts(text string, m []int) bool {
	before, after := text[:m[0]], text[m[1]:]
	near := before[max(0, len(before)-30):]
	switch {
	case c.unit.MatchString(after) && !c.chosen(text[m[0]:]), c.measured.MatchString(near):
		return false
	case before != "" && strings.IndexByte(".-/", before[len(before)-1]) >= 0, after != "" && strings.IndexByte("-/", after[0]) >= 0, len(after) > 1 && (after[0] == '.' || after[0] == ',') && isDigit(after[1]):
		return false
	case strings.EqualFold(text[m[2]:m[3]], "one") && (c.subject.MatchString(near) || strings.HasPrefix(after, " and the same") || strings.HasPrefix(after, " another")):
		return false
	}
	return m[3]-m[2] != 4 || text[m[2]] != '1' && text[m[2]] != '2' // a year
}

// chosen tells that what a number measures was drawn: "25 days selected".
func (c pastedCounter) chosen(s string) bool {
	m := c.nums.chosen.FindStringIndex(s)
	return m != nil && m[0] == 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// single tells one failure that is told of one thing, of the several that were tested: "The review for the third quarter was late".
func (c pastedCounter) single(text, test string) bool {
	for _, m := range c.singular.FindAllStringSubmatch(text, 3) {
		if one := strings.ToLower(m[1] + m[2]); !strings.HasSuffix(one, "s") && containsAny(lower(test), one, strings.TrimSuffix(one, "y")+"ies") {
			return true
		}
	}
	return false
}

// sample is the size of the sample that a test names, in its words or in plainer ones.
func (c pastedCounter) sample(test string) int {
	if m := c.drawn.FindStringSubmatch(test); m != nil {
		return value(m[3], m[4])
	}
	if m := c.popNamed.FindStringSubmatch(test); m != nil && value(m[1], m[2]) < value(m[3], m[4]) { // "the alarms of 10 of 63 pools"
		return value(m[1], m[2])
	}
	if n := c.nums.sampleIn(test); n > 0 {
		return n
	}
	for _, m := range c.asked.FindAllStringSubmatch(test, -1) {
		if n := value(m[1], m[2]); n > 0 && !notCounted(m[3]) {
			return n
		}
	}
	if m := c.times.FindStringSubmatch(test); m != nil {
		return value(m[1], m[2])
	}
	return 0
}

// population is how many there were of what was sampled; the sample itself where all were looked at.
func (c pastedCounter) population(n int, text, test string) int {
	if m := c.drawn.FindStringSubmatch(test); m != nil && value(m[3], m[4]) == n {
		return value(m[1], m[2])
	}
	for _, m := range c.popNamed.FindAllStringSubmatch(test, -1) {
		if value(m[1], m[2]) == n && value(m[3], m[4]) >= n {
			return value(m[3], m[4])
		}
	}
	both := test + " " + text
	if c.wholeWords.MatchString(both) {
		return n
	}
	for _, m := range c.whole.FindAllStringSubmatch(test, -1) {
		if value(m[1], m[2]) == n && !containsAny(lower(m[3]), "select", "sampl", "chosen", "drawn") {
			return n
		}
	}
	if m := c.inUse.FindStringSubmatch(test); m != nil && value(m[1], m[2]) == n && !containsAny(lower(m[0]), "select", "sampl", "chosen") {
		return n
	}
	if c.nums.allIn(test) == n {
		return n
	}
	return 0
}
