package scoring

import "strconv"

// Kinds of fields in a fact sheet.
const (
	KindYesNo      = "yes-no"
	KindChoice     = "choice"     // one of Options
	KindNumber     = "number"     // from Min to Max, or one of Options
	KindDate       = "date"       // a civil date
	KindNames      = "names"      // a list of short texts, from Options where there are any
	KindCriteria   = "criteria"   // a list of trust services criteria
	KindStatus     = "status"     // of a checklist item
	KindExceptions = "exceptions" // a list of exceptions
	KindLetter     = "letter"     // a renewal letter
)

// Words of a yes-no answer.
const (
	Yes = "yes"
	No  = "no"
)

// Field is one thing to know about a provider. One with points is a check: it counts towards its dimension.
type Field struct {
	ID      string   `yaml:"id"`
	Title   string   `yaml:"title"`
	Ask     string   `yaml:"ask"` // the question to send when it is unknown
	Kind    string   `yaml:"kind"`
	Points  float64  `yaml:"points"`
	Options []Option `yaml:"options"`
	Unit    string   `yaml:"unit"`
	Min     float64  `yaml:"min"`
	Max     float64  `yaml:"max"`
	Ladder  []Rung   `yaml:"ladder"`
	PerUnit float64  `yaml:"per_unit"` // points for each unit, where there is no ladder
	Expires bool     `yaml:"expires"`  // the answer earns points only until a stated day
}

// Option is a word that may be answered, and its points.
type Option struct {
	Value  string  `yaml:"value"`
	Points float64 `yaml:"points"`
}

// Rung gives points to numbers within its bounds. The first rung that fits counts.
type Rung struct {
	AtLeast *float64 `yaml:"at_least"`
	AtMost  *float64 `yaml:"at_most"`
	Points  float64  `yaml:"points"`
}

// Words lists what may be answered in words, in order.
func (f Field) Words() []string {
	switch f.Kind {
	case KindYesNo:
		return []string{Yes, No}
	case KindStatus:
		return Statuses()
	}
	words := make([]string, len(f.Options))
	for i, o := range f.Options {
		words[i] = o.Value
	}
	return words
}

// earned is the points of an answer before its evidence is weighed, and how they came about. ok is false when the field does not know
// such an answer.
func (f Field) earned(a Answer) (points float64, how string, ok bool) {
	if a.Number != nil {
		return f.byNumber(*a.Number)
	}
	if f.Kind == KindYesNo {
		switch a.Word {
		case Yes:
			return f.Points, a.Word, true
		case No:
			return 0, a.Word, true
		}
	}
	for _, o := range f.Options {
		if o.Value == a.Word {
			return o.Points, a.Word, true
		}
	}
	return 0, "", false
}

func (f Field) byNumber(n float64) (points float64, how string, ok bool) {
	how = figure(n)
	if f.Unit != "" {
		how += " " + f.Unit
	}
	if len(f.Ladder) == 0 {
		return n * f.PerUnit, how + " × " + figure(f.PerUnit), f.Kind == KindNumber
	}
	for _, r := range f.Ladder {
		if (r.AtLeast == nil || n >= *r.AtLeast) && (r.AtMost == nil || n <= *r.AtMost) {
			return r.Points, how, true
		}
	}
	return 0, "", false
}

// figure writes a number for a formula: at most four decimals, none that say nothing.
func figure(v float64) string {
	const decimals = 1e4
	return strconv.FormatFloat(round(v*decimals)/decimals, 'f', -1, 64)
}
