package checklist

import (
	"regexp"
	"strings"
)

// aName is the name of an organization in a sentence. An apposition ("X, provider of the language model") makes it sure by itself.
type aName struct {
	text string
	sure bool
}

const (
	aWord = `[A-Z][\p{L}\d&'’-]*`
	aForm = `(?:,? (?:Inc\.|LLC|L\.L\.C\.|Ltd\.?|Limited|GmbH|PBC|Corp\.|Corporation|plc|S\.A\.|SAS|AG|B\.V\.))`
	aFull = `(` + aWord + `(?: ` + aWord + `){0,3}` + aForm + `?)`
)

var (
	apposition = regexp.MustCompile(aFull + `,? (?:as |is |which is )?(?:the |a |an |its |our )?(?:provider|supplier|vendor|developer|host|maker)s? of [^.;]{0,40}?\b(?:models?|LLMs?)\b`)
	suppliedBy = regexp.MustCompile(`(?:\b[Mm]odels?|\bLLMs?|\b[Ii]nference|\b[Ee]mbeddings?)\b[^.;,]{0,30}? (?:supplied|provided|hosted|licensed|served|operated|developed|obtained|made|offered) (?:by|from) ` + aFull)
	usedFor    = regexp.MustCompile(`\b(?:uses?|engages?|relies on|contracts with) ` + aFull + `(?:, an? [^,]+,)? (?:for|to provide|to supply|as) [^.;]{0,40}?\b(?:models?|LLMs?|[Ee]mbeddings?|inference)\b`)
	modelOf    = regexp.MustCompile(`\b(?:model|models) (?:of|from) ` + aFull)
	formEnd    = regexp.MustCompile(aForm + `$`)
	noName     = regexp.MustCompile(`^(?:The|Our|We|Its|A|An|Each|Every|Such|This|Any|No|Management|Company|User|Head|Chief|Third|Providers?|Customers?|Some)\b|\b(?:Team|Group|Board|Officer|Manager|Committee|Department|Head|Science|Engineering|Security|Platform|System)$`)
)

// named lists the organizations that a sentence names as developers or hosts of models.
func named(text string) []aName {
	var out []aName
	for _, m := range apposition.FindAllStringSubmatch(text, -1) {
		out = append(out, aName{strings.TrimSpace(m[1]), true})
	}
	for _, p := range []*regexp.Regexp{suppliedBy, usedFor, modelOf} {
		for _, m := range p.FindAllStringSubmatch(text, -1) {
			out = append(out, aName{strings.TrimSpace(m[1]), formEnd.MatchString(m[1])})
		}
	}
	return out
}

// mayBeNamed tells an organization other than the vendor. A name without legal form may be a team or a program.
func (w *walk) mayBeNamed(n aName) bool {
	if noName.MatchString(n.text) || w.rep.Vendor != nil && sameFirst(*w.rep.Vendor, n.text) || w.rep.System != nil && strings.Contains(*w.rep.System, n.text) {
		return false
	}
	if n.sure {
		return true
	}
	for i := range w.rep.SubserviceOrganizations {
		if sameName(w.rep.SubserviceOrganizations[i].Name, n.text) {
			return true
		}
	}
	return false
}

// sameFirst tells whether two names begin with the same word: a vendor is called by its first.
func sameFirst(a, b string) bool {
	x, y := strings.Fields(folded(a)), strings.Fields(folded(b))
	return len(x) > 0 && len(y) > 0 && x[0] == y[0]
}
