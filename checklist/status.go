package checklist

import (
	"slices"
	"strings"

	"countersign/checklist/catalog"
	"countersign/checklist/matcher"
	"countersign/report"
)

// Statuses of an item. An item whose status is none of these is not known to be covered.
const (
	Tested    = "tested"
	Described = "described"
	Partial   = "partial"
	Absent    = "absent"
	NearMiss  = "near-miss"
	Unknown   = "unknown" // not found, and pages of the description or the tests could not be read
)

// Flags beside those of findings that do not count.
const (
	FlagException = "exception"  // tested, with an exception
	FlagNotTested = "not-tested" // in the tests, but the control did not operate or could not be tested
)

// judged is one item's findings sorted by what they are worth.
type judged struct {
	item      *catalog.Item
	full      map[string]bool // elements, in the description or as a control in the tests
	partly    map[string]bool
	tested    []matcher.Finding
	described []matcher.Finding
	words     []matcher.Finding // about the item by all words of a passage; they name no element
	not       []matcher.Finding // flagged: they do not count
	looks     []matcher.Lookalike
	about     bool // words are all that speaks for it
	whole     bool // and the item has one element only
	exception bool
	notTested bool
}

func judge(item *catalog.Item) *judged {
	return &judged{item: item, full: map[string]bool{}, partly: map[string]bool{}}
}

// take sorts a finding in.
func (j *judged) take(f *matcher.Finding) {
	switch {
	case f.Flag != "":
		j.not = append(j.not, *f)
		return
	case f.Role == report.RoleOpinion:
		return // the auditor's letter describes no control
	}
	if f.Element == matcher.NoElement {
		j.words = append(j.words, *f)
		return
	}
	id := j.item.Elements[f.Element].ID
	if f.Partly {
		j.partly[id] = true
	} else {
		j.full[id] = true
	}
	j.place(f)
}

// byWords falls back to the passages that are about the item by all their words, where no rule found anything: they name no element, so
// that an item of several elements is covered in part at most.
func (j *judged) byWords() {
	if len(j.full)+len(j.partly) > 0 {
		return
	}
	for i := range j.words {
		f := &j.words[i]
		j.about = true
		j.whole = j.whole || !f.Partly && len(j.item.Elements) == 1
		j.place(f)
	}
}

// place sorts a finding that counts by what it proves.
func (j *judged) place(f *matcher.Finding) {
	if f.Row == nil || f.Partly {
		j.described = append(j.described, *f)
		return
	}
	switch f.Row.Outcome {
	case report.Passed, report.HasException:
		if len(f.Row.Procedures) == 0 && !namesATest(f.Row.Activity+" "+f.Row.Result) {
			break
		}
		j.exception = j.exception || f.Row.Outcome == report.HasException
		j.tested = append(j.tested, *f)
		return
	case report.NonOccurrence, report.UnableToTest:
		j.notTested = true
	case report.NotApplicable, report.NoResult:
	}
	j.described = append(j.described, *f)
}

// status is the item's answer.
func (j *judged) status() string {
	switch {
	case len(j.tested) > 0:
		return Tested
	case met(j.item.DescribedWhen, 1, j.full) || j.whole:
		return Described
	case len(j.full)+len(j.partly) > 0 || j.about:
		return Partial
	case len(j.not) > 0 && slices.ContainsFunc(j.not, func(f matcher.Finding) bool { return f.Flag != matcher.FlagNearMiss }):
		return Absent
	case len(j.not)+len(j.looks) > 0:
		return NearMiss
	}
	return Absent
}

// met tells whether enough elements are there; usual is how many when the need does not say.
func met(n catalog.Need, usual int, have map[string]bool) bool {
	count := 0
	for id := range have {
		if len(n.Of) == 0 || slices.Contains(n.Of, id) {
			count++
		}
	}
	for _, id := range n.All {
		if !have[id] {
			return false
		}
	}
	if n.AtLeast > 0 {
		usual = n.AtLeast
	}
	return count >= usual
}

// Extent says how much of an item a report states: full, partial or none.
type Extent string

// Extents.
const (
	Full   Extent = "full"
	Partly Extent = "partial"
	None   Extent = "none"
)

func (j *judged) extent() Extent {
	all := map[string]bool{}
	for id := range j.full {
		all[id] = true
	}
	usual := len(j.item.Elements)
	if usual > 2 {
		usual--
	}
	switch {
	case met(j.item.FullWhen, usual, all):
		return Full
	case len(j.full)+len(j.partly) > 0 || j.about:
		return Partly
	}
	return None
}

func (j *judged) flags() []string {
	out := []string{}
	for i := range j.not {
		if f := j.not[i].Flag; f != matcher.FlagNearMiss && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	if j.exception {
		out = append(out, FlagException)
	}
	if j.notTested && len(j.tested) == 0 {
		out = append(out, FlagNotTested)
	}
	return out
}

// unreadWhereItMatters tells whether something could stand on a page of the description or the tests that nobody read.
func unreadWhereItMatters(rep *report.Report) bool {
	for _, s := range rep.Coverage.Sections {
		if (s.Role == report.RoleDescription || s.Role == report.RoleTests) && len(s.Unread) > 0 {
			return true
		}
	}
	return false
}

// namesATest tells whether a control that is printed in one piece with its tests has any (AT-C 205: inquiry, inspection, observation,
// reperformance): it says so, or goes on after the sentence that states the control.
func namesATest(text string) bool {
	if strings.Count(strings.TrimSpace(text), ". ") > 1 {
		return true
	}
	low := strings.ToLower(text)
	return slices.ContainsFunc([]string{"inspected", "observed", "reperformed", "recalculated", "examined", "selected a", "for a sample", "inquired", "traced"}, func(w string) bool {
		return strings.Contains(low, w)
	})
}
