package anatomy

import (
	"regexp"
	"strings"

	"countersign/report"
)

// draftStamp matches a line in which a document calls itself a draft: the word alone, or with the usual words around it. "Draft policies"
// and a product by that name are none.
func draftStamp() *regexp.Regexp {
	const (
		sign   = `[-|:.()\[\]/*·•"]`
		before = `(?:^|(?:` + sign + `|[,;])\s*|\b(?:preliminary|confidential|management|working|internal|initial|first|second|third|final|review|revised|discussion|only|purposes|status|version|report)\s+)`
		after  = `(?:\s*$|\s*` + sign + `|\s+(?:for|not|report|copy|version|only|subject to|do not|confidential|as of|dated|v?[0-9])\b)`
	)
	return regexp.MustCompile(before + `draft` + after)
}

// draft tells whether the document calls itself a draft: as a watermark, a stamp or a running line on its pages, or on its cover.
func (r *reading) draft() bool {
	stamp := draftStamp()
	n := 0
	for _, p := range r.doc.Pages {
		letters := ""
		found := false
		for _, l := range p.Aside {
			t := strings.TrimSpace(lower(l.Text()))
			if len(t) == 1 { // slanted words may come in letters
				letters += t
			}
			found = found || stamp.MatchString(t)
		}
		if found || strings.Contains(letters, "draft") {
			n++
		}
	}
	return n > 0 && n >= min(2, len(r.doc.Pages)) || r.draftOnCover(stamp)
}

func (r *reading) draftOnCover(stamp *regexp.Regexp) bool {
	for i := range r.nodes {
		n := &r.nodes[i]
		if n.page > 1 {
			break
		}
		if !n.isRow() && len(n.text.Text) < 60 && stamp.MatchString(strings.TrimSpace(lower(n.text.Text))) {
			return true
		}
	}
	return false
}

// warnings notes what the reader of a report must know before anything else: that it is a draft, that its standard is not the one for
// such reports.
func (r *reading) warnings() {
	f := &r.out.Facts
	if f.Draft {
		r.note("draft", "The document calls itself a draft: it may change, and nobody stands behind it yet.")
	}
	if f.Kind != report.SOC2 {
		return
	}
	standard := regexp.MustCompile(`\bat-c (?:section )?320\b`)
	for _, nodes := range [][]node{r.in(r.part(report.RoleOpinion)), r.cover()} {
		for i := range nodes {
			for _, s := range sentences(nodes[i].text) {
				if t := lower(s.Text); standard.MatchString(t) && !containsAny(t, "soc 1", "separate", "financial reporting", "another report") {
					r.note("standard-at-c-320", "The report names AT-C section 320 as its standard, which is that of SOC 1 reports; a SOC 2 examination follows AT-C sections 105 and 205.", nodes[i].page)
					r.cite("standard", s)
					return
				}
			}
		}
	}
}
