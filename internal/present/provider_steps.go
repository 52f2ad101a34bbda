package present

import (
	"fmt"
	"strings"

	"countersign/scoring"
)

// sensitivity says whether the grade would be another with other weights.
func (c providerComposer) sensitivity() Part {
	s := c.p.Sensitivity
	text := fmt.Sprintf("Each weight was raised and lowered by %v points, the others in proportion so that all sum to 100: %d trials, scores from %s to %s. ",
		s.Points, s.Tried, points(s.Lowest), points(s.Most))
	if len(s.Flips) == 0 {
		return Part{"Sensitivity", []Block{Paragraph(text + fmt.Sprintf("The grade stays %s in all of them.", c.p.Grade))}}
	}
	flips := make([]string, len(s.Flips))
	for i, f := range s.Flips {
		flips[i] = fmt.Sprintf("%s at %v%% gives %s (%s)", f.Dimension, f.Weight, f.Grade, points(f.Score))
	}
	return Part{"Sensitivity", []Block{Paragraph(text + "The grade changes with " + enumerate(flips) + ".")}}
}

// steps opens each number into the ones below it, numbered by their place.
func (c providerComposer) steps() Part {
	var out Entries
	for _, s := range c.p.Steps.Children {
		out = append(out, stepEntry(s))
	}
	for _, s := range []*scoring.Step{c.inherentSteps(), c.residualSteps()} {
		if s != nil {
			out = append(out, stepEntry(*s))
		}
	}
	return Part{"How each number came about", []Block{Paragraph("Score: " + c.p.Steps.Formula + "."), out}}
}

func (c providerComposer) inherentSteps() *scoring.Step {
	if c.p.Inherent == nil {
		return nil
	}
	return &c.p.Inherent.Steps
}

func (c providerComposer) residualSteps() *scoring.Step {
	if c.p.Residual == nil {
		return nil
	}
	return &c.p.Residual.Steps
}

// stepEntry is a step with all those below it as lines.
func stepEntry(s scoring.Step) Entry {
	e := Entry{Head: stepLine(s)}
	below := s.Children
	if len(below) == 1 && len(below[0].Children) > 0 { // a dimension's value is in the head
		e.Lines = append(e.Lines, stepLine(below[0]))
		below = below[0].Children
	}
	e.Lines = append(e.Lines, stepLines("", below)...)
	return e
}

func stepLines(prefix string, steps []scoring.Step) []string {
	var out []string
	for i, s := range steps {
		number := fmt.Sprintf("%s%d.", prefix, i+1)
		out = append(out, number+" "+stepLine(s))
		out = append(out, stepLines(number, s.Children)...)
	}
	return out
}

// stepLine writes "Label = value: formula [source]".
func stepLine(s scoring.Step) string {
	line := fmt.Sprintf("%s = %s", s.Label, strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.4f", s.Value), "0"), "."))
	if s.Formula != "" {
		line += ": " + s.Formula
	}
	if s.Source != "" {
		line += " [" + s.Source + "]"
	}
	return line
}

// limits are the weak points of the method, which a reader should have in mind.
func (c providerComposer) limits() Part {
	return Part{"What this score cannot tell", []Block{Paragraph(
		"It ranks how strong the assurance is; it is no probability of loss. The weights are judgment, and the sums treat ranks as " +
			"quantities. SOC 2 assurance and AI coverage, 40% together, rest on one and the same document. Large providers publish more and " +
			"so score higher. A report that never mentions AI still earns most of its dimension, which is why coverage and cap K10 stand " +
			"beside it. Of incidents only those that became public, or were told, can count.",
	)}}
}
