package anatomy

import (
	"regexp"
	"strings"

	"countersign/report"
)

// kind tells what the document is. A word on a cover proves nothing: an invoice for a SOC 2 workshop names everything that a
// report names. What counts is what only the document itself can say: an examination, an opinion, a statement by management.
func (r *reading) kind() report.Kind {
	all := lower(textOf(r.nodes).Text)
	front := all[:min(len(all), 6000)]
	pages := len(r.doc.Pages)
	examined := containsAny(all, "we have examined", "our examination covered", "we were engaged to examine", "we have been engaged to examine", "we examined")
	opinion := containsAny(all, "in our opinion", "do not express an opinion", "express no opinion on the description")
	criteria := containsAny(all, "trust services criteria", "trust service criteria", "trust services principles", "tsp section 100", "dc section 200")
	if pages <= 6 && !examined && r.isBridge(all, front) {
		return report.BridgeLetter
	}
	scanned := r.unreadShare() > 0
	switch {
	case containsAny(all, "internal control over financial reporting") && containsAny(front, "soc 1", "control objectives", "at-c 320", "at-c section 320", "isae 3402") && !containsAny(front, "soc 2", "trust services criteria"):
		return report.SOC1
	case examined && opinion && criteria && r.isSOC3(front, all):
		return report.SOC3
	case examined && opinion && (criteria || containsAny(front, "soc 2")):
		return report.SOC2
	case scanned && containsAny(front, "soc 2") && containsAny(all, "criteria") && containsAny(all, "tests of controls", "results of test", "no exceptions noted", "system description", "description of"):
		return report.SOC2 // the letter is a picture that could not be read
	case containsAny(front, "soc 2") && criteria && containsAny(all, "results of test", "test results", "no exceptions noted", "no deviations noted", "tests of controls") && pages > 8:
		return report.SOC2
	}
	return report.OtherKind
}

func (r *reading) isBridge(all, front string) bool {
	if containsAny(front, "bridge letter", "gap letter", "comfort letter", "bridging letter") {
		return true
	}
	return containsAny(all, "soc 2", "soc 1") && containsAny(all, "material change", "no significant changes", "no changes") &&
		containsAny(all, "not aware of", "best of our knowledge", "since the end of", "subsequent to", "period from", "interval")
}

// isSOC3 tells a general use report: its opinion is on management's assertion that controls were effective, and it has no tests.
func (r *reading) isSOC3(front, all string) bool {
	if containsAny(front, "soc 2") && !containsAny(front, "soc 3") {
		return false
	}
	named := containsAny(front, "soc 3", "general use report", "general-use report", "for general use")
	return named && !containsAny(all, "description of tests of controls", "tests of controls and results")
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

// draft tells whether the document calls itself a draft: as a watermark, a stamp, or on its cover.
func (r *reading) draft() bool {
	draftWord := regexp.MustCompile(`(?i)^\W*(?:(?:for discussion|preliminary)[^a-z]*)?draft\b`)
	n := 0
	for _, p := range r.doc.Pages {
		for _, l := range p.Aside {
			if t := l.Text(); draftWord.MatchString(t) || strings.Contains(t, "DRAFT") {
				n++
				break
			}
		}
	}
	if n >= min(2, len(r.doc.Pages)) {
		return true
	}
	for i := range r.nodes {
		if r.nodes[i].page > 1 {
			break
		}
		if t := r.nodes[i].text.Text; len(t) < 60 && draftWord.MatchString(t) {
			return true
		}
	}
	return false
}

func containsAny(s string, cues ...string) bool {
	for _, c := range cues {
		if strings.Contains(s, c) {
			return true
		}
	}
	return false
}
