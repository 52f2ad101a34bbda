package anatomy

import (
	"regexp"

	"countersign/report"
)

// resultLexicon holds the wording of results of tests.
type resultLexicon struct {
	clean, other, satisfied, noted, strong, weak, hybrid *regexp.Regexp
	noOccurrence, idle, unable, reference, prior, legend *regexp.Regexp
	eventless                                            *regexp.Regexp
	notApplicable, notedNone, spared                     *regexp.Regexp
	response, reply, pointer, partial, step, aside       *regexp.Regexp
	nums                                                 *numberReader
	codes                                                map[string]report.Outcome // of the report's own legend
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
		satisfied: ci(`\b(?:control|it)s? (?:is |was |were )?(?:operated|operating|performed|designed|functioned)(?: and implemented)? (?:as (?:described|designed|intended|specified|stated)|effectively|suitably)|^(?:pass(?:ed)?|effective|operat(?:ing|ed|es) (?:effectively|as (?:designed|described|intended))|satisfactory|suitably designed|none|operated effectively)\.?$|\bsuitably designed\b`),
		noted: ci(`(?:^|[^a-z])` + what + `\s*(?:\([^)]*\)\s*)?(?:was|were|is|are|has been|have been)?\s*(?:noted|identified|found|reported|observed|detected)|^\W*(?:testing |control )?(?:exception|deviation)s?\s*(?:#?\s*\d+)?\s*(?:[:.–—-]|$)|` +
			`\b(?:exception|deviation)s?\s*:`),
		hybrid: ci(`\bexcept (?:that|for|as)\b|\bwith the exception of\b|\bother than\b|\bsave (?:that|for)\b|\b(?:apart|aside) from\b|\bbut for\b|[;,.]\s*however\b|\bwith one exception\b`),
		strong: ci(`\bdid not operate\b|\bnot operat(?:e|ing) effectively\b|\bnot (?:been )?suitably designed\b|\bwas not (?:designed|implemented)\b|\bcould not be (?:provided|located|produced|determined|obtained|found)\b` +
			`|\b(?:was|were) (?:not available|unavailable)\b|\bunable to (?:determine|provide|locate|obtain|verify)\b|\bnot (?:able to )?(?:determine|provide)d?\b|\bno (?:evidence|documentation|record|documented)\b`),
		weak: ci(`\b(?:was|were|had|has|have|did|does|do|could|is|are)(?: \w+)? not\b|\bnot (?:been )?(?:performed|completed|approved|reviewed|documented|retained|removed|disabled|enabled|tested|recorded|signed|available|provided|configured|enforced|rotated|revoked|obtained|triaged|remediated|on file|dated)\b` +
			`|\blate\b|\boverdue\b|\bexceed(?:s|ed|ing)?\b|\bbeyond\b|\bfail(?:s|ed|ure)?\b|\black(?:s|ed|ing)?\b|\bomitted\b|\bdelay(?:s|ed)?\b|\bmissing\b|\bwithout\b|\bincorrect(?:ly)?\b|\bunauthori[sz]ed\b|\bdisabled\b` +
			`|\bafter (?:the|their|his|her|hire|termination|quarter|detection|\w+ (?:date|day))|\bdays? (?:after|late|past)\b|\bpast (?:the|due|one|two|\d)|\bno (?:\w+ ){0,3}(?:was|were|had|is|existed|on file|dated)\b|\bretained (?:\w+ ){0,3}access\b|\bsame (?:person|individual|engineer)\b|\binstead of\b|\brather than\b|\bremained (?:open|active|enabled)\b|\bstill (?:enabled|active|open)\b|\bexpired\b|\bnone\b|\bomit|\bunpatched|\bincomplete\b|\bwith no\b|\binappropriate|\bcontinued to\b|\bweaker\b|\bdid not\b|\bafter more than\b|\b(?:was|were) also (?:the|an?)\b|\bprior to (?:approval|review)|\bbefore (?:\w+ ){0,4}(?:approv|review|test|complet|record|sign)`),
		noOccurrence: ci(`\b(?:did not|didn't) occur\b|\bno (?:\w+[ -]){0,8}?(?:occurred|took place|arose|happened|transpired)\b|\bno (?:instances?|occurrences?|such|events?|population|activity|samples?)\b[^.;]{0,80}(?:during|in|within|for|throughout|over)\b|\bthere (?:was|were) no (?:\w+[ -]){0,8}?(?:during|in|within|for|that|to test|identified|reported)\b` +
			`|\bcircumstances (?:that|which) (?:would )?(?:warrant|require|trigger)|\bdid not (?:have|experience|receive|identify|require|make|perform|launch)\b[^.;]{0,60}(?:during|in|within) the (?:\w+ )?(?:period|examination)|\bno (?:\w+[ -]){1,6}(?:were|was) (?:reported|identified|required|requested|received|made|performed|declared|invoked|terminated|disposed|recorded|processed|implemented|launched|opened|raised|submitted|detected|disclosed)\b[^.;]{0,40}(?:during|in|within|throughout) the (?:\w+ )?(?:period|examination)|\bnever (?:invoked|triggered|occurred)\b|\bnon-?occurrence\b|\bhad no occurrences?\b|\b(?:launched|had|received|experienced|made|performed|recorded|identified|terminated|retired|onboarded|acquired|processed|reported) no\b|\bnothing to test\b|\bnot triggered\b|\bdid not arise\b|\bno (?:\w+[ -]){1,5}(?:and|,) (?:so|therefore|hence|consequently|thus)\b|\b(?:as|because|since) (?:there (?:was|were|had been) )?no\b[^.;]{2,60}|\bthere (?:was|were) no\b[^.;]{2,60}\b(?:to (?:inspect|test|select|which)|therefore)\b` +
			`|(?:^|[-:.;]\s*)no\b[^.;]{3,100}\b(?:in|during|within|throughout|over|under|from)\b (?:the |this |our |[\d/]+ (?:through|to) )?(?:\w+ ){0,2}(?:period|year|examination|quarter|months?|[\d/]{6,10})\b`),
		idle:      ci(`\bdid not operate\b[^.;]{0,70}\b(?:because|as|since|given that)\b[^.;]{0,20}\bno\b|\bdid not (?:need to )?operate\b[^.;]{0,40}\bno (?:such )?(?:events?|instances?|occurrences?)\b`),
		unable:    ci(`\bunable to (?:be )?test(?:ed|ing)?\b|\b(?:could|can) ?not (?:be )?test(?:ed)?\b|\bnot (?:able to|possible to) (?:be )?test|\bcould not (?:therefore )?test\b|\bnot tested\b|\bdid not test\b|\bno test(?:ing|s)? (?:of operating effectiveness )?(?:was|were|could be) performed|\boperating effectiveness (?:\w+ ){0,4}(?:was|could|were) not (?:be )?(?:tested|assessed|evaluated)`),
		eventless: ci(`\breported (?:that )?(?:there (?:was|were) )?no\b|\bno (?:\w+[ -]){1,6}(?:occurred|arose|took place|happened|(?:was|were) (?:reported|declared|received|identified))\b|\bthere (?:was|were) no\b`),
		notedNone: ci(`\bnoted (?:that )?(?:there (?:was|were) )?no\b[^.;]{3,80}\b(?:during|in|within|for|throughout) the\b`),
		// "None of the 25 changes lacked approval": a failure that nobody had.
		spared:        ci(`\b(?:none|neither|not one) of (?:the |these )?(?:[\w()-]+ ){0,6}?(?:lacked|exceeded|failed|missed|deviated|violated|were (?:late|overdue|missing|incomplete|rejected)|was (?:late|overdue|missing|incomplete|rejected))\b`),
		notApplicable: ci(`^\W*(?:not applicable|n/?a)\b|\b(?:is|are) the responsibility of\b`),
		reference:     ci(`^(?:\W*(?:please )?(?:see|refer to|tested (?:in|under|at|with)|as tested|same as|covered (?:by|in|under)|reported (?:in|under|at))\b)`),
		prior:         ci(`\b(?:prior|previous|preceding) (?:year|period|report|examination)`),
		legend:        ci(`\bmeans that\b|\bindicates? that\b|\bis defined as\b|\bare reported as follows\b`),
		response:      ci(`(?:^|[\s(])((?:management(?:['’]s)?|company(?:['’]s)?|service organi[sz]ation(?:['’]s)?|entity(?:['’]s)?)\s+(?:\w+\s+)?(?:response|comments?|action plan)s?(?:\s+to\s+(?:the\s+)?(?:exception|deviation|finding)s?(?:\s+noted)?)?(?:\s+\([^)]*\))?\s*(?:[:.–—-]|$))`),
		reply:         ci(`^(?:management'?s?'? )?(?:response|comments?|action(?: taken)?|remediation|corrective action)(?: (?:of|by|from) management)?\s*[:.–—-]\s*`),
		pointer:       ci(`\s*[(\[]?\b(?:please )?(?:see|refer to)\b[^.;]{0,60}?\bmanagement['’]?s?['’]? (?:response|comment)s?\.?[)\]]?`),
		partial:       ci(`\b(?:remaining|other|rest of the|all other)\b`),
		aside:         ci(`^(?:this|the) criteri(?:on|a)\b|^(?:see|refer to)\b|^controls? (?:related|relating|relevant|that address)\b|\bis the responsibility of\b`),
		step:          ci(`\b(?:this|that|one|the(?: \w+){1,3}) (?:step|attribute|element|part|portion|aspect|procedure)\b`),
		nums:          newNumberReader(),
	}
}
