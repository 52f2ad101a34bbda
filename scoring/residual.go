package scoring

import "fmt"

// ResidualRisk is what is left of the inherent risk, 0 to 5.
type ResidualRisk struct {
	Value    float64 `json:"value"`
	Band     string  `json:"band"`
	ExitPlan bool    `json:"exit_plan"` // the band asks for a plan to leave the provider
	Version  string  `json:"version"`
	Steps    Step    `json:"steps"`
}

// Residual takes from the inherent risk in proportion to the score, 0 to 100 after caps, and never more than the configured share.
func Residual(inherent, score float64, cfg Config) ResidualRisk {
	removed := cfg.Residual.MostRemoved
	out := ResidualRisk{Value: inherent * (1 - removed*score/percent), Version: cfg.Version}
	out.Steps = Step{
		Label: "Residual risk", Value: out.Value,
		Formula: fmt.Sprintf("%s × (1 - %s × %s / 100)", figure(inherent), figure(removed), figure(score)),
	}
	b := cfg.residualBand(out.Value)
	out.Band, out.ExitPlan = b.Band, b.ExitPlan
	return out
}

func (c Config) residualBand(v float64) ResidualBand {
	for _, b := range c.Residual.Bands {
		if atLeast(v, b.From) {
			return b
		}
	}
	return ResidualBand{}
}
