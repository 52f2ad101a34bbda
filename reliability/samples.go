package reliability

import (
	"fmt"
	"regexp"
	"strings"

	"countersign/report"
)

// sampleCheck asks whether a type 2 report says anywhere how many items were looked at.
type sampleCheck struct{ sampled, counted *regexp.Regexp }

func newSampleCheck() sampleCheck {
	return sampleCheck{
		sampled: regexp.MustCompile(`\b(?:sampl(?:e|es|ed|ing)|selected|selection)\b`),
		counted: regexp.MustCompile(`\b(?:sampl\w+|select\w+)\b.{0,60}?\b(?:\d{1,4}|two|three|four|five|ten|twelve|fifteen|twenty|thirty|forty|sixty|entire population|all)\b|\b(?:\d{1,4}|two|three|four|five|ten|twenty|forty)\b.{0,40}\b(?:sampl\w+|select\w+)\b|entire population`),
	}
}

// fewestForSamples is how many tests a report must have before the lack of sizes says anything.
const fewestForSamples = 10

func (c sampleCheck) signals(r *reading) []Signal {
	if !r.isType(2) || !r.fully(report.RoleTests) || len(r.rep.ControlTests) < fewestForSamples {
		return nil
	}
	mentioned := 0
	var evidence []report.Evidence
	for _, t := range r.rep.ControlTests {
		text := strings.ToLower(plain(strings.Join(t.Procedures, " ") + " " + t.Result))
		if t.Sample != nil || t.Population != nil || c.counted.MatchString(text) {
			return nil
		}
		if c.sampled.MatchString(text) {
			mentioned++
		}
		if len(evidence) < 3 {
			evidence = append(evidence, t.Evidence...)
		}
	}
	s := Signal{
		Code: NoSampleSizes, Severity: Moderate, Title: "Nothing was sampled, as far as the report says",
		Detail: fmt.Sprintf("Of %d controls tested for operation, none has a sample size, and samples are not mentioned.", len(r.rep.ControlTests)),
		Limit:  "Automated controls need no sample. A whole type 2 report without any is hard to explain.",
	}
	if mentioned > 0 {
		s.Severity, s.Title = Low, "Sample sizes are not given"
		s.Detail = fmt.Sprintf("%d of %d controls were tested on samples; how many items were selected is nowhere said.", mentioned, len(r.rep.ControlTests))
		s.Limit = "The standards do not ask a report for sample sizes, and many firms leave them out where no exception was found. The auditor can be asked."
	}
	return []Signal{s.at(evidence...)}
}
