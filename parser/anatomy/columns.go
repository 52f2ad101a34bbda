package anatomy

import (
	"regexp"
	"strings"
)

// columns tells what each column of a table holds; -1 where the table has no such column.
type columns struct {
	id, criteria, control, test, result int
	exception, response                 int
	width                               int // number of cells
}

func noColumns() columns {
	return columns{id: -1, criteria: -1, control: -1, test: -1, result: -1, exception: -1, response: -1}
}

// isTests tells a table of controls and tests; management's responses may have a column of their own.
func (c columns) isTests() bool {
	return (c.control >= 0 || c.id >= 0) && (c.test >= 0 && c.result >= 0 || c.response < 0 && (c.test >= 0 || c.result >= 0))
}

// isMap tells a table of criteria and controls without tests.
func (c columns) isMap() bool {
	return c.response < 0 && c.test < 0 && c.result < 0 && (c.criteria >= 0 && (c.control >= 0 || c.id >= 0) || c.control >= 0 && c.id >= 0)
}

// isResponses tells a table of exceptions with management's responses.
func (c columns) isResponses() bool {
	return c.response >= 0 && !c.isTests() && (c.exception >= 0 || c.id >= 0 || c.control >= 0 || c.criteria >= 0)
}

// headReader reads header rows.
type headReader struct{ id, criteria, control, test, result, exception, response *regexp.Regexp }

func newHeadReader() headReader {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	return headReader{
		id:        ci(`^(?:ref(?:erence)?\.?(?: (?:no|id|#)\.?)?|#|no\.?|id|control ?(?:#|no\.?|id|number|ref(?:erence)?\.?|identifier|activity (?:#|no\.?|number|id)))$`),
		criteria:  ci(`\bcriteri(?:a|on)\b|^tsc\b|^tsp\b|\bcommon criteria\b|^categor(?:y|ies)$`),
		control:   ci(`\bcontrols?\b|\bcontrol activit|\bactivity\b|\bhow the criterion is met\b`),
		test:      ci(`\btests?\b|\btesting\b|\bprocedures?\b`),
		result:    ci(`\bresults?\b|\bconclusions?\b|\boutcomes?\b`),
		exception: ci(`\bexceptions?\b|\bdeviations?\b|\bfindings?\b|\bissues?\b`),
		response:  ci(`\bresponses?\b|\bremediation\b|\bcorrective\b|\baction plans?\b|\bmanagement'?s? (?:comments?|action)`),
	}
}

// read tells the columns of a header row; false when the row is none.
func (h headReader) read(r *row) (columns, bool) {
	c := noColumns()
	c.width = len(r.cells)
	found := 0
	set := func(dst *int, i int) {
		if *dst < 0 {
			*dst = i
			found++
		}
	}
	for i := range r.cells {
		t := strings.TrimSpace(plain(r.cells[i].text.Text))
		if len(t) > 90 || strings.HasSuffix(t, ".") && len(t) > 12 {
			return c, false
		}
		if t == "" {
			continue
		}
		if dst := h.broken(t, &c); dst != nil {
			set(dst, i)
			continue
		}
		switch {
		case h.id.MatchString(t):
			set(&c.id, i)
		case h.response.MatchString(t):
			set(&c.response, i)
		case h.result.MatchString(t):
			set(&c.result, i)
		case h.test.MatchString(t):
			set(&c.test, i)
		case h.exception.MatchString(t):
			set(&c.exception, i)
		case h.control.MatchString(t) && !(h.criteria.MatchString(t) && !strings.Contains(strings.ToLower(t), "activit")):
			set(&c.control, i)
		case h.criteria.MatchString(t):
			set(&c.criteria, i)
		}
	}
	h.controlAsID(r, &c)
	if c.control < 0 && c.id >= 0 && c.test < 0 && c.result < 0 && c.response < 0 && c.criteria < 0 {
		return c, false
	}
	return c, found >= 2
}

// controlAsID reads "Control | Control activity": where two columns speak of controls, the one that is named briefly holds identifiers.
func (h headReader) controlAsID(r *row, c *columns) {
	if c.id >= 0 || c.control < 0 || c.control+1 >= len(r.cells) {
		return
	}
	first, next := lower(r.cells[c.control].text.Text), lower(r.cells[c.control+1].text.Text)
	if first == "control" && h.control.MatchString(next) && c.control+1 != c.test && c.control+1 != c.result {
		c.id, c.control = c.control, c.control+1
	}
}

// broken reads a heading whose words are torn into pieces, as wide tracking and narrow columns leave them: "Resu lt". Nil for others.
func (h headReader) broken(t string, c *columns) *int {
	for _, w := range strings.Fields(lower(t)) {
		if len(w) < 3 && !containsAny(w, "of", "id", "no", "by", "&", "/", "#", "to", "in", "1", "2") {
			whole := strings.ReplaceAll(lower(t), " ", "")
			switch {
			case containsAny(whole, "management'sresponse", "managementresponse", "managementsresponse"):
				return &c.response
			case strings.HasPrefix(whole, "result"):
				return &c.result
			case strings.HasPrefix(whole, "test"):
				return &c.test
			}
		}
	}
	return nil
}

// guess infers the columns of a table without a header from what its rows hold: results stand last, identifiers first.
func (r *reading) guess(rows []*row) (columns, bool) {
	c := noColumns()
	if len(rows) == 0 {
		return c, false
	}
	c.width = len(rows[0].cells)
	if c.width < 2 || c.width > 6 {
		return c, false
	}
	score := func(i int, f func(string) bool) float64 {
		n, hit := 0, 0
		for _, rw := range rows {
			if len(rw.cells) != c.width || rw.cells[i].text.Empty() {
				continue
			}
			n++
			if f(rw.cells[i].text.Text) {
				hit++
			}
		}
		if n == 0 {
			return 0
		}
		return float64(hit) / float64(n)
	}
	isResult := func(s string) bool {
		return len(s) < 400 && (r.words.clean.MatchString(s) || r.words.noted.MatchString(s))
	}
	isTest := func(s string) bool { return r.ids.verb.MatchString(s) }
	isID := func(s string) bool {
		id, rest := r.ids.leading(s)
		return id != "" && strings.TrimSpace(rest) == "" || r.lx.criteria.Leading(s) != "" && len(s) < 30
	}
	last := c.width - 1
	if score(last, isResult) < 0.5 {
		return c, false
	}
	c.result = last
	if last >= 1 && score(last-1, isTest) > 0.4 {
		c.test = last - 1
	}
	rest := last
	if c.test >= 0 {
		rest = c.test
	}
	if rest >= 2 && score(0, isID) > 0.6 {
		c.id, c.control = 0, 1
	} else if rest >= 1 {
		c.control = rest - 1
	}
	return c, c.control >= 0 || c.id >= 0
}

// idReader reads control identifiers: the vendor's own, in any style, or built on criteria.
type idReader struct{ lead, numeric, verb, word, also, before, named, about *regexp.Regexp }

func newIDReader() idReader {
	return idReader{
		lead:    regexp.MustCompile(`^(?:(?i:control)\s+(?:#|(?i:no\.?|number|id)\s*:?)?\s*)?#?([A-Z]{1,8}[0-9]?(?:[-–.][A-Z]{1,6}){0,2}[-–. ]?[0-9]{1,4}(?:[.\-–][0-9]{1,4}|[.\-–]?[a-z]\b|[.\-–][A-Z]{1,4}[0-9]{0,3})*)\b`),
		numeric: regexp.MustCompile(`^(?:(?:(?i:control)\s+(?:#|(?i:no\.?|number|id)\s*:?)?\s*)?([0-9]{1,2}(?:\.[0-9]{1,3}){1,3}[a-z]?)|(?i:control)\s+(?:#|(?i:no\.?|number|id)\s*:?)?\s*([0-9]{1,2}(?:[-–][0-9]{1,3}){1,2}[a-z]?))\b`),
		verb:    regexp.MustCompile(`(?i)\b(?:inquir(?:ed|y|ies)|inspect(?:ed|ion)|observ(?:ed|ation)|reperform(?:ed|ance)|examin(?:ed|ation)|selected|compared|obtained|discussed|read|interviewed|recalculated|tested|reviewed|sampled|traced|walkthrough)\b`),
		word:    regexp.MustCompile(`^[A-Z][a-z]`),
		about:   regexp.MustCompile(`(?i)^(?:regarding|concerning|as to|with (?:respect|regard) to|in response to|in regard to|re:)\s`),
		named:   regexp.MustCompile(`(?i:\bcontrols?)\s+(?:#|(?i:no\.?|number)\s*)?([0-9]{1,2}(?:[-.][0-9]{1,3}){1,2}[a-z]?)\b`),
		before:  regexp.MustCompile(`(?i)^(?:(?:exception|deviation|finding|response to|regarding|re|control|criterion|item|management'?s? response to)\s*(?:#?\d+)?\s*[:.\-–—]?\s*)+`),
		also:    regexp.MustCompile(`(?i)\(\s*(?:also|and|see also)\s+([^)]*)\)`),
	}
}

// isAbbreviation tells abbreviations that look like identifiers at the start of a sentence.
func isAbbreviation(id string) bool {
	if len(id) >= 6 && strings.HasPrefix(id, "SOC") && id[len(id)-3] == '-' { // "SOC2-06" numbers a control
		return false
	}
	for _, p := range []string{"SOC", "ISO", "TLS", "AES", "SSAE", "NIST", "RFC", "PCI", "SHA", "RSA", "IEC", "USB", "COVID", "FIPS", "HTTP", "SSL", "Q1", "Q2", "Q3", "Q4", "S3", "EC2", "OWASP", "IPV", "OAUTH", "SAML", "TSP", "DC 2", "AT-C", "M365", "O365"} {
		if strings.HasPrefix(strings.ToUpper(id), p) {
			return true
		}
	}
	return false
}

// leading splits a control identifier off the start of text. A bare criterion is no identifier.
func (ir idReader) leading(text string) (id, rest string) {
	s := strings.TrimSpace(plain(text))
	offset := len(text) - len(strings.TrimLeft(text, " "))
	if s != strings.TrimSpace(text) && len(s) != len(strings.TrimSpace(text)) {
		offset = -1 // typographic characters moved the bytes: give the folded rest back
	}
	m := ir.lead.FindStringSubmatchIndex(s)
	if m == nil {
		m = ir.numeric.FindStringSubmatchIndex(s)
	}
	if m == nil {
		return "", text
	}
	if m[2] < 0 {
		m[2], m[3] = m[4], m[5]
	}
	id = s[m[2]:m[3]]
	after := s[m[1]:]
	sep := strings.TrimLeft(after, " ")
	marked := sep == "" || strings.ContainsAny(sep[:1], ":.)-(|") || after != sep && (ir.word.MatchString(sep) || len(sep) > 0)
	if !marked || isAbbreviation(id) || strings.Contains(id, " ") && sep != "" && !strings.ContainsAny(sep[:1], ":.-(") {
		return "", text
	}
	cut := m[1]
	if offset < 0 {
		return id, strings.TrimLeft(s[cut:], " :.)-|")
	}
	return id, strings.TrimLeft(text[offset+cut:], " :.)-–—|")
}
