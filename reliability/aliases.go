package reliability

import (
	"regexp"
	"slices"
)

// aliasFinder finds the short names that a report gives companies: Amazon Web Services, Inc. ("AWS").
type aliasFinder struct{ defined *regexp.Regexp }

func newAliasFinder() aliasFinder {
	return aliasFinder{regexp.MustCompile(`\((?:the |hereinafter |collectively,? )?"([^"]{2,40})"(?:,? (?:or|and) (?:the )?"([^"]{2,40})")?`)}
}

func (f aliasFinder) in(r *reading) []string {
	var out []string
	for i := range r.lines {
		for _, m := range f.defined.FindAllStringSubmatch(r.lines[i].text, -1) {
			out = append(out, m[1], m[2])
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return s == "" })
}
