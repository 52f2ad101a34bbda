package scoring

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"countersign/report"
)

// check reports everything that does not fit together, at once.
func (c Config) check() error {
	var errs []error
	say := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	say(c.Version != "", "version is missing")
	for _, e := range EvidenceGrades() {
		share, ok := c.Evidence[Evidence(e)]
		say(ok && share >= 0 && share <= 1, "evidence %s wants a share from 0 to 1", e)
	}
	say(c.Sensitivity > 0 && c.Sensitivity < percent, "sensitivity wants points between 0 and 100")
	c.checkReport(say)
	c.checkCoverage(say)
	c.checkBands(say)
	c.checkDimensions(say)
	c.checkCaps(say)
	c.checkRisk(say)
	return errors.Join(errs...)
}

// sayer notes a mistake unless ok.
type sayer func(ok bool, format string, args ...any)

func (c Config) checkReport(say sayer) {
	r := c.Report
	say(len(r.Type2) > 0 && r.Type2[len(r.Type2)-1].Months == 0, "report.type2 must end with 0 months")
	say(slices.IsSortedFunc(r.Type2, func(a, b MonthPoints) int { return b.Months - a.Months }), "report.type2 must have the longest period first")
	say(len(r.Recency) > 0 && slices.IsSortedFunc(r.Recency, func(a, b Recency) int { return a.Months - b.Months }), "report.recency must have the youngest report first")
	for _, o := range []string{report.Unqualified, report.Qualified, report.Adverse, report.Disclaimer} {
		_, ok := r.Opinion[o]
		say(ok, "report.opinion.%s is missing", o)
	}
	for _, name := range report.Categories() {
		_, ok := r.Scope[name]
		say(ok, "report.scope.%s is missing", name)
	}
	say(r.LetterMonths > 0, "report.letter_months wants a number from 1")
	say(r.Stale.Type1 > 0 && r.Stale.Type2 > 0 && r.Stale.WithLetter >= r.Stale.Type2, "report.stale wants months, and more with a letter than without")
	if len(r.Type2) > 0 {
		full := r.typeFull() + r.opinionFull() + r.scopeFull() + r.Exceptions.Full
		say(same(full, percent), "the full marks of report sum to %s, not 100", figure(full))
	}
}

func (c Config) checkCoverage(say sayer) {
	var groups float64
	for _, g := range Groups() {
		groups += c.Coverage.Groups[g]
	}
	say(same(groups, 1) && len(c.Coverage.Groups) == len(Groups()), "coverage.groups must be reading, gap and table and sum to 1")
	for _, key := range []string{StatusTested, testedWithException, StatusDescribed, StatusPartial, StatusAbsent, StatusNearMiss} {
		p, ok := c.Coverage.Points[key]
		say(ok && p >= 0 && p <= 1, "coverage.points.%s wants a number from 0 to 1", key)
	}
	for _, s := range []Severity{High, Medium} {
		say(c.Coverage.Severity[s] > 0, "coverage.severity.%s is missing", s)
	}
	say(len(c.Coverage.Exceptions.ByCount) > 0 && len(c.Coverage.Exceptions.Criteria) > 0, "coverage.exceptions wants by_count and criteria")
}

func (c Config) checkBands(say sayer) {
	say(len(c.Grades) > 0 && c.Grades[len(c.Grades)-1].From == 0 && slices.IsSortedFunc(c.Grades, func(a, b GradeBand) int { return int(b.From - a.From) }),
		"grades must have the best first and end with 0")
	bands := c.Reliability.Bands
	say(len(bands) > 0 && bands[len(bands)-1].From == 0 && slices.IsSortedFunc(bands, func(a, b Band) int { return int(b.From - a.From) }),
		"reliability.bands must have the best first and end with 0")
	for _, s := range []Severity{Low, Moderate, High} {
		say(c.Reliability.Weights[s] > 0, "reliability.weights.%s is missing", s)
	}
	for _, s := range IncidentSeverities() {
		say(c.Incidents.Severity[Severity(s)] > 0, "incidents.severity.%s is missing", s)
	}
	for _, r := range []Relevance{Ours, Elsewhere} {
		say(c.Incidents.Relevance[r] > 0, "incidents.relevance.%s is missing", r)
	}
	say(c.Incidents.HalfLifeMonths > 0 && c.Incidents.ListedMonths > 0 && c.Incidents.GoodResponse > 0 && c.Incidents.GoodResponse <= 1,
		"incidents wants half_life_months, listed_months and a good_response up to 1")
}

func (c Config) checkDimensions(say sayer) {
	var total float64
	var ids []string
	for _, d := range c.Dimensions {
		total += d.Weight
		ids = append(ids, d.ID)
		var points float64
		for _, f := range d.Fields {
			points += f.Points
			say(f.Ask != "" && f.Title != "", "%s.%s wants a title and a question", d.Section, f.ID)
			say(f.best() <= f.Points+tolerance, "%s.%s gives more than its %s points", d.Section, f.ID, figure(f.Points))
		}
		say(d.ID == assuranceID || same(points, percent), "the points of %s sum to %s, not 100", d.ID, figure(points))
	}
	say(same(total, percent), "the weights of the dimensions sum to %s, not 100", figure(total))
	for _, id := range []string{assuranceID, incidentsID, coverageID} {
		say(slices.Contains(ids, id), "dimension %s is missing", id)
	}
	slices.Sort(ids)
	say(len(slices.Compact(ids)) == len(c.Dimensions), "a dimension stands twice")
}

func (c Config) checkCaps(say sayer) {
	for _, k := range c.Caps {
		say(k.Score > 0 && k.Score < percent && k.When != "", "cap %s wants a score between 0 and 100 and its condition", k.ID)
		say(slices.Contains(capIDs(), k.ID), "cap %s is not known to the program", k.ID)
	}
	for _, id := range capIDs() {
		say(slices.ContainsFunc(c.Caps, func(k CapConfig) bool { return k.ID == id }), "cap %s is missing", id)
	}
}

func (c Config) checkRisk(say sayer) {
	var weights float64
	for _, f := range c.Inherent.Factors {
		weights += f.Weight
	}
	say(same(weights, 1), "the weights of inherent.factors sum to %s, not 1", figure(weights))
	say(slices.ContainsFunc(c.Inherent.Factors, func(f FactorConfig) bool { return f.ID == autonomyID }), "inherent.factors must have autonomy")
	say(c.Inherent.Highest >= 0 && c.Inherent.Highest <= 1, "inherent.highest wants a share from 0 to 1")
	tiers, bands := c.Inherent.Tiers, c.Residual.Bands
	say(len(tiers) > 0 && tiers[0].Tier == Critical && tiers[len(tiers)-1].From == 0, "inherent.tiers must begin with critical and end with 0")
	say(len(bands) > 0 && bands[len(bands)-1].From == 0, "residual.bands must end with 0")
	say(c.Residual.MostRemoved >= 0 && c.Residual.MostRemoved <= 1, "residual.most_removed wants a share from 0 to 1")
	for _, t := range tiers {
		say(t.Months > 0, "tier %s wants months", t.Tier)
	}
}

func same(a, b float64) bool { return math.Abs(a-b) <= tolerance }

// best is the most that any answer earns.
func (f Field) best() float64 {
	best := f.Max * f.PerUnit
	for _, o := range f.Options {
		best = max(best, o.Points)
	}
	for _, r := range f.Ladder {
		best = max(best, r.Points)
	}
	return best
}
