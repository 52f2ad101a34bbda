package anatomy

import (
	"regexp"

	"countersign/report"
)

// pastedNamer names the kind of an exception and its failure where pasted words say them otherwise than columns of results do.
type pastedNamer struct {
	design, evidence *regexp.Regexp
	first, last      []namedFailure // before and after what the names of results say
}

type namedFailure struct {
	name string
	cue  *regexp.Regexp
}

func newPastedNamer() pastedNamer {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	const (
		done    = `(?:attached|on file|kept|retained|found|available|documented|recorded|stored|filed|entered|logged|evidenced)`
		paper   = `(?:record|evidence|documentation|result|report|ticket|minutes|log|proof|trace|entry|note|agreement|certificate|form|signature|decision)s?`
		consent = `(?:approval|authori[sz]ation|sign-?off|consent|permission)s?`
		duty    = `(?:assessment|review|reassessment|evaluation|test|check|forecast|drill|rehearsal|scan|training|course|meeting|exercise|reconciliation|inspection|survey|audit|backup|comparison|report)s?`
	)
	return pastedNamer{
		design:   ci(pastedDesign + `|\b(?:there (?:is|was)|there had been) no (?:step|procedure|process|control|mechanism|provision)\b|\bno (?:step|procedure|process|control|mechanism|restriction|provision)\b[^.;]{0,60}\bexist(?:s|ed)\b`),
		evidence: ci(pastedEvidence + `|\bunable to (?:determine|verify|conclude)\b`),
		first: []namedFailure{
			{"segregation-of-duties", ci(`\bone and the same\b|\bsame (?:person|individual|engineer|developer|employee|user|analyst|administrator|data scientist)\b|\bsegregation\b|\bseparation of duties\b|\b(?:was|were|is) also the (?:author|developer|approver|requester|reviewer|owner)\b|\bby (?:its|their|the) (?:own )?(?:authors?|requesters?|developers?) (?:him|her|them)?sel|\btheir own (?:change|request|work|code|access|merge|grant)s?\b|\b(?:him|her)self\b|\bthemselves\b`)},
			{"part-of-period", ci(`\b(?:ran|operated|worked|existed|performed|in (?:operation|place|force)) only (?:from|since|as of|after|until)\b|\b(?:only|not) (?:\w+ )?(?:from|since|until|before) [A-Z]?\w+[^.;]{0,40}\bof the (?:\w+ )?period\b|\b(?:part|portion|rest|remainder) of the (?:\w+ )?period\b|\bdid not operate (?:before|until|prior)\b|\b(?:introduced|implemented|put in place|started|began|enabled|activated) (?:only )?(?:on|in|after|as of|from) [A-Z]?\w+[^.;]{0,20}[;,][^.]{0,80}\b(?:before|until|prior|earlier)\b`)},
			{"missing-approval", ci(`\bwithout (?:\w+ ){0,3}` + consent + `(?:\W|$)|\black(?:ed|ing) (?:the |any |an |a |its |their |documented |prior |formal |required |management )*` + consent + `(?:[.,;]|$| (?:of|by|from|before|at|in|when)\b)|\bno (?:\w+ ){0,3}` + consent + `(?:[.,;]|$| (?:of|by|from|before|for|had|was|were)\b)|\bnot (?:been )?(?:\w+ly )?(?:approved|authori[sz]ed|signed off)\b|\bnobody had (?:approved|authori[sz]ed)\b|\bunapproved\b|\b(?:before|prior to|ahead of) (?:\w+ ){0,3}` + consent + `\b|\b` + consent + ` (?:was|were|had been) (?:missing|not given|not obtained)\b`)},
			{"missing-evidence", ci(`\bno (?:\w+ ){0,4}` + paper + `(?: \w+){0,4} (?:was|were|had been|is|could be|existed)(?: \w+)? ?` + done + `|\b(?:not|never) (?:been )?` + done + `|\bno (?:\w+ ){0,4}` + done + `|\b` + paper + ` (?:was|were) (?:missing|absent)\b|\bmissing (?:\w+ )?` + paper + `\b`)},
			{"not-performed", ci(`\b(?:had|there was|there were) no (?:\w+ ){0,2}` + duty + `\b`)},
		},
		last: []namedFailure{
			{"misconfigured", ci(`\bmisconfigured\b|\bset (?:to|at)\b|\bnot (?:been )?(?:enforced|enabled|configured|activated|turned on|switched on)\b|\b(?:turned|switched) off\b|\b(?:accepted|allowed|permitted|used|ran)\b[^.;]{0,60}\b(?:protocols?|ciphers?|versions?|passwords?|settings?|connections?|ports?|algorithms?)\b`)},
			{"late", ci(`\blate\b|\boverdue\b|\bpast (?:its|the|their) (?:\w+ )?(?:due|target|deadline|date)|\b(?:days?|weeks?|hours?|months?) (?:past|after|late|beyond|over)\b|\b(?:longer|later|older|slower) than\b|\btook (?:[\w-]+ ){0,5}(?:days|weeks|hours|months)\b|\bafter (?:the )?(?:deadline|target|due date|limit)|\bonly after\b|\b(?:finished|completed|performed|done|held|approved|closed|removed|revoked|reviewed|issued|sent|signed) (?:\w+ )?after\b|\blapsed\b|\bon day \d|\bafter (?:more than )?\w+ (?:days?|weeks?|hours?|months?)\b`)},
			{"unauthorized-access", ci(`\bgave no (?:reason|ground|cause|need)\b|\b(?:no|without) (?:\w+ )?(?:need|reason|business reason|justification) (?:for|to)\b|\bbelonged to (?:persons|people|users|employees|staff|leavers)\b|\b(?:more|wider|broader) (?:rights|access|permissions) than\b|\b(?:kept|still had|still held) (?:\w+ ){0,4}(?:access|accounts?|rights|permissions?)\b`)},
			{"incomplete", ci(`\bleft out\b|\bomit|\bdid not (?:cover|include|contain|address|list)\b|\bincomplete\b|\bmissing\b|\bonly (?:some|part)\b|\black(?:ed|ing)\b|\bpartial`)},
			{"not-performed", ci(`\b(?:none|neither) of\b|\b(?:nobody|no[ -]one|no \w+) (?:had|was|were)\b|\bnot (?:been )?\w+(?:ed|en|t|ne)\b|\bwithout (?:having been|being|having) \w+|\bskipped\b|\bnever\b|\bthere (?:was|were) no\b|\b(?:cancell?ed|postponed|deferred|missed|forgotten|overlooked)\b|\bnot\b`)},
		},
	}
}

// name gives the kind and the failure of what a text tells.
func (n pastedNamer) name(text string) (kind string, failure *string) {
	kind = exceptionKind(text)
	switch {
	case kind == report.KindDesign || n.design.MatchString(text):
		kind = report.KindDesign
	case n.evidence.MatchString(text):
		kind = report.KindEvidence
	}
	return kind, n.failure(kind, text)
}

func (n pastedNamer) failure(kind, text string) *string {
	if !n.first[0].cue.MatchString(text) {
		switch kind {
		case report.KindDesign:
			return new("missing-control")
		case report.KindEvidence:
			return new("missing-evidence")
		}
	}
	if name := firstNamed(n.first, text); name != nil {
		return name
	}
	if name := failureOf(text); name != nil {
		return name
	}
	return firstNamed(n.last, text)
}

func firstNamed(of []namedFailure, text string) *string {
	for _, f := range of {
		if f.cue.MatchString(text) {
			return &f.name
		}
	}
	return nil
}
