package present

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Markdown sets the document as GitHub-flavored Markdown.
func Markdown(w io.Writer, d Document) error {
	m := &markdownSetter{
		marks: strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `|`, `\|`, `~`, `\~`, `&`, `\&`, `$`, `\$`, `://`, `\://`, `www.`, `www\.`, `@`, `\@`),
		start: regexp.MustCompile(`^(\d{1,9})?([#+=.)-])`),
	}
	m.say("# " + m.escape(d.Title))
	if d.Subtitle != "" {
		m.say("**" + m.escape(d.Subtitle) + "**")
	}
	if d.Lead != "" {
		m.say(m.escape(d.Lead))
	}
	for _, p := range d.Parts {
		m.part(p)
	}
	if _, err := io.WriteString(w, strings.TrimRight(m.b.String(), "\n")+"\n"); err != nil {
		return fmt.Errorf("cannot write the page: %w", err)
	}
	return nil
}

type markdownSetter struct {
	b     strings.Builder
	marks *strings.Replacer
	start *regexp.Regexp
}

// escape takes from text of the document the power to be markup.
func (m *markdownSetter) escape(s string) string {
	return m.start.ReplaceAllString(m.marks.Replace(Clean(s)), `$1\$2`)
}

// say writes a paragraph.
func (m *markdownSetter) say(s string) { m.b.WriteString(s + "\n\n") }

func (m *markdownSetter) part(p Part) {
	m.say("## " + m.escape(p.Heading))
	for _, b := range p.Blocks {
		switch b := b.(type) {
		case Facts:
			rows := make([][]string, len(b))
			for i, f := range b {
				rows[i] = []string{f.Label, f.Value}
			}
			m.table(Table{Columns: []Column{{Name: "Fact"}, {Name: "Value"}}, Rows: rows})
		case Paragraph:
			m.say(m.escape(string(b)))
		case Alerts:
			for _, a := range b {
				m.b.WriteString("- **" + m.escape(a.Text) + "**\n")
			}
			m.b.WriteString("\n")
		case Entries:
			m.entries(b)
		case Table:
			m.table(b)
		}
	}
}

func (m *markdownSetter) table(t Table) {
	names := make([]string, len(t.Columns))
	rule := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i], rule[i] = m.escape(c.Name), "---"
	}
	m.row(names)
	m.row(rule)
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = m.escape(c)
		}
		m.row(cells)
	}
	m.b.WriteString("\n")
}

func (m *markdownSetter) row(cells []string) {
	m.b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

func (m *markdownSetter) entries(entries Entries) {
	for i, e := range entries {
		m.say(fmt.Sprintf("### %d. %s", i+1, m.escape(e.Head)))
		for _, l := range e.Lines {
			m.say(m.escape(l))
		}
		for _, p := range e.Passages {
			if p.Intro != "" {
				m.say(m.escape(p.Intro))
			}
			if p.Quote != "" {
				m.say("> " + spaced(m.escape(p.Quote), m.escape(p.Place)))
			}
		}
	}
}
