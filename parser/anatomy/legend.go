package anatomy

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"countersign/report"
)

// Some auditors print results as codes or marks and explain them once: "NEN | No exceptions noted", "✓ = no exceptions noted". A code
// counts only where the report itself says what it means; a mark without a legend stays unread.

// legendReader reads the explanations of codes.
type legendReader struct{ pair *regexp.Regexp }

func newLegendReader() legendReader {
	return legendReader{pair: regexp.MustCompile(`(?:^|[\s;,.(])([^\s=;,.()]{1,6}) ?(?:=|(?i:means|denotes|stands for)) ?([^;.=]{4,140})`)}
}

// codes reads the legend of the tests sections: what each code says. Nil when there is none.
func (r *reading) codes() map[string]report.Outcome {
	found := map[string]report.Outcome{}
	for i := range r.parts {
		if r.parts[i].Role != report.RoleTests {
			continue
		}
		nodes := r.in(&r.parts[i])
		for j := range nodes {
			for code, meaning := range r.legends.read(&nodes[j]) {
				if o := r.meant(meaning); o != report.NoResult {
					found[code] = o
				}
			}
		}
	}
	kinds := map[report.Outcome]bool{}
	for _, o := range found {
		kinds[o] = true
	}
	if len(found) < 2 || len(kinds) < 2 || !kinds[report.Passed] {
		return nil
	}
	return found
}

// meant judges the explanation of a code. "The control did not operate in the period" explains a non-occurrence there; as a result of a
// test it would be a failure.
func (r *reading) meant(meaning string) report.Outcome {
	t := lower(meaning)
	if strings.Contains(t, "did not operate") && !containsAny(t, "effectiv", "exception", "deviation", "as designed", "as described") {
		return report.NonOccurrence
	}
	if strings.Contains(t, "did not operate") && containsAny(t, "not tested", "no occurrence", "no instance") {
		return report.NonOccurrence
	}
	return r.words.judge(meaning).outcome
}

// read gives the codes that a row or paragraph explains, with their meanings.
func (lr legendReader) read(n *node) map[string]string {
	out := map[string]string{}
	if n.isRow() {
		var cells []string
		for i := range n.row.cells {
			if t := strings.TrimSpace(plain(n.row.cells[i].text.Text)); t != "" {
				cells = append(cells, t)
			}
		}
		if len(cells) == 2 && utf8.RuneCountInString(cells[0]) <= 6 && !strings.Contains(cells[0], " ") && len(cells[1]) < 140 {
			out[cells[0]] = cells[1]
		}
	}
	for _, m := range lr.pair.FindAllStringSubmatch(plain(n.text.Text), -1) {
		out[m[1]] = m[2]
	}
	return out
}

// explains tells a row or paragraph of the legend.
func (r *reading) explains(n *node) bool {
	if len(r.words.codes) == 0 {
		return false
	}
	for code := range r.legends.read(n) {
		if _, known := r.words.codes[code]; known {
			return true
		}
	}
	return false
}

// coded judges a result that opens with a code of the legend. What follows a code of a pass may still say that something failed.
func (lx *resultLexicon) coded(text string) (judged, bool) {
	if len(lx.codes) == 0 {
		return judged{}, false
	}
	code, rest, _ := strings.Cut(strings.TrimSpace(plain(text)), " ")
	o, known := lx.codes[code]
	if !known {
		o, known = lx.codes[strings.TrimRight(code, ":.,;-")]
	}
	if !known {
		return judged{}, false
	}
	if o == report.Passed && strings.TrimSpace(rest) != "" {
		if j := lx.judge(rest); j.outcome == report.HasException {
			return j, true
		}
	}
	return judged{o, o == report.HasException}, true
}
