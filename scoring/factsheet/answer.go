package factsheet

import (
	"slices"
	"strings"

	"countersign/fault"
	"countersign/scoring"

	"gopkg.in/yaml.v3"
)

// entry is an answer as it stands in the sheet. Which of the values is set depends on the kind of the field; known tells whether any is.
type entry struct {
	scoring.Answer
	known      bool
	line       int
	date       scoring.Date
	names      []string
	exceptions []scoring.ReportException
	letter     *scoring.Letter
}

// defaults are who looked and when, where an answer does not say so itself.
type defaults struct {
	by string
	on scoring.Date
}

func answerKeys() []string {
	return []string{"value", "evidence", "date", "by", "source", "note", "until"}
}

// answer reads a value with what stands behind it. own: it is about our own use, of which nobody needs proof.
func (r *reader) answer(n *yaml.Node, field string, f scoring.Field, own bool, d defaults) entry {
	e := entry{line: n.Line}
	if blank(n) {
		return e
	}
	if n.Kind != yaml.MappingNode {
		r.say(n, field, "wants unknown, or a mapping such as { value: …, evidence: E3, date: 2026-03-31, by: …, source: … }")
		return e
	}
	e.By, e.On = d.by, d.on
	var value *yaml.Node
	r.each(n, field, answerKeys(), func(key string, v *yaml.Node) {
		at := joined(field, key)
		switch key {
		case "value":
			value = v
		case "evidence":
			e.Evidence = scoring.Evidence(r.word(v, at, scoring.EvidenceGrades()))
		case "date":
			e.On = r.date(v, at)
		case "by":
			e.By = r.text(v, at)
		case "source":
			e.Source = r.text(v, at)
		case "note":
			e.Note = r.text(v, at)
		case "until":
			e.Until = r.date(v, at)
			if !f.Expires {
				r.say(v, at, "this field does not expire")
			}
		}
	})
	if value == nil || blank(value) {
		return e
	}
	r.value(value, joined(field, "value"), f, &e)
	r.behind(n, field, own, &e)
	return e
}

// value reads what is answered, by the kind of the field.
func (r *reader) value(n *yaml.Node, field string, f scoring.Field, e *entry) {
	before := len(r.problems)
	switch f.Kind {
	case scoring.KindNumber:
		e.Number, e.Word = r.number(n, field, f)
	case scoring.KindDate:
		e.date = r.date(n, field)
	case scoring.KindNames:
		e.names = r.names(n, field, r.among(f.Words()))
	case scoring.KindCriteria:
		e.names = r.criteria(n, field)
	case scoring.KindExceptions:
		e.exceptions = r.exceptions(n, field)
	case scoring.KindLetter:
		e.letter = r.letter(n, field)
	default:
		e.Word = r.word(n, field, f.Words())
	}
	e.known = len(r.problems) == before
}

// among judges the items of a list that has a choice; nil where anything goes.
func (r *reader) among(words []string) func(*yaml.Node, string) bool {
	if len(words) == 0 {
		return nil
	}
	return func(item *yaml.Node, at string) bool { return r.word(item, at, words) != "" }
}

// behind checks that the answer says who looked, when, and what stands behind it. One without evidence is unknown.
func (r *reader) behind(n *yaml.Node, field string, own bool, e *entry) {
	if own && e.Evidence == "" {
		e.Evidence = scoring.Own
	}
	var missing []string
	if e.Evidence == "" {
		if !r.complained(field + ".evidence") {
			missing = append(missing, "evidence ("+fault.Choices(scoring.EvidenceGrades())+")")
		}
	} else if e.Evidence == scoring.None {
		e.known = false
		return
	}
	if e.On.IsZero() && !r.complained(field+".date") {
		missing = append(missing, "date (when somebody looked)")
	}
	if e.By == "" {
		missing = append(missing, "by (who looked)")
	}
	if e.Source == "" && slices.Contains([]scoring.Evidence{scoring.Published, scoring.Contractual, scoring.Examined}, e.Evidence) {
		missing = append(missing, "source (a link or document)")
	}
	if len(missing) > 0 {
		r.say(n, field, "wants %s as well", strings.Join(missing, ", "))
	}
}

// complained tells whether a mistake in the field was reported already.
func (r *reader) complained(field string) bool {
	return slices.ContainsFunc(r.problems, func(p fault.Problem) bool { return p.Field == field })
}
