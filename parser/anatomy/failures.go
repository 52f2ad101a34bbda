package anatomy

import "countersign/report"

// exceptionKind tells design deficiencies and missing evidence from failures in operation.
func exceptionKind(text string) string {
	t := lower(text)
	switch {
	case containsAny(t, "not suitably designed", "no procedure existed", "no process existed", "not designed", "as designed", "design deficiency", "no control existed", "had not been designed", "design of the control"):
		return report.KindDesign
	case containsAny(t, "could not be provided", "was not available for", "were not available for", "documentation was not available", "unable to determine", "could not be located", "could not be produced", "no longer available", "was not retained", "were not retained", "could not provide", "unable to provide", "documentation was not"):
		return report.KindEvidence
	}
	return report.KindOperating
}

// failures in the order in which they are asked for: the first that fits names the failure.
func failureOf(text string) *string {
	t := lower(text) + denied(lower(text))
	rules := []struct {
		name string
		cues []string
	}{
		{"missing-control", []string{"not suitably designed", "no procedure existed", "no process existed", "no control existed"}},
		{"segregation-of-duties", []string{"same person", "approver was also", "same individual", "same engineer", "also the developer", "also the approver", "approved their own", "own change", "segregation"}},
		{"part-of-period", []string{"part of the period", "portion of the period", "was implemented on", "for the period before"}},
		{"missing-evidence", []string{"could not be provided", "not available", "no evidence", "not retained", "unable to determine", "could not be located", "no documentation", "not documented", "no record", "no triage record", "no tracking", "no ticket", "not recorded", "no reviewer decision", "no follow-up ticket", "not on file"}},
		{"missing-approval", []string{"without approval", "not approved", "no approval", "lacked approval", "approval preceding", "not been approved", "without a documented approval", "no recorded authorization", "no authorization", "before approval", "approval was recorded", "had approved"}},
		{"late", []string{" late", "days after", "exceed", "beyond the", "after quarter", "after the start date", "after the date of hire", "after hire", "after termination", "past one", "past due", "overdue", "remained open", "not rotated", "not been rotated", "last been rotated", "had last", "had not been completed at", "after detection", "more than thirty", "between three and", "days or more", "delayed", "business days after", "between 34", "not been remediated within", "within the", "after the last working day", "following review", "after their first", "after the associate", "longer than", "-day target", "-day limit", "after more than", "-day deadline"}},
		{"unauthorized-access", []string{"did not require", "did not need", "excessive", "retained access", "retained system access", "retained active", "active account", "retained administrator", "still enabled", "write access", "unauthorized", "rights after", "kept an enabled", "remained active", "remained enabled", "inappropriate access"}},
		{"misconfigured", []string{"was set to", "threshold", "not enabled", "not enforced", "disabled", "configured", "configuration", "tls 1.0", "not active", "encryption", "weaker"}},
		{"incomplete", []string{"did not include", "incomplete", "omitted", "lacked a", "sign-off", "not include"}},
		{"not-performed", []string{"not performed", "did not take place", "not completed", "not conducted", "had not", "not reviewed", "not tested", "no annual", "no assessment", "not been", "did not", "was not", "were not", "no review", "no evaluation", "no test"}},
	}
	for _, r := range rules {
		if containsAny(t, r.cues...) {
			name := r.name
			return &name
		}
	}
	return nil
}

// denied says outright what "neither of the two reviews was documented" says.
func denied(t string) string {
	if !containsAny(t, "neither of", "none of") {
		return ""
	}
	for _, done := range []string{"documented", "recorded", "retained", "approved", "completed"} {
		if containsAny(t, "was "+done, "were "+done, "been "+done) {
			return " not " + done
		}
	}
	if containsAny(t, "took place", "was held", "were held") {
		return " did not take place"
	}
	return ""
}
