package derive

import (
	"countersign/checklist"
	"countersign/report"
	"countersign/review"
)

// opinions says how grave each outcome of the opinion is, and what it means.
func opinions() map[string]verdict {
	return map[string]verdict{
		report.Unqualified: {review.Info, "In all material respects, as stated. Single exceptions may still stand among the tests."},
		report.Qualified:   {review.High, "As stated, except for the matters that the service auditor names."},
		report.Adverse:     {review.Critical, "The matters are so significant that the statement does not hold."},
		report.Disclaimer:  {review.Critical, "The service auditor could not obtain enough evidence and gives no opinion."},
		unreadOpinion:      {review.High, "The opinion stands on pages that could not be read; it is not taken for unmodified."},
		missingOpinion:     {review.High, "No opinion was found in the pages that were read."},
	}
}

// Outcomes beside those that a report states.
const (
	unreadOpinion  = "unread"
	missingOpinion = "not found"
)

type verdict struct{ severity, reason string }

// openPoints are the severities of what stays open about AI and about time; a point that is not listed is of medium severity.
func openPoints() map[string]string {
	return map[string]string{
		checklist.OpenNotDescribed: review.High, checklist.OpenContradicted: review.High, checklist.OpenExcluded: review.High,
		checklist.OpenDescriptionUnread: review.High, checklist.OpenTypeUnknown: review.High,
		checklist.OpenPlanned: review.Low, checklist.OpenAfterPeriod: review.Low,
	}
}

// redFlags are the severities of red flags; one that is not listed is high.
func redFlags() map[string]string {
	return map[string]string{
		checklist.FlagOpinionOnAI: review.Critical, checklist.FlagUnderSeveral: review.Medium, checklist.FlagNoResponse: review.Medium,
	}
}

// lowered says by how many steps the severity of an item is lowered by its status: what is missing weighs in full.
func lowered(status string) int {
	switch status {
	case checklist.Tested:
		return 4
	case checklist.Described:
		return 2
	case checklist.Partial:
		return 1
	}
	return 0
}

// statuses words what a status of an item means.
func statuses() map[string]string {
	return map[string]string{
		checklist.Tested: "A control of this kind is described, and the service auditor tested it.", checklist.Described: "A control of this kind is described; no test of it was found.",
		checklist.Partial: "Part of this is described.", checklist.Absent: "Nothing that counts was found in the pages that were read.",
		checklist.NearMiss: "Words of this stand in the report, about something else.", checklist.Unknown: "Nothing was found, and pages of the description or the tests could not be read.",
	}
}

// signals are our severities of those of reliability.
func signals() map[string]string {
	return map[string]string{"high": review.High, "moderate": review.Medium, "low": review.Low}
}

// methods are the ways of treating a subservice organization.
func methods() map[string]verdict {
	return map[string]verdict{
		report.CarveOut:  {review.Medium, "Carve-out: its controls were not examined here; its own report must answer for them."},
		report.Inclusive: {review.Info, "Inclusive: its relevant controls were examined with the vendor's."},
		"":               {review.Medium, "The report does not say whether its controls were examined; take them as not examined."},
	}
}

// lower takes a severity down by steps.
func lower(severity string, steps int) string {
	all := review.Severities()
	for i, s := range all {
		if s == severity {
			return all[min(i+steps, len(all)-1)]
		}
	}
	return severity
}

func or(severity, usual string) string {
	if severity == "" {
		return usual
	}
	return severity
}
