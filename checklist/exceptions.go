package checklist

import (
	"slices"

	"countersign/checklist/catalog"
	"countersign/checklist/matcher"
	"countersign/report"
)

// ExceptionMark says what one of a report's exceptions means for AI.
type ExceptionMark struct {
	Exception  int          `json:"exception"` // index in the report's list
	Control    *string      `json:"control"`
	Criteria   []string     `json:"criteria"`
	Items      []MappedItem `json:"items"`
	AIRelevant bool         `json:"ai_relevant"` // the control that failed is one over AI
}

// MappedItem is an item that an exception touches.
type MappedItem struct {
	ID  string `json:"id"`
	Ref string `json:"ref"`
	How string `json:"how"`
}

// How an exception touches an item.
const (
	ByControl   = "control"   // the control that failed is one that the item asks for
	ByCriterion = "criterion" // the process that a model would go through failed: it stands on a criterion of the item
)

// Exceptions is Find and its Exceptions.
func (c *Checklist) Exceptions(rep *report.Report) []ExceptionMark { return c.Find(rep).Exceptions() }

// Exceptions marks each exception of the report, in the report's order.
func (f *Findings) Exceptions() []ExceptionMark {
	c, rep, w := f.c, f.rep, f.walk()
	out := make([]ExceptionMark, 0, len(rep.Exceptions))
	for i := range rep.Exceptions {
		e := &rep.Exceptions[i]
		m := ExceptionMark{Exception: i, Control: e.Control, Criteria: append([]string{}, e.Criteria...), Items: []MappedItem{}}
		row := rowOf(rep, e)
		hit := map[int]bool{}
		if m.AIRelevant = w.namesAI(row, e); m.AIRelevant || w.hasAI() {
			hit = c.itemsOf(row, e)
		}
		for n := range c.catalog.Items {
			it := &c.catalog.Items[n]
			switch {
			case hit[n]:
				m.Items = append(m.Items, MappedItem{it.ID, it.Ref, ByControl})
			case isProcess(it) && slices.ContainsFunc(e.Criteria, func(id string) bool { return slices.Contains(it.Criteria, id) }):
				m.Items = append(m.Items, MappedItem{it.ID, it.Ref, ByCriterion})
			}
		}
		m.AIRelevant = m.AIRelevant || len(hit) > 0
		out = append(out, m)
	}
	return out
}

// isProcess tells the items that are mapped by criterion: those of the article's reading list and gaps, but not the one about exceptions.
func isProcess(it *catalog.Item) bool {
	return it.Rule != catalog.ByExceptions && (it.Source.Kind == "reading" || it.Source.Kind == "gap")
}

// rowOf is the test in which an exception stands; nil when it cannot be told.
func rowOf(rep *report.Report, e *report.Exception) *report.ControlTest {
	for i := range rep.ControlTests {
		t := &rep.ControlTests[i]
		samePage := t.Page == e.Page || slices.Contains(e.Places, t.Page)
		sameCriterion := slices.ContainsFunc(e.Criteria, func(id string) bool { return slices.Contains(t.Criteria, id) })
		switch {
		case e.Control != nil && t.Control != nil && *e.Control == *t.Control && (samePage || sameCriterion):
			return t
		case e.Control == nil && t.Control == nil && samePage && sameCriterion && t.Result == e.Text:
			return t
		}
	}
	return nil
}

// itemsOf finds the items whose elements the failed control states. Without its row, the exception's own words and the response tell.
func (c *Checklist) itemsOf(row *report.ControlTest, e *report.Exception) map[int]bool {
	out := map[int]bool{}
	if row != nil {
		c.find(out, &report.ControlTest{Activity: row.Activity, Procedures: append(slices.Clone(row.Procedures), e.Text)}, false)
		return out
	}
	own := &report.ControlTest{Activity: e.Text}
	if e.ResponseText != nil {
		own.Procedures = []string{*e.ResponseText}
	}
	c.find(out, own, true)
	return out
}

// find adds the items that a row's words state. What an exception says was not done is the control: its "not" does not speak against that.
func (c *Checklist) find(into map[int]bool, row *report.ControlTest, own bool) {
	found := c.matcher.Judge(&report.Report{ControlTests: []report.ControlTest{*row}})
	for i := range found.Findings {
		f := &found.Findings[i]
		if f.Flag == "" || own && f.Flag == matcher.FlagNegated {
			into[f.Item] = true
		}
	}
}

// namesAI tells whether the words of the control or of the exception name AI. Words that may be about something else ("high-stakes outputs",
// "the classification is recorded") count where the description says that the service has AI.
func (w *walk) namesAI(row *report.ControlTest, e *report.Exception) bool {
	texts := []string{e.Text}
	if row != nil {
		texts = append(texts, row.Activity, row.Result)
	}
	return slices.ContainsFunc(texts, func(t string) bool {
		r := w.v.read(t)
		named := r.has(generic, feature, kind, trace, third) && !r.has(staffUse, tool, praise)
		return named || w.hasAI() && (r.has(product) || certain(r.sense.Things))
	})
}

// certain tells the concepts of the lexicon that name AI where the service has it.
func certain(things []string) bool {
	return slices.ContainsFunc(things, func(id string) bool {
		return slices.Contains([]string{"model", "model-part", "weights", "training-data", "inference-log", "serving", "provider", "tuned"}, id)
	})
}
