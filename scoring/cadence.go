package scoring

import "fmt"

// Cadence is how often a provider is assessed, in months.
type Cadence struct {
	Months           int    `json:"months"`
	LightTouchMonths int    `json:"light_touch_months"` // between full assessments; 0: none
	ExitPlan         bool   `json:"exit_plan"`
	Because          string `json:"because"`
}

// CadenceFor sets the cadence by the tier of the inherent risk; the band of the residual risk may shorten it, never lengthen it. The
// error names a tier or band that the configuration does not know.
func CadenceFor(tier Tier, residualBand string, cfg Config) (Cadence, error) {
	var out Cadence
	for _, t := range cfg.Inherent.Tiers {
		if t.Tier == tier {
			out = Cadence{Months: t.Months, LightTouchMonths: t.LightTouchMonths, Because: fmt.Sprintf("%s inherent risk", tier)}
		}
	}
	if out.Months == 0 {
		return Cadence{}, fmt.Errorf("cannot set a cadence for tier %q", tier)
	}
	for _, b := range cfg.Residual.Bands {
		if b.Band != residualBand {
			continue
		}
		out.ExitPlan = b.ExitPlan
		if b.Months > 0 && b.Months < out.Months {
			out.Months, out.Because = b.Months, fmt.Sprintf("%s residual risk", b.Band)
		}
		return out, nil
	}
	return Cadence{}, fmt.Errorf("cannot set a cadence for residual risk %q", residualBand)
}

// Due is the civil date on which the next full assessment is due; it lasts to the end of that day.
type Due struct {
	On      Date   `json:"on"`
	Because string `json:"because"`
	Cadence Date   `json:"cadence"` // by the cadence alone
	Stale   Date   `json:"stale"`   // when the report is no longer relied on; empty when that is unknown
}

// NextDue is the earlier of the anchor plus the cadence and the day on which the report goes stale. The anchor is the day on which the
// last full assessment was approved; months are always counted from it, never from an earlier due date.
func NextDue(anchor Date, c Cadence, stale Date) Due {
	d := Due{Cadence: anchor.AddMonths(c.Months), Stale: stale}
	d.On, d.Because = d.Cadence, fmt.Sprintf("%d months after the assessment, by %s", c.Months, c.Because)
	if !stale.IsZero() && d.On.After(stale) {
		d.On, d.Because = stale, "the report is no longer relied on after that day"
	}
	return d
}
