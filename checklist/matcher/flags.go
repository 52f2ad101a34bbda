package matcher

import "strings"

// Flags of findings that do not count, beside those of the catalog.
const (
	FlagPlanned   = "planned"
	FlagNegated   = "negated"
	FlagCustomer  = "shifted-to-customer"
	FlagCarvedOut = "carved-out"
	FlagUnaudited = "unaudited-claim"
	FlagNearMiss  = "near-miss" // about staff and their use of AI
)

// flagOf says why a sentence does not count by itself.
func (j *judge) flagOf(s *sentence, planned bool) string {
	c := j.m.cues
	switch {
	case s.has(c.customer):
		return FlagCustomer
	case s.has(c.carved):
		return FlagCarvedOut
	case s.has(c.negated), s.has(c.leftOut) && !j.keepsOut(s):
		return FlagNegated
	case s.has(c.planned), planned && s.has(c.will):
		return FlagPlanned
	case s.has(c.unaudited):
		return FlagUnaudited
	case s.has(c.staff):
		return FlagNearMiss
	}
	return ""
}

// keepsOut tells a sentence by which the data of those who decline or object is kept out of training: that is a control, and no exclusion
// of one.
func (j *judge) keepsOut(s *sentence) bool {
	c := j.m.cues
	return contains(s.strict, c.consent) && (contains(s.strict, c.data) || contains(s.weak, c.data))
}

// reaching is the flag that a title or the start of a list sets for all that follows in its passage.
func (j *judge) reaching(s *sentence, text string) string {
	const title = 90
	if s.has(j.m.cues.unaudited) {
		return FlagUnaudited
	}
	if len(text) > title && !strings.HasSuffix(strings.TrimSpace(text), ":") {
		return ""
	}
	switch c := j.m.cues; {
	case !isTitle(text):
	case s.has(c.customer), s.has(c.customerTitle):
		return FlagCustomer
	case s.has(c.carved), s.has(c.carvedTitle):
		return FlagCarvedOut
	}
	return ""
}

// isTitle tells a heading, "Complementary user entity controls.", or the start of a list from a plain sentence.
func isTitle(text string) bool {
	const words = 7
	t := strings.TrimSpace(text)
	return strings.HasSuffix(t, ":") || len(strings.Fields(t)) <= words
}
