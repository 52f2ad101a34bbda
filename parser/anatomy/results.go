package anatomy

import (
	"regexp"
	"strings"

	"countersign/report"
)

// resultLexicon holds the wording of results of tests.
type resultLexicon struct {
	clean, other, satisfied, noted, strong, weak, hybrid *regexp.Regexp
	noOccurrence, idle, unable, reference, prior, legend *regexp.Regexp
	notApplicable                                        *regexp.Regexp
	response, reply, pointer, partial, step, aside       *regexp.Regexp
	nums                                                 *numberReader
}

func newResultLexicon() *resultLexicon {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	const what = `(?:exceptions?|deviations?|issues?|findings?|discrepanc(?:y|ies)|anomal(?:y|ies)|errors?)`
	return &resultLexicon{
		// "No exceptions noted", "No relevant exceptions were identified", "None noted", "Without exception".
		clean: ci(`\b(?:no|not any|zero)\s+(?:(?:relevant|significant|such|control|design|testing|material|reportable)\s+)*` + what + `(?:\s+or\s+` + what + `)*` +
			`(?:\s+(?:were|was|have been|had been|is|are))?(?:\s+(?:note[ds]?|identified|found|observed|detected|reported|disclosed))?` +
			`(?:\s+(?:in|on|for|by|during|with|from|as|relating|related|regarding)\b[^.;]*?(?:design|test(?:s|ing)?|control|attributes?|items?|procedures?|period))?` +
			`|\bnone (?:were |was )?(?:noted|identified|observed)\b|\bwithout exception\b`),
		other:     ci(`\bno\s+(?:other|further|additional)\s+(?:\w+\s+)?` + what),
		satisfied: ci(`\b(?:control|it)s? (?:is |was |were )?(?:operated|operating|performed|designed|functioned)(?: and implemented)? (?:as (?:described|designed|intended|specified|stated)|effectively|suitably)|^(?:pass(?:ed)?|effective|satisfactory|suitably designed|none|operated effectively)\.?$|\bsuitably designed\b`),
		noted: ci(`(?:^|[^a-z])` + what + `\s*(?:\([^)]*\)\s*)?(?:was|were|is|are|has been|have been)?\s*(?:noted|identified|found|reported|observed|detected)|^\W*(?:testing |control )?(?:exception|deviation)s?\s*(?:#?\s*\d+)?\s*(?:[:.–—-]|$)|` +
			`\b(?:exception|deviation)s?\s*:`),
		hybrid: ci(`\bexcept (?:that|for|as)\b|\bwith the exception of\b|\bother than\b|\bsave (?:that|for)\b|\b(?:apart|aside) from\b|\bbut for\b|[;,.]\s*however\b|\bwith one exception\b`),
		strong: ci(`\bdid not operate\b|\bnot operat(?:e|ing) effectively\b|\bnot (?:been )?suitably designed\b|\bwas not (?:designed|implemented)\b|\bcould not be (?:provided|located|produced|determined|obtained|found)\b` +
			`|\b(?:was|were) (?:not available|unavailable)\b|\bunable to (?:determine|provide|locate|obtain|verify)\b|\bnot (?:able to )?(?:determine|provide)d?\b|\bno (?:evidence|documentation|record|documented)\b`),
		weak: ci(`\b(?:was|were|had|has|have|did|does|do|could|is|are)(?: \w+)? not\b|\bnot (?:been )?(?:performed|completed|approved|reviewed|documented|retained|removed|disabled|enabled|tested|recorded|signed|available|provided|configured|enforced|rotated|revoked|obtained|triaged|remediated|on file|dated)\b` +
			`|\blate\b|\boverdue\b|\bexceed(?:s|ed|ing)?\b|\bbeyond\b|\bfail(?:s|ed|ure)?\b|\black(?:s|ed|ing)?\b|\bomitted\b|\bdelay(?:s|ed)?\b|\bmissing\b|\bwithout\b|\bincorrect(?:ly)?\b|\bunauthori[sz]ed\b|\bdisabled\b` +
			`|\bafter (?:the|their|his|her|hire|termination|quarter|detection|\w+ (?:date|day))|\bdays? (?:after|late|past)\b|\bpast (?:the|due|one|two|\d)|\bno (?:\w+ ){0,3}(?:was|were|had|is|existed|on file|dated)\b|\bretained (?:\w+ ){0,3}access\b|\bsame (?:person|individual|engineer)\b|\binstead of\b|\brather than\b|\bremained (?:open|active|enabled)\b|\bstill (?:enabled|active|open)\b|\bexpired\b|\bnone\b|\bomit|\bunpatched|\bincomplete\b|\bwith no\b|\binappropriate|\bcontinued to\b|\bweaker\b|\bdid not\b|\bprior to (?:approval|review)|\bbefore (?:\w+ ){0,4}(?:approv|review|test|complet|record|sign)`),
		noOccurrence: ci(`\b(?:did not|didn't) occur\b|\bno (?:\w+[ -]){0,8}?(?:occurred|took place|arose|happened|transpired)\b|\bno (?:instances?|occurrences?|such|events?|population|activity|samples?)\b[^.;]{0,80}(?:during|in|within|for|throughout|over)\b|\bthere (?:was|were) no (?:\w+[ -]){0,8}?(?:during|in|within|for|that|to test|identified|reported)\b` +
			`|\bcircumstances (?:that|which) (?:would )?(?:warrant|require|trigger)|\bdid not (?:have|experience|receive|identify|require|make|perform|launch)\b[^.;]{0,60}(?:during|in|within) the (?:\w+ )?(?:period|examination)|\bno (?:\w+[ -]){1,6}(?:were|was) (?:reported|identified|required|requested|received|made|performed|declared|invoked|terminated|disposed|recorded|processed|implemented|launched|opened|raised|submitted|detected|disclosed)\b[^.;]{0,40}(?:during|in|within|throughout) the (?:\w+ )?(?:period|examination)|\bnever (?:invoked|triggered|occurred)\b|\bnon-?occurrence\b|\bhad no occurrences?\b|\b(?:launched|had|received|experienced|made|performed|recorded|identified|terminated|retired|onboarded|acquired|processed|reported) no\b|\bnothing to test\b|\bnot triggered\b|\bdid not arise\b|\bno (?:\w+[ -]){1,5}(?:and|,) (?:so|therefore|hence|consequently|thus)\b|\bthere (?:was|were) no\b[^.;]{2,60}\b(?:to (?:inspect|test|select|which)|therefore)\b` +
			`|(?:^|[-:.;]\s*)no\b[^.;]{3,100}\b(?:in|during|within|throughout|over|under|from)\b (?:the |this |our |[\d/]+ (?:through|to) )?(?:\w+ ){0,2}(?:period|year|examination|quarter|months?|[\d/]{6,10})\b`),
		idle:          ci(`\bdid not operate\b[^.;]{0,70}\b(?:because|as|since|given that)\b[^.;]{0,20}\bno\b|\bdid not (?:need to )?operate\b[^.;]{0,40}\bno (?:such )?(?:events?|instances?|occurrences?)\b`),
		unable:        ci(`\bunable to (?:be )?test(?:ed|ing)?\b|\b(?:could|can) ?not (?:be )?test(?:ed)?\b|\bnot (?:able to|possible to) (?:be )?test|\bcould not (?:therefore )?test\b|\bnot tested\b|\bdid not test\b|\bno test(?:ing|s)? (?:of operating effectiveness )?(?:was|were|could be) performed|\boperating effectiveness (?:\w+ ){0,4}(?:was|could|were) not (?:be )?(?:tested|assessed|evaluated)`),
		notApplicable: ci(`^\W*(?:not applicable|n/?a)\b|\b(?:is|are) the responsibility of\b`),
		reference:     ci(`^(?:\W*(?:please )?(?:see|refer to|tested (?:in|under|at|with)|as tested|same as|covered (?:by|in|under)|reported (?:in|under|at))\b)`),
		prior:         ci(`\b(?:prior|previous|preceding) (?:year|period|report|examination)`),
		legend:        ci(`\bmeans that\b|\bindicates? that\b|\bis defined as\b|\bare reported as follows\b`),
		response:      ci(`(?:^|[\s(])((?:management(?:['’]s)?|company(?:['’]s)?|service organi[sz]ation(?:['’]s)?|entity(?:['’]s)?)\s+(?:\w+\s+)?(?:response|comments?|action plan)s?(?:\s+to\s+(?:the\s+)?(?:exception|deviation|finding)s?(?:\s+noted)?)?(?:\s+\([^)]*\))?\s*(?:[:.–—-]|$))`),
		reply:         ci(`^(?:management'?s?'? )?(?:response|comments?|action(?: taken)?|remediation|corrective action)(?: (?:of|by|from) management)?\s*[:.–—-]\s*`),
		pointer:       ci(`\s*[(\[]?\b(?:please )?(?:see|refer to)\b[^.;]{0,60}?\bmanagement['’]?s?['’]? (?:response|comment)s?\.?[)\]]?`),
		partial:       ci(`\b(?:remaining|other|rest of the|all other)\b`),
		aside:         ci(`^(?:this|the) criteri(?:on|a)\b|^(?:see|refer to)\b|^controls? (?:related|relating|relevant|that address)\b|\bis the responsibility of\b`),
		step:          ci(`\b(?:this|that|one|the \w+) (?:step|attribute|element|part|portion|aspect|procedure)\b`),
		nums:          newNumberReader(),
	}
}

// judged is a result split into what it says.
type judged struct {
	outcome report.Outcome
	failing bool // the text itself reports the failure
	strong  bool
}

// judge classifies one paragraph of a result cell. A non-occurrence is neither a pass nor an exception.
func (lx *resultLexicon) judge(text string) judged {
	t := strings.TrimSpace(plain(text))
	if t == "" || t == "-" {
		return judged{outcome: report.NoResult}
	}
	if lx.legend.MatchString(t) {
		return judged{outcome: report.NoResult}
	}
	rest := lx.clean.ReplaceAllString(t, " ")
	passed := rest != t
	bare := strings.Trim(rest, " .,;:*()-")
	moreThanThis := lx.other.MatchString(t)
	if lx.idle.MatchString(t) {
		return judged{outcome: report.NonOccurrence}
	}
	occurrence, unable := lx.noOccurrence.MatchString(t), lx.unable.MatchString(t)
	// "… No exceptions noted on the remaining tests": a pass of a part, which says nothing of the rest.
	if passed && lx.partial.MatchString(lx.around(t)) {
		if noted := lx.noted.MatchString(rest) && !negated(rest, lx.noted); noted || lx.strong.MatchString(rest) || !occurrence && !unable && (lx.weak.MatchString(rest) || lx.nums.ratioIn(rest)) {
			return judged{report.HasException, true, noted}
		}
		return judged{outcome: report.Passed}
	}
	noted := lx.noted.MatchString(rest) && !negated(rest, lx.noted)
	strong := lx.strong.MatchString(rest)
	hybrid := passed && lx.hybrid.MatchString(rest)
	switch {
	case bare == "" && passed:
		return judged{outcome: report.Passed}
	case noted || hybrid && len(bare) > 12:
		return judged{report.HasException, true, true}
	case unable && passed && lx.step.MatchString(t):
		return judged{outcome: report.Passed} // one attribute had nothing to test
	case lx.notApplicable.MatchString(t) && !occurrence:
		return judged{outcome: report.NotApplicable}
	case unable && !strings.Contains(strings.ToLower(rest), "did not operate"):
		if occurrence {
			return judged{outcome: report.NonOccurrence}
		}
		return judged{outcome: report.UnableToTest}
	case occurrence && !strong && passed && lx.step.MatchString(t):
		return judged{outcome: report.Passed}
	case occurrence && !strong:
		return judged{outcome: report.NonOccurrence}
	case strong:
		return judged{report.HasException, true, true}
	case moreThanThis:
		return judged{report.HasException, true, false}
	case passed || lx.satisfied.MatchString(t) && !strings.Contains(strings.ToLower(t), " not "):
		return judged{outcome: report.Passed}
	case lx.reference.MatchString(t):
		return judged{outcome: report.NoResult}
	case lx.weak.MatchString(t) || lx.nums.ratioIn(t):
		return judged{report.HasException, true, false}
	}
	return judged{outcome: report.NoResult}
}

// around is the sentence part in which a clean result stands.
func (lx *resultLexicon) around(t string) string {
	m := lx.clean.FindStringIndex(t)
	if m == nil {
		return ""
	}
	from := strings.LastIndexAny(t[:m[0]], ".;") + 1
	to := len(t)
	if i := strings.IndexAny(t[m[1]:], ".;"); i >= 0 {
		to = m[1] + i
	}
	return t[from:to]
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

// exceptionKind tells design deficiencies and missing evidence from failures in operation.
func exceptionKind(text string) string {
	t := lower(text)
	switch {
	case containsAny(t, "not suitably designed", "no procedure existed", "no process existed", "not designed", "as designed", "design deficiency", "no control existed", "had not been designed", "design of the control"):
		return report.KindDesign
	case containsAny(t, "could not be provided", "was not available for", "were not available for", "documentation was not available", "unable to determine", "could not be located", "could not be produced", "no longer available", "was not retained", "were not retained", "could not provide", "unable to provide", "documentation was not"):
		return report.KindEvidence
	}
	return report.KindOperating
}

// failures in the order in which they are asked for: the first that fits names the failure.
func failureOf(text string) *string {
	t := lower(text)
	rules := []struct {
		name string
		cues []string
	}{
		{"missing-control", []string{"not suitably designed", "no procedure existed", "no process existed", "no control existed"}},
		{"segregation-of-duties", []string{"same person", "approver was also", "same individual", "same engineer", "also the developer", "also the approver", "approved their own", "own change", "segregation"}},
		{"part-of-period", []string{"part of the period", "portion of the period", "prior to implementation", "was implemented on", "for the period before"}},
		{"missing-evidence", []string{"could not be provided", "not available", "no evidence", "not retained", "unable to determine", "could not be located", "no documentation", "not documented", "no record", "no triage record", "no tracking", "no ticket", "not recorded", "no reviewer decision", "no follow-up ticket", "not on file"}},
		{"missing-approval", []string{"without approval", "not approved", "no approval", "lacked approval", "approval preceding", "not been approved", "without a documented approval", "no recorded authorization", "no authorization", "before approval", "approval was recorded", "had approved"}},
		{"late", []string{" late", "days after", "exceed", "beyond the", "after quarter", "after the start date", "after the date of hire", "after hire", "after termination", "past one", "past due", "overdue", "remained open", "not rotated", "not been rotated", "last been rotated", "had last", "had not been completed at", "after detection", "more than thirty", "between three and", "days or more", "delayed", "business days after", "between 34", "not been remediated within", "within the", "after the last working day", "following review", "after their first", "after the associate", "longer than"}},
		{"unauthorized-access", []string{"did not require", "retained access", "retained administrator", "still enabled", "write access", "unauthorized", "rights after", "kept an enabled", "remained active", "remained enabled", "inappropriate access"}},
		{"misconfigured", []string{"was set to", "threshold", "not enabled", "not enforced", "disabled", "configured", "configuration", "tls 1.0", "not active", "encryption", "weaker"}},
		{"incomplete", []string{"did not include", "incomplete", "omitted", "lacked a", "sign-off", "not include"}},
		{"not-performed", []string{"not performed", "did not take place", "not completed", "not conducted", "had not", "not reviewed", "not tested", "no annual", "no assessment", "not been", "did not", "was not", "were not"}},
	}
	for _, r := range rules {
		if containsAny(t, r.cues...) {
			name := r.name
			return &name
		}
	}
	return nil
}
