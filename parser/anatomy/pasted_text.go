package anatomy

import (
	"regexp"
	"slices"
	"strings"

	"countersign/parser/layout"
)

// A pasted text has no fonts and no places. What is left to go by are its lines: blank ones part paragraphs, marks begin items, bars and
// tabs part cells, and a short line without a stop that stands alone is a heading.

// longestSentence is beyond what anybody writes between two stops, in bytes. What is longer is read for its names alone.
const longestSentence = 20000

// pastedBlock is what stands between two blank lines.
type pastedBlock struct{ lines []string }

// pastedBlocks parts a text at blank lines; white space inside a line becomes single spaces, but tabs stay: they part cells.
func pastedBlocks(text string) []pastedBlock {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n").Replace(text)
	var out []pastedBlock
	open := false
	for line := range strings.SplitSeq(text, "\n") {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		for i := range cells {
			cells[i] = strings.Join(strings.Fields(cells[i]), " ")
		}
		line = strings.Trim(strings.Join(cells, "\t"), "\t")
		if line == "" {
			open = false
			continue
		}
		if !open {
			out = append(out, pastedBlock{})
			open = true
		}
		last := &out[len(out)-1]
		last.lines = append(last.lines, line)
	}
	return out
}

func (b pastedBlock) text() string { return strings.Join(b.lines, " ") }

// units are the block's items and wrapped lines put together: a line that opens with a list mark, and whatever breaks says, begins one.
func (b pastedBlock) units(breaks func(before, line string) bool) []string {
	var units [][]string
	for i, line := range b.lines {
		if i == 0 || breaks(b.lines[i-1], line) {
			units = append(units, nil)
		}
		last := &units[len(units)-1]
		*last = append(*last, line)
	}
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = strings.Join(u, " ")
	}
	return out
}

// listed tells a line that opens with a list mark.
func listed() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[-*+•·▪◦‣–—]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)`)
}

// pastedHeading is a line that stands alone, short and without a stop. Marks of Markdown are taken off; a colon may end it.
func pastedHeading(line string) (string, bool) {
	t := strings.TrimSpace(strings.TrimLeft(line, "#"))
	t = strings.TrimSpace(strings.TrimSuffix(strings.Trim(t, "*_"), ":"))
	words := strings.Fields(t)
	if len(t) > longestHeading || len(words) == 0 || len(words) > 16 || strings.ContainsAny(t[len(t)-1:], ".,;?!|") || strings.Contains(t, "\t") {
		return "", false
	}
	if strings.ContainsAny(t[:1], "\"'") || startsLower(t) || containsAny(t, " is ", " are ", " was ", " were ", " must ", " has ", " have ", " should ", " may ") || listed().MatchString(t) && strings.ContainsAny(t[:1], "-*+") {
		return "", false
	}
	return t, true
}

// pastedSentences splits at stops that a capital, a figure or a sign follows. A list mark stays with what it marks.
func pastedSentences(s string) []string {
	var out []string
	from := 0
	cut := func(to int) {
		if t := strings.TrimSpace(s[from:to]); t != "" {
			out = append(out, t)
		}
		from = to
	}
	for i := 0; i+2 < len(s); i++ {
		if s[i] == '\t' || s[i] == '|' && s[i+1] == ' ' {
			cut(i)
			from = i + 1
			continue
		}
		if !isStop(s, i) || !opensSentence(s[i+2]) && !opensItem(s[i+2:]) {
			continue
		}
		head := s[from:i]
		last := head[strings.LastIndexAny(head, " \t")+1:]
		if s[i] == '.' && (abbreviates(last) || len(strings.TrimSpace(head)) <= 2) {
			continue
		}
		cut(i + 1)
	}
	cut(len(s))
	return out
}

func isStop(s string, i int) bool {
	return (s[i] == '.' || s[i] == '?' || s[i] == '!') && s[i+1] == ' '
}

// opensItem tells "b) Approval: …".
func opensItem(s string) bool {
	return len(s) > 2 && s[0] >= 'a' && s[0] <= 'z' && s[1] == ')' && s[2] == ' '
}

func opensSentence(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c > 0x7f || c == '"' || c == '\'' || c == '('
}

// abbreviates tells a word whose stop does not end a sentence: "Inc.", the initial of a name.
func abbreviates(last string) bool {
	if last != "" && len(last) <= 2 && last[0] >= 'A' && last[0] <= 'Z' && (len(last) < 2 || last[1] < '0' || last[1] > '9') {
		return true
	}
	return slices.Contains([]string{"Inc", "Ltd", "Corp", "Co", "LLC", "No", "Nos", "vs", "e.g", "i.e", "St", "Mr", "Ms", "Dr", "L.L.C", "S.A", "P.C", "B.V", "N.V", "a.s", "U.S", "approx", "cf"}, last)
}

// pasted makes running text of a string: evidence without a place on paper.
func (r *reading) pasted(s string) layout.Passage {
	fields := strings.Fields(s)
	words := make([]layout.Word, len(fields))
	for i, f := range fields {
		words[i] = layout.Word{Text: f}
	}
	return r.doc.Passage(r.doc.Pages[0], []layout.Line{{Words: words}})
}
