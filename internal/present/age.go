package present

import (
	"fmt"
	"time"
)

// day is a civil date: a time at midnight UTC.
func day(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// parseDay reads an ISO date of the report; ok is false when it is missing or odd.
func parseDay(s *string) (time.Time, bool) {
	if s == nil {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, *s)
	return t, err == nil
}

// longDate writes "March 31, 2026"; what is no date stays as it is.
func longDate(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return t.Format("January 2, 2006")
}

// addMonths adds calendar months and stays within the month: January 31 plus one month is the last of February.
func addMonths(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	last := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return time.Date(last.Year(), last.Month(), min(d, last.Day()), 0, 0, 0, 0, time.UTC)
}

// between counts whole months, the days left over, and all days from one day to a later one.
func between(from, to time.Time) (months, days, all int) {
	for !addMonths(from, months+1).After(to) {
		months++
	}
	return months, daysBetween(addMonths(from, months), to), daysBetween(from, to)
}

func daysBetween(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// duration writes "4 months and 3 days (125 days)".
func duration(from, to time.Time) string {
	months, days, all := between(from, to)
	switch {
	case months == 0:
		return count(all, "day")
	case days == 0:
		return fmt.Sprintf("%s (%s)", count(months, "month"), count(all, "day"))
	}
	return fmt.Sprintf("%s and %s (%s)", count(months, "month"), count(days, "day"), count(all, "day"))
}

// The conventions of the field: a report is used for 12 months after the end of its period, a Type 1 report for 6 after its date, and a
// bridge letter is asked for beyond about three months.
const (
	staleMonths        = 12
	staleMonthsTypeOne = 6
	bridgeMonths       = 3
)

// What to do about a report whose period ended more than bridgeMonths ago.
const (
	adviceBridge  = "Ask for a bridge letter: the time since then is not covered, and by convention one is asked for beyond about 3 months."
	adviceTypeTwo = "Ask for the Type 2 report, or for its date."
	adviceSpent   = "By convention a bridge letter serves for about 3 months after the period: ask for the next report, or for its date."
)

// span says what an age is counted from and what to do about one beyond the time of a bridge letter.
type span struct {
	from   time.Time
	what   string // "the end of the period"
	advice string
	stale  int // months
}

// age judges how far back the end of the period, or the date of a Type 1 report, lies.
func age(s span, asOf time.Time) Fact {
	end, what := s.from, s.what
	f := Fact{Label: "Age"}
	on := "on " + asOf.Format("January 2, 2006")
	if asOf.Before(end) {
		f.Tone = Bad
		f.Value = fmt.Sprintf("%s, %s, still lies %s ahead: the report cannot be final.", capital(what), on, duration(asOf, end))
		return f
	}
	f.Value = fmt.Sprintf("%s since %s, %s.", capital(duration(end, asOf)), what, on)
	switch {
	case asOf.After(addMonths(end, s.stale)):
		f.Tone = Bad
		f.Value += fmt.Sprintf(" Stale: by convention a report is used for %d months; ask for the next one.", s.stale)
	case asOf.After(addMonths(end, bridgeMonths)):
		f.Tone = Caution
		f.Value += " " + s.advice
	}
	return f
}
