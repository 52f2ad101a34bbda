package anatomy

import (
	"regexp"
	"strings"

	"countersign/parser/layout"
)

// labelReader reads the labels of controls described in paragraphs.
type labelReader struct{ control, test, result, inside *regexp.Regexp }

func newLabelReader() labelReader {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	return labelReader{
		inside:  regexp.MustCompile(`[.!?)]["”']?\s+((?:(?:Service )?[Aa]uditor'?s'? )?(?:Tests? (?:of [Cc]ontrols?|[Pp]erformed|[Pp]rocedures?|[Aa]pplied|of [Oo]perating [Ee]ffectiveness)|Testing [Pp]erformed|Procedures? [Pp]erformed|Results? of [Tt]est(?:s|ing)?(?: of [Cc]ontrols?)?|Test(?:ing)? [Rr]esults?|Results?)\s*:)`),
		control: ci(`^(?:controls?(?: activit(?:y|ies)| description| objective| specified[^:]{0,50})?|description of (?:the )?control)\s*:\s*`),
		test:    ci(`^(?:(?:service )?auditor'?s'? )?(?:tests?(?: of (?:the )?controls?| performed| procedures?| applied| of operating effectiveness| of design)*(?: by [^:]{3,60})?|testing(?: performed| procedures?)?|procedures?(?: performed| applied)?)\s*[:–—-]\s*|^tests?(?: of controls?)?\.\s+`),
		result:  ci(`^(?:results?(?: of (?:the )?(?:tests?|testing|test procedures?|procedures?)(?: of controls?)?(?: performed)?)?|tests? results?|testing results?|conclusions?|test conclusions?)\s*[:–—-]\s*|^results?(?: of tests?)?\.\s+`),
	}
}

// split parts a paragraph that runs several labels together: "… to the policy. Results of tests: No exceptions were noted."
func (lr labelReader) split(n *node) []node {
	cuts := []int{0}
	for _, m := range lr.inside.FindAllStringSubmatchIndex(n.text.Text, -1) {
		cuts = append(cuts, m[2])
	}
	if len(cuts) == 1 {
		return []node{*n}
	}
	cuts = append(cuts, len(n.text.Text))
	var out []node
	for i := 1; i < len(cuts); i++ {
		piece := *n
		piece.text = n.text.Slice(cuts[i-1], cuts[i])
		out = append(out, piece)
	}
	return out
}

// paragraph takes running text of the section: criteria between tables, or controls described in paragraphs.
func (c *collector) paragraph(n *node) {
	text := n.text.Text
	folded := n.text.Text
	if c.cutByLabel(n, folded) {
		return
	}
	if lead := c.r.lx.criteria.Leading(stripCriterionWord(folded)); lead != "" && c.isCriterionHeading(n, lead) {
		c.close()
		c.criteria = c.r.lx.criteria.In(text[:min(len(text), 30)])
		c.refer(text)
		return
	}
	if id, rest := c.r.ids.leading(text); id != "" && c.startsControl(n, id, rest) {
		c.start(n.page, id, n.text.Slice(0, len(text)-len(rest)))
		c.field = activityField
		if strings.TrimSpace(rest) != "" {
			c.addTo(n.text.Slice(len(text)-len(rest), len(text)))
		}
		return
	}
	if c.field == resultField && c.r.words.aside.MatchString(folded) {
		return // a remark on the criterion, not on this control
	}
	if c.field != noField && c.cur != nil {
		if c.r.styled(n) && n.bold && len(text) < 90 {
			c.close() // another heading
			return
		}
		c.addTo(n.text)
	}
}

// isCriterionHeading tells the heading of a criterion from a sentence that begins with one.
func (c *collector) isCriterionHeading(n *node, lead string) bool {
	id, _ := c.r.ids.leading(n.text.Text)
	if id != "" && strings.ReplaceAll(id, " ", "") != lead && !strings.HasPrefix(lead, id) {
		return false
	}
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(stripCriterionWord(n.text.Text)), lead))
	return rest == "" || n.bold || n.size > 1.02*c.r.bodySize || len(n.text.Text) < 500
}

// startsControl tells whether a paragraph that begins with an identifier starts a control.
func (c *collector) startsControl(n *node, id, rest string) bool {
	if strings.HasPrefix(lower(n.text.Text), "control ") || strings.TrimSpace(rest) == "" {
		return true
	}
	return (n.bold || c.field != noField || strings.HasPrefix(strings.TrimSpace(n.text.Text[min(len(n.text.Text), len(id)):]), ":")) && len(n.text.Text) < 700 && c.criteria != nil
}

// cutByLabel takes "Tests performed: …" and its like; one paragraph may hold several labels.
func (c *collector) cutByLabel(n *node, folded string) bool {
	for _, l := range []struct {
		re    *regexp.Regexp
		field fieldName
	}{{c.labels.result, resultField}, {c.labels.test, testField}, {c.labels.control, activityField}} {
		m := l.re.FindStringIndex(folded)
		if m == nil {
			continue
		}
		body := n.text.Slice(m[1], len(n.text.Text))
		if l.field == activityField {
			id, rest := c.r.ids.leading(body.Text)
			c.start(n.page, id, body.Slice(0, len(body.Text)-len(rest)))
			c.field = activityField
			if id != "" {
				body = body.Slice(len(body.Text)-len(rest), len(body.Text))
			}
			c.also(body.Text)
			c.addTo(body)
			return true
		}
		if c.cur == nil {
			return false
		}
		c.field = l.field
		c.addTo(body)
		return true
	}
	if m := c.r.words.response.FindStringSubmatchIndex(folded); m != nil && m[2] < 4 && c.cur != nil && c.field != noField {
		c.field = responseField
		c.cur.response = append(c.cur.response, n.text.Slice(m[3], len(n.text.Text)))
		return true
	}
	return false
}

func (c *collector) addTo(p layout.Passage) {
	if p.Empty() || c.cur == nil {
		return
	}
	switch c.field {
	case testField:
		c.cur.tests = append(c.cur.tests, p)
	case resultField:
		c.cur.results = append(c.cur.results, finding{p, len(c.cur.results) == 0})
	case responseField:
		c.cur.response = append(c.cur.response, p)
	default:
		c.cur.activity = append(c.cur.activity, p)
	}
}
