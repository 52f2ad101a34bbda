package checklist

import (
	"fmt"
	"slices"

	"countersign/checklist/catalog"
	"countersign/checklist/matcher"
	"countersign/report"
)

// Answer is what a report says about one item.
type Answer struct {
	ID         string          `json:"id"`
	Ref        string          `json:"ref"`
	Title      string          `json:"title"`
	Severity   string          `json:"severity"`
	Status     string          `json:"status"`
	Flags      []string        `json:"flags"`
	Extent     Extent          `json:"described"`
	Tested     bool            `json:"tested"`
	Exception  bool            `json:"exception"`
	Pages      []int           `json:"pages"` // where the evidence stands
	Elements   []ElementAnswer `json:"elements"`
	Quotes     []Quote         `json:"quotes"`
	NotCounted []Quote         `json:"not_counted"` // would state the item, if the flag did not speak against it
	LooksLike  []Look          `json:"looks_like"`  // looked like, but is not
}

// ElementAnswer says whether an element was found.
type ElementAnswer struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Found Extent `json:"found"`
}

// Quote is a sentence of the report, word for word.
type Quote struct {
	Page     int               `json:"page"`
	Section  report.Role       `json:"section"`
	Elements []string          `json:"elements"`
	Control  *string           `json:"control,omitempty"` // of a quote from the tests
	Flag     string            `json:"flag,omitempty"`
	Text     string            `json:"text"`
	Evidence []report.Evidence `json:"evidence"`
}

// Look is a near miss with its reason.
type Look struct {
	Page     int               `json:"page"`
	Family   string            `json:"family"`
	Why      string            `json:"why"`
	Text     string            `json:"text"`
	Evidence []report.Evidence `json:"evidence"`
}

// Checklist judges reports by one catalog. It is safe for use by any number of goroutines.
type Checklist struct {
	catalog *catalog.Catalog
	matcher *matcher.Matcher
	words   *vocabulary
}

// New prepares a catalog.
func New(c *catalog.Catalog) (*Checklist, error) {
	m, err := matcher.Compile(c)
	if err != nil {
		return nil, err //nolint:wrapcheck // names the rule
	}
	return &Checklist{c, m, newVocabulary(m)}, nil
}

// Findings is all that was found in a report, for whoever needs more than one view of it. It is not safe for concurrent use.
type Findings struct {
	c      *Checklist
	rep    *report.Report
	found  matcher.Judgement
	walked *walk
}

// Find reads a report.
func (c *Checklist) Find(rep *report.Report) *Findings {
	return &Findings{c: c, rep: rep, found: c.matcher.Judge(rep)}
}

// walk goes through the description and the assertion for the boundary, once.
func (f *Findings) walk() *walk {
	if f.walked == nil {
		f.walked = newWalk(f.c.words, f.rep)
		f.walked.read()
	}
	return f.walked
}

// Answers is Find and its Answers.
func (c *Checklist) Answers(rep *report.Report) []Answer { return c.Find(rep).Answers() }

// Answers judges the report: one answer for each item, in the order of the catalog.
func (f *Findings) Answers() []Answer {
	c, rep, found := f.c, f.rep, f.found
	all := make([]*judged, len(c.catalog.Items))
	for i := range all {
		all[i] = judge(&c.catalog.Items[i])
	}
	for i := range found.Findings {
		all[found.Findings[i].Item].take(&found.Findings[i])
	}
	for i := range found.Lookalikes {
		j := all[found.Lookalikes[i].Item]
		j.looks = append(j.looks, found.Lookalikes[i])
	}
	out := make([]Answer, len(all))
	unread := unreadWhereItMatters(rep)
	for i, j := range all {
		j.byWords()
		out[i] = c.answer(j)
		if unread && (out[i].Status == Absent || out[i].Status == NearMiss) {
			out[i].Status = Unknown
		}
	}
	return out
}

func (c *Checklist) answer(j *judged) Answer {
	a := Answer{
		ID: j.item.ID, Ref: j.item.Ref, Title: j.item.Title, Severity: j.item.Severity, Status: j.status(), Flags: j.flags(), Extent: j.extent(),
		Tested: len(j.tested) > 0, Exception: j.exception, Pages: []int{}, Elements: []ElementAnswer{}, LooksLike: []Look{},
	}
	a.Quotes = quotes(j.item, append(slices.Clone(j.described), j.tested...))
	a.NotCounted = quotes(j.item, j.not)
	for _, q := range a.Quotes {
		if !slices.Contains(a.Pages, q.Page) {
			a.Pages = append(a.Pages, q.Page)
		}
	}
	slices.Sort(a.Pages)
	for _, e := range j.item.Elements {
		found := None
		if j.full[e.ID] {
			found = Full
		} else if j.partly[e.ID] {
			found = Partly
		}
		a.Elements = append(a.Elements, ElementAnswer{e.ID, e.Title, found})
	}
	for _, l := range j.looks {
		f := c.catalog.Families[l.Family]
		a.LooksLike = append(a.LooksLike, Look{l.Page, f.ID, f.Why, l.Text, l.Evidence})
	}
	return a
}

// quotes joins findings in the same sentence.
func quotes(item *catalog.Item, found []matcher.Finding) []Quote {
	out := []Quote{}
	at := map[string]int{} // quotes by page, flag and text
	for i := range found {
		f := &found[i]
		id := ""
		if f.Element >= 0 {
			id = item.Elements[f.Element].ID
		}
		key := fmt.Sprint(f.Page, f.Flag, f.Text)
		k, known := at[key]
		if !known {
			q := Quote{Elements: []string{}, Page: f.Page, Section: f.Role, Flag: f.Flag, Text: f.Text, Evidence: f.Evidence}
			if f.Row != nil {
				q.Control = f.Row.Control
			}
			at[key], out, k = len(out), append(out, q), len(out)
		}
		if id != "" && !slices.Contains(out[k].Elements, id) {
			out[k].Elements = append(out[k].Elements, id)
		}
	}
	return out
}
