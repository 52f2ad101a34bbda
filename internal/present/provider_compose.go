package present

import (
	"fmt"
	"slices"
	"strings"

	"countersign/scoring"
)

// ComposeProvider decides what the page says about the score of a provider: the grade and what holds it down, the dimensions, what
// nobody knows, and the arithmetic of each number.
func ComposeProvider(p scoring.ProviderScore) Document {
	c := providerComposer{p}
	d := Document{
		Title: orElseText(p.Provider, "Provider not named"), Subtitle: orElseText(p.Route, "Serving route not named"),
		Lead: fmt.Sprintf("Assessed as of %s, scoring configuration %s", longDate(p.AsOf.String()), p.Version),
	}
	if alerts := c.alerts(); len(alerts) > 0 {
		d.Parts = append(d.Parts, Part{"Read this first", []Block{alerts}})
	}
	d.Parts = append(d.Parts, Part{"Score", []Block{c.facts()}}, Part{"Dimensions", []Block{c.dimensions()}})
	for _, part := range []Part{c.caps(), c.unknown(), c.sensitivity(), c.steps(), c.limits()} {
		if len(part.Blocks) > 0 {
			d.Parts = append(d.Parts, part)
		}
	}
	return d
}

// providerComposer writes the parts of the page.
type providerComposer struct {
	p scoring.ProviderScore
}

// points writes a number of points with one decimal.
func points(v float64) string { return fmt.Sprintf("%.1f", v) }

// hundredths writes a number of a table, so that its sum can be checked by eye.
func hundredths(v float64) string { return fmt.Sprintf("%.2f", v) }

func (c providerComposer) alerts() Alerts {
	var out Alerts
	if k, ok := c.p.CappedBy(); ok {
		text := fmt.Sprintf("Held at %s (%s at best) by cap %s: %s.", points(k.Score), k.Grade, k.ID, k.When)
		if k.Holds == scoring.HoldsUnknown {
			text = fmt.Sprintf("Held at %s (%s at best) by cap %s, because nobody has ruled out that %s. Answer that, and the cap may go.",
				points(k.Score), k.Grade, k.ID, k.When)
		}
		out = append(out, Alert{text, Bad})
	}
	if c.p.GradeHigh != c.p.Grade {
		out = append(out, Alert{fmt.Sprintf("With each missing answer at its best the grade would be %s. Go and ask; until then %s stands.", c.p.GradeHigh, c.p.Grade), Caution})
	}
	if n := len(c.p.Sensitivity.Flips); n > 0 {
		out = append(out, Alert{"The grade hangs on the weights; see Sensitivity.", Caution})
	}
	for _, note := range c.p.Notes {
		out = append(out, Alert{note, Caution})
	}
	return out
}

func (c providerComposer) facts() Facts {
	p := c.p
	facts := Facts{
		{Label: "Grade", Value: p.Grade},
		{Label: "Score", Value: c.score()},
		{Label: "Range", Value: fmt.Sprintf("%s to %s: everything unknown at nothing, and at full marks", points(p.Score), points(p.High))},
		{Label: "Complete", Value: fmt.Sprintf("%s%% of what is asked, by weight, has an answer", points(p.Completeness)), Tone: c.completeTone()},
	}
	return append(facts, c.risk()...)
}

func (c providerComposer) score() string {
	k, ok := c.p.CappedBy()
	if !ok {
		return points(c.p.Score) + " of 100; no cap bites"
	}
	return fmt.Sprintf("%s of 100; %s before cap %s", points(c.p.Score), points(c.p.Raw), k.ID)
}

func (c providerComposer) completeTone() Tone {
	if len(c.p.Unknown) == 0 {
		return Plain
	}
	return Caution
}

// risk is what the use brings, what is left of it, and when to look again.
func (c providerComposer) risk() Facts {
	p := c.p
	if p.Inherent == nil {
		return Facts{{"Inherent risk", "Not rated: facts on our own use are missing, so that there is no residual risk and no due date either.", Caution}}
	}
	next := fmt.Sprintf("%s: %s. By the cadence alone %s, if this assessment is approved on %s", longDate(p.NextDue.On.String()), p.NextDue.Because,
		longDate(p.NextDue.Cadence.String()), longDate(p.AsOf.String()))
	tone := Plain
	if !p.NextDue.On.After(p.AsOf) {
		next, tone = "Due already. "+next, Bad
	}
	facts := Facts{
		{Label: "Inherent risk", Value: fmt.Sprintf("%.2f of 5, %s", p.Inherent.Value, p.Inherent.Tier)},
		{Label: "Residual risk", Value: fmt.Sprintf("%.2f of 5, %s", p.Residual.Value, p.Residual.Band)},
		{Label: "Next due", Value: next + ".", Tone: tone},
		{Label: "Between", Value: lightTouch(p.Cadence.LightTouchMonths)},
	}
	if p.Cadence.ExitPlan {
		facts = append(facts, Fact{"Exit plan", "Needed: the residual risk is " + p.Residual.Band + ".", Bad})
	}
	return facts
}

func lightTouch(months int) string {
	switch months {
	case 0:
		return "No light-touch reviews."
	case 1:
		return "A light-touch review every month: sub-processors, deprecations, incidents."
	}
	return fmt.Sprintf("A light-touch review every %d months.", months)
}

func (c providerComposer) dimensions() Table {
	t := Table{Columns: []Column{{Name: ""}, {Name: "Dimension", Wide: true}, {Name: "Weight"}, {Name: "Value"}, {Name: "At best"}, {Name: "Points"}, {Name: "Answered"}}}
	for _, d := range c.p.Dimensions {
		t.Rows = append(t.Rows, []string{
			d.ID, d.Title, fmt.Sprintf("%v%%", d.Weight), hundredths(d.Value), hundredths(d.High), hundredths(d.Points), fmt.Sprintf("%.0f%%", d.Completeness),
		})
	}
	return t
}

// caps lists the caps whose condition holds or that nobody has ruled out.
func (c providerComposer) caps() Part {
	t := Table{Columns: []Column{{Name: ""}, {Name: "At most"}, {Name: "Condition", Wide: true}, {Name: "Holds"}, {Name: "Bites"}}}
	var ruledOut []string
	for _, k := range c.p.Caps {
		if k.Holds == scoring.HoldsNo {
			ruledOut = append(ruledOut, k.ID)
			continue
		}
		t.Rows = append(t.Rows, []string{k.ID, fmt.Sprintf("%v, %s", k.Score, k.Grade), capital(k.When), k.Holds, map[bool]string{true: "yes", false: "no"}[k.Bites]})
	}
	part := Part{Heading: "Caps"}
	if len(t.Rows) > 0 {
		part.Blocks = append(part.Blocks, t)
	}
	if len(ruledOut) > 0 {
		part.Blocks = append(part.Blocks, Paragraph("Ruled out: "+strings.Join(slices.Compact(ruledOut), ", ")+"."))
	}
	return part
}

func (c providerComposer) unknown() Part {
	if len(c.p.Unknown) == 0 {
		return Part{}
	}
	t := Table{Columns: []Column{{Name: "Worth up to"}, {Name: "Ask, and where the answer goes", Wide: true}}}
	for _, u := range c.p.Unknown {
		worth := "decides a cap"
		switch {
		case u.Points > 0:
			worth = points(u.Points)
		case strings.HasPrefix(u.Field, scoring.UseSection+"."):
			worth = "decides risk"
		}
		t.Rows = append(t.Rows, []string{worth, u.Question + " (" + u.Field + ")"})
	}
	return Part{fmt.Sprintf("Unknown (%d)", len(t.Rows)), []Block{t}}
}
