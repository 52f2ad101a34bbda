package assessment

import (
	"fmt"
	"slices"
	"strings"

	"countersign/checklist"
	"countersign/checklist/matcher"
	"countersign/report"
)

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
			Text: strings.ReplaceAll(a.Flags[k.flag].Ask, "{it}", fmt.Sprintf("%s: \"%s\"", pagesOf([]int{page[k]}), k.text)), Refs: refs[k], Severity: severity[k],
			Why: a.Flags[k.flag].Why + ": " + enumerate(titles[k]) + ".",
		})
	}
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
