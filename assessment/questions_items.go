package assessment

import (
	"slices"
	"strings"

	"countersign/checklist"
	"countersign/checklist/catalog"
)

// trainingAnswer says whether the vendor trains or fine-tunes models, as far as the report shows.
type trainingAnswer int

const (
	trainsUnknown trainingAnswer = iota
	trainsYes
	trainsNo
)

// onlyTraining tells items that matter only to who trains or fine-tunes.
func (a *asker) onlyTraining(it *catalog.Item) bool {
	return len(it.AppliesTo) > 0 && !slices.ContainsFunc(it.AppliesTo, func(r string) bool { return !slices.Contains(a.Training.Roles, r) })
}

// training looks whether anything is stated on items of training; else whether the report says that no models are trained. What it says
// against itself is open.
func (a *asker) training() trainingAnswer {
	for i := range a.s.a.Items {
		if x := &a.s.a.Items[i]; a.onlyTraining(&a.catalog.Items[i]) && (!silent(x.Status) || len(x.Flags) > 0) {
			return trainsYes
		}
	}
	b := &a.s.a.Boundary
	if len(b.Denied) > 0 && !slices.ContainsFunc(b.Open, func(p checklist.OpenPoint) bool { return p.Code == checklist.OpenContradicted }) {
		return trainsNo
	}
	return trainsUnknown
}

// elements asks for what was not found of items that fall short, one question a topic.
func (a *asker) elements() {
	if a.trains == trainsUnknown {
		a.add(Question{Text: a.Training.Ask, Refs: []string{"training"}, Why: a.Training.Why, Severity: "high"})
	}
	found := a.foundInFull()
	asked := map[string]int{} // by topic, the question
	for i := range a.s.a.Items {
		x, it := &a.s.a.Items[i], &a.catalog.Items[i]
		if !silent(x.Status) && x.Status != checklist.Partial || a.onlyTraining(it) && a.trains == trainsNo {
			continue
		}
		first := -1
		for n, e := range x.Elements {
			topic := a.topicOf(x.Ref + "." + e.ID)
			if e.Found == checklist.Full || found[topic] {
				continue
			}
			at, again := asked[topic]
			if !again {
				at = len(a.out)
				asked[topic] = at
				a.out = append(a.out, a.element(x, it, n))
			} else {
				a.serve(at, x, a.onlyTraining(it))
			}
			if first < 0 {
				first = at
			}
		}
		if first >= 0 && silent(x.Status) {
			a.out[first].FollowUp = append(a.out[first].FollowUp, it.FollowUp...)
		}
	}
}

// element is the question of one element.
func (a *asker) element(x *checklist.Answer, it *catalog.Item, n int) Question {
	e := &x.Elements[n]
	q := Question{Text: it.Elements[n].Ask, Refs: []string{x.Ref}, Severity: x.Severity, FollowUp: []string{}}
	q.Why = "Not found in the report: " + e.Title + "."
	if e.Found == checklist.Partly {
		q.Why = "Found in part only: " + e.Title + "."
	}
	if x.Status == checklist.Unknown {
		q.Why = "Not found in the pages that were read: " + e.Title + "."
	}
	if a.onlyTraining(it) && a.trains == trainsUnknown {
		q.OnlyIf = a.Training.OnlyIf
	}
	return q
}

// serve notes that a question asked before also serves another item.
func (a *asker) serve(at int, x *checklist.Answer, onlyTraining bool) {
	q := &a.out[at]
	if !slices.Contains(q.Refs, x.Ref) {
		q.Refs = append(q.Refs, x.Ref)
	}
	if gravity(x.Severity) < gravity(q.Severity) {
		q.Severity = x.Severity
	}
	if !onlyTraining {
		q.OnlyIf = ""
	}
}

// topicOf is the topic of an element, named by its first element; an element without one is its own.
func (a *asker) topicOf(key string) string {
	for _, topic := range a.Topics {
		if slices.Contains(topic, key) {
			return topic[0]
		}
	}
	return key
}

// foundInFull are the topics that the report answers somewhere in full.
func (a *asker) foundInFull() map[string]bool {
	out := map[string]bool{}
	for i := range a.s.a.Items {
		for _, e := range a.s.a.Items[i].Elements {
			if e.Found == checklist.Full {
				out[a.topicOf(a.s.a.Items[i].Ref+"."+e.ID)] = true
			}
		}
	}
	return out
}

func splitKey(key string) (ref, element string) {
	ref, element, _ = strings.Cut(key, ".")
	return ref, element
}
