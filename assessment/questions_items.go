package assessment

import (
	"fmt"
	"slices"
	"strings"

	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/checklist/matcher"
	"countersign/report"
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

// flagged asks about what was found but does not count, once for each sentence.
func (a *asker) flagged() {
	type sentence struct{ flag, text string }
	refs, titles := map[sentence][]string{}, map[sentence][]string{}
	severity, page := map[sentence]string{}, map[sentence]int{}
	var order []sentence
	for i := range a.s.a.Items {
		x := &a.s.a.Items[i]
		for _, q := range x.NotCounted {
			k := sentence{q.Flag, q.Text}
			if a.Flags[q.Flag].Ask == "" || slices.Contains(refs[k], x.Ref) || x.Status == checklist.Tested {
				continue
			}
			if refs[k] == nil {
				order, severity[k], page[k] = append(order, k), x.Severity, q.Page
			}
			refs[k], titles[k] = append(refs[k], x.Ref), append(titles[k], strings.ToLower(x.Title[:1])+x.Title[1:])
			if gravity(x.Severity) < gravity(severity[k]) {
				severity[k] = x.Severity
			}
		}
	}
	for _, k := range order {
		a.add(Question{
			Text: strings.ReplaceAll(a.Flags[k.flag].Ask, "{it}", enumerate(titles[k])), Refs: refs[k], Severity: severity[k],
			Why: fmt.Sprintf("%s (%s): %q", a.Flags[k.flag].Why, pagesOf([]int{page[k]}), k.text),
		})
	}
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

// ownControls are the duties about AI that the report leaves to the customer.
func ownControls(a *Assessment) []OwnControl {
	out := []OwnControl{}
	add := func(c OwnControl) {
		i := slices.IndexFunc(out, func(o OwnControl) bool { return o.Page == c.Page && o.Text == c.Text })
		if i < 0 {
			out = append(out, c)
			return
		}
		for _, ref := range c.Refs {
			if !slices.Contains(out[i].Refs, ref) {
				out[i].Refs = append(out[i].Refs, ref)
			}
		}
	}
	for i := range a.Items {
		for _, q := range a.Items[i].NotCounted {
			if q.Flag == matcher.FlagCustomer && q.Section != report.RoleTests { // what the auditor tested is the vendor's
				add(OwnControl{q.Text, []string{a.Items[i].Ref}, q.Page, q.Evidence})
			}
		}
	}
	for _, m := range a.Boundary.LeftToCustomers {
		add(OwnControl{m.Text, []string{}, m.Page, m.Evidence})
	}
	return out
}
