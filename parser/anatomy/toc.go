package anatomy

import (
	"strconv"
	"strings"

	"countersign/report"
)

// tocEntry is a line of a table of contents.
type tocEntry struct {
	title   string // collapsed, without numeral
	printed int    // printed page; 0 when it is no arabic number
	role    report.Role
}

// contents finds the pages that hold a table of contents, and its entries.
func (lx *lexicon) contents(nodes []node) (pages map[int]bool, entries []tocEntry) {
	pages = map[int]bool{}
	headed, tails, lines, prose := map[int]bool{}, map[int]int{}, map[int]int{}, map[int]bool{}
	for i := range nodes {
		n := &nodes[i]
		if n.page > frontPages {
			break
		}
		if lx.tocHead.MatchString(plain(n.text.Text)) {
			headed[n.page] = true
		}
		if len(n.text.Text) > 260 && !lx.tocTail.MatchString(n.text.Text) {
			prose[n.page] = true
		}
		for _, l := range n.frontLines() {
			lines[n.page]++
			if lx.tocTail.MatchString(l) && len(l) > 6 {
				tails[n.page]++
			}
		}
	}
	for p := range lines {
		dense := tails[p] >= 4 && tails[p]*2 >= lines[p]
		if dense || (headed[p] && (tails[p] >= 2 || !prose[p])) || (pages[p-1] && tails[p] >= 3 && tails[p]*3 >= lines[p]*2) {
			pages[p] = true
		}
	}
	for i := range nodes {
		n := &nodes[i]
		if !pages[n.page] {
			continue
		}
		if tails[n.page] == 0 { // a list of sections without page numbers
			entries = append(entries, lx.tocLine(n.text.Text, ""))
			continue
		}
		held := ""
		for _, l := range n.frontLines() {
			l = strings.TrimSpace(held + " " + l)
			m := lx.tocTail.FindStringSubmatchIndex(l)
			if m == nil {
				held = l
				continue
			}
			held = ""
			entries = append(entries, lx.tocLine(l[:m[0]], l[m[2]:m[3]]))
		}
	}
	return pages, entries
}

func (lx *lexicon) tocLine(text, printed string) tocEntry {
	_, rest := lx.title(strings.TrimRight(text, ". …"))
	e := tocEntry{title: collapse(rest)}
	e.printed, _ = strconv.Atoi(printed)
	e.role = lx.roleOf(rest)
	return e
}

// frontLines are the node's lines: of a paragraph as set, of a row its cells side by side.
func (n *node) frontLines() []string {
	if n.isRow() {
		return []string{n.text.Text}
	}
	return n.lines
}
