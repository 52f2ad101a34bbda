package anatomy

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Dates as reports print them: "October 1, 2024", "1 October 2024", "10/1/2024" (month first, as in the United States, unless the
// first number cannot be a month), "2024-10-01", "1st of October 2024". Templates with "20X1" match nothing.
const datePattern = `(?:(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)\s+[0-9]{1,2}(?:st|nd|rd|th)?\s*,?\s*(?:of\s+)?[0-9]{4}` +
	`|[0-9]{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)\s*,?\s*[0-9]{4}` +
	`|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})`

type dateReader struct {
	date, period, asOf, noYear *regexp.Regexp
	number                     *regexp.Regexp
}

func newDateReader() *dateReader {
	const between = `\s*(?:,\s*)?(?:to|through|thru|until|and|-|–|—)\s*(?:and including\s+)?`
	return &dateReader{
		date: regexp.MustCompile(`(?i)` + datePattern),
		period: regexp.MustCompile(`(?i)(?:(?:throughout|for|during|over|covering|covers?|in)\s+(?:the\s+)?(?:\w+[- ]month\s+|examination\s+|reporting\s+|review\s+|audit\s+)?period\s*(?:of\s+|from\s+|covering\s+|beginning\s+|:\s*)?|\bfrom\s+|\bperiod\s*(?:of\s+|from\s+|:\s*|covered:?\s*)?|^)\(?(` +
			datePattern + `)` + between + `(` + datePattern + `)`),
		asOf: regexp.MustCompile(`(?i)\bas (?:of|at)\s+(` + datePattern + `)`),
		// "January 1 to December 31, 2025": the year stands once.
		noYear: regexp.MustCompile(`(?i)\b((?:January|February|March|April|May|June|July|August|September|October|November|December)\s+[0-9]{1,2})` + between + `((?:January|February|March|April|May|June|July|August|September|October|November|December)\s+[0-9]{1,2}),?\s*([0-9]{4})`),
		number: regexp.MustCompile(`[0-9]+`),
	}
}

// parse turns a printed date into ISO 8601; empty when it is none.
func (d *dateReader) parse(s string) string {
	s = strings.ToLower(plain(s))
	nums := d.number.FindAllString(s, -1)
	month := monthIn(s)
	var y, m, day int
	switch {
	case month > 0 && len(nums) == 2:
		m = month
		day, _ = strconv.Atoi(nums[0])
		y, _ = strconv.Atoi(nums[1])
	case len(nums) == 3 && len(nums[0]) == 4:
		y, m, day = atoi3(nums)
	case len(nums) == 3:
		m, day, y = atoi3(nums)
		if strings.Contains(s, ".") || m > 12 { // dots, or a first number that is no month: day first
			m, day = day, m
		}
	default:
		return ""
	}
	if y < 1990 || y > 2100 || m < 1 || m > 12 || day < 1 || day > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

func atoi3(n []string) (a, b, c int) {
	a, _ = strconv.Atoi(n[0])
	b, _ = strconv.Atoi(n[1])
	c, _ = strconv.Atoi(n[2])
	return a, b, c
}

func monthIn(s string) int {
	for i, m := range []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		if strings.Contains(s, m) {
			return i + 1
		}
	}
	return 0
}

// periodIn is the first period that text states, with its place.
func (d *dateReader) periodIn(text string) (start, end string, at [2]int, ok bool) {
	for _, m := range d.period.FindAllStringSubmatchIndex(text, -1) {
		start, end = d.parse(text[m[2]:m[3]]), d.parse(text[m[4]:m[5]])
		if start != "" && end > start {
			return start, end, [2]int{m[0], m[1]}, true
		}
	}
	for _, m := range d.noYear.FindAllStringSubmatchIndex(text, -1) {
		year := text[m[6]:m[7]]
		start, end = d.parse(text[m[2]:m[3]]+", "+year), d.parse(text[m[4]:m[5]]+", "+year)
		if start != "" && end > start {
			return start, end, [2]int{m[0], m[1]}, true
		}
	}
	return "", "", at, false
}

// asOfIn is the first "as of" date in text.
func (d *dateReader) asOfIn(text string) (date string, at [2]int, ok bool) {
	for _, m := range d.asOf.FindAllStringSubmatchIndex(text, -1) {
		if date = d.parse(text[m[2]:m[3]]); date != "" {
			return date, [2]int{m[0], m[1]}, true
		}
	}
	return "", at, false
}

// only is the date when text is little more than one.
func (d *dateReader) only(text string) string {
	text = strings.TrimSpace(text)
	m := d.date.FindStringIndex(text)
	if m == nil || len(text)-(m[1]-m[0]) > 12 {
		return ""
	}
	return d.parse(text[m[0]:m[1]])
}
