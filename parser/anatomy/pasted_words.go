package anatomy

import "regexp"

// newPastedLexicon holds the wording of results as people paste them. Excerpts, summaries and answers to questionnaires tell failures in
// plainer words than the columns of a report, where most of these words would say nothing: "nobody had looked", "left out two of them".
func newPastedLexicon() *resultLexicon {
	lx := newResultLexicon()
	lx.weak = either(lx.weak, `\b(?:nobody|no[ -]one) had\b|\bone and the same\b|\bleft out\b|\bmisconfigured\b|\bwrongly\b|\bnever \w+|\babsent\b|\b(?:unmasked|unlocked|unprotected|unsecured|unmonitored|unexplained)\b|\b(?:turned|switched) off\b|\bdeactivated\b|\bnot in operation\b|\b(?:him|her)self\b|\bthemselves\b`,
		`\b(?:had|with|bore|carried|showed|contained|gave|offered|held|received) no\b|\balthough no\b`,
		`\bstill (?:had|held|ran|used|accepted|allowed|permitted|kept|carried|listed|able|possible|pending|outstanding|in use)\b|\bkept (?:\w+ ){0,4}(?:access|accounts?|rights|permissions?)\b`,
		`\b(?:had|was|were|went) (?:been )?(?:lost|overwritten|mislaid|skipped|missed|overlooked|forgotten|bypassed|neglected|postponed|deferred|cancell?ed|wrong|ignored|interrupted|suspended|unanswered|unreviewed|undetected|unnoticed)\b`,
		`\b(?:lapsed|outdated|out of date|unsigned|undated|unapproved|unencrypted|undocumented|unassigned|unreviewed|untested|unresolved)\b`,
		`\b(?:longer|later|older|slower) than\b|\btook (?:[\w-]+ ){0,5}(?:days|weeks|hours|months)\b|\bonly after\b|\bafter the fact\b|\btoo (?:late|long|many|few|wide|broad)\b|\bbelow the\b|\bfell short\b|\bcontrary to\b|\bin breach of\b|\bno longer (?:needed|required|employed|worked|had)\b`,
		`\bbelonged to (?:persons|people|users|employees|staff|leavers)\b|\bby (?:its|their) own (?:author|developer|requester)s?\b|\b(?:had|was|were) (?:approved|reviewed|merged|released|granted) by (?:its|their|his|her)\b|\bafter (?:the|it|they|\w+) (?:\w+ ){0,3}(?:had )?(?:gone|been|went) live\b|\bpast (?:its|their)\b`)
	lx.eventless = either(lx.eventless, `\bno (?:[\w-]+ ){1,6}(?:was|were) (?:requested|required|made|raised|submitted|terminated|hired|retired|processed|launched|needed|invoked)\b`)
	lx.strong = either(lx.strong, pastedDesign, pastedEvidence)
	lx.response = regexp.MustCompile(`(?i)(?:^|[\s(])((?:(?:management|company|service organi[sz]ation|entity)(?:['’]?s?['’]?)\s+(?:\w+\s+)?(?:response|reply|answer|comment|action plan)s?(?:\s+to\s+(?:the\s+)?(?:exception|deviation|finding)s?(?:\s+noted)?)?(?:\s+\([^)]*\))?\s*(?:[:.–—-]|$)` +
		`|(?:reply|response|answer|corrective action|action taken|remediation|management)(?:\s+(?:of|by|from)\s+(?:the\s+)?(?:management|company|service organi[sz]ation))?\s*:|(?:reply|response|answer)\s+(?:of|by|from)\s+(?:the\s+)?(?:management|company|service organi[sz]ation)\s*[.–—-]))`)
	return lx
}

// pastedDesign is how a design is said to be deficient, pastedEvidence that what would show the control at work is gone.
const (
	pastedDesign = `\bdesign(?:al)? (?:deficiency|gap|flaw|weakness)\b|\b(?:deficien\w+|gap|flaw|weakness) (?:in|of) (?:the |its )?(?:control'?s? )?design\b|\bdeficient(?:ly)? (?:in design|designed)\b|\bdesign of (?:the|this|that) control (?:does|did|would|could) not\b` +
		`|\bcontrol,? as (?:designed|described|defined|documented),? (?:cannot|can not|could not|does not|did not|would not|will not)\b|\b(?:is|are|was|were) not (?:suitably|adequately|properly) designed\b`
	pastedEvidence = `\bcould not (?:\w+ )?(?:locate|provide|produce|find|show|supply|furnish|present|retrieve|submit)\b|\bcould (?:not|no longer) be (?:\w+ )?(?:provided|located|produced|found|retrieved|shown|supplied|presented|furnished|recovered|obtained|traced)\b` +
		`|\b(?:unable|not able) to (?:conclude|locate|provide|produce|find|retrieve|show|supply)\b|\b(?:evidence|documentation|records?|minutes|logs?|history|sheets?|reports?|tickets?|files?) (?:\w+ ){0,4}(?:was|were|had been|is|are) (?:\w+ )?(?:not |no longer |un)(?:been )?(?:available|retained|kept|preserved|retrievable|archived)\b|\b(?:evidence|documentation|records?|minutes|logs?) (?:\w+ ){0,4}had been (?:overwritten|purged|lost|discarded|destroyed|deleted)\b`
)

// either is an expression or one of others.
func either(re *regexp.Regexp, others ...string) *regexp.Regexp {
	s := re.String()
	for _, o := range others {
		s += "|" + o
	}
	return regexp.MustCompile(s)
}
