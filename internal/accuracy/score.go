package accuracy

import (
	"fmt"
	"slices"
	"strings"

	"countersign/report"
)

// Score compares reports with the truth of a set; a document without a report counts as missed. Documents that are not Scored are
// left out.
func Score(set Set, reports map[string]*report.Report) Result {
	res := Result{Set: set.Name}
	for _, d := range set.Documents {
		if !d.Scored() {
			continue
		}
		res.Files++
		r := reports[d.Name]
		if r == nil {
			res.Unread++
			r = &report.Report{}
		}
		s := scorer{doc: d, truth: d.Truth, read: r, res: &res, have: reports[d.Name] != nil}
		s.facts()
		s.sections()
		s.exceptions()
		s.notTested()
		s.complementary("CUEC", d.Truth.UserEntity, r.ComplementaryUserEntityControls)
		s.complementary("CSOC", d.Truth.SubserviceControls, r.ComplementarySubserviceControls)
		s.subservice()
	}
	return res
}

// scorer compares one document.
type scorer struct {
	doc   Document
	truth Truth
	read  *report.Report
	res   *Result
	have  bool
}

// add counts a measure and remembers what was missed.
func (s *scorer) add(name string, hit bool, truth, read any) {
	s.res.add(name, hit)
	if !hit {
		s.res.Misses = append(s.res.Misses, fmt.Sprintf("%s %s: %v, read %v", s.doc.Name, name, truth, read))
	}
}

func (s *scorer) facts() {
	t, r := s.truth.Report, s.read.Facts
	texts := []struct {
		name        string
		truth, read *string
		fold        func(string) string
	}{
		{"vendor", s.truth.Vendor, s.read.Vendor, organization},
		{"system", s.truth.System, s.read.System, func(v string) string { return strings.TrimPrefix(fold(v), "the ") }},
		{"kind", &t.Kind, (*string)(&r.Kind), fold},
		{"type", number(t.Type), number(r.Type), fold},
		{"period_start", t.PeriodStart, r.PeriodStart, fold},
		{"period_end", t.PeriodEnd, r.PeriodEnd, fold},
		{"as_of", t.AsOf, r.AsOf, fold},
		{"issued_on", t.IssuedOn, r.IssuedOn, fold},
		{"auditor", t.Auditor, r.Auditor, organization},
		{"opinion", t.Opinion, r.Opinion, fold},
	}
	for _, f := range texts {
		s.fact(f.name, s.have && same(f.truth, f.read, f.fold), show(f.truth), show(f.read))
	}
	s.fact("categories", s.have && slices.Equal(folded(t.Categories), folded(r.Categories)), t.Categories, r.Categories)
}

func (s *scorer) fact(name string, hit bool, truth, read any) {
	if slices.Contains(s.doc.Meta.Skip, name) {
		return
	}
	s.add("facts."+name, hit, truth, read)
	s.res.add("facts (all)", hit)
}

// same tells whether a fact was read; silence must be read as silence.
func same(truth, read *string, fold func(string) string) bool {
	if truth == nil || read == nil {
		return truth == nil && read == nil
	}
	return fold(*truth) == fold(*read)
}

func number(n *int) *string {
	if n == nil {
		return nil
	}
	s := fmt.Sprint(*n)
	return &s
}

func show(s *string) string {
	if s == nil {
		return "nothing"
	}
	return fmt.Sprintf("%q", *s)
}

func folded(list []string) []string {
	out := make([]string, 0, len(list))
	for _, v := range list {
		out = append(out, fold(v))
	}
	slices.Sort(out)
	return out
}

func (s *scorer) sections() {
	truth, read := s.truth.Sections, s.read.Sections
	if slices.Contains(s.doc.Meta.Skip, "sections") {
		truth, read = nil, nil
	}
	hits := map[string]bool{}
	for _, t := range truth {
		page, role, last := false, false, false
		for _, o := range read {
			page = page || o.FirstPage == t.FirstPage
			role = role || o.FirstPage == t.FirstPage && o.Role == t.Role
			last = last || o.FirstPage == t.FirstPage && o.Role == t.Role && o.LastPage == t.LastPage
		}
		what := fmt.Sprintf("%s p. %d-%d", t.Role, t.FirstPage, t.LastPage)
		s.add("sections.first_page exact", page, what, "-")
		s.add("sections.role (on right first page)", role, what, "-")
		s.add("sections.last_page exact (role+first page right)", last, what, "-")
		if role {
			hits[fmt.Sprint(t.Role, t.FirstPage)] = true
		}
	}
	s.res.list("sections (role+first_page)", len(hits), len(truth), len(read))
}
