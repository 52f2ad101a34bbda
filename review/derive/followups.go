package derive

import (
	"countersign/assessment"
	"countersign/review"
)

// FollowUps turns what an analysis recommends into follow-ups: its conditions first, then what to ask the vendor. Nobody owns them yet.
func FollowUps(judged *assessment.Assessment) []review.FollowUp {
	out := []review.FollowUp{}
	if judged == nil {
		return out
	}
	add := func(kind review.FollowUpKind, severity, text, why string) {
		out = append(out, review.FollowUp{
			Kind: kind, Severity: severity, Text: text, Why: line(why, mostReason), FollowUpProgress: review.FollowUpProgress{Status: review.FollowUpOpen},
		})
	}
	for _, c := range judged.Recommendation.Conditions {
		why := ""
		for _, r := range judged.Recommendation.Reasons {
			if len(c.Rules) > 0 && r.Rule == c.Rules[0] {
				why = r.Text
			}
		}
		add(review.Condition, review.High, c.Text, why)
	}
	for i := range judged.Questions {
		q := &judged.Questions[i]
		text := q.Text
		if q.OnlyIf != "" {
			text = q.OnlyIf + ": " + text
		}
		add(review.Question, or(severityOfQuestion()[q.Severity], review.Medium), text, q.Why)
	}
	return out
}

func severityOfQuestion() map[string]string {
	return map[string]string{"high": review.High, "medium": review.Medium, "low": review.Low}
}
