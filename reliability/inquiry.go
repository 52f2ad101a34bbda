package reliability

import (
	"fmt"

	"countersign/report"
)

// inquiryCheck counts controls that the auditor tested by asking alone. For the operation of a control that is not enough evidence
// (AT-C 205); one or two in a long table happen.
type inquiryCheck struct{}

func (inquiryCheck) signals(r *reading) []Signal {
	if !r.isType(2) {
		return nil
	}
	tested := 0
	var asked []string
	var evidence []report.Evidence
	for _, t := range r.rep.ControlTests {
		if len(t.Procedures) == 0 {
			continue
		}
		tested++
		if t.InquiryOnly {
			asked = append(asked, controlName(t))
			evidence = append(evidence, t.Evidence...)
		}
	}
	if len(asked) == 0 {
		return nil
	}
	severity := Low
	switch {
	case len(asked) >= 5 && 2*len(asked) >= tested:
		severity = High
	case len(asked) >= 3 && 10*len(asked) >= tested:
		severity = Moderate
	}
	return []Signal{Signal{
		Code: InquiryOnly, Severity: severity, Title: "Controls were tested by inquiry alone",
		Detail: fmt.Sprintf("For %d of %d controls with procedures (%s) the auditor only asked: %s.", len(asked), tested, percent(len(asked), tested), listed(asked[:min(len(asked), mostEvidence)])),
		Limit:  "A table may shorten what was done. By the standards, inquiry alone is not enough to conclude that a control operated.",
	}.at(evidence...)}
}

func controlName(t report.ControlTest) string {
	if id := value(t.Control); id != "" {
		return id
	}
	return fmt.Sprintf("%q", short(plain(t.Activity)))
}
