package catalog

// Item is one question of the checklist with all that is needed to answer it and to explain the answer.
type Item struct {
	ID              string              `yaml:"id" json:"id"`   // readable slug, stable
	Ref             string              `yaml:"ref" json:"ref"` // AI-R1
	Version         int                 `yaml:"version" json:"version"`
	Title           string              `yaml:"title" json:"title"`
	Question        string              `yaml:"question" json:"question"`
	Source          Source              `yaml:"source" json:"source"`
	Severity        string              `yaml:"severity" json:"severity"` // high, medium, low
	Criteria        []string            `yaml:"criteria" json:"criteria"` // TSP 100
	ArticleCriteria []string            `yaml:"article_criteria" json:"article_criteria,omitempty"`
	ArticleNote     string              `yaml:"article_note" json:"article_note,omitempty"`
	AppliesTo       []string            `yaml:"applies_to" json:"applies_to"`
	LookIn          LookIn              `yaml:"look_in" json:"look_in"`
	Rule            string              `yaml:"rule" json:"rule,omitempty"` // "exceptions": answered by the exceptions, not by words
	DescribedWhen   Need                `yaml:"described_when" json:"described_when"`
	FullWhen        Need                `yaml:"full_when" json:"full_when"`
	Elements        []Element           `yaml:"elements" json:"elements"`
	CountsAs        CountsAs            `yaml:"counts_as" json:"counts_as"`
	LooksLike       []string            `yaml:"looks_like" json:"looks_like"` // families of near misses
	Fix             string              `yaml:"fix" json:"fix"`
	FollowUp        []string            `yaml:"follow_up" json:"follow_up"`
	Crosswalk       map[string][]string `yaml:"crosswalk" json:"crosswalk"`
	Examples        Examples            `yaml:"examples" json:"examples"`
	File            string              `yaml:"-" json:"-"`
	Origin          Origin              `yaml:"-" json:"-"`
}

// Origin says where an item comes from.
type Origin string

// Origins.
const (
	BuiltIn    Origin = "built-in"
	Added      Origin = "added"      // by a folder
	Overridden Origin = "overridden" // a folder's item in the place of another with its id
)

// ByExceptions marks the item that the report's exceptions answer.
const ByExceptions = "exceptions"

// Source says where in the article an item comes from.
type Source struct {
	Kind      string `yaml:"kind" json:"kind"`                       // reading, gap, risk
	Category  string `yaml:"category" json:"category,omitempty"`     // of a risk: CC, A, PI, C, P
	Coverage  string `yaml:"coverage" json:"coverage,omitempty"`     // of a risk: addressed, critical-gap
	BuyersBar string `yaml:"buyers_bar" json:"buyers_bar,omitempty"` // what a careful buyer asks for, no rule of the AICPA
}

// LookIn lists the sections to look in, by the usual numerals.
type LookIn struct {
	Described []string `yaml:"described" json:"described"`
	Tested    []string `yaml:"tested" json:"tested"`
	Responses []string `yaml:"responses" json:"responses"`
}

// Element is one thing that the item asks for. Rules say in which words it is recognized; what Partly recognizes is a part of it only.
type Element struct {
	ID     string   `yaml:"id" json:"id"`
	Title  string   `yaml:"title" json:"title"`
	Ask    string   `yaml:"ask" json:"ask"` // the question for an element that was not found
	Rules  []string `yaml:"rules" json:"rules"`
	Partly []string `yaml:"partly" json:"partly,omitempty"`
}

// Need is how many elements a status wants: at least so many, of those named or of all, and each of All.
type Need struct {
	AtLeast int      `yaml:"at_least" json:"at_least,omitempty"`
	Of      []string `yaml:"of" json:"of,omitempty"`
	All     []string `yaml:"all" json:"all,omitempty"`
}

// CountsAs explains the statuses to people.
type CountsAs struct {
	Described string `yaml:"described" json:"described"`
	Tested    string `yaml:"tested" json:"tested"`
	Partial   string `yaml:"partial" json:"partial"`
	Absent    string `yaml:"absent" json:"absent"`
}

// Examples are passages with the answer that the item must give to them. Tests run every one.
type Examples struct {
	Good []Example `yaml:"good" json:"good"`
	Bad  []Example `yaml:"bad" json:"bad"`
}

// Example is a passage as it might stand in a section.
type Example struct {
	Section    string   `yaml:"section" json:"section"`
	Status     string   `yaml:"status" json:"status,omitempty"`
	Flags      []string `yaml:"flags" json:"flags,omitempty"`
	Exceptions *int     `yaml:"exceptions" json:"exceptions,omitempty"` // of an item by exceptions
	Text       string   `yaml:"text" json:"text"`
	Why        string   `yaml:"why" json:"why,omitempty"`
	Field      string   `yaml:"-" json:"-"` // examples.good[1], counted from 1
	Line       int      `yaml:"-" json:"-"`
}

// Family is a kind of near miss: words that look like a topic and are about something else.
type Family struct {
	ID      string   `yaml:"id" json:"id"`
	Phrases []string `yaml:"phrases" json:"phrases"`
	Why     string   `yaml:"why" json:"why"`
	Flag    string   `yaml:"flag" json:"flag,omitempty"`   // its phrases say why a sentence does not count: the flag says it, and they are no near miss of their own
	Masks   bool     `yaml:"masks" json:"masks,omitempty"` // the phrase uses a word in another sense: inside it, the word names no AI thing
}

// Concept is a set of terms that mean the same to the rules.
type Concept struct {
	ID    string   `yaml:"id" json:"id"`
	Kind  string   `yaml:"kind" json:"kind"`
	AI    bool     `yaml:"ai" json:"ai,omitempty"`       // names a thing of AI: where it stands, weak terms count
	Exact bool     `yaml:"exact" json:"exact,omitempty"` // words as they are, in singular and plural, as those of objects always
	Terms []string `yaml:"terms" json:"terms"`
	Weak  []string `yaml:"weak" json:"weak,omitempty"`   // count only where the text around speaks of AI
	Again []string `yaml:"again" json:"again,omitempty"` // count only where the thing was named before, or in the heading
}

// Kinds of concepts.
const (
	KindObject = "object" // the thing: a later sentence may inherit it
	KindAction = "action" // what is done: must stand in the sentence itself
	KindCue    = "cue"    // how the sentence is meant: plan, exclusion, duty of others
)

// Correction is an error of the article and what is right.
type Correction struct {
	ID         string   `yaml:"id" json:"id"`
	Says       string   `yaml:"says" json:"says"`
	Right      string   `yaml:"right" json:"right"`
	MattersFor []string `yaml:"matters_for" json:"matters_for"`
}

// Crosswalk is a text of others whose controls speak of the same topics. A mapping never proves that the other text is met.
type Crosswalk struct {
	ID   string `yaml:"id" json:"id"`
	Name string `yaml:"name" json:"name"`
	Note string `yaml:"note" json:"note"`
}

// GeneralNote is the id of the note on all crosswalks.
const GeneralNote = "general"

// Catalog is everything the checklist knows, checked.
type Catalog struct {
	Version        string // of the built-in catalog, with a print of what a folder adds
	Items          []Item // in the order of their refs
	Families       []Family
	Concepts       []Concept
	Corrections    []Correction
	Crosswalks     []Crosswalk       // in the order in which they are shown
	CrosswalkNotes map[string]string // by the id of a crosswalk; that on all of them is "general"
	Additions      []Addition        // to the words, by folders
}

// Addition is what a file of a folder adds to the words: a concept or a family of its own, or terms and phrases to a known one.
type Addition struct {
	File  string
	Kind  string // concept, family
	ID    string
	New   bool
	Words int
}
