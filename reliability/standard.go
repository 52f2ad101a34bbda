package reliability

import (
	"fmt"
	"regexp"

	"countersign/report"
)

// standardCheck looks in the auditor's letter for standards and words that belong to another kind of report.
type standardCheck struct{ foreign []foreignWord }

type foreignWord struct {
	cue      *regexp.Regexp
	severity Severity
	because  string
}

func newStandardCheck() standardCheck {
	re := regexp.MustCompile
	return standardCheck{foreign: []foreignWord{
		{re(`(?i)at-c (?:section )?320\b`), Moderate, "AT-C 320 is for reports on internal control over financial reporting (SOC 1)"},
		{re(`(?i)\bisae 3402\b`), Moderate, "ISAE 3402 is for reports on internal control over financial reporting"},
		{re(`(?i)\bsas (?:no\. )?70\b`), High, "SAS 70 was replaced in 2011 and never covered the trust services criteria"},
		{re(`(?i)\bssae (?:no\. )?16\b`), Moderate, "SSAE 16 was replaced in 2017 and was for SOC 1 reports"},
		{re(`(?i)\b(?:hereby )?certif(?:y|ies) that\b|\bsoc 2 certifi(?:ed|cate|cation)\b|\b(?:is|are) soc 2 compliant\b`), Moderate, "an examination ends in an opinion; the standards know no certificate"},
		{re(`(?i)\b(?:audit|conducted) in accordance with (?:u\.?s\.? )?(?:generally accepted auditing standards|iso/?(?:iec)? ?\d+)`), Moderate, "a SOC 2 examination follows the AICPA's attestation standards, not auditing standards or ISO"},
	}}
}

func (c standardCheck) signals(r *reading) []Signal {
	var out []Signal
	for _, w := range c.foreign {
		for _, l := range r.of(report.RoleOpinion) {
			m := w.cue.FindString(l.text)
			if m == "" {
				continue
			}
			out = append(out, Signal{
				Code: StandardOfOtherKind, Severity: w.severity, Title: "The auditor's letter speaks as another kind of report does",
				Detail: fmt.Sprintf("The letter says %q: %s.", m, w.because),
				Limit:  "Combined reports cite several standards rightly, and a firm may have taken over a sentence of its SOC 1 letters by mistake.",
			}.at(l.evidence...))
			break
		}
	}
	return out
}
