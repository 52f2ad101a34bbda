package checklist

import (
	"time"

	"countersign/report"
)

// Codes of what stays open about time. They are stable: add, never rename.
const (
	OpenType1         = "type-1"
	OpenTypeUnknown   = "type-unknown"
	OpenPeriodUnknown = "period-unknown"
	OpenPeriodShort   = "period-short"
	OpenAfterPeriod   = "after-period"
	OpenPeriodOld     = "period-old"
)

// time lists what the report leaves open over time, as of a day.
func (b *Boundary) time(rep *report.Report, opt BoundaryOptions) {
	f := &rep.Facts
	period := f.Evidence["period"]
	switch {
	case f.Type == nil:
		b.say(OpenTypeUnknown, nil, "Whether this is a type 1 or a type 2 report was not found, so that it is not known whether controls were tested over time.")
	case *f.Type == 1:
		on, ok := civil(f.AsOf)
		if !ok {
			b.say(OpenType1, f.Evidence["type"], "This is a type 1 report: it speaks of the design of controls on one day, and proves nothing on whether they worked over time.")
			return
		}
		b.say(OpenType1, append(f.Evidence["type"][:0:0], append(f.Evidence["type"], f.Evidence["as_of"]...)...),
			"This is a type 1 report: it speaks of the design of controls as of %s, and proves nothing on whether they worked over time.", day(on))
		b.since(opt, on, f.Evidence["as_of"], "The report speaks of "+day(on))
		return
	}
	start, okStart := civil(f.PeriodStart)
	end, okEnd := civil(f.PeriodEnd)
	if !okStart || !okEnd {
		b.say(OpenPeriodUnknown, period, "The period of the report was not found in full, so that it is not known which time it covers.")
	} else if !end.Before(start) && end.AddDate(0, 0, 1).Before(after(start, 12)) {
		b.say(OpenPeriodShort, period, "The period runs from %s to %s, %s; ask why it is shorter than a year and what the earlier report covers.",
			day(start), day(end), length(start, end.AddDate(0, 0, 1)))
	}
	if okEnd {
		b.since(opt, end, period, "The period ended on "+day(end))
	}
}

// since says what has not been looked at from a day on.
func (b *Boundary) since(opt BoundaryOptions, end time.Time, evidence []report.Evidence, ended string) {
	if opt.AsOf.IsZero() {
		return
	}
	y, m, d := opt.AsOf.Date()
	now := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	if !now.After(end) {
		return
	}
	b.say(OpenAfterPeriod, evidence, "%s, %s before %s. The report says nothing of the time since, and this file holds no bridge letter; ask for one, and for what changed in the models.",
		ended, length(end, now), day(now))
	if !now.Before(after(end, 12)) {
		b.say(OpenPeriodOld, evidence, "%s, a year or more ago; by convention a newer report should be there. Ask for it.", ended)
	}
}

func civil(s *string) (time.Time, bool) {
	if s == nil {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, *s)
	return t, err == nil
}

func day(t time.Time) string { return t.Format("January 2, 2006") }

// after is the day so many months later; where the month has no such day, its last.
func after(t time.Time, months int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// length words the time between two days: whole months from two on, and the days.
func length(from, to time.Time) string {
	days := int(to.Sub(from).Hours() / 24)
	months := 0
	for !after(from, months+1).After(to) {
		months++
	}
	if months < 2 {
		return counted(days, "day", "days")
	}
	return counted(months, "month", "months") + " (" + counted(days, "day", "days") + ")"
}
