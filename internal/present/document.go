package present

// Document is a page ready to be set as text or Markdown.
type Document struct {
	Title    string
	Subtitle string
	Lead     string
	Parts    []Part
}

// Part is a headed stretch of the page.
type Part struct {
	Heading string
	Blocks  []Block
}

// Block is one of Facts, Paragraph, Alerts, Entries and Table.
type Block interface{ block() }

// Tone says how a statement should strike the reader.
type Tone int

// Tones. There is none for good news: that is what plain words are for.
const (
	Plain Tone = iota
	Caution
	Bad
)

// Facts are labeled values.
type Facts []Fact

// Fact is one labeled value.
type Fact struct {
	Label string
	Value string
	Tone  Tone
}

// Paragraph is running text.
type Paragraph string

// Alerts are statements that change what can be concluded.
type Alerts []Alert

// Alert is one such statement.
type Alert struct {
	Text string
	Tone Tone
}

// Entries are numbered items with details.
type Entries []Entry

// Entry is an item: a head line, plain lines and quoted passages.
type Entry struct {
	Head     string
	Lines    []string
	Passages []Passage
}

// Passage is a verbatim text of the document with what introduces and what follows it.
type Passage struct {
	Intro string
	Quote string
	Place string
}

// Table has columns, of which the wide one takes the room that is left.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Column of a table.
type Column struct {
	Name string
	Wide bool
}

func (Facts) block()     {}
func (Paragraph) block() {}
func (Alerts) block()    {}
func (Entries) block()   {}
func (Table) block()     {}
