package scoring

import (
	"slices"

	"countersign/report"
)

// Cap is a ceiling on the score and what became of its condition.
type Cap struct {
	ID      string  `json:"id"`
	Score   float64 `json:"score"`
	Grade   string  `json:"grade"` // the best that it leaves
	When    string  `json:"when"`
	Holds   string  `json:"holds"`   // "yes", "no", or "unknown": nobody has ruled the condition out
	Bites   bool    `json:"bites"`   // it holds the score down
	Decides bool    `json:"decides"` // it is the lowest of those that bite
}

// Words for what became of a cap's condition.
const (
	HoldsYes     = "yes"
	HoldsNo      = "no"
	HoldsUnknown = "unknown"
)

func capIDs() []string { return []string{"K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10"} }

// situation is what the conditions of caps look at.
type situation struct {
	report   ReportFacts
	sheet    FactSheet
	reading  map[string]string
	asOf     Date
	tier     Tier // empty when the inherent risk is unknown
	complete float64
	searched bool
}

// judge goes through the caps. low and high are the ceilings on the two ends of the range: an open condition holds down the low end
// only, and so does incompleteness, since at the high end everything has an answer.
func (s situation) judge(raw float64, cfg Config) (caps []Cap, low, high float64) {
	low, high = percent, percent
	for _, k := range cfg.Caps {
		v := s.holds(k)
		c := Cap{ID: k.ID, Score: k.Score, Grade: cfg.grade(k.Score), When: k.When, Holds: [...]string{HoldsNo, HoldsUnknown, HoldsYes}[v]}
		if v != no {
			low = min(low, k.Score)
			c.Bites = k.Score < raw
		}
		if v == yes && k.ID != "K8" {
			high = min(high, k.Score)
		}
		caps = append(caps, c)
	}
	for i := range caps {
		if caps[i].Bites && caps[i].Score == low {
			caps[i].Decides = true
			break
		}
	}
	return caps, low, high
}

func (s situation) holds(k CapConfig) verdict {
	switch k.ID {
	case "K1":
		return all(s.covers(), either(s.opinion(report.Adverse), s.opinion(report.Disclaimer)))
	case "K2":
		return either(s.noSOC2(), stated(s.report.InBoundary, No), s.older(k.Months))
	case "K5":
		return s.openIncident(k.Months)
	case "K6":
		return s.qualifiedOn(k.Criteria)
	case "K7":
		return all(not(s.kind(NoReport)), either(s.kind(SOC2Type1), s.older(k.Months)))
	case "K8":
		return when(true, s.complete < k.Below-tolerance)
	case "K9":
		return either(s.qualifiedElsewhere(k.Criteria), s.shortPeriod(k.Months))
	case "K10":
		return all(when(s.tier != "", slices.Contains(k.Tiers, s.tier)), s.readingAbsent())
	}
	return s.answers(k.Answers)
}

func (s situation) kind(k ReportKind) verdict { return when(s.report.Kind != "", s.report.Kind == k) }

func (s situation) noSOC2() verdict { return either(s.kind(NoReport), s.kind(SOC3)) }

// covers tells whether there is a report on the service that we buy.
func (s situation) covers() verdict {
	return all(not(s.kind(NoReport)), not(stated(s.report.InBoundary, No)))
}

func (s situation) opinion(o string) verdict { return stated(s.report.Opinion, o) }

// older tells whether the period ended more than so many months ago; without a report there is no age.
func (s situation) older(months int) verdict {
	end := s.report.PeriodEnd
	if end.IsZero() {
		return all(maybe, not(s.kind(NoReport)))
	}
	return when(true, s.asOf.After(end.AddMonths(months)))
}

// qualifiedOn tells whether the opinion is qualified on any of the criteria; a qualified opinion that names none may be.
func (s situation) qualifiedOn(patterns []string) verdict {
	named := len(s.report.QualifiedOn) > 0
	return all(s.covers(), s.opinion(report.Qualified), when(named, matchesAny(s.report.QualifiedOn, patterns)))
}

// qualifiedElsewhere tells whether the opinion is qualified, and on none of the criteria.
func (s situation) qualifiedElsewhere(patterns []string) verdict {
	return all(s.covers(), s.opinion(report.Qualified), not(s.qualifiedOn(patterns)))
}

func (s situation) shortPeriod(months int) verdict {
	r := s.report
	known := !r.PeriodStart.IsZero() && !r.PeriodEnd.IsZero()
	return all(s.kind(SOC2Type2), when(known, known && periodMonths(r.PeriodStart, r.PeriodEnd) < months))
}

func (s situation) openIncident(months int) verdict {
	v := when(s.searched, false)
	for _, i := range s.sheet.Incidents {
		v = either(v, i.openCritical(s.asOf, months))
	}
	return v
}

// readingAbsent tells whether one of AI-R1 to AI-R4 is absent; words that only look like it are absent too.
func (s situation) readingAbsent() verdict {
	v := no
	for _, ref := range ReadingItems() {
		switch s.reading[ref] {
		case StatusAbsent, StatusNearMiss:
			v = yes
		case "", StatusUnknown:
			v = either(v, maybe)
		}
	}
	return v
}

// ReadingItems are the checklist items whose absence cap K10 looks at.
func ReadingItems() []string { return []string{"AI-R1", "AI-R2", "AI-R3", "AI-R4"} }

// answers tells whether all of the answers are given as the cap says.
func (s situation) answers(want map[string]string) verdict {
	v := yes
	for key, word := range want {
		a := s.sheet.Answers[key]
		v = all(v, when(a.Known(), a.Word == word))
	}
	return v
}

// grade of a score.
func (c Config) grade(score float64) string {
	for _, g := range c.Grades {
		if atLeast(score, g.From) {
			return g.Grade
		}
	}
	return ""
}
