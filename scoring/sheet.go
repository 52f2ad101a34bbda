package scoring

// UseSection is the section of a fact sheet that speaks of our own use.
const UseSection = "use"

// FactSheet is what is known about a provider and its serving route, apart from the SOC 2 report and its AI coverage. Answers are keyed
// by section and field, such as "dpa.signed"; what is missing there is unknown.
type FactSheet struct {
	Provider  string
	Route     string
	Answers   map[string]Answer
	Incidents []Incident
	Notes     []string // on the sheet itself, handed through to the result
}

// Inputs are the two dimensions that are worked out from the report itself.
type Inputs struct {
	Report   ReportFacts
	Coverage Coverage
}

// Coverage is the AI coverage of the report as it enters D5, 0 to 100. Evidence empty means that nobody knows it.
type Coverage struct {
	Value        float64
	High         float64 // with unread items at full marks
	Completeness float64 // percent
	Evidence     Evidence
	Source       string            // where it comes from, grade of evidence included
	Steps        Step              // the arithmetic of Value, where it is known
	Reading      map[string]string // statuses of AI-R1 to AI-R4; what is missing is unknown
}

// answered checks the answers to the fields of one dimension, each against its own points.
func answered(d DimensionConfig, sheet FactSheet, asOf Date, cfg Config) []check {
	var checks []check
	for _, f := range d.Fields {
		if f.Points > 0 {
			checks = append(checks, answer(d.Section+"."+f.ID, f, sheet, asOf, cfg))
		}
	}
	return checks
}

func answer(key string, f Field, sheet FactSheet, asOf Date, cfg Config) check {
	a := sheet.Answers[key]
	points, how, ok := f.earned(a)
	if !a.Known() || !ok {
		return unanswered(key, f.Title, f.Ask, f.Points)
	}
	if f.Expires && points > 0 {
		switch {
		case a.Until.IsZero():
			return unanswered(key, f.Title, f.Ask, f.Points)
		case asOf.After(a.Until):
			points, how = 0, how+", expired on "+a.Until.String()
		default:
			how += ", valid until " + a.Until.String()
		}
	}
	return cfg.points(key, points, f.Points, how, a.Evidence, a.Origin())
}
