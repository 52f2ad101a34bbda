package anatomy

import (
	"regexp"
	"strings"

	"countersign/report"
)

// judged is what one paragraph of a result says.
type judged struct {
	outcome report.Outcome
	strong  bool // an exception in the auditor's own words, not told from words of failure
}

// reading of a result: what stands in the paragraph beside its clean phrase.
type resultParts struct {
	text, rest           string // the paragraph; without its clean phrases
	bare                 string // rest without signs
	passed               bool   // a clean phrase stands in it
	noted, strong        bool
	occurrence, unable   bool
	partialPass, oneStep bool
}

func (lx *resultLexicon) parts(text string) resultParts {
	p := resultParts{text: text, rest: lx.clean.ReplaceAllString(text, " ")}
	p.passed = p.rest != text
	p.bare = strings.Trim(p.rest, " .,;:*()-")
	if p.passed && p.bare == "" {
		return p
	}
	p.noted = lx.noted.MatchString(p.rest) && !negated(p.rest, lx.noted)
	p.strong = lx.strong.MatchString(p.rest)
	p.unable = lx.unable.MatchString(text)
	// "2 of 25 vendors had no assessment in the period" counts failures: something did occur.
	p.occurrence = (lx.noOccurrence.MatchString(text) || lx.notedNone.MatchString(p.rest)) && (p.unable || p.passed || !lx.nums.ratioIn(text))
	p.partialPass = p.passed && lx.partial.MatchString(lx.around(text))
	p.oneStep = p.passed && lx.step.MatchString(text)
	return p
}

// judge classifies one paragraph of a result. A non-occurrence is neither a pass nor an exception.
func (lx *resultLexicon) judge(text string) judged {
	t := strings.TrimSpace(text)
	if j, ok := lx.coded(t); ok {
		return j
	}
	if t == "" || t == "-" || lx.legend.MatchString(t) {
		return judged{outcome: report.NoResult}
	}
	p := lx.parts(t)
	switch {
	case p.passed && p.bare == "":
		return judged{outcome: report.Passed}
	case lx.idle.MatchString(t):
		return judged{outcome: report.NonOccurrence}
	case lx.cleanForSome(t):
		return judged{report.HasException, true}
	case p.partialPass:
		return lx.judgePartial(p)
	case p.noted || p.passed && lx.hybrid.MatchString(p.rest) && len(p.bare) > 12:
		return judged{report.HasException, true}
	}
	if o := lx.notTested(p); o != "" {
		return judged{outcome: o}
	}
	if p.strong {
		return judged{report.HasException, true}
	}
	return lx.judgePlain(p)
}

// judgePartial judges "… No exceptions noted on the remaining tests": a pass of a part, which says nothing of the rest.
func (lx *resultLexicon) judgePartial(p resultParts) judged {
	if p.noted || p.strong || !p.occurrence && !p.unable && (lx.weak.MatchString(p.rest) || lx.nums.ratioIn(p.rest)) {
		return judged{report.HasException, p.noted}
	}
	return judged{outcome: report.Passed}
}

// notTested tells why nothing was tested; empty when something was. Where only one attribute had nothing to test, the pass of the
// others counts.
func (lx *resultLexicon) notTested(p resultParts) report.Outcome {
	switch {
	case (p.unable || p.occurrence && !p.strong) && p.oneStep:
		return report.Passed
	case lx.notApplicable.MatchString(p.text) && !p.occurrence:
		return report.NotApplicable
	case p.unable && !strings.Contains(strings.ToLower(p.rest), "did not operate") && !p.occurrence:
		return report.UnableToTest
	case p.occurrence && (p.unable || !p.strong || lx.explained(p.text)):
		return report.NonOccurrence
	}
	return ""
}

// explained tells "Management reported no breach in the period. The control did not operate.": the event did not occur, and so the
// control that answers it had nothing to do. Nothing else in the result may speak of a failure.
func (lx *resultLexicon) explained(text string) bool {
	at := lx.eventless.FindStringIndex(text)
	idle := strings.Index(lower(text), "did not operate")
	if at == nil || idle < at[0] {
		return false
	}
	rest := text[:idle] + text[min(len(text), idle+len("did not operate")):]
	return !lx.strong.MatchString(rest) && !strings.Contains(lower(text[idle:]), "effectiv")
}

// judgePlain judges results in words of their own: "Four of 45 vulnerabilities were remediated late", "Operating effectively".
func (lx *resultLexicon) judgePlain(p resultParts) judged {
	switch {
	case lx.other.MatchString(p.text): // "No other exceptions were noted"
		return judged{report.HasException, false}
	case p.passed || lx.satisfied.MatchString(p.text) && !strings.Contains(strings.ToLower(p.text), " not "):
		return judged{outcome: report.Passed}
	case lx.reference.MatchString(p.text):
		return judged{outcome: report.NoResult}
	case lx.spared.MatchString(p.text) && !lx.weak.MatchString(lx.spared.ReplaceAllString(p.text, " ")):
		return judged{outcome: report.Passed}
	case lx.weak.MatchString(p.text):
		return judged{report.HasException, false}
	case lx.nums.allOf(p.text): // "12 of 12 reviews were held"
		return judged{outcome: report.Passed}
	case lx.nums.ratioIn(p.text):
		return judged{report.HasException, false}
	}
	return judged{outcome: report.NoResult}
}

// cleanForSome tells "No exceptions noted for 24 of the 25 items": a clean result for some says what the others were.
func (lx *resultLexicon) cleanForSome(t string) bool {
	m := lx.nums.cleanSome.FindStringSubmatch(t)
	return m != nil && value(m[1], m[2]) < value(m[3], m[4])
}

// around are the parts of sentences in which clean results stand.
func (lx *resultLexicon) around(t string) string {
	var out []string
	for _, m := range lx.clean.FindAllStringIndex(t, -1) {
		from := strings.LastIndexAny(t[:m[0]], ".;") + 1
		to := len(t)
		if i := strings.IndexAny(t[m[1]:], ".;"); i >= 0 {
			to = m[1] + i
		}
		out = append(out, t[from:to])
	}
	return strings.Join(out, "; ")
}

// negated refuses "no other exceptions were noted" and "exceptions, if any, are noted".
func negated(s string, re *regexp.Regexp) bool {
	for _, m := range re.FindAllStringIndex(s, -1) {
		before := strings.ToLower(s[max(0, m[0]-28):m[0]])
		if !containsAny(before, "no other", "no further", "no additional", "if any", "whether", "without ", "any ", "not ") && !strings.HasSuffix(strings.TrimRight(before, " "), " no") && strings.TrimSpace(before) != "no" {
			return false
		}
	}
	return true
}
