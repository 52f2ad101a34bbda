package anatomy

import (
	"slices"
	"strings"

	"countersign/parser/layout"
)

// sentences splits at full stops followed by a capital; abbreviations of companies do not end a sentence.
func sentences(p layout.Passage) []layout.Passage {
	var out []layout.Passage
	from := 0
	t := p.Text
	for i := 0; i+2 < len(t); i++ {
		if (t[i] != '.' && t[i] != '?' && t[i] != '!') || t[i+1] != ' ' || !(t[i+2] >= 'A' && t[i+2] <= 'Z' || t[i+2] > 0x7f) {
			continue
		}
		head := t[from:i]
		last := head[strings.LastIndexByte(head, ' ')+1:]
		if t[i] == '.' && (len(last) <= 2 && last != "" && last[0] >= 'A' && last[0] <= 'Z' || slices.Contains([]string{"Inc", "Ltd", "Corp", "Co", "LLC", "No", "vs", "e.g", "i.e", "St", "Mr", "Ms", "Dr", "L.L.C", "S.A", "P.C", "B.V", "N.V", "a.s", "U.S"}, last)) {
			continue
		}
		out = append(out, p.Slice(from, i+1))
		from = i + 1
	}
	return append(out, p.Slice(from, len(t)))
}
