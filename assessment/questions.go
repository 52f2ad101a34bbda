package assessment

import (
	"cmp"
	"slices"
	"strings"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/report"
)

// Question is something to ask the vendor that the report does not answer.
type Question struct {
	Text     string   `json:"text"`
	Refs     []string `json:"refs"` // the items, rules, open points or controls that it serves
	Why      string   `json:"why"`
	Severity string   `json:"severity"` // high, medium or low
	OnlyIf   string   `json:"only_if,omitempty"`
	FollowUp []string `json:"follow_up"` // what to ask once there is an answer
}

// OwnControl is a duty about AI that the report leaves to the customer.
type OwnControl struct {
	Text     string            `json:"text"` // as the report words it
	Refs     []string          `json:"refs"`
	Page     int               `json:"page"`
	Evidence []report.Evidence `json:"evidence"`
}

// asker gathers questions.
type asker struct {
	asks
	s       *subject
	catalog *catalog.Catalog
	out     []Question
	trains  trainingAnswer
}

// questions lists what to ask, the gravest first: what the rules want to know, what is open about AI, exceptions, what was found but does
// not count, and the elements of the items that were not found.
func (t asks) questions(s *subject, cat *catalog.Catalog, holding []ruled) []Question {
	a := &asker{asks: t, s: s, catalog: cat, out: []Question{}}
	a.trains = a.training()
	a.rules(holding)
	a.points()
	a.exceptions()
	if s.hasAI() {
		a.flagged()
		a.elements()
	}
	slices.SortStableFunc(a.out, func(x, y Question) int {
		return cmp.Or(cmp.Compare(gravity(x.Severity), gravity(y.Severity)), cmp.Compare(len(x.OnlyIf), len(y.OnlyIf)))
	})
	return a.out
}

func gravity(severity string) int { return slices.Index([]string{"high", "medium", "low"}, severity) }

// add adds a question, or what it serves to the same question asked before.
func (a *asker) add(q Question) {
	i := slices.IndexFunc(a.out, func(o Question) bool { return o.Text == q.Text })
	if i < 0 {
		if q.FollowUp == nil {
			q.FollowUp = []string{}
		}
		a.out = append(a.out, q)
		return
	}
	o := &a.out[i]
	for _, ref := range q.Refs {
		if !slices.Contains(o.Refs, ref) {
			o.Refs = append(o.Refs, ref)
		}
	}
	if gravity(q.Severity) < gravity(o.Severity) {
		o.Severity = q.Severity
	}
}

// rules asks what the rules that hold want to know.
func (a *asker) rules(holding []ruled) {
	for _, h := range holding {
		severity := "high"
		if h.Outcome == AcceptConditions {
			severity = "medium"
		}
		for _, text := range h.Questions {
			a.add(Question{Text: h.fill(text), Refs: []string{h.ID}, Why: h.Reason, Severity: severity})
		}
	}
}

// points asks what the boundary of AI leaves open.
func (a *asker) points() {
	b := &a.s.a.Boundary
	asked := map[string]bool{}
	for _, p := range b.Open {
		q, ok := a.Open[p.Code]
		if ok && !asked[p.Code] && !a.asksAlready(p.Code) {
			a.add(Question{Text: q.Ask, Refs: []string{p.Code}, Why: p.Text, Severity: q.Severity})
			asked[p.Code] = true
		}
	}
	if b.AIInService != checklist.Yes && b.Note != "" && b.Note != checklist.NoteUnread {
		a.add(Question{Text: a.Marketing, Refs: []string{"ai-not-stated"}, Why: "AI in the service: " + b.AIInService + " (" + b.Note + ").", Severity: "high"})
	}
}

// asksAlready tells whether the rule with the same id has asked; the reader is not to find two questions on one matter.
func (a *asker) asksAlready(code string) bool {
	return slices.ContainsFunc(a.out, func(q Question) bool { return slices.Contains(q.Refs, code) })
}

// exceptions asks about those that management does not respond to.
func (a *asker) exceptions() {
	for i := range a.s.rep.Exceptions {
		e := &a.s.rep.Exceptions[i]
		if e.ManagementResponse {
			continue
		}
		severity, refs := "medium", []string{"exceptions-without-response"}
		for _, m := range a.s.a.Exceptions {
			if m.Exception != i {
				continue
			}
			if m.AIRelevant {
				severity = "high"
			}
			for _, it := range m.Items {
				refs = append(refs, it.Ref)
			}
		}
		what := controlName(e) + " (" + strings.Join(append(slices.Clone(e.Criteria), pagesOf([]int{e.Page})), ", ") + ")"
		a.add(Question{
			Text: strings.ReplaceAll(a.Exception, "{it}", what), Refs: refs, Severity: severity, Why: "The report states the exception and no response of management.",
		})
	}
}
