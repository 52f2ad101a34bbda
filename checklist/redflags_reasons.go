package checklist

import (
	"fmt"
	"slices"
	"strings"

	"countersign/report"
)

// flagger gathers the red flags of a report.
type flagger struct {
	rep *report.Report
	out []RedFlag
}

func (f *flagger) add(code, title string, exceptions []int, reasons ...string) {
	flag := RedFlag{code, title, reasons, append([]int{}, exceptions...), []report.Evidence{}}
	for _, i := range exceptions {
		flag.Evidence = append(flag.Evidence, f.rep.Exceptions[i].Evidence...)
	}
	f.out = append(f.out, flag)
}

// when adds a flag with one reason for each exception that it holds for, if there are enough.
func (f *flagger) when(code, title string, least int, holds func(i int) bool) {
	var which []int
	var reasons []string
	for i := range f.rep.Exceptions {
		if holds(i) {
			which = append(which, i)
			reasons = append(reasons, reasonOf(&f.rep.Exceptions[i]))
		}
	}
	if len(which) >= least {
		f.add(code, title, which, reasons...)
	}
}

// underSeveral tells whether the control of an exception failed under criteria of more than one group (CC6, CC8, PI1), in one exception or
// in several. Many a control serves two neighbors, such as CC6.2 and CC6.3; that says nothing.
func (f *flagger) underSeveral(i int) bool {
	e := &f.rep.Exceptions[i]
	if e.Control == nil {
		return false
	}
	groups := map[string]bool{}
	for k := range f.rep.Exceptions {
		o := &f.rep.Exceptions[k]
		if o.Control == nil || *o.Control != *e.Control {
			continue
		}
		for _, id := range o.Criteria {
			group, _, _ := strings.Cut(id, ".")
			groups[group] = true
		}
	}
	return len(groups) > 1
}

// opinion flags an opinion that is modified on criteria of AI, or on criteria that could not be told, and one that was not read.
func (f *flagger) opinion(criteria []string) {
	facts := &f.rep.Facts
	evidence := facts.Evidence["opinion"]
	switch {
	case facts.Opinion == nil:
		f.add(FlagOpinionUnread, "The opinion is not known", nil, "The opinion was not read or not found, so that it must not be taken for unmodified.")
		return
	case *facts.Opinion == report.Unqualified:
		return
	}
	by, on := f.modifying()
	touched := slices.DeleteFunc(slices.Clone(on), func(id string) bool { return !slices.Contains(criteria, id) })
	if len(on) > 0 && len(touched) == 0 {
		return
	}
	reason := "The opinion is " + modified(*facts.Opinion) + "; the criteria it is about were not found, and may be those that controls over AI rest on."
	if len(touched) > 0 {
		reason = "The opinion is " + modified(*facts.Opinion) + " on " + listed(touched) + ", which controls over AI rest on."
		by = slices.DeleteFunc(by, func(i int) bool { return !stands(&f.rep.Exceptions[i], touched...) })
	}
	reasons := []string{reason}
	for _, i := range by {
		reasons = append(reasons, reasonOf(&f.rep.Exceptions[i]))
	}
	f.add(FlagOpinionOnAI, "The opinion is modified on criteria that controls over AI rest on", by, reasons...)
	last := &f.out[len(f.out)-1]
	last.Evidence = append(slices.Concat(evidence, facts.Evidence["opinion_criteria"]), last.Evidence...)
}

// modifying are the exceptions that modify the opinion, and the criteria it is modified on: those that it names, else those of the exceptions.
func (f *flagger) modifying() (by []int, on []string) {
	for i := range f.rep.Exceptions {
		if e := &f.rep.Exceptions[i]; e.QualifiesOpinion {
			by = append(by, i)
			on = append(on, e.Criteria...)
		}
	}
	if named := f.rep.Facts.OpinionOn; len(named) > 0 {
		on = slices.Clone(named)
	}
	slices.Sort(on)
	return by, slices.Compact(on)
}

func modified(opinion string) string {
	if opinion == report.Disclaimer {
		return "a disclaimer"
	}
	return opinion
}

// reasonOf is an exception in a line: control, criteria, pages and numbers.
func reasonOf(e *report.Exception) string {
	who := "A control without a number"
	if e.Control != nil {
		who = *e.Control
	}
	pages := slices.Clone(e.Places)
	if !slices.Contains(pages, e.Page) {
		pages = append(pages, e.Page)
	}
	where := pagesOf(pages)
	if len(e.Criteria) > 0 {
		where = listed(e.Criteria) + ", " + where
	}
	return who + " (" + where + "): " + numbersOf(e) + "."
}

func numbersOf(e *report.Exception) string {
	switch {
	case e.Deviations != nil && e.Sampled != nil:
		return fmt.Sprintf("%s in a sample of %d", counted(*e.Deviations, "deviation", "deviations"), *e.Sampled)
	case e.Deviations != nil:
		return counted(*e.Deviations, "deviation", "deviations") + ", sample not stated"
	case e.Sampled != nil:
		return fmt.Sprintf("a sample of %d, deviations not stated", *e.Sampled)
	}
	return "sample and deviations not stated"
}

// pagesOf words pages in order.
func pagesOf(pages []int) string {
	pages = slices.Clone(pages)
	slices.Sort(pages)
	pages = slices.Compact(pages)
	words := make([]string, len(pages))
	for i, p := range pages {
		words[i] = fmt.Sprint(p)
	}
	if len(pages) == 1 {
		return "page " + words[0]
	}
	return "pages " + listed(words)
}

func listed(words []string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
}
