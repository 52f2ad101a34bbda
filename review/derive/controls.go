package derive

import (
	"countersign/report"
	"countersign/review"
)

// Controls are the complementary user entity controls that a report names, in its order; never nil, since a report that names none says so.
func Controls(rep *report.Report) []review.NamedControl {
	out := make([]review.NamedControl, 0, len(rep.ComplementaryUserEntityControls))
	for _, c := range rep.ComplementaryUserEntityControls {
		out = append(out, review.NamedControl{Text: c.Text, Criteria: append([]string{}, c.Criteria...), Page: c.Page, Quotes: quotes(c.Evidence)})
	}
	return out
}
