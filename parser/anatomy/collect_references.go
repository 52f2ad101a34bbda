package anatomy

import (
	"regexp"
	"strings"
)

// A control that serves several criteria is often printed once and referred to elsewhere: "Refer to SOC-05 under CC1.3", "See also
// LA-04" in the criterion's cell. Such places add criteria to the control and are no controls themselves.

// referenceReader reads references to controls that are printed elsewhere.
type referenceReader struct{ anywhere, only *regexp.Regexp }

func newReferenceReader() referenceReader {
	return referenceReader{
		anywhere: regexp.MustCompile(`(?i)\b(?:refer(?:ence)? to|see(?: also)?|also addressed by|addressed by)\s+(?:the )?(?:controls?|activit(?:y|ies))?\s*`),
		only:     regexp.MustCompile(`(?i)^\W*(?:please )?(?:refer to|see)\b`),
	}
}

// refer notes the criteria in force for controls that the text refers to.
func (c *collector) refer(text string) {
	if c.criteria == nil {
		return
	}
	for _, m := range c.references.anywhere.FindAllStringIndex(text, -1) {
		tail := text[m[1]:min(len(text), m[1]+120)]
		for _, id := range c.r.ids.all(tail) {
			if !c.r.lx.criteria.Valid(id) {
				key := controlKey(id)
				c.cross[key] = append(c.cross[key], c.criteria...)
			}
		}
	}
}

// isReference tells a row that only refers to controls printed elsewhere.
func (c *collector) isReference(activity, tests, results string) bool {
	return strings.TrimSpace(tests) == "" && strings.TrimSpace(results) == "" && c.references.only.MatchString(activity)
}

// spread adds the criteria under which a control is referred to.
func (c *collector) spread() {
	for _, d := range c.drafts {
		if d.id != "" {
			d.criteria = append(d.criteria, c.cross[controlKey(d.id)]...)
		}
	}
}
