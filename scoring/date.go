package scoring

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date: a day on the calendar, without time and zone. The zero Date means that none is known.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads an ISO 8601 date such as 2026-03-31. The error says what was wanted.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("cannot read %q as a date like 2026-03-31", s)
	}
	return DateOf(t), nil
}

// IsZero tells whether no date is known.
func (d Date) IsZero() bool { return d == Date{} }

// String writes the date as in ISO 8601; nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText writes the date as in ISO 8601.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := ParseDate(string(text))
	*d = read
	return err
}

// AddMonths moves the date by n months and keeps it within the month it lands in: January 31 plus one month is the last of
// February. time.AddDate would run over into March, which is late for a control.
func (d Date) AddMonths(n int) Date {
	last := time.Date(d.Year, d.Month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return Date{last.Year(), last.Month(), min(d.Day, last.Day())}
}

// Next is the day after.
func (d Date) Next() Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, time.UTC))
}

// Compare orders dates: -1 when d is earlier than e, 1 when it is later.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// After tells whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// MonthsTo counts the whole months from d to a later date: the greatest n for which d plus n months is not after it. Zero when e is
// not later.
func (d Date) MonthsTo(e Date) int {
	n := max(0, (e.Year-d.Year)*12+int(e.Month)-int(d.Month))
	for n > 0 && d.AddMonths(n).After(e) {
		n--
	}
	return n
}

// periodMonths counts the whole months of a period whose last day belongs to it: January 1 to September 30 are nine.
func periodMonths(start, end Date) int { return start.MonthsTo(end.Next()) }
