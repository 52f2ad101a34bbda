package present

import (
	"fmt"
	"slices"
	"strings"

	"countersign/checklist"
)

// items quotes what was found, item by item. Where there is no AI, what does not count stands in the part on the boundary.
func (j judgement) items() Part {
	var out Entries
	for i := range j.a.Items {
		if a := &j.a.Items[i]; len(a.Quotes) > 0 || j.hasAI() && len(a.NotCounted) > 0 {
			out = append(out, itemEntry(a))
		}
	}
	return entriesPart("What was found on the items", out)
}

func itemEntry(a *checklist.Answer) Entry {
	const most = 3 // of each kind; the rest stands in the JSON
	e := Entry{Head: fmt.Sprintf("%s %s: %s", a.Ref, a.Title, statusOf(a))}
	if s := elementsOf(a); s != "" {
		e.Lines = append(e.Lines, s)
	}
	for _, q := range a.Quotes[:min(most, len(a.Quotes))] {
		intro := ""
		if q.Control != nil {
			intro = "In the tests, control " + *q.Control + ":"
		}
		e.Passages = append(e.Passages, quoteText(q.Text, q.Evidence, q.Page, intro))
	}
	for _, q := range a.NotCounted[:min(most, len(a.NotCounted))] {
		e.Passages = append(e.Passages, quoteText(q.Text, q.Evidence, q.Page, "Does not count, "+flagWords(q.Flag)+":"))
	}
	if more := max(0, len(a.Quotes)-most) + max(0, len(a.NotCounted)-most); more > 0 {
		e.Passages = append(e.Passages, Passage{Intro: "and " + count(more, "more quote") + "."})
	}
	return e
}

// elementsOf writes "Found: a, b. In part: c. Not found: d."
func elementsOf(a *checklist.Answer) string {
	by := map[checklist.Extent][]string{}
	for _, x := range a.Elements {
		by[x.Found] = append(by[x.Found], x.Title)
	}
	var parts []string
	for _, x := range []struct {
		found checklist.Extent
		words string
	}{{checklist.Full, "Found"}, {checklist.Partly, "In part"}, {checklist.None, "Not found"}} {
		if len(by[x.found]) > 0 {
			parts = append(parts, x.words+": "+strings.Join(by[x.found], ", ")+".")
		}
	}
	return strings.Join(parts, " ")
}

func flagWords(flag string) string {
	return orElseText(map[string]string{
		"planned": "planned only", "negated": "said not to be so", "shifted-to-customer": "a duty of customers", "carved-out": "left to another organization",
		"unaudited-claim": "stated where the service auditor did not look", "near-miss": "about staff and their own use of AI",
	}[flag], flag)
}

const lookedLike = "Looked like it, but is not"

// lookalikes groups the near misses by why they are none.
func (j judgement) lookalikes() Part {
	const most = 2
	var order []string
	by := map[string]*Entry{}
	refs := map[string][]string{}
	for i := range j.a.Items {
		for _, l := range j.a.Items[i].LooksLike {
			e := by[l.Family]
			if e == nil {
				e = &Entry{Head: l.Why}
				by[l.Family], order = e, append(order, l.Family)
			}
			if ref := j.a.Items[i].Ref; !slices.Contains(refs[l.Family], ref) {
				refs[l.Family] = append(refs[l.Family], ref)
			}
			p := quoteText(l.Text, l.Evidence, l.Page, "")
			if len(e.Passages) < most && !slices.Contains(e.Passages, p) {
				e.Passages = append(e.Passages, p)
			}
		}
	}
	var out Entries
	short := Table{Columns: []Column{{Name: "Near miss"}, {Name: "Why it is none", Wide: true}, {Name: "Page"}}}
	for _, family := range order {
		e := *by[family]
		e.Lines = []string{fmt.Sprintf("Near miss %s, for %s.", family, strings.Join(refs[family], ", "))}
		out = append(out, e)
		short.Rows = append(short.Rows, []string{family, e.Head, strings.Trim(e.Passages[0].Place, "()")})
	}
	if !j.hasAI() && len(out) > 0 {
		return Part{lookedLike, []Block{short}}
	}
	return entriesPart(lookedLike, out)
}

// fixes says how gaps that matter most can be closed.
func (j judgement) fixes() Part {
	var out Entries
	for _, f := range j.a.Fixes {
		out = append(out, Entry{Head: f.Ref + " " + f.Title, Lines: []string{f.Text}})
	}
	return entriesPart("How the open gaps of high severity are closed", out)
}
