package report

import (
	"regexp"
	"slices"
	"strings"
)

// CriteriaFinder finds identifiers of criteria in text. The zero value is not usable; make one with NewCriteriaFinder.
type CriteriaFinder struct {
	id, span *regexp.Regexp
	order    map[string]int
	list     []Criterion
}

// NewCriteriaFinder prepares the patterns. Extraction breaks identifiers ("CC6 .1"), so white space inside is allowed.
func NewCriteriaFinder() *CriteriaFinder {
	const id = `(?:CC ?[1-9]|PI ?1|A ?1|C ?1|P ?[1-8]) ?\. ?[1-9]`
	f := &CriteriaFinder{
		id:    regexp.MustCompile(`(^|[^A-Za-z0-9.])(` + id + `)`),
		span:  regexp.MustCompile(`(` + id + `) ?(?:-|–|—|to|through) ?(` + id + `)`),
		order: map[string]int{},
		list:  Criteria(),
	}
	for i, c := range f.list {
		f.order[c.ID] = i
	}
	return f
}

// Valid tells whether id is a criterion of TSP section 100.
func (f *CriteriaFinder) Valid(id string) bool {
	_, ok := f.order[id]
	return ok
}

// Category of a criterion; empty when it is none.
func (f *CriteriaFinder) Category(id string) string {
	if i, ok := f.order[id]; ok {
		return f.list[i].Category
	}
	return ""
}

// In lists the criteria that text names, without repetition, in the order of the framework. Ranges such as "CC6.1 - CC6.3" count
// in full.
func (f *CriteriaFinder) In(text string) []string {
	var out []string
	for _, m := range f.span.FindAllStringSubmatch(text, -1) {
		from, ok1 := f.order[squeeze(m[1])]
		to, ok2 := f.order[squeeze(m[2])]
		if !ok1 || !ok2 || from > to || to-from > 12 {
			continue
		}
		for i := from; i <= to; i++ {
			out = append(out, f.list[i].ID)
		}
	}
	for at := 0; at < len(text); {
		m := f.id.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		id := squeeze(text[at+m[4] : at+m[5]])
		if f.Valid(id) && !digitFollows(text[at+m[5]:]) {
			out = append(out, id)
		}
		at += m[5]
	}
	return f.Sorted(out)
}

// digitFollows refuses "CC6.11", which is no criterion.
func digitFollows(rest string) bool { return rest != "" && rest[0] >= '0' && rest[0] <= '9' }

// Leading is the criterion with which text begins; empty when it begins otherwise.
func (f *CriteriaFinder) Leading(text string) string {
	m := f.id.FindStringSubmatchIndex(text)
	if m == nil || m[4] > 1 {
		return ""
	}
	id := squeeze(text[m[4]:m[5]])
	if !f.Valid(id) || digitFollows(text[m[5]:]) {
		return ""
	}
	return id
}

// Sorted puts criteria in the order of the framework and drops repetitions.
func (f *CriteriaFinder) Sorted(ids []string) []string {
	slices.SortFunc(ids, func(a, b string) int { return f.order[a] - f.order[b] })
	return slices.Compact(ids)
}

func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }
