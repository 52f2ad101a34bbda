package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
	"countersign/report"
)

// subserviceReader finds the subservice organizations (DC 7) and whether their controls are carved out or included. Many reports never
// say "carve-out": "our examination did not include the services provided by the subservice organization" says the same.
type subserviceReader struct {
	uses, apposition, following, name, carve, inclusive, word *regexp.Regexp
	company, heading, and, unitOf, others                     *regexp.Regexp
}

const properName = `\p{Lu}[\p{L}\p{N}&.'’+\-]*(?:,?\s+(?:(?:of|and|the|de|for|&)\s+)?(?:\p{Lu}[\p{L}\p{N}&.'’+\-]*|a\.s\.|s\.r\.o\.|` + `plc|z o\.o\.))*`

func newSubserviceReader() subserviceReader {
	return subserviceReader{
		uses:       regexp.MustCompile(`\b(?:uses?|utili[sz]es?|engage[sd]?|has engaged|relies on|contracts? with|employs|outsources? (?:\w+ ){1,8}?to|obtains (?:\w+ ){1,6}?from|(?:hosted|provided|operated|managed) (?:by|on|at|in|within)|purchases (?:\w+ ){1,6}?from)\s+(?:the\s+)?(?:(?:subservice organi[sz]ations?|services of|following subservice organi[sz]ations?:?)\s+)?(` + properName + `)`),
		apposition: regexp.MustCompile(`(` + properName + `)\s*(?:\([^)]{1,40}\)\s*)?,?\s+(?:an?|the|our|its|as an?)\s+(?:\w+[ -]){0,4}?(?:subservice organi[sz]ation|sub-service organi[sz]ation)`),
		following:  regexp.MustCompile(`(?i)\bsub-?service organi[sz]ations?\b[^.]*:\s*$`),
		name:       regexp.MustCompile(`^(` + properName + `)`),
		carve:      regexp.MustCompile(`(?i)\bcarve(?:d)?[- ]?out\b|\b(?:does|did|do) not (?:include|extend|cover)\b|\bexclud(?:es|ed|ing)\b|\bnot (?:included|covered)\b|\bdo(?:es)? not disclose the actual controls\b|\bresponsibilit(?:y|ies) of the subservice`),
		inclusive:  regexp.MustCompile(`(?i)\bcontrols (?:\w+ ){0,3}(?:are|were|is) included in (?:the|this|our) (?:description|examination)\b|\binclusive method\b|\b(?:description|examination) (?:also )?(?:includes|included|covers) (?:the )?(?:\w+ ){0,6}?controls (?:of|at|performed by)\b|\bincluded? (?:under|using|by) the inclusive\b|\binclusive basis\b`),
		word:       regexp.MustCompile(`(?i)\bsub-?service\b`),
		// Some letters call them providers and say only that the examination left them out.
		others:  regexp.MustCompile(`(?i)\b(?:cloud|hosting|third[- ]party|service) (?:service )?providers?\b[^.]*:|\b(?:description|examination) (?:does|did) not (?:include|extend|cover)\b[^.]{0,80}\b(?:providers?|vendors?|organi[sz]ations?|companies|firms|entities|suppliers?)\b`),
		unitOf:  regexp.MustCompile(`^,?\s+(?:a|an|the)\s+(?:\w+\s+)?(?:unit|division|subsidiary|brand|business|affiliate|part|product)\s+of\b`),
		and:     regexp.MustCompile(`(?:,?\s+and\s+)`),
		heading: regexp.MustCompile(`(?i)\bsub-?service\b|\borgani[sz]ations engaged\b|\bcarved?[- ]out\b|\buse of (?:third|service) part|\bthird[- ]party (?:service )?(?:providers|organi[sz]ations)\b|\bfourth part`),
		company: regexp.MustCompile(`(` + properName + `,?\s+` + companyForm + `)(?:[\s,.;:)"”'’(]|$)`),
	}
}

type subFound struct {
	org         report.SubserviceOrganization
	key         string
	where       []layout.Passage
	carve, incl bool
}

// subservice reads the organizations from the opinion, the assertion and the description.
func (r *reading) subservice() {
	sr := r.subs
	var found []*subFound
	for _, role := range []report.Role{report.RoleOpinion, report.RoleAssertion, report.RoleDescription} {
		nodes := r.in(r.part(role))
		for i := range nodes {
			if nodes[i].isRow() {
				found = r.subserviceRow(sr, nodes, i, found)
			} else {
				found = r.subserviceText(sr, nodes, i, found)
			}
		}
	}
	found = r.dropAliases(found)
	r.methods(sr, found)
	r.out.SubserviceOrganizations = []report.SubserviceOrganization{}
	for _, f := range found {
		f.org.Evidence = []report.Evidence{}
		for _, w := range f.where[:min(3, len(f.where))] {
			f.org.Evidence = append(f.org.Evidence, r.proof.of(w)...)
		}
		r.out.SubserviceOrganizations = append(r.out.SubserviceOrganizations, f.org)
	}
}

// subserviceText reads a paragraph that speaks of subservice organizations, and the list under it.
func (r *reading) subserviceText(sr subserviceReader, nodes []node, i int, found []*subFound) []*subFound {
	n := &nodes[i]
	under := r.underSubserviceHeading(sr, nodes, i)
	if !under && !sr.word.MatchString(n.text.Text) && !sr.others.MatchString(n.text.Text) {
		return found
	}
	if under && n.bullet != "" {
		return r.subserviceItem(sr, n, found)
	}
	for _, s := range sentences(n.text) {
		text := s.Text
		pats := []*regexp.Regexp{sr.uses, sr.apposition}
		if under || sr.word.MatchString(text) || sr.others.MatchString(n.text.Text) {
			pats = append(pats, sr.company)
		}
		for _, re := range pats {
			for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
				if sr.unitOf.MatchString(text[m[3]:]) {
					continue // "Widget Cloud, a unit of Acme, Inc.": the company is named after it
				}
				names := splitNames(s.Slice(m[2], m[3]), sr)
				for _, name := range names {
					if re == sr.company && len(names) > 1 && !sr.company.MatchString(name.Text+" ") {
						continue // "… on Heroku, and Twilio Inc."
					}
					found = r.addSub(found, name, s)
				}
			}
		}
	}
	if sr.following.MatchString(n.text.Text) {
		for j := i + 1; j < len(nodes) && nodes[j].bullet != "" && !nodes[j].isRow(); j++ {
			found = r.subserviceItem(sr, &nodes[j], found)
		}
	}
	return found
}

// subserviceItem reads a list item that begins with an organization's name: "Acme Cloud, Inc. - hosting".
func (r *reading) subserviceItem(sr subserviceReader, n *node, found []*subFound) []*subFound {
	text := n.text.Text
	m := sr.name.FindStringSubmatchIndex(text)
	if m == nil {
		return found
	}
	name := n.text.Slice(m[2], m[3])
	rest := strings.TrimSpace(text[m[3]:])
	set := rest == "" || strings.ContainsAny(rest[:1], "-:(,;") || sr.company.MatchString(name.Text+" ")
	if !set {
		return found
	}
	before := len(found)
	found = r.addSub(found, name, n.text)
	if len(found) > before && rest != "" && strings.ContainsAny(rest[:1], "-:,") {
		service := strings.TrimRight(strings.TrimLeft(rest, " -:,"), ".; ")
		found[before].org.Service = &service
	}
	return found
}

// underSubserviceHeading tells whether the paragraph stands under a heading about subservice organizations.
func (r *reading) underSubserviceHeading(sr subserviceReader, nodes []node, i int) bool {
	for j := i - 1; j >= 0 && j >= i-10; j-- {
		if nodes[j].isRow() || !r.styled(&nodes[j]) || len(nodes[j].text.Text) > 110 {
			continue
		}
		t := plain(nodes[j].text.Text)
		if sr.company.MatchString(t+" ") && !sr.word.MatchString(t) { // the name of one of them, as a heading of its own
			continue
		}
		return sr.heading.MatchString(t) && !r.comp.sub.MatchString(t) && !r.comp.user.MatchString(t)
	}
	return false
}

// splitNames parts "Amazon Web Services, Inc. and Twilio Inc." and cuts what is no name.
func splitNames(p layout.Passage, sr subserviceReader) []layout.Passage {
	text := p.Text
	var out []layout.Passage
	from := 0
	cut := func(to int) {
		if q := p.Slice(from, to); !q.Empty() {
			out = append(out, q)
		}
	}
	for _, m := range sr.and.FindAllStringIndex(text, -1) {
		head := text[from:m[0]]
		whole := sr.company.MatchString(text[from:]+" ") && !strings.Contains(text[m[0]:m[1]], ",")
		if len(strings.Fields(head)) >= 1 && (!whole || sr.company.MatchString(head+" ")) {
			cut(m[0])
			from = m[1]
		}
	}
	cut(len(text))
	return out
}

func orgKey(s string) string {
	t := collapse(trimShort(s))
	words := strings.Fields(t)
	for len(words) > 1 && slices.Contains([]string{"inc", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "plc", "sas", "sa", "ab", "bv", "b", "v", "pbc", "l", "c", "lp", "ag", "as", "a", "s", "incorporated", "the"}, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// addSub adds an organization once; the fuller name wins.
func (r *reading) addSub(found []*subFound, name, where layout.Passage) []*subFound {
	text := strings.TrimRight(strings.TrimSpace(trimShort(name.Text)), ",.;:'’")
	if strings.HasSuffix(name.Text, "Inc.") || strings.HasSuffix(name.Text, "L.L.C.") || strings.HasSuffix(name.Text, "Corp.") || strings.HasSuffix(name.Text, "Ltd.") || strings.HasSuffix(name.Text, "B.V.") || strings.HasSuffix(name.Text, "S.A.") || strings.HasSuffix(name.Text, "Co.") {
		text = strings.TrimSpace(trimShort(name.Text))
	}
	text = strings.TrimSuffix(strings.TrimSuffix(text, "'s"), "’s")
	key := orgKey(text)
	if !r.isOrganization(text, key) {
		return found
	}
	for _, f := range found {
		if f.key == key {
			f.where = append(f.where, where)
			if len(text) > len(f.org.Name) {
				f.org.Name = text
			}
			return found
		}
	}
	return append(found, &subFound{org: report.SubserviceOrganization{Name: text}, key: key, where: []layout.Passage{where}})
}

// isOrganization refuses the vendor, the auditor, and capitalized words that name no organization.
func (r *reading) isOrganization(text, key string) bool {
	if len(key) < 2 || len(strings.Fields(text)) > 9 {
		return false
	}
	if r.out.Vendor != nil {
		v := orgKey(*r.out.Vendor)
		if v == key || strings.HasPrefix(v, key+" ") || strings.Contains(" "+key+" ", " "+v+" ") {
			return false
		}
	}
	if r.isAuditor(text) || r.lx.criteria.Valid(strings.ReplaceAll(text, " ", "")) {
		return false
	}
	first := strings.Fields(key)[0]
	stop := []string{"the", "this", "these", "our", "its", "subservice", "section", "description", "complementary", "user", "management", "criteria", "trust", "aicpa", "american", "we", "in", "soc", "type", "company", "organizations", "services", "controls", "a", "an", "each", "such", "they", "vpn", "mfa", "tls", "saas", "iaas", "paas", "sso", "api", "single", "multi", "cloud", "customers", "internal", "security", "as", "cc1", "cc2", "cc3", "cc4", "cc5", "cc6", "cc7", "cc8", "cc9", "it", "at", "for", "certain", "third", "service", "provider", "providers", "network", "data", "control"}
	return !slices.Contains(stop, first)
}

// dropAliases removes short names of organizations that stand in full elsewhere: "AWS" beside "Amazon Web Services, Inc. (AWS)".
func (r *reading) dropAliases(found []*subFound) []*subFound {
	var out []*subFound
	for _, f := range found {
		alias := false
		for _, o := range found {
			if o == f {
				continue
			}
			defined := slices.ContainsFunc(o.where, func(w layout.Passage) bool {
				return strings.Contains(w.Text, "(“"+f.org.Name) || strings.Contains(w.Text, "(\""+f.org.Name) || strings.Contains(w.Text, "("+f.org.Name+")") || strings.Contains(w.Text, "“"+f.org.Name+"”") || strings.Contains(w.Text, "\""+f.org.Name+"\"")
			})
			bracketed := slices.ContainsFunc(f.where, func(w layout.Passage) bool {
				return strings.Contains(collapse(w.Text), f.key+" "+strings.Fields(o.key)[0]) && strings.Contains(w.Text, f.org.Name+" (")
			})
			if bracketed || len(o.key) > len(f.key) && (defined || initials(o.key) == strings.ToLower(f.org.Name) || strings.HasPrefix(o.key, f.key+" ")) {
				alias = true
				o.where = append(o.where, f.where...)
			}
		}
		if !alias {
			out = append(out, f)
		}
	}
	return out
}

func initials(key string) string {
	var b strings.Builder
	for _, w := range strings.Fields(key) {
		b.WriteByte(w[0])
	}
	return b.String()
}
