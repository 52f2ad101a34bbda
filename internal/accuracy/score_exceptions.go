package accuracy

import (
	"fmt"
	"slices"

	"countersign/report"
)

// textAlike is the least similarity at which two texts are the same statement.
const textAlike = 0.9

func (s *scorer) exceptions() {
	truth, read := s.truth.Exceptions, s.read.Exceptions
	pairs := greedy(len(truth), len(read), 1, func(i, j int) float64 { return exceptionScore(&truth[i], &read[j]) })
	s.res.list("exceptions", len(pairs), len(truth), len(read))
	found := byTruth(pairs)
	for i := range truth {
		t := &truth[i]
		o := &report.Exception{}
		j, ok := found[i]
		if ok {
			o = &read[j]
		} else {
			s.res.Misses = append(s.res.Misses, fmt.Sprintf("%s exception missed: %s p. %d %.80q", s.doc.Name, show(t.Control), t.Page, t.Text))
		}
		where := fmt.Sprintf("%s p. %d", show(t.Control), t.Page)
		s.add("exceptions.page exact", o.Page == t.Page, t.Page, o.Page)
		s.add("exceptions.sampled+deviations", ok && sameInt(t.Sampled, o.Sampled) && sameInt(t.Deviations, o.Deviations),
			where+" "+showInt(t.Deviations)+"/"+showInt(t.Sampled), showInt(o.Deviations)+"/"+showInt(o.Sampled))
		s.add("exceptions.criteria", ok && slices.Equal(criteriaSet(t.Criteria), criteriaSet(o.Criteria)), fmt.Sprint(where, t.Criteria), o.Criteria)
		s.add("exceptions.text >=0.9", Ratio(t.Text, o.Text) >= textAlike, t.Text, o.Text)
		s.add("exceptions.management_response", ok && o.ManagementResponse == t.ManagementResponse, fmt.Sprint(where, t.ManagementResponse), o.ManagementResponse)
		if t.ResponsePage != nil && *t.ResponsePage != 0 {
			s.add("exceptions.response_page exact", sameInt(t.ResponsePage, o.ResponsePage), where+" "+showInt(t.ResponsePage), showInt(o.ResponsePage))
		}
	}
	s.surplus("exception", len(read), pairs, func(j int) string {
		return fmt.Sprintf("%s p. %d %.80q", show(read[j].Control), read[j].Page, read[j].Text)
	})
}

// surplus notes what was read and is not true.
func (s *scorer) surplus(what string, n int, pairs []pair, describe func(int) string) {
	for j := range n {
		if !slices.ContainsFunc(pairs, func(p pair) bool { return p.read == j }) {
			s.res.Misses = append(s.res.Misses, fmt.Sprintf("%s %s that is none: %s", s.doc.Name, what, describe(j)))
		}
	}
}

// exceptionScore matches by the control's number; where the parser gives none, by criterion and page.
func exceptionScore(t *Exception, o *report.Exception) float64 {
	id := identifier(o.Control)
	switch {
	case id != "" && id == identifier(t.Control):
		score := 2 + 0.5*Ratio(t.Text, o.Text)
		if t.Page == o.Page {
			score++
		}
		return score
	case id == "" && t.Page == o.Page && intersect(criteriaSet(t.Criteria), criteriaSet(o.Criteria)):
		return 1 + Ratio(t.Text, o.Text)
	}
	return 0
}

func (s *scorer) notTested() {
	truth, read := s.truth.NotTested, s.read.NotTested
	pairs := greedy(len(truth), len(read), 1, func(i, j int) float64 {
		t, o := &truth[i], &read[j]
		id := identifier(o.Control)
		switch {
		case id != "" && id == identifier(t.Control):
			return 2
		case id == "" && t.Page == o.Page && intersect(criteriaSet(t.Criteria), criteriaSet(o.Criteria)):
			return 1
		}
		return 0
	})
	s.res.list("not_tested", len(pairs), len(truth), len(read))
	found := byTruth(pairs)
	for i, t := range truth {
		if _, ok := found[i]; !ok {
			s.res.Misses = append(s.res.Misses, fmt.Sprintf("%s not tested, missed: %s p. %d", s.doc.Name, show(t.Control), t.Page))
		}
	}
	s.surplus("not tested", len(read), pairs, func(j int) string {
		return fmt.Sprintf("%s p. %d %.80q", show(read[j].Control), read[j].Page, read[j].Text)
	})
}

func sameInt(a, b *int) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return *a == *b
}

func showInt(n *int) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}
