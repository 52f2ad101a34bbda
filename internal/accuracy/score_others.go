package accuracy

import (
	"fmt"
	"slices"

	"countersign/report"
)

func (s *scorer) complementary(name string, truth []Complementary, read []report.ComplementaryControl) {
	pairs := greedy(len(truth), len(read), textAlike, func(i, j int) float64 { return Ratio(truth[i].Text, read[j].Text) })
	s.res.list(name, len(pairs), len(truth), len(read))
	found := byTruth(pairs)
	for i, t := range truth {
		o := report.ComplementaryControl{}
		j, ok := found[i]
		if ok {
			o = read[j]
		} else {
			s.res.Misses = append(s.res.Misses, fmt.Sprintf("%s %s missed: p. %d %.80q", s.doc.Name, name, t.Page, t.Text))
		}
		s.add(name+".page exact", o.Page == t.Page, t.Page, o.Page)
		if len(t.Criteria) > 0 {
			s.add(name+".criteria", slices.Equal(criteriaSet(t.Criteria), criteriaSet(o.Criteria)), t.Criteria, o.Criteria)
		}
	}
	s.surplus(name, len(read), pairs, func(j int) string { return fmt.Sprintf("p. %d %.80q", read[j].Page, read[j].Text) })
}

func (s *scorer) subservice() {
	truth, read := s.truth.Subservice, s.read.SubserviceOrganizations
	pairs := greedy(len(truth), len(read), 1, func(i, j int) float64 {
		if organization(truth[i].Name) == organization(read[j].Name) {
			return 1
		}
		return 0
	})
	s.res.list("subservice organizations", len(pairs), len(truth), len(read))
	found := byTruth(pairs)
	for i, t := range truth {
		j, ok := found[i]
		var method *string
		if ok {
			method = read[j].Method
		}
		s.add("subservice.method", ok && method != nil && *method == t.Method, t.Name+" "+t.Method, show(method))
	}
	s.surplus("subservice organization", len(read), pairs, func(j int) string { return read[j].Name })
}
