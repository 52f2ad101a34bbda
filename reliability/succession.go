package reliability

import (
	"fmt"
	"slices"
	"time"

	"countersign/report"
)

// successionCheck holds a report against the same vendor's report before it.
type successionCheck struct{}

// muchShorter is the share of the earlier period below which a period counts as shortened.
const muchShorter = 0.75

// longGap is how many uncovered days are grave: a bridge letter is customary for about three months.
const longGap = 92

func (c successionCheck) signals(r *reading) []Signal {
	p := r.o.Previous
	if p == nil || !sameVendor(p.Vendor, value(r.rep.Vendor)) || !c.before(r, p) {
		return nil
	}
	return slices.Concat(c.kind(r, p), c.periods(r, p), c.categories(r, p), c.auditor(r, p), c.carveOuts(r, p))
}

// before makes sure that the other report is the earlier one.
func (c successionCheck) before(r *reading, p *Earlier) bool {
	mine, ok1 := reaches(value(r.rep.Facts.PeriodEnd), value(r.rep.Facts.AsOf))
	theirs, ok2 := reaches(p.Period[1], p.AsOf)
	return ok1 && ok2 && theirs.Before(mine)
}

func reaches(end, asOf string) (time.Time, bool) {
	if end == "" {
		end = asOf
	}
	t, err := time.Parse(time.DateOnly, end)
	return t, err == nil
}

func (c successionCheck) kind(r *reading, p *Earlier) []Signal {
	if p.Type != 2 || !r.isType(1) {
		return nil
	}
	return []Signal{succession(TypeReduced, High, "A type 2 report was followed by a type 1 report",
		fmt.Sprintf("The earlier report tested operation from %s to %s; this one looks at the design only.", p.Period[0], p.Period[1]),
		"A new system may need a type 1 report first. For the old one, the operation of the controls is no longer examined.").at(r.fact("type")...)}
}

func (c successionCheck) periods(r *reading, p *Earlier) []Signal {
	start, ok1 := day(r.rep.Facts.PeriodStart)
	end, ok2 := day(r.rep.Facts.PeriodEnd)
	was, ok3 := reaches(p.Period[0], "")
	until, ok4 := reaches(p.Period[1], "")
	if !ok1 || !ok2 || !ok3 || !ok4 || !r.isType(2) || p.Type != 2 {
		return nil
	}
	var out []Signal
	if now, then := days(start, end)+1, days(was, until)+1; float64(now) < muchShorter*float64(then) && now > 0 {
		out = append(out, succession(PeriodShorter, Moderate, "The period is shorter than before",
			fmt.Sprintf("It covers %d days; the earlier one covered %d.", now, then),
			"A vendor that moves its year end has one short period. A short one can also leave out a time in which controls did not run.").at(r.fact("period")...))
	}
	if gap := days(until, start) - 1; gap > 0 {
		severity := Moderate
		if gap > longGap {
			severity = High
		}
		out = append(out, succession(PeriodGap, severity, "There is a gap between the two periods",
			fmt.Sprintf("From %s to %s no report covers %d %s.", until.AddDate(0, 0, 1).Format(time.DateOnly), start.AddDate(0, 0, -1).Format(time.DateOnly), gap, plural(gap, "day", "days")),
			"Another report may cover the days and was not uploaded. A bridge letter does not: nobody examined what it says.").at(r.fact("period")...))
	}
	return out
}

func (c successionCheck) categories(r *reading, p *Earlier) []Signal {
	var dropped []string
	for _, cat := range p.Categories {
		if !slices.Contains(r.rep.Facts.Categories, cat) {
			dropped = append(dropped, cat)
		}
	}
	if len(dropped) == 0 || len(r.rep.Facts.Categories) == 0 {
		return nil
	}
	return []Signal{succession(CategoriesDropped, Moderate, "Categories of the earlier report are no longer covered",
		fmt.Sprintf("The earlier report covered %s as well.", listed(dropped)),
		"Customers may no longer have asked for them. It can also be that their criteria were not met.").at(r.fact("categories")...)}
}

func (c successionCheck) auditor(r *reading, p *Earlier) []Signal {
	now := value(r.rep.Facts.Auditor)
	if now == "" || p.Auditor == "" || alike(now, p.Auditor) {
		return nil
	}
	return []Signal{succession(AuditorChanged, Low, "Another firm gave the opinion",
		fmt.Sprintf("The earlier opinion is by %s, this one by %s.", p.Auditor, now),
		"Changing the auditor is common, and firms merge. It is worth a question when exceptions vanished with the change.").at(r.fact("auditor")...)}
}

func (c successionCheck) carveOuts(r *reading, p *Earlier) []Signal {
	var added []string
	var evidence []report.Evidence
	for _, s := range r.rep.SubserviceOrganizations {
		if value(s.Method) != report.CarveOut || slices.ContainsFunc(p.CarveOut, func(o string) bool { return alike(o, s.Name) }) {
			continue
		}
		added = append(added, s.Name)
		evidence = append(evidence, s.Evidence...)
	}
	if len(added) == 0 {
		return nil
	}
	return []Signal{succession(CarveOutAdded, Moderate, "More was left to subservice organizations",
		fmt.Sprintf("New under the carve-out method: %s. Their controls were not examined here.", listed(added)),
		"A new supplier is no fault. What it now does for the vendor needs a report of its own.").at(evidence...)}
}

func succession(code Code, severity Severity, title, detail, limit string) Signal {
	return Signal{Code: code, Severity: severity, Title: title, Detail: detail, Limit: limit}
}
