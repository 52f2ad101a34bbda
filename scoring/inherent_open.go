package scoring

// UnknownTier is the tier of a use of which nobody has said anything yet.
const UnknownTier Tier = "unknown"

// OpenRisk is the inherent risk of a use that is not known in full. Its value and tier are those with every unknown answer at its worst,
// since what nobody knows is never good.
type OpenRisk struct {
	InherentRisk
	Low          float64   `json:"low"`          // with every unknown answer at its best
	LowTier      Tier      `json:"low_tier"`     // of the low end
	Completeness float64   `json:"completeness"` // percent of the questions that have an answer
	Unknown      []Unknown `json:"unknown"`      // points: what the best answer would take off the value
}

// stakesAsk is the field of the question that is no factor and can raise the tier.
const stakesAsk = UseSection + ".high_stakes"

// RateOpen rates a use of which some answers may be missing. While no factor has an answer the tier is unknown. The error names factors
// that are there and not between 1 and 5.
func RateOpen(f Factors, cfg Config) (OpenRisk, error) {
	worst, err := Inherent(f.filled(mostFactor, cfg), cfg)
	if err != nil {
		return OpenRisk{}, err
	}
	best := f.filled(leastFactor, cfg)
	if best.HighStakes == "" {
		best.HighStakes = No
	}
	low, err := Inherent(best, cfg)
	if err != nil {
		return OpenRisk{}, err
	}
	out := OpenRisk{InherentRisk: worst, Low: low.Value, LowTier: low.Tier, Unknown: []Unknown{}}
	for i, c := range cfg.Inherent.Factors {
		if _, known := f.Value[c.ID]; known {
			continue
		}
		better := f.filled(mostFactor, cfg)
		better.Value[c.ID] = leastFactor
		r, err := Inherent(better, cfg)
		if err != nil {
			return OpenRisk{}, err
		}
		out.Unknown = append(out.Unknown, Unknown{Field: UseSection + "." + c.ID, Question: c.Ask, Points: worst.Value - r.Value})
		step := &out.Steps.Children[i]
		step.Unknown, step.Formula = true, "unknown: counted as "+figure(mostFactor)
	}
	questions := len(cfg.Inherent.Factors) + 1
	if f.HighStakes == "" {
		out.Unknown = append(out.Unknown, Unknown{Field: stakesAsk, Question: cfg.StakesQuestion()})
	}
	out.Completeness = percent * float64(questions-len(out.Unknown)) / float64(questions)
	if len(f.Value) == 0 {
		out.Tier = UnknownTier
	}
	return out, nil
}

// filled gives the factors that nobody answered a value.
func (f Factors) filled(value float64, cfg Config) Factors {
	out := Factors{Value: map[string]float64{}, HighStakes: f.HighStakes}
	for _, c := range cfg.Inherent.Factors {
		out.Value[c.ID] = value
		if v, known := f.Value[c.ID]; known {
			out.Value[c.ID] = v
		}
	}
	return out
}

// StakesQuestion asks whether the use makes or prepares regulated or high-stakes decisions.
func (c Config) StakesQuestion() string { return c.field(stakesAsk).Ask }

// TierCadence is how often a provider of a tier is assessed while nothing is known of the residual risk. The error names a tier that the
// configuration does not know.
func TierCadence(tier Tier, cfg Config) (Cadence, error) {
	return CadenceFor(tier, cfg.Residual.Bands[len(cfg.Residual.Bands)-1].Band, cfg)
}

// StakesTitle is the title of that question.
func (c Config) StakesTitle() string { return c.field(stakesAsk).Title }
