package reliability

import (
	"regexp"
	"slices"
)

// aliasFinder finds the short names that a report gives companies: Amazon Web Services, Inc. ("AWS").
type aliasFinder struct{ defined *regexp.Regexp }

func newAliasFinder() aliasFinder {
	return aliasFinder{regexp.MustCompile(`([\p{Lu}][\p{L}\d&.-]*(?:,? (?:& |and )?[\p{Lu}][\p{L}\d&.-]*){0,7})(?:'s?)?,? \((?:the |hereinafter |collectively,? )?"([^"]{2,40})"(?:,? (?:or|and) (?:the )?"([^"]{2,40})")?`)}
}

// of gives the short names of what is known: a short name of a stranger would make the stranger known.
func (f aliasFinder) of(r *reading, known []string) []string {
	var out []string
	for i := range r.lines {
		for _, m := range f.defined.FindAllStringSubmatch(r.lines[i].text, -1) {
			if slices.ContainsFunc(known, func(k string) bool { return calls(m[1], k) }) {
				out = append(out, m[2], m[3])
			}
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(s string) bool { return s == "" })
}
