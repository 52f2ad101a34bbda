package anatomy

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"countersign/parser/layout"
)

// bridgePages is how long a bridge letter may be: one or two pages are usual.
const bridgePages = 6

// bridgeReader knows the words of bridge letters: management says what changed between a report's period and a later day.
type bridgeReader struct {
	title, self, form      *regexp.Regexp
	report, change, steady *regexp.Regexp
	time                   *regexp.Regexp
	interval, open, since  *regexp.Regexp
	covers, ahead, issued  *regexp.Regexp
	firm, speaks, system   *regexp.Regexp
}

func newBridgeReader() bridgeReader {
	const letter = `(?:bridge|bridging|gap|comfort|roll-?forward) letter`
	return bridgeReader{
		title:  regexp.MustCompile(`\b` + letter + `\b`),
		self:   regexp.MustCompile(`\b(?:this|the present|our) ` + letter + `\b`),
		form:   regexp.MustCompile(`^(?:dear\b|to our\b|to whom it may concern|to (?:the |all )?(?:valued )?(?:customers|users|clients|user entities|readers)\b|re:|subject:|sincerely|(?:kind |best |with )?regards|yours (?:faithfully|sincerely|truly)|respectfully)`),
		report: regexp.MustCompile(`\bsoc [123]\b.*\breports?\b|\breports?\b.*\bsoc [123]\b`),
		change: regexp.MustCompile(`\bchang(?:e|es|ed)\b`),
		steady: regexp.MustCompile(`\b(?:no|not|nor|any|without|never)\b[^.]{0,80}\bchang(?:e|es|ed)\b|\bcontinued? to (?:operate|function|be)\b|\bremain(?:s|ed)? (?:in place|in effect|in operation|unchanged|effective)\b|\bunchanged\b`),
		time:   regexp.MustCompile(`\b(?:since|after|subsequent|following|interval|from|between|until|through|in that time|that period|this period|to date)\b`),
		interval: regexp.MustCompile(`(?i)(` + datePattern + `)\s*,?\s*(?:to|through|thru|until|and|-|–|—)\s*(?:and including\s+)?(` +
			datePattern + `)`),
		open:   regexp.MustCompile(`(?i)\b(from|since|after|between)\s+(` + datePattern + `)\s*,?\s*(?:to|through|until|and|up to)\s+(?:and including\s+)?(?:the (?:present|date|day)|today|present|now)\b`),
		since:  regexp.MustCompile(`(?i)\b(?:since|after|subsequent to|following)\s+(?:(?:the\s+)?(?:end|close|conclusion) of (?:the|that|this|its|our)\b|(?:the|that|this) (?:period|date|time|day|report)|period end|(` + datePattern + `))`),
		covers: regexp.MustCompile(`\b(?:letter|statement|confirmation)\b.{0,30}\b(?:covers|is for|applies to|relates to|concerns|spans|addresses)\b|\binterval\b|\binterim\b|\bgap\b`),
		ahead:  regexp.MustCompile(`\b(?:next|upcoming|future|forthcoming|planned|scheduled|will cover|will be)\b`),
		issued: regexp.MustCompile(`(?i)\b(?:dated|issued(?: on)?)\s+(` + datePattern + `)`),
		firm:   regexp.MustCompile(`(?:^|[\s,&])(?:LLP|L\.L\.P\.|P\.?L\.?L\.?C\.?|P\.C\.|P\.A\.|CPAs?|Certified Public Accountants|Chartered Accountants)\.?$`),
		speaks: regexp.MustCompile(`\bas (?:the |an |your |its )?(?:independent )?(?:service )?auditors?\b.{0,80}\bwe\b|\bwe (?:have )?(?:issued|rendered) our (?:independent )?(?:service )?auditor's|\bwe have not (?:examined|audited)\b`),
		system: regexp.MustCompile(`\b(?:on|of|for|covering)\s+(?:the\s+|its\s+|our\s+)?(\p{Lu}[\p{L}\p{N}&'’ \-]{2,60}?)(?:\s+(?:for the|as of|system|service|application|platform|by|throughout|from|was|is|in|dated)\b|[,.]|$)`),
	}
}

// isBridge tells a bridge letter: one that calls itself so, or a letter that names a dated SOC report and says what became of the controls
// after it. Agreements, questionnaires and brochures use all its words and are no letters.
func (r *reading) isBridge() bool {
	if len(r.doc.Pages) > bridgePages {
		return false
	}
	br := newBridgeReader()
	var named, form, dated, steady, soc, change bool
	for i := range r.nodes {
		n := &r.nodes[i]
		t := strings.TrimSpace(lower(n.text.Text))
		soc = soc || containsAny(t, "soc 1", "soc 2", "soc 3")
		change = change || br.change.MatchString(t)
		if n.isRow() {
			continue
		}
		named = named || br.self.MatchString(t) || i < 8 && len(t) < 90 && br.title.MatchString(t) && !strings.HasSuffix(t, "?")
		form = form || br.form.MatchString(t)
		dated = dated || br.report.MatchString(t) && r.dates.date.MatchString(t)
		steady = steady || br.steady.MatchString(t) && br.time.MatchString(t) && containsAny(t, "control", "system", "report")
	}
	return soc && (named && (change || steady) || form && dated && steady)
}

// bridgeLetter reads a bridge letter's facts: the interval that it covers, its date, and whose service it is about.
func (r *reading) bridgeLetter() {
	br := newBridgeReader()
	r.issued()
	said := r.bridgeSentences()
	_, reportEnd := br.reportPeriod(r.dates, said)
	r.bridgeInterval(br, said, reportEnd)
	if !r.bridgeVendor(br) {
		r.vendor()
	}
	r.system()
	r.bridgeSystem(br, said)
	r.bridgeDates(br, said, reportEnd)
	r.bridgeSigner(br)
}

func (r *reading) bridgeSentences() []layout.Passage {
	var out []layout.Passage
	for i := range r.nodes {
		out = append(out, sentences(r.nodes[i].text)...)
	}
	return out
}

// periodOf is the first "date to date" of a sentence.
func (br bridgeReader) periodOf(d *dateReader, text string) (start, end string, at []int) {
	if m := br.interval.FindStringSubmatchIndex(text); m != nil {
		if s, e := d.parse(text[m[2]:m[3]]), d.parse(text[m[4]:m[5]]); s != "" && e > s {
			return s, e, m[:2]
		}
	}
	if s, e, m, ok := d.periodIn(text); ok {
		return s, e, m[:]
	}
	return "", "", nil
}

// reportPeriod is the period of the report that the letter follows; of a Type 1 report, its date.
func (br bridgeReader) reportPeriod(d *dateReader, said []layout.Passage) (start, end string) {
	for _, p := range said {
		t := lower(p.Text)
		if !containsAny(t, "soc 1", "soc 2", "soc 3", "report", "examination") || br.ahead.MatchString(t) {
			continue
		}
		if s, e, at := br.periodOf(d, p.Text); at != nil && !br.covers.MatchString(lower(p.Text[:at[0]])) {
			return s, e
		}
		if day, _, ok := d.asOfIn(p.Text); ok {
			return day, day
		}
	}
	return "", ""
}

// bridgeInterval prefers the interval that the letter says it covers, then one that begins after the report's period; a letter that says
// only "since the end of the period" speaks up to its own date.
func (r *reading) bridgeInterval(br bridgeReader, said []layout.Passage, reportEnd string) {
	for _, find := range []func(layout.Passage) (string, string, layout.Passage){
		func(p layout.Passage) (string, string, layout.Passage) {
			s, e, at := br.periodOf(r.dates, p.Text)
			if at == nil || !br.covers.MatchString(lower(p.Text[:at[0]])) {
				return "", "", p
			}
			return s, e, p.Slice(at[0], at[1])
		},
		func(p layout.Passage) (string, string, layout.Passage) {
			s, e, at := br.periodOf(r.dates, p.Text)
			if at == nil || s < reportEnd || reportEnd == "" {
				return "", "", p
			}
			return s, e, p.Slice(at[0], at[1])
		},
		func(p layout.Passage) (string, string, layout.Passage) { return r.openInterval(br, p, reportEnd) },
	} {
		for _, p := range said {
			if br.ahead.MatchString(lower(p.Text)) {
				continue
			}
			if start, end, at := find(p); start != "" && end != "" {
				r.out.Facts.PeriodStart, r.out.Facts.PeriodEnd = &start, &end
				r.cite("period", at)
				return
			}
		}
	}
}

// openInterval reads an interval that ends with the letter's date.
func (r *reading) openInterval(br bridgeReader, p layout.Passage, reportEnd string) (start, end string, at layout.Passage) {
	if r.out.Facts.IssuedOn == nil {
		return "", "", p
	}
	end = *r.out.Facts.IssuedOn
	if m := br.open.FindStringSubmatchIndex(p.Text); m != nil {
		start = r.dates.parse(p.Text[m[4]:m[5]])
		if w := lower(p.Text[m[2]:m[3]]); w == "since" || w == "after" {
			start = dayAfter(start)
		}
		at = p.Slice(m[0], m[1])
	} else if m := br.since.FindStringSubmatchIndex(p.Text); m != nil {
		start, at = dayAfter(reportEnd), p.Slice(m[0], m[1])
		if m[2] >= 0 {
			start = dayAfter(r.dates.parse(p.Text[m[2]:m[3]]))
		}
	}
	if start > end {
		return "", "", p
	}
	return start, end, at
}

// dayAfter is the next civil day; empty when date is none.
func dayAfter(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

// bridgeVendor is the first company in the letter that is no firm of accountants and did not issue the report.
func (r *reading) bridgeVendor(br bridgeReader) bool {
	for i := range r.nodes {
		n := &r.nodes[i]
		for _, m := range r.names.company.FindAllStringSubmatchIndex(n.text.Text, -1) {
			c := n.text.Slice(m[2], m[3])
			if br.firm.MatchString(c.Text) || strings.HasSuffix(strings.TrimSpace(lower(n.text.Text[:m[2]])), " by") {
				continue
			}
			r.setVendor(c.Verbatim(), c)
			return true
		}
	}
	return false
}

// bridgeSystem reads what the report is "on", when the usual phrases do not say it.
func (r *reading) bridgeSystem(br bridgeReader, said []layout.Passage) {
	for _, p := range said {
		if r.out.System != nil {
			return
		}
		if !containsAny(lower(p.Text), "soc 1", "soc 2", "soc 3") {
			continue
		}
		for _, m := range br.system.FindAllStringSubmatchIndex(p.Text, -1) {
			name := p.Slice(m[2], m[3])
			day := r.dates.date.FindStringIndex(p.Text[m[2]:])
			if day != nil && day[0] == 0 || r.isVendorName(collapse(name.Text)) || containsAny(lower(name.Text), "soc ", "type ", "report") || !r.isSystemName(name.Text) {
				continue
			}
			r.setSystem(name)
			break
		}
	}
}

// bridgeDates notes a letter that was written before what it speaks of: before the end of its interval, or before the report.
func (r *reading) bridgeDates(br bridgeReader, said []layout.Passage, reportEnd string) {
	f := &r.out.Facts
	if f.IssuedOn == nil {
		return
	}
	written := *f.IssuedOn
	if f.PeriodEnd != nil && written < *f.PeriodEnd {
		r.note("bridge-letter-date", "The letter is dated "+written+", before the end of the interval that it covers ("+*f.PeriodEnd+"): what it says of the days between is a promise.", 1)
		return
	}
	reportDate := reportEnd
	for _, p := range said {
		if m := br.issued.FindStringSubmatchIndex(p.Text); m != nil && strings.Contains(lower(p.Text[:m[0]]), "report") {
			reportDate = max(reportDate, r.dates.parse(p.Text[m[2]:m[3]]))
		}
	}
	if written < reportDate {
		r.note("bridge-letter-date", "The letter is dated "+written+", before the report that it follows ("+reportDate+").", 1)
	}
}

// bridgeSigner notes a letter by the auditor: such letters are management's, and no audit stands behind them.
func (r *reading) bridgeSigner(br bridgeReader) {
	for i := range r.nodes {
		if br.speaks.MatchString(lower(r.nodes[i].text.Text)) {
			r.noteSigner(&r.nodes[i])
			return
		}
	}
	ends := slices.Concat(r.nodes[:min(len(r.nodes), 3)], r.nodes[max(0, len(r.nodes)-6):])
	for i := range ends { // the letterhead and the signature
		for _, part := range r.signatureParts(&ends[i]) {
			if len(strings.Fields(part.Text)) <= 8 && startsUpper(part.Text) && !strings.Contains(part.Text, ":") && br.firm.MatchString(part.Text) && !r.isVendorName(collapse(part.Text)) {
				r.noteSigner(&ends[i])
				return
			}
		}
	}
}

func (r *reading) noteSigner(n *node) {
	r.note("bridge-letter-by-auditor", "The letter speaks as the auditor: bridge letters are management's, and no audit stands behind them. Ask what the auditor did for it.", n.page)
	r.cite("signer", n.text)
}
