package checklist

import (
	"fmt"
	"slices"
	"strings"

	"countersign/checklist/matcher"
	"countersign/report"
)

// Codes of what stays open about AI. They are stable: add, never rename.
const (
	OpenNotDescribed      = "ai-not-described"
	OpenNotStated         = "ai-not-stated"
	OpenOnlyInTests       = "ai-only-in-tests"
	OpenContradicted      = "ai-contradicted"
	OpenExcluded          = "ai-excluded"
	OpenLeftToCustomers   = "ai-left-to-customers"
	OpenPlanned           = "ai-planned"
	OpenDescriptionUnread = "description-unread"
	OpenCarvedOut         = "provider-carved-out"
	OpenMethodUnknown     = "provider-method-unknown"
	OpenUnnamed           = "provider-unnamed"
	OpenNoPI              = "processing-integrity-out-of-scope"
	OpenCategoriesUnknown = "categories-unknown"
)

// controlsOverAI counts sentences of the description and rows of the tests that state an element of an item.
func (f *Findings) controlsOverAI() int {
	n := 0
	for i := range f.found.Findings {
		if one := &f.found.Findings[i]; one.Flag == "" && one.Element != matcher.NoElement && one.Role != report.RoleOpinion && one.Role != report.RoleOther {
			n++
		}
	}
	return n
}

func (b *Boundary) categories(rep *report.Report) {
	b.ProcessingIntegrityInScope = slices.Contains(rep.Facts.Categories, report.ProcessingIntegrity)
	b.ProcessingIntegrityEvidence = append(b.ProcessingIntegrityEvidence, rep.Facts.Evidence["categories"]...)
}

func (b *Boundary) say(code string, evidence []report.Evidence, format string, args ...any) {
	if evidence == nil {
		evidence = []report.Evidence{}
	}
	b.Open = append(b.Open, OpenPoint{code, fmt.Sprintf(format, args...), evidence})
}

// open lists what stays open about AI.
func (b *Boundary) open(rep *report.Report, w *walk, controls int) {
	b.openReading(rep, w, controls)
	if b.Counts["excluded"] > 0 {
		b.say(OpenExcluded, evidenceOf(b.Excluded), "The description places AI, or a part of it, outside of the system that was examined; the opinion says nothing about that part.")
	}
	if b.Counts["left_to_customers"] > 0 {
		b.say(OpenLeftToCustomers, evidenceOf(b.LeftToCustomers), "Duties that concern AI are left to the customer; they are yours to carry out.")
	}
	if b.Counts["planned"] > 0 {
		b.say(OpenPlanned, evidenceOf(b.Planned), "AI, or a measure about it, is announced for later; it was not in operation in the period.")
	}
	b.openProviders(w)
	if b.AIInService != Yes || b.ProcessingIntegrityInScope {
		return
	}
	if len(rep.Facts.Categories) == 0 {
		b.say(OpenCategoriesUnknown, nil, "The categories of the report were not found, so that it is not known whether processing integrity, which holds the criteria for correct output, is covered.")
		return
	}
	b.say(OpenNoPI, b.ProcessingIntegrityEvidence, "The service has AI in it, and the report does not cover processing integrity: whether its output is complete and accurate was not judged by any criterion made for that.")
}

// openReading is about what the description says, does not say, or says twice.
func (b *Boundary) openReading(rep *report.Report, w *walk, controls int) {
	if pages := unreadOf(rep, report.RoleDescription); len(pages) > 0 || !w.described {
		b.say(OpenDescriptionUnread, nil, "The description, or a part of it, could not be read; what it says of AI there is not known.")
	}
	denied := evidenceOf(b.Denied)
	switch {
	case b.AIInService == Yes && w.count(inDenied) > 0:
		b.say(OpenContradicted, denied, "The report names AI in one place and says in another that there is none; ask which holds.")
	case b.AIInService != Yes && w.inTests() > 0:
		b.say(OpenOnlyInTests, nil, "The description does not speak of AI in the service, but %s among the tests; ask what the service does with AI.", counted(w.inTests(), "control names it", "controls name it"))
	case b.AIInService == NotStated && w.described && b.Counts["marketing"]+b.Counts["traces"] == 0:
		b.say(OpenNotStated, nil, "The description does not say whether the service has AI in it. Silence is no proof that there is none; ask.")
	}
	if controls == 0 && (b.AIInService == Yes || b.Counts["marketing"]+b.Counts["traces"] > 0) && w.count(inDenied)+b.Counts["excluded"] == 0 {
		b.say(OpenNotDescribed, evidenceOf(slices.Concat(b.Features, b.Models, b.Marketing, b.Traces)), "AI is named, and no control over it is described or tested.")
	}
}

func (b *Boundary) openProviders(w *walk) {
	for _, p := range b.Providers {
		switch {
		case p.Method == nil:
			b.say(OpenMethodUnknown, p.Evidence, "%s is named as a provider of models, and the report does not say whether its controls were examined; take them as not examined, and ask for its own report.", p.Name)
		case *p.Method == report.CarveOut:
			b.say(OpenCarvedOut, p.Evidence, "The controls of %s, which provides models, are left out of this report (carve-out method); ask for its own SOC 2 report.", p.Name)
		}
	}
	if len(b.Providers) == 0 && len(w.theirs) > 0 {
		b.say(OpenUnnamed, evidenceOf(w.theirs), "The service uses models of somebody else, and nobody is named; ask who develops and who serves them.")
	}
}

// inTests counts the controls whose own words name AI.
func (w *walk) inTests() int {
	n := 0
	for i := range w.rep.ControlTests {
		r := w.v.read(w.rep.ControlTests[i].Activity)
		if placeOf(r, "") == present && r.has(feature, kind, trace) {
			n++
		}
	}
	return n
}

func unreadOf(rep *report.Report, role report.Role) []int {
	var out []int
	for _, s := range rep.Coverage.Sections {
		if s.Role == role {
			out = append(out, s.Unread...)
		}
	}
	return out
}

func evidenceOf(list []Mention) []report.Evidence {
	out := []report.Evidence{}
	for _, m := range list[:min(len(list), mostEvidence)] {
		out = append(out, m.Evidence...)
	}
	return out
}

// counted words a number with its noun and verb.
func counted(n int, one, many string) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	w := fmt.Sprint(n)
	if n < len(words) {
		w = words[n]
	}
	if n == 1 {
		return strings.TrimSpace(w + " " + one)
	}
	return strings.TrimSpace(w + " " + many)
}
