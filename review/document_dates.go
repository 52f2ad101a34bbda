package review

import (
	"time"

	"countersign/fault"
)

// DocumentDates are the civil dates of a document; each may be empty. Both ends of the time for which it speaks belong to it.
type DocumentDates struct {
	IssuedOn   string `json:"issued_on"`
	ValidFrom  string `json:"valid_from"`
	ValidUntil string `json:"valid_until"`
}

// check says what is wrong with the dates.
func (d DocumentDates) check() error {
	for name, value := range map[string]string{"issued_on": d.IssuedOn, "valid_from": d.ValidFrom, "valid_until": d.ValidUntil} {
		if value == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return fault.New(fault.Invalid, "%s: a date such as 2027-03-31, not %q", name, value)
		}
	}
	if d.ValidFrom != "" && d.ValidUntil != "" && d.ValidUntil < d.ValidFrom {
		return fault.New(fault.Invalid, "valid_until: it is before valid_from")
	}
	return nil
}

// dayAfter is the next civil date; empty of what is no date.
func dayAfter(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
