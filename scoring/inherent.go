package scoring

import (
	"fmt"
	"strings"
)

// Tier of inherent risk.
type Tier string

// Tiers, highest first.
const (
	Critical     Tier = "critical"
	HighTier     Tier = "high"
	ModerateTier Tier = "moderate"
	LowTier      Tier = "low"
)

// autonomyID is the factor that alone can make a high-stakes use critical.
const autonomyID = "autonomy"

// The scale of a factor.
const (
	leastFactor = 1
	mostFactor  = 5
)

// Factors of inherent risk: our own use, before looking at the provider.
type Factors struct {
	Value      map[string]float64 // 1 to 5, by the id of the factor in the configuration
	HighStakes string             // Yes, No or unknown: regulated or high-stakes decisions
}

// InherentRisk is the risk of our use, 1 to 5.
type InherentRisk struct {
	Value   float64 `json:"value"`
	Tier    Tier    `json:"tier"`
	Version string  `json:"version"`
	Steps   Step    `json:"steps"`
}

// Inherent is half the highest factor and half the weighted mean, so that one 5 cannot be averaged away. A regulated or high-stakes
// decision made with much autonomy is critical whatever the number; so is one of which nobody knows the stakes. The error names factors
// that are missing or not between 1 and 5.
func Inherent(f Factors, cfg Config) (InherentRisk, error) {
	c := cfg.Inherent
	var mean, highest float64
	var bad, terms []string
	steps := make([]Step, len(c.Factors))
	for i, factor := range c.Factors {
		v, ok := f.Value[factor.ID]
		if !ok || v < leastFactor || v > mostFactor {
			bad = append(bad, factor.ID)
		}
		mean += factor.Weight * v
		highest = max(highest, v)
		terms = append(terms, figure(factor.Weight)+" × "+figure(v))
		steps[i] = Step{Label: factor.Title, Value: v}
	}
	if len(bad) > 0 {
		return InherentRisk{}, fmt.Errorf("cannot rate the inherent risk: %s wants a number from 1 to 5", list(bad))
	}
	out := InherentRisk{Value: c.Highest*highest + (1-c.Highest)*mean, Version: cfg.Version}
	out.Steps = Step{
		Label: "Inherent risk", Value: out.Value, Children: steps,
		Formula: fmt.Sprintf("%s × %s (highest) + %s × (%s)", figure(c.Highest), figure(highest), figure(1-c.Highest), strings.Join(terms, " + ")),
	}
	for _, t := range c.Tiers {
		if atLeast(out.Value, t.From) {
			out.Tier = t.Tier
			break
		}
	}
	if f.HighStakes != No && f.Value[autonomyID] >= c.AutonomyForCritical && out.Tier != Critical {
		out.Tier = Critical
		out.Steps.Formula += ", raised to critical: high stakes, or stakes that nobody knows, with much autonomy"
	}
	return out, nil
}
