package anatomy

import (
	"regexp"
	"strings"
)

// flatReader reads a table that lost its cells on the way to the clipboard: "Control AC-7 Description Access is approved Test For 15 grants
// inspected the approval Result 13 of 15 were approved". What is left of it are the names of its columns, in the order of the columns.
type flatReader struct{ column, heads *regexp.Regexp }

func newFlatReader() flatReader {
	const column = `(?:Criteri(?:on|a)|Control(?: (?:ID|No\.?|Number|#|[Aa]ctivity|[Dd]escription))?|Description(?: of (?:the )?[Cc]ontrol)?|(?:Auditor'?s'? )?Test(?:s|ing)?(?: of [Cc]ontrols?| [Pp]erformed| [Pp]rocedures?)?|Results?(?: of [Tt]est(?:s|ing)?)?|Management'?s'? [Rr]esponse|Response)`
	return flatReader{
		column: regexp.MustCompile(`(?:^|\s)(` + column + `)\s+["'(A-Z0-9]`),
		heads:  regexp.MustCompile(`^(?:` + column + `[\s/&]+){3,}`),
	}
}

// fewestColumns is how many names of columns make a table of a line: sentences hold one or two of these words.
const fewestColumns = 3

// pieces are the cells of a flattened table, those of tests and results under labels; any other text is one piece.
func (f flatReader) pieces(s string) []string {
	if m := f.heads.FindStringIndex(s); m != nil && strings.Contains(s[:m[1]], "Result") { // the names stand at the head, together
		return []string{s[m[1]:]}
	}
	at := f.columns(s)
	if len(at) < fewestColumns || !strings.HasPrefix(s[at[len(at)-1][0]:], "Res") && !strings.HasPrefix(s[at[len(at)-2][0]:], "Res") {
		return []string{s}
	}
	out := []string{strings.TrimSpace(s[:at[0][0]])}
	for i, m := range at {
		end := len(s)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		out = append(out, labelOf(s[m[0]:m[1]])+strings.TrimSpace(s[m[1]:end]))
	}
	return out
}

// columns are the names of columns in a text, each where it first stands, none before one that comes earlier in a table.
func (f flatReader) columns(s string) [][2]int {
	var out [][2]int
	rank := -1
	for from := 0; len(out) < 8; {
		m := f.column.FindStringSubmatchIndex(s[from:])
		if m == nil {
			break
		}
		at := [2]int{from + m[2], from + m[3]}
		from = at[1]
		if r := columnRank(s[at[0]:at[1]]); r > rank {
			out, rank = append(out, at), r
		}
	}
	return out
}

func columnRank(name string) int {
	switch {
	case strings.HasPrefix(name, "Crit"):
		return 0
	case name == "Control", strings.HasPrefix(name, "Control ") && !strings.HasSuffix(name, "ivity") && !strings.HasSuffix(name, "tion"):
		return 1
	case strings.HasPrefix(name, "Control"), strings.HasPrefix(name, "Desc"):
		return 2
	case strings.Contains(name, "Test") && !strings.HasPrefix(name, "Res"):
		return 3
	case strings.HasPrefix(name, "Result"):
		return 4
	}
	return 5
}

// labelOf is the label under which the reader of rows knows a column; identifiers and criteria need none.
func labelOf(name string) string {
	return [...]string{"", "", "Control: ", "Test: ", "Result: ", "Response: "}[columnRank(name)]
}
