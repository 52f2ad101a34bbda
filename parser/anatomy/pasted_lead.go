package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/report"
)

// leadReader reads what names a control at the start of a text: identifiers and criteria in any order, "P4.2-01 / C1.2-03.",
// "KM-5 (CC6.1).", "Control CM-12, criterion CC8.1:".
type leadReader struct {
	ids      idReader
	criteria *report.CriteriaFinder
	joint    *regexp.Regexp
	paren    *regexp.Regexp
}

func newLeadReader(r *reading) leadReader {
	return leadReader{
		ids: r.ids, criteria: r.lx.criteria,
		joint: regexp.MustCompile(`(?i)^[\s/,;&:.\-|]*(?:and\s+)?(?:(?:trust services |common )?criteri(?:on|a)\s*:?\s*|tsc\s*:?\s*)?`),
		paren: regexp.MustCompile(`^\s*[(\[]([^()\[\]]{2,60})[)\]]`),
	}
}

// mostNames is how many identifiers and criteria may stand before a control.
const mostNames = 8

// read gives the control's identifier, which is the first, the criteria, and where they end.
func (lr leadReader) read(s string) (id string, criteria []string, end int) {
	for range mostNames {
		if m := lr.paren.FindStringSubmatchIndex(s[end:]); m != nil && end > 0 {
			in := lr.criteria.In(s[end+m[2] : end+m[3]])
			if len(in) == 0 {
				break
			}
			criteria, end = append(criteria, in...), end+m[1]
			continue
		}
		at := end + len(lr.joint.FindString(s[end:]))
		if end == 0 && at > 0 && !isLetter(s[0]) {
			break
		}
		word, next := lr.name(s, at)
		if word == "" {
			break
		}
		end = next
		bare := squeezeSpaces(word)
		switch own := criterionInID(lr.criteria, bare); {
		case own == bare:
			criteria = append(criteria, own)
			continue
		case own != "":
			criteria = append(criteria, own)
		}
		if id == "" {
			id = word
		}
	}
	for end > 0 && end < len(s) && strings.IndexByte(" .:)-|/,;", s[end]) >= 0 {
		end++
	}
	return id, lr.criteria.Sorted(slices.Clone(criteria)), end
}

// name is the identifier or criterion at byte at, and where it ends. What follows must set it off: a sign, or the beginning of a sentence.
func (lr leadReader) name(s string, at int) (word string, end int) {
	head := s[at:]
	if i := strings.IndexAny(head[:min(len(head), 40)], ",;/"); i > 0 {
		head = head[:i]
	}
	word, _ = lr.ids.leading(head)
	if word == "" {
		if word = lr.criteria.Leading(s[at:]); word == "" {
			return "", 0
		}
	}
	i := strings.Index(s[at:], word)
	if i < 0 {
		return "", 0
	}
	end = at + i + len(word)
	next := s[end:]
	switch {
	case next == "", strings.IndexByte(".:)(|/,;\t", next[0]) >= 0:
		return word, end
	case next[0] != ' ' || len(next) < 2:
		return "", 0
	case next[1] >= 'A' && next[1] <= 'Z', strings.IndexByte("(|/-&\"'", next[1]) >= 0, strings.HasPrefix(next, " and ") && lr.criteria.Leading(next[5:]) != "":
		return word, end
	}
	return "", 0
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func squeezeSpaces(s string) string { return strings.ReplaceAll(s, " ", "") }
