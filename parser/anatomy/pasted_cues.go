package anatomy

import (
	"regexp"
	"strings"

	"countersign/report"
)

// pastedCues tell what a sentence of a row is where no column says it: the control, a test of it, the result, management's response.
type pastedCues struct {
	procedure, drawn, measure, performed, finds              *regexp.Regexp
	present, past, plainly, opening, exempt, prior           *regexp.Regexp
	legend, pointed, concedes, second, numbered, policy      *regexp.Regexp
	design, extended, countedHead, opensCount, clause, tells *regexp.Regexp
}

func newPastedCues() *pastedCues {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	const (
		verb = `(?:inquired|inspected|observed|re-?performed|selected|traced|compared|obtained|examined|recalculated|re-?computed|interviewed|tested|sampled|reviewed|verified|queried|discussed|corroborated|attempted|reconciled|vouched|repeated|requested|asked for|checked|confirmed|walked through|haphazardly selected|judgmentally selected|randomly selected|read)`
		we   = `(?:(?:we|the (?:service )?auditors?)\s+)?(?:(?:also|further|then|next)\s+)?`
		noun = `(?:inspection|inquir(?:y|ies)|observation|re-?performance|examination|review|testing|comparison|walk-?through|discussions?)`
	)
	return &pastedCues{
		// "Inspected the tickets", "For a sample of 25 changes, inspected the tickets", "We then compared …"
		procedure: ci(`^\W*` + we + verb + `\b|^\W*(?:for|from|using|on|with|through|by|as|of|based on)\b[^.;:]{2,200}?,?\s+` + we + verb + `\s+(?:the|a|an|that|whether|each|all|how|their|its|evidence|of|\w+s)\b|^\W*(?:we|the (?:service )?auditors?)\s+(?:\w+\s+)?` + verb + `\b`),
		performed: ci(`^\W*(?:per|through|by|from|based on|upon)?\s*(?:the |our )?` + noun + `(?:\s*(?:,|and)\s*` + noun + `)*\s+(?:of|with|by|from)\b`),
		drawn:     ci(`\b(?:was|were)\s+(?:\w+ly\s+)?(?:selected|sampled|drawn|chosen|inspected|examined|obtained|observed|re-?performed|compared|traced)\b`),
		measure:   ci(`^\W*(?:the\s+)?(?:total\s+)?(?:populations?|samples?(?:\s+sizes?)?|sample selection|size of (?:the )?(?:population|sample))\b\s*(?:size\s*)?(?:was|were|is|of|:|=|comprised|consisted|had|contained)`),
		finds:     ci(`(?:,\s*|;\s*|\s+)(?:and\s+|but\s+|which\s+|we\s+)*(?:noted|noting|found|finding|identified|determined|observed|discovered|learned|concluded|showed|showing|disclosed|revealed|established)\b(?:\s+that\b)?[:,]?|:\s+|;\s+|,\s+(?:and|but|however|of which|although|yet|where)\s+`),
		present:   ci(`\b(?:is|are|must|may|shall|will|can|does|do|has|have|should)\b`),
		past:      ci(`\b(?:was|were|had|did|took|could|failed|lacked|exceeded|remained|retained|stayed|missed|omitted|began|occurred|arose|showed|disclosed|revealed|operated|noted|carried|contained|came|ran|kept|held|went|left|granted|approved)\b`),
		plainly:   ci(`\b(?:was|were|had|has|have) not(?: been)?(?: \w+ly)? (?:performed|completed|approved|reviewed|documented|signed|retained|removed|tested|recorded|configured|enforced|rotated|revoked|remediated|conducted|updated|held|carried|prepared|obtained|assessed|installed|implemented|disabled|corrected|closed|dated|followed|on file|available|provided|done|executed|evaluated|scanned|evidenced)\b|\bdid not (?:take place|include|cover|complete|perform|obtain|retain|document|review|approve|contain)\b|\b(?:days?|hours?|weeks?|months?) (?:late|after|past|overdue)\b|\boverdue\b|\bwas missing\b|\bwere missing\b|\bwithout (?:\w+ ){0,2}(?:approval|review|test|evidence)|\black(?:ed|ing)\b|\b(?:was|were|had been) (?:misconfigured|wrongly|incorrectly|skipped|overlooked|left out|overwritten|mislaid)\b|\b(?:was|were) \w+ (?:\w+ )?late\b|\b(?:was|were) not (?:met|achieved)\b|\bcould not (?:locate|provide|produce|find)\b|\b(?:nobody|no[ -]one) had\b|\bone and the same\b|\b(?:turned|switched) off\b|\bno (?:[\w-]+ ){1,4}(?:was|were|had been) (?:performed|requested|required|enforced|documented|recorded|kept|obtained|held|prepared|carried out|conducted|approved|in place|on file|retained|taken|assigned|named|defined|configured|logged)\b`),
		opening:   ci(`^\W*(?:for |in |of )?(?:\d+|` + numberWords + `)\s*(?:\(\d+\)\s*)?(?:out )?(?:of\b|[a-z]+ )|^\W*(?:exception|deviation|finding)s?\b|^\W*\d+(?:\.\d+)?\s?(?:%|percent)`),
		exempt:    ci(`\b(?:did|does|do) not (?:require|need|apply|fall)|\bnot (?:required|applicable|in scope|due)\b|\bout of scope\b`),
		prior:     ci(`\b(?:prior|previous|preceding|last|earlier)(?:[- ](?:year|period)'?s?)? (?:soc 2 |type 2 )*(?:year|period|report|examination|audit|engagement)\b|\b(?:prior|previous|last)[- ](?:year|period)\b`),
		legend:    ci(`["']\s*(?:means|indicates|denotes|signifies|is used|stands for)\b|\bmeans that\b|\bindicates? that\b|\bis defined as\b|\bare reported as follows\b|^\W*(?:an?|the term)\s+"?(?:exception|deviation)"?\s+(?:is|means)\b|\b(?:one or more|at least one) (?:\w+ )?(?:items?|deviations?|exceptions?|tests?|samples?|attributes?|instances?)\b|\bcolumn\b[^.;]{0,60}\b(?:says|shows|gives|reads|states|lists|contains|reports)\b|\b(?:for example|such as|e\.g\.,?|reads|says|we write|is worded)\s*:?\s*["']`),
		pointed:   ci(`\b(?:see|refer to)\b[^.;]{0,80}\b(?:response|comment|repl(?:y|ie)|answer)s?\b|\bmanagement'?s?'? (?:response|comment|repl(?:y|ie))s?(?: to [^.;]{3,60})? (?:is|are|can|may|appears?|stands?|follows?)\b|\b(?:response|comment|repl(?:y|ie))s?\b[^.;]{0,30}\bsee section\b|\(see section (?:v|5|five)\b`),
		concedes:  ci(`^\W*(?:management|the company|the service organi[sz]ation)\s+(?:of [\w ,]{2,40}\s)?(?:also\s+)?(?:acknowledge[sd]?|concur(?:s|red)?|agree[sd]?|accept(?:s|ed)?|respond(?:s|ed)?|has (?:since|now|subsequently|also|already)|have (?:since|now|subsequently)|subsequently|has (?:implemented|corrected|remediated|updated|added|retrained|reminded|strengthened|automated|configured|revised|installed|completed|introduced|enhanced))\b`),
		second:    ci(`\b(?:second|additional|further|another|expanded|extended|supplement(?:al|ary)|new)\s+(?:sample|selection)\b`),
		extended:  ci(`\b(?:sample|selection) was (?:\w+ )?(?:extended|expanded|enlarged|increased|widened) by\b|\b(?:a )?further (?:\d+|` + numberWords + `)\b[^.;]{0,40}\b(?:were|was) (?:selected|sampled|tested|inspected|drawn|examined)\b`),
		design:    ci(pastedDesign),
		// "For one licensor no reassessment was performed", "of two quarters selected, there was no forecast for one"
		countedHead: ci(`^\W*(?:for|in|on|at|with) (?:only )?(?:\d+|` + numberWords + `)(?: \(\d+\))? (?:of (?:the |these |them\b)?)?(?:[a-z-]+ ){0,6}?(?:no|nobody|without|nothing|neither)\b|^\W*(?:out )?of (?:the )?(?:\d+|` + numberWords + `) [^.;]{2,80}, [^.;]{0,80}\b(?:no|not|without|nobody)\b[^.;]{0,80}\b(?:for|in|on) (?:\d+|` + numberWords + `)\b`),
		clause:      ci(`\b(?:that|which|who|whom|whose|once|if|when|where|unless|until) (?:\w+ ){0,2}?(?:was|were|had|did|took|could)\b[^.;,:]{0,160}?(?:$|[.;,:]|\b(?:needs?|requires?|are|is|must|may|shall|will|can|goes|go|leads?|causes?|triggers?|opens?)\b)|\b(?:it|they) (?:was|were) (?:not |never )?\w+ (?:for|with|to|by|in)(?:$|[.;,])`),
		tells:       ci(`^\W*(?:noted|noting|found|finding|determined|observed|showed|showing|revealed|disclosed|stated|said|told|learned|learnt|identified|concluded|reported|so|saw|confirmed|was|were|is|such)\W*$`),
		opensCount:  ci(`^\W*(?:only )?(?:\d+|` + numberWords + `)(?: \(\d+\))? (?:[a-z]|of )|\b(?:\d+|` + numberWords + `) of (?:them|these|those|which)\b`),
		numbered:    ci(`^\W*(?:exception|deviation|finding)\s+(?:no\.?\s*|#\s*)?\d+\s*[:.)\-]`),
		policy:      ci(`\b(?:policy|standards?|security|configuration|approved|documented|risk) exceptions?\b|\bexceptions? (?:to|from) (?:the |a |this |our |its )?(?:[\w-]+ ){0,3}(?:polic(?:y|ies)|standards?|baselines?|requirements?|procedures?)\b|\b(?:exception handling|exceptions? requests?|exception register|(?:un)?handled exceptions?|runtime exceptions?|software exceptions?)\b`),
	}
}

// sentenceKind is what a sentence of a row is.
type sentenceKind int

const (
	tellsControl sentenceKind = iota
	tellsTest
	tellsResult
	tellsResponse
	tellsNothing
)

// kind of a sentence in a row. tested says that a test came before it: what is no test then is a result.
func (c *pastedCues) kind(lx *resultLexicon, s string, tested bool) sentenceKind {
	switch {
	case c.legend.MatchString(s), c.prior.MatchString(s) && !lx.clean.MatchString(s):
		return tellsNothing
	case c.design.MatchString(s) && !c.procedure.MatchString(s), c.countsAtHead(lx, s):
		return tellsResult
	case c.procedure.MatchString(s), c.measure.MatchString(s):
		return tellsTest
	case c.performed.MatchString(s):
		if lx.judge(s).outcome == report.HasException {
			return tellsResult
		}
		return tellsTest
	case (tested || lx.nums.digits.MatchString(s) && strictlyPast(s)) && c.drawn.MatchString(s) && !c.second.MatchString(s) && lx.judge(s).outcome == report.NoResult:
		return tellsTest
	case tested || c.speaksResult(lx, s):
		return tellsResult
	case lx.nums.chosen.MatchString(s) && strictlyPast(s): // "Of 60 staff sampled, 57 had signed."
		return tellsTest
	}
	return tellsControl
}

// countsAtHead tells a result that opens with what failed, "For 7 of 25 dates tested the history had been overwritten", from a test that
// opens with what was looked at.
func (c *pastedCues) countsAtHead(lx *resultLexicon, s string) bool {
	m := lx.nums.ratio.FindStringSubmatchIndex(s)
	if m == nil || m[0] > 5 || value(sub(s, m, 1), sub(s, m, 2)) >= value(sub(s, m, 3), sub(s, m, 4)) {
		return false
	}
	rest := s[m[1]:]
	return strictlyPast(rest) && lx.judge(rest).outcome == report.HasException && !containsAny(lower(s), "whether", "to determine", "to verify", "to confirm") && !c.looked(rest)
}

// looked tells that a sentence goes on to what was done to test: "…, inspected the tickets".
func (c *pastedCues) looked(rest string) bool {
	_, after, ok := strings.Cut(rest, ",")
	return ok && c.procedure.MatchString(after)
}

// countsFailure tells a sentence that says for how many something was missing.
func (c *pastedCues) countsFailure(lx *resultLexicon, s string) bool {
	return c.countedHead.MatchString(s) && !c.exempt.MatchString(s) && !lx.clean.MatchString(s) && !lx.unable.MatchString(s) && !containsAny(lower(s), "occur", "took place", "arose")
}

// speaksResult tells a result from the statement of a control, which may speak of exceptions, failures and counts too, but as what is to
// be done, not as what was seen.
func (c *pastedCues) speaksResult(lx *resultLexicon, s string) bool {
	if m := lx.clean.FindStringIndex(s); m != nil && m[0] <= 4 {
		return true
	}
	if c.countsFailure(lx, s) && c.past.MatchString(s) {
		return true
	}
	s = c.mainClause(s)
	j := lx.judge(s)
	if j.outcome == report.NoResult {
		return false
	}
	past, present := c.past.MatchString(s), c.present.MatchString(s)
	noted := lx.noted.MatchString(s) && !negated(s, lx.noted)
	switch {
	case noted && (!present || lx.nums.ratioIn(s)):
		return true
	case present && !strictlyPast(s):
		return false
	case past:
		return true
	}
	return containsAny(lower(s), "not suitably designed", "not operating", "not designed", "not implemented", "not applicable") || c.opening.MatchString(s) && lx.nums.ratioIn(s)
}

// mainClause is a sentence without what it says of the things that it names: "Vulnerabilities that were not fixed in time need a waiver."
func (c *pastedCues) mainClause(s string) string {
	var b strings.Builder
	from := 0
	for _, m := range c.clause.FindAllStringIndex(s, -1) {
		before := strings.Fields(lower(s[max(from, m[0]-30):m[0]]))
		if len(before) == 0 || c.tells.MatchString(before[len(before)-1]) {
			continue
		}
		b.WriteString(s[from:m[0]])
		from = m[1]
	}
	return b.String() + s[from:]
}

// strictlyPast tells a sentence whose verb cannot be a participle.
func strictlyPast(s string) bool {
	return containsAny(" "+lower(s)+" ", " was ", " were ", " had ", " did ", " took ", " could not ", " failed to ")
}
