package reliability

import (
	"time"

	"countersign/report"
)

// Preceding picks, of reports on hand, the same vendor's last one before this; nil when there is none.
func Preceding(rep *report.Report, list []Earlier) *Earlier {
	if rep == nil {
		return nil
	}
	mine, ok := reaches(value(rep.Facts.PeriodEnd), value(rep.Facts.AsOf))
	if !ok {
		return nil
	}
	var best *Earlier
	var until time.Time
	for i := range list {
		theirs, ok := reaches(list[i].Period[1], list[i].AsOf)
		if ok && theirs.Before(mine) && theirs.After(until) && sameVendor(list[i].Vendor, value(rep.Vendor)) {
			best, until = &list[i], theirs
		}
	}
	return best
}
