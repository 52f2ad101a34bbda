package reliability

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// categoryCheck holds the trust services categories that sections name against each other and against the criteria tested.
type categoryCheck struct {
	claim  *regexp.Regexp
	finder *report.CriteriaFinder
}

func newCategoryCheck() categoryCheck {
	return categoryCheck{
		claim:  regexp.MustCompile(`(?:trust services (?:criteria|categories|principles)|criteria|categories) (?:relevant to|for) ([a-z, ()&]{6,140}?)(?: \(|\(applicable| set forth| as set| in tsp|[.;"]|$| were| which| that| and the)`),
		finder: report.NewCriteriaFinder(),
	}
}

func (c categoryCheck) signals(r *reading) []Signal {
	if len(r.rep.Facts.Categories) == 0 {
		return nil
	}
	return append(c.stated(r), c.tested(r)...)
}

// stated: another section names other categories than the letter. The title of TSP section 100 names all five and claims nothing.
func (c categoryCheck) stated(r *reading) []Signal {
	for _, l := range r.of(report.RoleOpinion, report.RoleAssertion) {
		for _, at := range c.claim.FindAllStringSubmatchIndex(l.low, -1) {
			if containsAny(l.low[max(0, at[0]-30):at[0]], "2017 ", "tsp section 100", "title") {
				continue
			}
			named := categoriesIn(l.low[at[2]:at[3]])
			if len(named) == 0 || len(named) == len(report.Categories()) || slices.Equal(named, inOrderOf(r.rep.Facts.Categories)) {
				continue
			}
			return []Signal{Signal{
				Code: CategoryContradiction, Severity: Moderate, Title: "Sections name different trust services categories",
				Detail: fmt.Sprintf("The report covers %s; the %s names %s.", listed(r.rep.Facts.Categories), sectionName(l.role), listed(named)),
				Limit:  "A sentence may speak of one category only. Rely on what the opinion names and on the criteria that were tested.",
			}.at(append(slices.Clone(l.evidence), r.fact("categories")...)...)}
		}
	}
	return nil
}

// tested: a category without a single control, or controls of a category that the report does not claim.
func (c categoryCheck) tested(r *reading) []Signal {
	if !r.fully(report.RoleTests) || len(r.rep.ControlTests) == 0 {
		return nil
	}
	with := map[string]bool{}
	for _, t := range r.rep.ControlTests {
		for _, id := range t.Criteria {
			with[c.finder.Category(id)] = true
		}
	}
	if len(with) == 0 || len(with) == 1 && with[""] {
		return nil // the tests name no criteria that are known
	}
	var out []Signal
	for _, cat := range inOrderOf(r.rep.Facts.Categories) {
		if !with[cat] && !c.left(r, cat) {
			out = append(out, Signal{
				Code: CategoryUntested, Severity: High, Title: "A category is claimed for which no control is listed",
				Detail: fmt.Sprintf("The report claims %s; of %d controls none is listed under a criterion of it.", cat, len(r.rep.ControlTests)),
				Limit:  "The table may name its criteria in a way that was not understood here, or the criteria may be left to a subservice organization.",
			}.at(r.fact("categories")...))
		}
	}
	for _, cat := range report.Categories() {
		if with[cat] && !slices.Contains(r.rep.Facts.Categories, cat) {
			out = append(out, Signal{
				Code: CategoryContradiction, Severity: Low, Title: "Controls are listed for a category that the report does not claim",
				Detail: fmt.Sprintf("Controls stand under criteria of %s; the opinion covers %s.", cat, listed(r.rep.Facts.Categories)),
				Limit:  "One control may serve more criteria than the report covers. The opinion does not reach the category.",
			}.at(r.fact("categories")...))
		}
	}
	return out
}

// left tells whether the description speaks of the category's criteria as not applicable or left to others (DC 8).
func (c categoryCheck) left(r *reading, category string) bool {
	return slices.ContainsFunc(r.lines, func(l line) bool {
		return containsAny(l.low, "not applicable", "responsibility of") &&
			slices.ContainsFunc(c.finder.In(l.text), func(id string) bool { return c.finder.Category(id) == category })
	})
}

func categoriesIn(low string) []string {
	var out []string
	for _, cat := range report.Categories() {
		if strings.Contains(low, cat) {
			out = append(out, cat)
		}
	}
	return out
}

func inOrderOf(categories []string) []string {
	var out []string
	for _, cat := range report.Categories() {
		if slices.Contains(categories, cat) {
			out = append(out, cat)
		}
	}
	return out
}
