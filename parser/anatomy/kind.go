package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// frontText is how much of a document's beginning counts as its front, in bytes.
const frontText = 6000

// mostLetters is how many sentences that could open an auditor's letter are looked at.
const mostLetters = 40

// kindReader knows the words by which documents say what they are. What counts most is what only a report has: a letter in which an
// auditor says what was examined and concludes on it.
type kindReader struct {
	scope, object, standards           *regexp.Regexp
	opinion, noOpinion                 *regexp.Regexp
	objectives, criteria, otherSubject *regexp.Regexp
	titled                             *regexp.Regexp // titles of documents that speak of reports and are none
}

func newKindReader() kindReader {
	return kindReader{
		scope:        regexp.MustCompile(`we have examined|we examined|our examination covered|we were engaged to (?:examine|report)|we have been engaged to (?:examine|report)`),
		opinion:      regexp.MustCompile(`in our opinion`),
		noOpinion:    regexp.MustCompile(`do not express an opinion|express no opinion on the description`),
		object:       regexp.MustCompile(`\bdescription\b|\bassertion\b|\bstatement\b`),
		standards:    regexp.MustCompile(`standards? established by|attestation standards|international standards? on assurance|\b(?:isae|csae|ssae|at-c)\b|responsibility is to express|responsible for expressing|reasonable assurance|\bindependent (?:service )?(?:auditor|accountant|practitioner)s?'?s?'? report`),
		objectives:   regexp.MustCompile(`\bcontrol objectives\b|\binternal control over financial reporting\b`),
		criteria:     regexp.MustCompile(`\btrust services? (?:criteria|principles|categories)\b|\bdescription criteria\b|\bdc section 200\b|\bservice commitments\b`),
		otherSubject: regexp.MustCompile(`\bcybersecurity risk management program|\b(?:production|manufacturing),? (?:manufacturing |and |or )*distribution system|\bagreed-upon procedures\b`),
		titled: regexp.MustCompile(`\b(?:readiness|gap|maturity|pre-?audit) (?:assessment|analysis|review|report)\b|\bquestionnaire\b|\bwhite ?paper\b|\bagreement$|\bcertificate of\b|\binvoice\b` +
			`|\bpenetration test|\bproposal\b|\bstatement of work\b|\bengagement letter\b|\bpolicy$|\bsoc for (?:cybersecurity|supply chain)\b`),
	}
}

// kind tells what the document is. A word on a cover proves nothing: an invoice for a SOC 2 workshop names everything that a
// report names. What counts is what only the document itself can say: an examination, an opinion, a statement by management.
func (r *reading) kind() report.Kind {
	kr := newKindReader()
	all := lower(textOf(r.nodes).Text)
	front := all[:min(len(all), frontText)]
	letter, attested := kr.letter(all)
	switch {
	case attested && kr.otherSubject.MatchString(letter.scope):
		return report.OtherKind
	case attested:
		return kr.attestedKind(letter, front, all)
	case r.isBridge():
		return report.BridgeLetter
	case !r.titledOther(kr):
		return r.kindWithoutLetter(kr, front, all)
	}
	return report.OtherKind
}

// auditorsLetter is what an auditor says of the work: the sentence on what was examined, and the conclusion with what follows it.
type auditorsLetter struct{ scope, conclusion string }

// letter finds the auditor's letter. Its sentences quoted in other documents do not count, nor does an examination of anything but a
// description, a statement or an assertion.
func (kr kindReader) letter(all string) (auditorsLetter, bool) {
	for _, m := range kr.scope.FindAllStringIndex(all, mostLetters) {
		scope := sentenceFrom(all, m[0], 1000)
		if quoted(all, m[0]) || !kr.object.MatchString(scope) {
			continue
		}
		rest := all[m[0]:min(len(all), m[0]+20000)]
		if !kr.standards.MatchString(all[max(0, m[0]-1500) : m[0]+len(rest)]) {
			continue
		}
		for _, conclusion := range []*regexp.Regexp{kr.opinion, kr.noOpinion} {
			for _, c := range conclusion.FindAllStringIndex(rest, -1) {
				if !quoted(rest, c[0]) {
					return auditorsLetter{scope: scope, conclusion: rest[c[0]:min(len(rest), c[0]+1500)]}, true
				}
			}
		}
	}
	return auditorsLetter{}, false
}

// attestedKind tells the examinations apart by their subject matter: control objectives that bear on financial reporting, a description
// and criteria, or an assertion alone.
func (kr kindReader) attestedKind(l auditorsLetter, front, all string) report.Kind {
	objectives := kr.objectives.MatchString(l.scope) || kr.objectives.MatchString(l.conclusion)
	criteria := kr.criteria.MatchString(l.scope) || kr.criteria.MatchString(l.conclusion)
	switch {
	case objectives && !criteria:
		return report.SOC1
	case objectives && strings.Contains(front, "soc 1") && !strings.Contains(front, "soc 2"):
		return report.SOC1
	case isSOC3(l, front, all):
		return report.SOC3
	case criteria || kr.criteria.MatchString(all) || strings.Contains(front, "soc 2"):
		return report.SOC2
	}
	return report.OtherKind
}

// isSOC3 tells a general use report: its opinion is on management's assertion that controls were effective, and it has no tests.
func isSOC3(l auditorsLetter, front, all string) bool {
	if containsAny(all, "description of tests of controls", "tests of controls and results") {
		return false
	}
	if strings.Contains(l.scope, "assertion") && !containsAny(l.scope, "description") && !containsAny(l.conclusion, "description presents", "description criteria") {
		return true
	}
	if containsAny(front, "soc 2") && !containsAny(front, "soc 3") {
		return false
	}
	return containsAny(front, "soc 3", "general use report", "general-use report", "for general use")
}

// kindWithoutLetter judges documents whose letter is a picture that could not be read, or is missing: only a report has pages of tests.
func (r *reading) kindWithoutLetter(kr kindReader, front, all string) report.Kind {
	named := strings.Contains(front, "soc 2")
	criteria := containsAny(all, "trust services criteria", "trust service criteria", "trust services principles", "tsp section 100", "dc section 200")
	long := len(r.doc.Pages) > 8
	switch {
	case long && criteria && kr.scope.MatchString(all) && kr.opinion.MatchString(all):
		return report.SOC2 // the letter is there, in words that are not the usual ones
	case !named || r.proseOnly():
		return report.OtherKind
	case r.unreadShare() > 0 && strings.Contains(all, "criteria") && containsAny(all, "tests of controls", "results of test", "no exceptions noted", "system description", "description of"):
		return report.SOC2
	case long && criteria && containsAny(all, "results of test", "test results", "no exceptions noted", "no deviations noted", "tests of controls"):
		return report.SOC2
	}
	return report.OtherKind
}

// proseOnly tells a document that is read in full and has no table.
func (r *reading) proseOnly() bool {
	for i := range r.nodes {
		if r.nodes[i].isRow() {
			return false
		}
	}
	return r.unreadShare() == 0
}

// titledOther tells whether the first lines of the document call it something else than a report on an examination.
func (r *reading) titledOther(kr kindReader) bool {
	for i := range r.nodes[:min(len(r.nodes), 8)] {
		n := &r.nodes[i]
		if n.page == 1 && !n.isRow() && len(n.text.Text) < 110 && kr.titled.MatchString(strings.TrimSpace(lower(n.text.Text))) {
			return true
		}
	}
	return false
}

// quoted tells whether what begins at byte i stands in quotation marks.
func quoted(s string, i int) bool {
	before := strings.TrimRight(s[:i], " \n")
	return strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "'")
}

// sentenceFrom is the sentence that begins at byte i of a text in small letters, cut at most bytes. Full stops of companies' forms do not
// end it.
func sentenceFrom(s string, i, most int) string {
	s = s[i:min(len(s), i+most)]
	for from := 0; ; from += 2 {
		k := strings.Index(s[from:], ". ")
		if k < 0 {
			return s
		}
		from += k
		word := s[strings.LastIndexAny(s[:from], " ,(")+1 : from]
		if !slices.Contains([]string{"inc", "ltd", "corp", "co", "no", "l.l.c", "l.l.p", "l.p", "p.c", "b.v", "n.v", "s.a", "a.s", "s.r.o", "u.s", "st"}, word) {
			return s[:from+1]
		}
	}
}

func (r *reading) unreadShare() float64 {
	n := 0
	for _, p := range r.doc.Pages {
		if p.Unread {
			n++
		}
	}
	return float64(n) / float64(max(1, len(r.doc.Pages)))
}

func containsAny(s string, cues ...string) bool {
	for _, c := range cues {
		if strings.Contains(s, c) {
			return true
		}
	}
	return false
}
