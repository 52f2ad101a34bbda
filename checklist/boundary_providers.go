package checklist

import (
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// mostEvidence is how many quotes are kept of a provider.
const mostEvidence = 6

// providers lists who develops or serves the models: among the subservice organizations, by known names, and by what sentences say.
func (w *walk) providers() []Provider {
	out := []Provider{}
	for i := range w.rep.SubserviceOrganizations {
		o := &w.rep.SubserviceOrganizations[i]
		if w.servesModels(o) {
			out = append(out, Provider{o.Name, o.Method, o.Service, distinct(nil, o.Evidence)})
		}
	}
	for _, n := range w.naming {
		for _, hit := range n.reading.names {
			p := w.v.names[hit.Term]
			out = w.join(out, p.name, p.owner, n.mention.Evidence)
		}
		for _, name := range named(n.reading.text) {
			if w.mayBeNamed(name) {
				out = w.join(out, name.text, "", n.mention.Evidence)
			}
		}
	}
	return out
}

// servesModels tells whether a subservice organization is one for its models.
func (w *walk) servesModels(o *report.SubserviceOrganization) bool {
	if r := w.v.read(o.Name); len(r.names) > 0 || w.v.knows(o.Name) || slices.Contains(strings.Fields(folded(o.Name)), "models") {
		return true
	}
	if o.Service != nil && w.v.read(*o.Service).has(generic, feature, kind, trace, third) {
		return true
	}
	for _, e := range o.Evidence {
		if r := w.v.read(w.clause(e.Quote, o)); r.has(feature, kind, trace, third) {
			return true
		}
	}
	return false
}

// clause is what a quote says right after the organization's name, up to the next organization.
func (w *walk) clause(quote string, o *report.SubserviceOrganization) string {
	_, after, found := strings.Cut(quote, o.Name)
	if !found {
		return ""
	}
	for i := range w.rep.SubserviceOrganizations {
		if other := w.rep.SubserviceOrganizations[i].Name; other != o.Name {
			after, _, _ = strings.Cut(after, other)
		}
	}
	const far = 120
	if len(after) > far {
		after = after[:far]
	}
	after, _, _ = strings.Cut(after, ". ")
	return strings.ToValidUTF8(after, "")
}

// join adds a provider, or its evidence to the one that is listed. A subservice organization under the owner's name gives the method.
func (w *walk) join(list []Provider, name, owner string, evidence []report.Evidence) []Provider {
	for i := range list {
		if sameName(list[i].Name, name) || owner != "" && list[i].Service != nil && strings.HasPrefix(folded(list[i].Name), owner) {
			list[i].Evidence = distinct(list[i].Evidence, evidence)
			return list
		}
	}
	p := Provider{Name: name, Evidence: distinct(nil, evidence)}
	for i := range w.rep.SubserviceOrganizations {
		o := &w.rep.SubserviceOrganizations[i]
		if sameName(o.Name, name) || owner != "" && strings.HasPrefix(folded(o.Name), owner) {
			p.Method = o.Method
		}
	}
	return append(list, p)
}

// knows tells a known provider by its name alone; a subservice organization's needs no model beside it.
func (v *vocabulary) knows(name string) bool {
	return slices.ContainsFunc(v.names, func(p modelProvider) bool { return sameName(p.name, name) })
}

// sameName compares names without legal forms: "OpenAI, L.L.C." is OpenAI, and "Mistral" is "Mistral AI". A company of many services is not
// one of them.
func sameName(a, b string) bool {
	a, b = folded(a), folded(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || a != "" && strings.HasPrefix(b, a+" ") && !slices.ContainsFunc(modelProviders(), func(p modelProvider) bool { return p.owner == a })
}

var legalForm = regexp.MustCompile(`(?i)[ ,]+(?:inc|llc|l\.l\.c|ltd|limited|gmbh|pbc|corp|corporation|plc|sas|s\.a|ag|b\.v|company|co)\.?$`)

func folded(name string) string {
	return strings.ToLower(legalForm.ReplaceAllString(strings.TrimSpace(name), ""))
}

// distinct adds evidence that is not there yet, up to a limit.
func distinct(list, more []report.Evidence) []report.Evidence {
	for _, e := range more {
		known := slices.ContainsFunc(list, func(o report.Evidence) bool { return o.Page == e.Page && o.Quote == e.Quote })
		if !known && len(list) < mostEvidence {
			list = append(list, e)
		}
	}
	return list
}
