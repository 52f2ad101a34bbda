package anatomy

import (
	"regexp"
	"strings"
	"unicode"

	"countersign/report"
)

// lexicon holds the compiled patterns of one reading. It is made once per document and read-only afterwards.
type lexicon struct {
	criteria *report.CriteriaFinder

	sectionPrefix, romanPrefix, numberPrefix, letterPrefix *regexp.Regexp
	opinionHead, assertionHead, descriptionHead            *regexp.Regexp
	testsHead, criteriaHead, otherHead                     *regexp.Regexp
	tocHead, tocTail, proseRef                             *regexp.Regexp
}

func newLexicon() *lexicon {
	ci := func(p string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + p) }
	return &lexicon{
		criteria:      report.NewCriteriaFinder(),
		sectionPrefix: ci(`^(?:section|part|attachment|appendix|exhibit|tab|chapter)\s+([ivx]+|[0-9]+|[a-h]|one|two|three|four|five|six|seven)\b\s*(?:\([^)]*\))?\s*[:.\-–—|]*\s*`),
		romanPrefix:   regexp.MustCompile(`^([IVX]{1,5})\s*[.:)\-–—]+\s*`),
		numberPrefix:  regexp.MustCompile(`^([0-9]{1,2}(?:\.0)?)\s*[.:)\-–—]*\s+`),
		letterPrefix:  regexp.MustCompile(`^([A-H])\s*[.:)\-–—]+\s*`),
		opinionHead: ci(`^(?:the )?(?:independent |combined )*(?:service |certified public )*(?:auditor|accountant|practitioner|cpa)['s]* (?:'s )?(?:assurance |examination |attestation |type [12i]+ |soc 2 )*(?:report|opinion)s?\b` +
			`|^(?:the )?(?:report|opinion)s? (?:of|from|by|provided by|issued by) (?:the |an |our )?(?:independent )?(?:service |certified public |registered public )*(?:auditor|accountant|practitioner|cpa)` +
			`|^independent (?:service |assurance |auditor|accountant|practitioner)[a-z' ]*(?:report|opinion)` +
			`|^(?:service )?auditor'?s'? opinion`),
		assertionHead:   ci(`\bassertions?\b|^(?:statement|representation|letter) (?:of|by|from) (?:the )?management|^management'?s? (?:statement|representation)`),
		descriptionHead: ci(`\bdescription\b|\bsystem (?:overview|and its boundaries|boundaries)\b|\boverview of (?:the )?(?:operations|system|company)|\b(?:system|service) and (?:its )?boundaries|\boverview (?:as )?(?:provided|prepared) by\b`),
		testsHead: ci(`\btests? (?:of|performed|procedures?|applied|and|results?)\b|\btest(?:ing|s)\b.{0,40}\bresults?\b|\bresults? of (?:the )?(?:tests?|testing|service)|\btesting (?:of|matri|procedures|performed|results)` +
			`|\binformation provided by (?:the )?(?:independent )?(?:service )?(?:auditor|accountant|practitioner)|\binformation provided by [^.]{3,80}\bexcept for (?:the )?controls?\b|\b(?:auditor|practitioner|accountant)'?s'? (?:tests?|testing)`),
		criteriaHead: ci(`\bcriteria\b.{0,60}\bcontrols?\b|\bcontrols?\b.{0,60}\bcriteria\b|\btrust services? (?:categor|criteria|principles)|\bcontrol (?:matrix|matrices|objectives? and|activities and)`),
		otherHead: ci(`\bother information\b|\bunaudited\b|\bnot covered by\b|^management'?s'? (?:\w+ )?responses?\b|\bresponses? (?:of|by|from) (?:the )?management|\bsupplement(?:al|ary) information|\badditional information\b|\binformation provided by (?:the )?(?:management|service organi[sz]ation)` +
			`|\bmanagement'?s'? responses? (?:to|and)`),
		tocHead:  ci(`^(?:table of )?contents$|^index$|^table of contents\b`),
		tocTail:  regexp.MustCompile(`(?:\.{3,}|…|\s)\s*([0-9]{1,3}|[ivxl]{1,6})\s*$`),
		proseRef: ci(`\b(?:see|refer to|listed in|described in|included in|presented in|set out in|as in)\b`),
	}
}

// plain folds typographic variants, so that patterns need to know one form only: quotes, dashes, white space.
func plain(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', 'ʼ', '´', '`':
			return '\''
		case '“', '”', '«', '»':
			return '"'
		case '–', '—', '‒', '−', '‑', '‐':
			return '-'
		case '\u00a0', '\u2009', '\u202f', '\u2003', '\u2002':
			return ' '
		case '®', '™', '\u00ad', '\u200b':
			return -1
		}
		return r
	}, s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// title is a heading without its numeral; number is the numeral as printed, empty when there is none.
func (lx *lexicon) title(s string) (number, rest string) {
	s = strings.TrimSpace(plain(s))
	for _, re := range []*regexp.Regexp{lx.sectionPrefix, lx.romanPrefix, lx.numberPrefix, lx.letterPrefix} {
		if m := re.FindStringSubmatchIndex(s); m != nil {
			return s[m[2]:m[3]], strings.TrimSpace(s[m[1]:])
		}
	}
	return "", s
}

// upperShare is the share of letters that are capitals.
func upperShare(s string) float64 {
	letters, upper := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	if letters == 0 {
		return 0
	}
	return float64(upper) / float64(letters)
}

// collapse makes texts comparable: lower case, letters and digits only, single spaces.
func collapse(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range plain(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
			continue
		}
		gap = true
	}
	return b.String()
}
