package scoring

import "fmt"

// Signal is something about a report that a careful reader would ask about.
type Signal struct {
	Code     string
	Severity Severity // Low, Moderate or High
	Title    string
}

// ReliabilityScore is a Score with its band.
type ReliabilityScore struct {
	Score
	Band string `json:"band"`
}

// Reliability is 100 less the weight of each signal, and not below 0. It counts signals, it judges nobody: a low number says that there
// is much to ask. The error names a signal whose severity has no weight.
func Reliability(signals []Signal, cfg Config) (ReliabilityScore, error) {
	left := float64(percent)
	root := Step{Label: "Reliability of the report", Formula: "no signals: 100"}
	for _, s := range signals {
		w, ok := cfg.Reliability.Weights[s.Severity]
		if !ok {
			return ReliabilityScore{}, fmt.Errorf("cannot weigh signal %s: its severity is %q", s.Code, s.Severity)
		}
		left -= w
		root.Children = append(root.Children, Step{Label: spaced(s.Code, s.Title), Formula: fmt.Sprintf("%s signal: -%s", s.Severity, figure(w)), Value: -w})
	}
	if len(signals) > 0 {
		root.Formula = fmt.Sprintf("100 less %s for the signals, and not below 0", figure(percent-left))
	}
	root.Value = max(0, left)
	out := ReliabilityScore{Score: Score{
		Value: root.Value, High: root.Value, Completeness: percent, Version: cfg.Version, Unknown: []Unknown{}, Steps: root,
	}}
	for _, b := range cfg.Reliability.Bands {
		if atLeast(root.Value, b.From) {
			out.Band = b.Band
			break
		}
	}
	return out, nil
}
