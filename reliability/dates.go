package reliability

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dateFinder reads the civil dates of a sentence.
type dateFinder struct{ date, span *regexp.Regexp }

// civil is a date as printed. Valid is false for days that no calendar has, such as February 30.
type civil struct {
	printed string
	day     time.Time
	valid   bool
}

// span is "from one date to another".
type span struct{ from, to civil }

const months = `January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec`

func newDateFinder() dateFinder {
	const one = `(?:(?:` + months + `)\.? \d{1,2}(?:st|nd|rd|th)?,? ?(?:of )?(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:` + months + `)\.?,? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)`
	const open = `(?:(?:` + months + `)\.? \d{1,2}|\d{1,2} (?:` + months + `)\.?)` // the year follows with the second date
	return dateFinder{
		date: regexp.MustCompile(`\b` + one + `\b`),
		span: regexp.MustCompile(`\b(` + one + `|` + open + `),? ?(?:to|through|until|and|-) ?(` + one + `)\b`),
	}
}

func (f dateFinder) all(text string) []civil {
	var out []civil
	for _, m := range f.date.FindAllString(text, -1) {
		out = append(out, parseDate(m))
	}
	return out
}

func (f dateFinder) spans(text string) []span {
	var out []span
	for _, m := range f.span.FindAllStringSubmatch(text, -1) {
		to := parseDate(m[2])
		from := m[1]
		if !f.date.MatchString(from) {
			from += ", " + strconv.Itoa(to.day.Year())
		}
		out = append(out, span{parseDate(from), to})
	}
	return out
}

// parseDate reads a date that the pattern matched.
func parseDate(s string) civil {
	c := civil{printed: s}
	var year, day int
	month := time.Month(0)
	if len(s) == 10 && s[4] == '-' {
		t, err := time.Parse(time.DateOnly, s)
		c.day, c.valid = t, err == nil
		return c
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' }) {
		if w[0] >= '0' && w[0] <= '9' {
			w = strings.TrimRight(w, "stndrh") // "1st"
		}
		n, err := strconv.Atoi(w)
		switch {
		case err == nil && n > 31:
			year = n
		case err == nil:
			day = n
		case len(w) >= 3:
			if at := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(w[:3])); at >= 0 {
				month = time.Month(at/3 + 1)
			}
		}
	}
	c.day = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	c.valid = month > 0 && day > 0 && c.day.Day() == day && c.day.Month() == month
	return c
}

// day reads an ISO date of the report's facts.
func day(s *string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, value(s))
	return t, err == nil
}

// days counts from one civil date to another.
func days(from, to time.Time) int { return int(to.Sub(from).Hours()) / 24 }
