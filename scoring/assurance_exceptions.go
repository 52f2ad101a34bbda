package scoring

import "fmt"

// exceptions takes points away for each exception: more for those on criteria that matter to AI, less where the fix is proven.
func exceptions(f ReportFacts, cfg Config) check {
	x := cfg.Report.Exceptions
	switch {
	case f.Kind == SOC2Type1:
		return cfg.points(fieldExceptions, 0, x.Full, "a Type 1 report tests no operation, so that none says nothing", Examined, "")
	case f.Kind == SOC3:
		return cfg.points(fieldExceptions, 0, x.Full, "a SOC 3 report lists no tests", Examined, "")
	case !f.ExceptionsKnown || unsupported(f.Evidence.Exceptions):
		return cfg.missing(fieldExceptions, x.Full)
	}
	left := x.Full
	children := make([]Step, len(f.Exceptions))
	for i, e := range f.Exceptions {
		children[i] = x.lost(e)
		left += children[i].Value
	}
	how := "none"
	if n := len(children); n > 0 {
		how = fmt.Sprintf("%s less %s for %d listed, and not below 0", figure(x.Full), figure(x.Full-left), n)
	}
	c := cfg.points(fieldExceptions, max(0, left), x.Full, how, f.Evidence.Exceptions, f.origin(fieldExceptions, f.Evidence.Exceptions))
	c.step.Children = children
	return c
}

// lost is the step of one exception; its value is negative.
func (x ExceptionConfig) lost(e ReportException) Step {
	s := Step{Label: "Exception", Value: -x.Other, Formula: "-" + figure(x.Other)}
	if e.Control != "" {
		s.Label += " " + e.Control
	}
	switch {
	case e.AI:
		s.Value, s.Formula = -x.Heavy, fmt.Sprintf("-%s, concerns AI", figure(x.Heavy))
	case len(e.Criteria) == 0:
		s.Value, s.Formula = -x.Heavy, fmt.Sprintf("-%s, no criterion is named, so the heaviest counts", figure(x.Heavy))
	case matchesAny(e.Criteria, x.HeavyCriteria):
		s.Value, s.Formula = -x.Heavy, fmt.Sprintf("-%s on %s", figure(x.Heavy), list(e.Criteria))
	default:
		s.Formula += " on " + list(e.Criteria)
	}
	if e.Responded && e.Fixed {
		s.Value += x.Fixed
		s.Formula += fmt.Sprintf(", +%s answered and fixed", figure(x.Fixed))
	}
	return s
}
