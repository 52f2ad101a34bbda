package reliability

import (
	"fmt"
	"regexp"

	"countersign/report"
)

// paragraphCheck looks for the paragraphs that AT-C 205 asks of a service auditor's report. Firms word them in many ways, some
// without headings; each paragraph is known by any of its wordings.
type paragraphCheck struct{ needed []paragraph }

type paragraph struct {
	name   string
	cue    *regexp.Regexp
	weight int // how much its absence means: 3 is grave alone
}

func newParagraphCheck() paragraphCheck {
	re := regexp.MustCompile
	return paragraphCheck{needed: []paragraph{
		{"the scope", re(`\bwe (?:have )?examined\b|engaged to examine|our examination covered|(?:performed|conducted|completed) an examination`), 3},
		{"the service organization's responsibilities", re(`\b(?:is|are) (?:also )?(?:solely )?responsible for (?:its|their|the|preparing|designing|providing|identifying|maintaining)|(?:service organization|management|company)'?s'? responsibilit|responsibilities of`), 1},
		{"the service auditor's responsibilities", re(`our responsibilit|responsible for expressing|responsibility is to express|we are to express|express an opinion,? based on|(?:auditor|accountant|practitioner)s?'?s?'? responsibilit|responsibilities of the (?:service )?(?:auditor|accountant|practitioner)`), 1},
		{"the attestation standards", re(`attestation standards|at-c (?:sections? )?\d{3}|standards for attestation|american institute of certified public accountants|\bssae\b|isae 3000`), 1},
		{"inherent limitations", re(`inherent limit|limits (?:of|to) |has limits|because of (?:its|their) (?:inherent )?nature|may not (?:prevent|always|detect|include every)|may fail|can fail|projecti(?:on|ng)|(?:future|another|other) periods?|human error`), 1},
		{"the opinion", re(`in our opinion|disclaimer of opinion|do not express an opinion (?:on|about) (?:the|management's) description`), 3},
		{"the tests of controls", re(`(?:controls?,? (?:that )?(?:we |were )?tested|nature, timing,?(?: extent,?)? and (?:the )?results|tests of controls$|tests of controls\n|our tests|tests that we|tests? (?:we )?performed)`), 1},
		{"the restricted use", re(`intended (?:solely|only)|restricted use|restriction on use|(?:meant|intended) (?:only )?for|for the information and use of|(?:should|ought) not (?:to )?be used|else should use|use of this report is (?:limited|restricted)`), 1},
		{"the auditor's independence", re(`independen(?:t of|ce)|to be independent|ethical (?:responsibilities|requirements)`), 0},
	}}
}

func (c paragraphCheck) signals(r *reading) []Signal {
	section, ok := r.section(report.RoleOpinion)
	letter := r.of(report.RoleOpinion)
	if !ok || !r.fully(report.RoleOpinion) || len(letter) == 0 {
		return nil
	}
	var missing []string
	weight := 0
	for _, p := range c.needed {
		if c.optional(r, p) || stands(letter, p.cue) {
			continue
		}
		missing = append(missing, p.name)
		weight += p.weight
	}
	if len(missing) == 0 {
		return nil
	}
	return []Signal{Signal{
		Code: OpinionParagraphsMissing, Severity: c.severity(r, weight), Title: "The auditor's letter lacks paragraphs that are required",
		Detail: fmt.Sprintf("The service auditor's report was read in full; no wording was found in it for %s.", listed(missing)),
		Limit:  "Firms word these paragraphs in their own ways, and a wording that is not known here counts as missing. Read the letter; a paragraph that is truly absent is a question for the firm that signed.",
	}.on(section.FirstPage, section.LastPage)}
}

// severity: several paragraphs, or the conclusion itself. Recognized words may hide a cue.
func (c paragraphCheck) severity(r *reading, weight int) Severity {
	switch {
	case weight >= 3 && !r.recognized(report.RoleOpinion):
		return High
	case weight >= 1:
		return Moderate
	}
	return Low
}

// optional: a type 1 report tests nothing, a disclaimer may leave out what speaks of work that was not done.
func (c paragraphCheck) optional(r *reading, p paragraph) bool {
	switch p.name {
	case "the tests of controls":
		return !r.isType(2) || value(r.rep.Facts.Opinion) == report.Disclaimer
	case "inherent limitations", "the auditor's independence":
		return value(r.rep.Facts.Opinion) == report.Disclaimer
	}
	return false
}

func stands(lines []line, cue *regexp.Regexp) bool {
	for i := range lines {
		if cue.MatchString(lines[i].headed()) {
			return true
		}
	}
	return false
}
