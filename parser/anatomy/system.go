package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// system is the name of the system: a line of its own on the cover when the text confirms it, else what the description is "of".
func (r *reading) system() {
	named := r.systemNames()
	cover := r.cover()
	for i := range cover {
		t := trimSystem(cover[i].text.Text)
		key := collapse(t)
		if key == "" || len(strings.Fields(t)) > 12 || (r.out.Vendor != nil && key == collapse(*r.out.Vendor)) {
			continue
		}
		for _, p := range named {
			if collapse(trimSystem(p.Text)) == key {
				r.setSystem(cover[i].text)
				return
			}
		}
	}
	if line := r.systemLine(named); !line.Empty() {
		r.setSystem(line)
		return
	}
	if len(named) > 0 {
		r.setSystem(r.cutOwner(named[0]))
		return
	}
	if r.out.Facts.Kind == report.BridgeLetter || r.out.Facts.Kind == report.SOC3 {
		r.systemInProse()
	}
}

// systemLine is a line of the cover that names the system as the letters do: they say it in their text, alone or with "system" after it.
func (r *reading) systemLine(named []layout.Passage) layout.Passage {
	letters := collapse(textOf(r.in(r.part(report.RoleOpinion))).Text + " " + textOf(r.in(r.part(report.RoleAssertion))).Text)
	cover := r.cover()
	for i := range cover {
		t := trimSystem(cover[i].text.Text)
		key := collapse(t)
		if len(key) < 5 || len(strings.Fields(t)) > 9 || !startsUpper(t) || r.isAuditor(t) || r.isVendorName(key) || r.dates.date.MatchString(t) {
			continue
		}
		if containsAny(" "+key+" ", " soc ", " report ", " type ", " confidential ", " period ", " prepared ", " certified ", " security ", " proprietary ", " description ", " controls ") {
			continue
		}
		fits := slices.ContainsFunc(named, func(p layout.Passage) bool { return strings.HasPrefix(collapse(trimSystem(p.Text)), key) })
		if fits || strings.Contains(letters, key) {
			return cover[i].text
		}
	}
	return layout.Passage{}
}

func (r *reading) isVendorName(key string) bool {
	if r.out.Vendor == nil {
		return false
	}
	v := collapse(*r.out.Vendor)
	return v == key || strings.HasPrefix(v, key) || strings.HasPrefix(key, v)
}

// cutOwner drops the owner from "Acme Cloud Platform of Acme, Inc.".
func (r *reading) cutOwner(p layout.Passage) layout.Passage {
	if r.out.Vendor == nil {
		return p
	}
	first, _, _ := strings.Cut(*r.out.Vendor, " ")
	for _, join := range []string{" of ", " by ", " at "} {
		if i := strings.Index(p.Text, join+first); i > 3 {
			return p.Slice(0, i)
		}
	}
	return p
}

func (r *reading) setSystem(p layout.Passage) {
	name := trimSystem(p.Verbatim())
	if name == "" {
		return
	}
	r.out.System = &name
	r.cite("system", p)
}

func trimSystem(s string) string {
	s = strings.Trim(strings.TrimSpace(s), ",;:.\"“”")
	for _, w := range []string{"The ", "the ", "its ", "Its "} {
		s = strings.TrimPrefix(s, w)
	}
	return strings.TrimSpace(s)
}

// systemNames collects what cover, opinion and section titles say the description is of, best source first.
func (r *reading) systemNames() []layout.Passage {
	end := `(?:\s+(?:titled|entitled|throughout|as of|for the period|for processing|for user entities|relevant to|and on the|and the suitability|based on|\(|that was|was designed|provided|made up|during|and its controls)|[,;."“”(]|$)`
	pats := []*regexp.Regexp{
		regexp.MustCompile(`(?i)\bdescription of (?:its|the|their)\s+(.{3,90}?)` + end),
		regexp.MustCompile(`(?i)\bcontrols (?:within|over|relevant to) (?:its|the)\s+(.{3,90}?(?:system|platform|service|services|application|solution|cloud))\b`),
	}
	var out []layout.Passage
	for _, nodes := range [][]node{r.cover(), r.in(r.part(report.RoleOpinion)), r.in(r.part(report.RoleAssertion))} {
		for _, re := range pats {
			for i := range nodes {
				text := nodes[i].text.Text
				for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
					if p := nodes[i].text.Slice(m[2], m[3]); r.isSystemName(p.Text) {
						out = append(out, p)
					}
				}
			}
		}
	}
	return out
}

// isSystemName refuses the profession's own phrases: "a description of a service organization's system".
func (r *reading) isSystemName(s string) bool {
	t := trimSystem(s)
	low := lower(t)
	if !startsUpper(t) || len(strings.Fields(t)) > 12 {
		return false
	}
	return !containsAny(low, "service organization", "tests of controls", "criteria", "suitability", "boundaries") && low != "system" && low != "service auditor" && !strings.HasPrefix(low, "system and") && !strings.HasPrefix(low, "system,")
}

func (r *reading) systemInProse() {
	re := regexp.MustCompile(`(?:SOC [123][^.]{0,40} report|controls within|report) (?:on|for|covering|relevant to|within)?\s*(?:the|its)\s+(\p{Lu}[^,.;]{2,80}?)\s+(?:for the period|throughout|were|was|as of|covering|system\b)`)
	for i := range r.nodes {
		if m := re.FindStringSubmatchIndex(r.nodes[i].text.Text); m != nil {
			r.setSystem(r.nodes[i].text.Slice(m[2], m[3]))
			return
		}
	}
}
