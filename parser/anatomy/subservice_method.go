package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// methods tells carve-out from inclusive for each organization: by its own sentence or the one after it, else by what the report says
// of all.
func (r *reading) methods(sr subserviceReader, found []*subFound) {
	var all subFound // what is said without a name
	for _, role := range []report.Role{report.RoleOpinion, report.RoleAssertion, report.RoleDescription} {
		for _, n := range r.in(r.part(role)) {
			if speaksOfMethod(n.text.Text) {
				r.methodsIn(sr, n.text, found, &all)
			}
		}
	}
	for _, f := range found {
		if m := r.methodOf(sr, f, &all); m != "" {
			f.org.Method = &m
		}
	}
}

// methodsIn reads one paragraph.
func (r *reading) methodsIn(sr subserviceReader, p layout.Passage, found []*subFound, all *subFound) {
	ss := sentences(p)
	speaks := sr.word.MatchString(p.Text)
	for i, s := range ss {
		carve, incl := sr.carve.MatchString(s.Text), sr.inclusive.MatchString(s.Text)
		if !carve && !incl {
			continue
		}
		if speaks {
			all.carve, all.incl = all.carve || carve, all.incl || incl
		}
		for _, f := range found {
			near := r.mentions(s.Text, f) ||
				i > 0 && r.mentions(ss[i-1].Text, f) && !r.namesOther(s.Text, f, found) ||
				speaks && len(ss) <= 8 && r.mentions(p.Text, f) && !r.namesOther(p.Text, f, found)
			if near {
				f.carve, f.incl = f.carve || carve, f.incl || incl
			}
		}
	}
}

func (r *reading) methodOf(sr subserviceReader, f, all *subFound) string {
	switch {
	case f.incl && f.carve:
		return r.closerMethod(sr, f)
	case f.incl:
		return report.Inclusive
	case f.carve || all.carve:
		return report.CarveOut
	case all.incl:
		return report.Inclusive
	}
	return ""
}

// speaksOfMethod is a cheap look before the patterns: most paragraphs say nothing of carve-outs.
func speaksOfMethod(s string) bool {
	for _, cue := range []string{"arve", "not include", "not extend", "not cover", "nclu", "xclu", "not disclose", "responsibilit"} {
		if strings.Contains(s, cue) {
			return true
		}
	}
	return false
}

// closerMethod decides by the sentences that name the organization themselves.
func (r *reading) closerMethod(sr subserviceReader, f *subFound) string {
	c, in := 0, 0
	for i := range r.nodes {
		if !speaksOfMethod(r.nodes[i].text.Text) || !r.mentions(r.nodes[i].text.Text, f) {
			continue
		}
		for _, s := range sentences(r.nodes[i].text) {
			if !r.mentions(s.Text, f) {
				continue
			}
			if sr.carve.MatchString(s.Text) {
				c++
			}
			if sr.inclusive.MatchString(s.Text) {
				in++
			}
		}
	}
	if in > c {
		return report.Inclusive
	}
	return report.CarveOut
}

func (r *reading) mentions(text string, f *subFound) bool {
	return strings.Contains(text, f.org.Name) || len(f.key) > 4 && strings.Contains(collapse(text), f.key)
}

func (r *reading) namesOther(text string, f *subFound, all []*subFound) bool {
	return slices.ContainsFunc(all, func(o *subFound) bool { return o != f && r.mentions(text, o) })
}
