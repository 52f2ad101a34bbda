package pipeline

import (
	"strings"

	"countersign/assessment"
	"countersign/report"
	"countersign/review"
	"countersign/scoring"
)

// summary is what lists show.
func summary(rep *report.Report, judged *assessment.Assessment) review.Summary {
	f := &rep.Facts
	s := review.Summary{
		Kind: kindOf(f.Kind), Opinion: text(f.Opinion), PeriodEnd: text(f.PeriodEnd), Pages: rep.Coverage.Pages, Unread: len(rep.Coverage.Unread),
	}
	if s.PeriodEnd == "" {
		s.PeriodEnd = text(f.AsOf)
	}
	if f.Type != nil {
		s.Type = map[int]string{1: "type 1", 2: "type 2"}[*f.Type]
	}
	if judged == nil {
		return s
	}
	s.Recommendation = strings.ReplaceAll(string(judged.Recommendation.Outcome), " ", "-")
	s.AICoverage, s.Assurance = low(judged.Scores.AICoverage), low(judged.Scores.ReportAssurance)
	s.Reliability = low(judged.Scores.Reliability.Score)
	return s
}

// kindOf is a kind as clients get it: soc1, soc2, soc3, bridge-letter, other.
func kindOf(k report.Kind) string {
	return strings.NewReplacer("soc ", "soc", " ", "-").Replace(strings.ToLower(string(k)))
}

// low is the low end of a score.
func low(s scoring.Score) *float64 { return &s.Value }

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
