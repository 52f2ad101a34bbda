package reliability

import (
	"fmt"
	"regexp"
	"slices"

	"countersign/report"
)

// outcomeCheck holds the outcome of the opinion against the words of the letter and of the other sections.
type outcomeCheck struct{ reserve, basis, praise, own, others *regexp.Regexp }

func newOutcomeCheck() outcomeCheck {
	return outcomeCheck{
		reserve: regexp.MustCompile(`(?:in our opinion|in all material respects).{0,120}\b(?:except for|with the exception of|other than the matter|subject to)\b`),
		basis:   regexp.MustCompile(`(?i)^basis for (qualified|adverse|disclaimer)`),
		praise:  regexp.MustCompile(`\b(?:unqualified|unmodified|clean) opinion\b|no (?:exceptions|deviations) (?:were )?(?:noted|identified|reported) by (?:the|our) (?:service )?auditor`),
		own:     regexp.MustCompile(`\b(?:we|our|us|this (?:report|examination)|the service auditor)\b`),
		others:  regexp.MustCompile(`prior|previous|preceding|earlier|subservice|vendor|supplier|provider|third.part|expect|intend|next`),
	}
}

func (c outcomeCheck) signals(r *reading) []Signal {
	outcome := value(r.rep.Facts.Opinion)
	switch {
	case r.rep.Facts.OpinionStatus != report.OpinionRead || outcome == "":
		return nil
	case outcome == report.Unqualified:
		return c.reserved(r)
	}
	return c.praised(r, outcome)
}

// reserved: an opinion that was read as unmodified and yet reserves something.
func (c outcomeCheck) reserved(r *reading) []Signal {
	for _, l := range r.of(report.RoleOpinion) {
		heading := slices.ContainsFunc(l.headings, c.basis.MatchString)
		if !heading && !c.reserve.MatchString(l.low) {
			continue
		}
		return []Signal{Signal{
			Code: OutcomeContradiction, Severity: High, Title: "The opinion counts as unmodified but reserves something",
			Detail: fmt.Sprintf("No modified opinion is announced, yet the letter says: %q.", short(l.text)),
			Limit:  "The reservation may concern something else than the opinion, or the opinion is modified in words that were not understood here. Read the paragraph.",
		}.at(append(slices.Clone(l.evidence), r.fact("opinion")...)...)}
	}
	return nil
}

// praised: management speaks of an unmodified opinion where the auditor gave another.
func (c outcomeCheck) praised(r *reading, outcome string) []Signal {
	for _, l := range r.of(report.RoleAssertion, report.RoleDescription, report.RoleOther) {
		if !c.praise.MatchString(l.low) || !c.own.MatchString(l.low) || c.others.MatchString(l.low) {
			continue
		}
		return []Signal{Signal{
			Code: OutcomeContradiction, Severity: Moderate, Title: "Management speaks of another outcome than the auditor's letter",
			Detail: fmt.Sprintf("The opinion is %s; management writes: %q.", outcome, short(l.text)),
			Limit:  "The sentence may speak of an earlier report or of another company's.",
		}.at(append(slices.Clone(l.evidence), r.fact("opinion")...)...)}
	}
	return nil
}

// short keeps a quote inside a sentence readable; the whole stands in the evidence.
func short(s string) string {
	const most = 160
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + " …"
	}
	return s
}
