package reliability

import (
	"fmt"
	"regexp"
	"strings"

	"countersign/report"
)

// procedureCheck finds reports in which one procedure's text stands for most controls.
type procedureCheck struct{ asks, figures *regexp.Regexp }

func newProcedureCheck() procedureCheck {
	return procedureCheck{
		asks:    regexp.MustCompile(`^(?:inquir|made inquir|discuss|interview|asked|per inquiry|through inquiry)`),
		figures: regexp.MustCompile(`\d+`),
	}
}

const (
	fewestForVariety = 15 // controls, before repetition says anything
	sharedBy         = 4  // controls with the same text make it generic
)

func (c procedureCheck) signals(r *reading) []Signal {
	if !r.isType(2) || !r.fully(report.RoleTests) {
		return nil
	}
	of := map[string][]report.ControlTest{}
	var order []string
	seen := map[string]bool{} // one control stands under several criteria
	for _, t := range r.rep.ControlTests {
		text := c.specific(t)
		if id := value(t.Control) + "\n" + plain(t.Activity); text != "" && !seen[id] {
			seen[id] = true
			if len(of[text]) == 0 {
				order = append(order, text)
			}
			of[text] = append(of[text], t)
		}
	}
	generic, top := 0, ""
	for _, text := range order {
		if n := len(of[text]); n >= sharedBy {
			generic += n
			if top == "" || n > len(of[top]) {
				top = text
			}
		}
	}
	if len(seen) < fewestForVariety || 2*generic <= len(seen) {
		return nil
	}
	return []Signal{c.signal(r, generic, len(seen), of[top])}
}

// specific is what was done for this control beyond asking; only asking where that is all.
func (c procedureCheck) specific(t report.ControlTest) string {
	var did, all []string
	for _, p := range t.Procedures {
		low := c.figures.ReplaceAllString(strings.ToLower(plain(p)), "#")
		all = append(all, low)
		if !c.asks.MatchString(low) || containsAny(low, "inspect", "examin", "observ", "reperform") {
			did = append(did, low)
		}
	}
	if len(did) == 0 {
		did = all
	}
	return strings.Join(did, " ")
}

func (c procedureCheck) signal(r *reading, generic, of int, top []report.ControlTest) Signal {
	severity, without := Moderate, ""
	if len(r.rep.Exceptions) == 0 {
		severity, without = High, ", and no exception was found anywhere"
	}
	var evidence []report.Evidence
	for _, t := range top {
		if len(t.Evidence) > 0 {
			evidence = append(evidence, t.Evidence[len(t.Evidence)-1])
		}
	}
	return Signal{
		Code: GenericProcedures, Severity: severity, Title: "Most controls have the same test, word for word",
		Detail: fmt.Sprintf("%d of %d controls (%s) share the text of their procedures with at least %d others%s. Most often: %q.",
			generic, of, percent(generic, of), sharedBy-1, without, short(strings.Join(top[0].Procedures, " "))),
		Limit: "A firm may describe its work in set phrases and still have done it. Such a table does not let a reader see what was tested.",
	}.at(evidence...)
}
