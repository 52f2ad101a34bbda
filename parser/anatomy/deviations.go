package anatomy

import (
	"regexp"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// deviation is a failure on its own, with the test beside which its numbers are read.
type deviation struct {
	fails []layout.Passage
	test  layout.Passage
}

// mostListed is how many deviations one result may list.
const mostListed = 26

// listReader tells deviations that a result lists: "(a) for 2 of the changes …; (b) for 1 …", and a further sample drawn because of the
// first.
type listReader struct{ mark, second *regexp.Regexp }

func newListReader() listReader {
	return listReader{
		mark:   regexp.MustCompile(`(?:^|[:;.,]\s*(?:and\s+)?|\band\s+)(\(?([a-h]|[1-9]|[ivx]{1,4})\))\s`),
		second: regexp.MustCompile(`(?i)(?:^|[.;]\s+)((?:[\w,' -]{0,60}\s)?(?:a|an|the|our)\s+(?:second|additional|further|expanded|extended|supplement(?:al|ary)|new)\s+(?:sample|selection)\b)`),
	}
}

// apart parts the failures of a result that lists them. Where fewer than two items fail, it stays one.
func (r *reading) apart(v deviation) []deviation {
	all := layout.Join(v.fails...)
	lists := newListReader()
	if m := lists.second.FindStringSubmatchIndex(all.Text); m != nil && m[2] > 0 {
		first, then := all.Slice(0, m[2]), all.Slice(m[2], len(all.Text))
		if r.words.judge(first.Text).outcome == report.HasException && r.words.nums.lone(then.Text, then.Text, nil).sampled != nil {
			return append(r.apart(deviation{[]layout.Passage{first}, v.test}), deviation{[]layout.Passage{then}, then})
		}
	}
	at := lists.items(all.Text)
	if len(at) < 2 {
		return []deviation{v}
	}
	head := layout.Join(v.test, all.Slice(0, at[0]))
	at = append(at, len(all.Text))
	var out []deviation
	for i := range at[:len(at)-1] {
		item := all.Slice(at[i], at[i+1])
		if r.itemFails(item.Text, head.Text) {
			out = append(out, deviation{[]layout.Passage{item}, head})
		}
	}
	if len(out) < 2 {
		return []deviation{v}
	}
	return out
}

// itemFails tells an item that reports a failure: in words of failure, or by a count beside which a sample stands.
func (r *reading) itemFails(item, head string) bool {
	switch r.words.judge(item).outcome {
	case report.HasException:
		return true
	case report.NoResult:
		return r.words.nums.counts(item, head).sampled != nil && failureOf(item) != nil
	}
	return false
}

// items are where the list's items begin: marks that follow one another from the first letter or number on.
func (lr listReader) items(s string) []int {
	var out []int
	for _, m := range lr.mark.FindAllStringSubmatchIndex(s, mostListed) {
		mark := s[m[4]:m[5]]
		if follows(mark, len(out)) {
			out = append(out, m[2])
		}
	}
	return out
}

// follows tells whether a mark is the n-th of its kind, counted from 0.
func follows(mark string, n int) bool {
	roman := []string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"}
	return n < 8 && (mark == string("abcdefgh"[n]) || mark == string("12345678"[n]) || mark == roman[n]) && strings.TrimSpace(mark) != ""
}
