package scoring

import "fmt"

// check is one part of a score, worked out.
type check struct {
	step  Step // its value is the low end
	high  float64
	full  float64 // full marks
	known bool
	ask   []Unknown
}

// unanswered is a check without an answer.
func unanswered(field, label, question string, full float64) check {
	return check{
		step: Step{Label: label, Formula: fmt.Sprintf("unknown: 0 of %s", figure(full)), Unknown: true},
		high: full, full: full, ask: []Unknown{{Field: field, Question: question, Points: full}},
	}
}

// missing is a check of D1 without an answer.
func (c Config) missing(key string, full float64) check {
	f := c.field(key)
	return unanswered(key, f.Title, f.Ask, full)
}

// points is a check with an answer: what was earned, weighed by the evidence.
func (c Config) points(key string, earned, full float64, how string, e Evidence, source string) check {
	formula := fmt.Sprintf("%s: %s of %s", how, figure(earned), figure(full))
	if share := c.share(e); share != 1 && e != Own {
		earned *= share
		formula += fmt.Sprintf(", × %s for evidence of grade %s", figure(share), e)
	}
	return check{
		step: Step{Label: c.field(key).Title, Formula: formula, Value: earned, Source: source},
		high: earned, full: full, known: true,
	}
}
