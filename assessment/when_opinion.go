package assessment

import (
	"slices"

	"countersign/report"
)

func notSOC2(s *subject, _ Rule) []hit {
	if s.facts().Kind == report.SOC2 {
		return nil
	}
	return one(met("", nil, "It seems to be: %s.", s.facts().Kind))
}

// opinionIs tests for a kind of opinion.
func opinionIs(kind string) func(*subject, Rule) []hit {
	return func(s *subject, _ Rule) []hit {
		if s.opinion() != kind {
			return nil
		}
		return one(met("", s.evidence("opinion"), "The opinion: %s%s.", kind, on(s.facts().OpinionOn)))
	}
}

// opinion that was read; empty when it is not known.
func (s *subject) opinion() string {
	if s.facts().OpinionStatus != report.OpinionRead || s.facts().Opinion == nil {
		return ""
	}
	return *s.facts().Opinion
}

func on(criteria []string) string {
	if len(criteria) == 0 {
		return ""
	}
	return " on " + enumerate(criteria)
}

func opinionUnknown(s *subject, _ Rule) []hit {
	if slices.Contains([]string{report.Unqualified, report.Qualified, report.Adverse, report.Disclaimer}, s.opinion()) {
		return nil
	}
	text := map[string]string{
		report.OpinionUnread:  "The pages of the opinion could not be read.",
		report.OpinionMissing: "No opinion was found in the pages that were read.",
	}[s.facts().OpinionStatus]
	if text == "" {
		text = "The wording of the opinion could not be understood."
	}
	return one(met("", s.evidence("opinion"), "%s", text))
}

// modifiedOn are the criteria that the opinion names, else those of the exceptions that modify it.
func (s *subject) modifiedOn() []string {
	if len(s.facts().OpinionOn) > 0 {
		return s.facts().OpinionOn
	}
	var out []string
	for i := range s.rep.Exceptions {
		if e := &s.rep.Exceptions[i]; e.QualifiesOpinion {
			out = append(out, e.Criteria...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (s *subject) qualified() hit {
	criteria := s.modifiedOn()
	evidence := slices.Concat(s.evidence("opinion"), s.evidence("opinion_criteria"))
	if len(criteria) == 0 {
		return met("criteria not found", evidence, "The opinion is qualified; the criteria it is about were not found.")
	}
	return met(enumerate(criteria), evidence, "The opinion is qualified on %s.", enumerate(criteria))
}

func qualifiedOnAI(s *subject, r Rule) []hit {
	criteria := s.modifiedOn()
	if s.opinion() != report.Qualified || len(criteria) > 0 && !onAny(criteria, r.Criteria) {
		return nil
	}
	return one(s.qualified())
}

func qualifiedElsewhere(s *subject, r Rule) []hit {
	criteria := s.modifiedOn()
	if s.opinion() != report.Qualified || len(criteria) == 0 || onAny(criteria, r.Criteria) {
		return nil
	}
	return one(s.qualified())
}
