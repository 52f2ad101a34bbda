package factsheet

import (
	"fmt"

	"countersign/scoring"

	"gopkg.in/yaml.v3"
)

func yesNo() []string { return []string{scoring.Yes, scoring.No} }

// records visits the mappings of a list; none is an empty one.
func (r *reader) records(n *yaml.Node, field string, visit func(item *yaml.Node, at string)) {
	switch {
	case blank(n), n.Kind == yaml.ScalarNode && n.Value == none:
		return
	case n.Kind != yaml.SequenceNode:
		r.say(n, field, "wants a list of mappings, or none")
		return
	}
	for i, item := range n.Content {
		at := fmt.Sprintf("%s[%d]", field, i+1)
		if item.Kind != yaml.MappingNode {
			r.say(item, at, "wants a mapping")
			continue
		}
		visit(item, at)
	}
}

// exceptions reads the exceptions of a report that is told by hand.
func (r *reader) exceptions(n *yaml.Node, field string) []scoring.ReportException {
	var out []scoring.ReportException
	known := []string{"control", "criteria", "ai", "responded", "fixed", "qualifies"}
	r.records(n, field, func(item *yaml.Node, at string) {
		var x scoring.ReportException
		r.each(item, at, known, func(key string, v *yaml.Node) {
			here := joined(at, key)
			switch key {
			case "control":
				x.Control = r.text(v, here)
			case "criteria":
				x.Criteria = r.criteria(v, here)
			case "ai":
				x.AI = r.word(v, here, yesNo()) == scoring.Yes
			case "responded":
				x.Responded = r.word(v, here, yesNo()) == scoring.Yes
			case "fixed":
				x.Fixed = r.word(v, here, yesNo()) == scoring.Yes
			case "qualifies":
				x.Qualifies = r.word(v, here, yesNo()) == scoring.Yes
			}
		})
		out = append(out, x)
	})
	return out
}

// letter reads a letter on the next report; nil when there is none.
func (r *reader) letter(n *yaml.Node, field string) *scoring.Letter {
	if n.Kind == yaml.ScalarNode && n.Value == none {
		return nil
	}
	var l scoring.Letter
	known := []string{"dated", "names_auditor", "names_period", "expected", "span_start", "span_end", "follows"}
	r.each(n, field, known, func(key string, v *yaml.Node) {
		at := joined(field, key)
		switch key {
		case "dated":
			l.Dated = r.date(v, at)
		case "names_auditor":
			l.NamesAuditor = r.word(v, at, yesNo()) == scoring.Yes
		case "names_period":
			l.NamesPeriod = r.word(v, at, yesNo()) == scoring.Yes
		case "expected":
			l.Expected = r.date(v, at)
		case "span_start":
			l.SpanStart = r.date(v, at)
		case "span_end":
			l.SpanEnd = r.date(v, at)
		case "follows":
			l.Follows = r.word(v, at, yesNo()) == scoring.Yes
		}
	})
	return &l
}

// incidents reads the incidents that a search found or the provider told of.
func (r *reader) incidents(n *yaml.Node, field string) []scoring.Incident {
	var out []scoring.Incident
	known := []string{"title", "date", "severity", "relevance", "open", "customer_content", "notified_in_time", "root_cause_published", "source"}
	r.records(n, field, func(item *yaml.Node, at string) {
		var i scoring.Incident
		r.each(item, at, known, func(key string, v *yaml.Node) {
			here := joined(at, key)
			switch key {
			case "title":
				i.Title = r.text(v, here)
			case "date":
				i.On = r.date(v, here)
			case "severity":
				i.Severity = scoring.Severity(r.word(v, here, scoring.IncidentSeverities()))
			case "relevance":
				i.Relevance = scoring.Relevance(r.word(v, here, []string{string(scoring.Ours), string(scoring.Elsewhere)}))
			case "open":
				i.Open = r.word(v, here, yesNo())
			case "customer_content":
				i.CustomerContent = r.word(v, here, yesNo())
			case "notified_in_time":
				i.Notified = r.word(v, here, yesNo())
			case "root_cause_published":
				i.RootCause = r.word(v, here, yesNo())
			case "source":
				i.Source = r.text(v, here)
			}
		})
		if i.Title == "" || i.On.IsZero() && !r.complained(at+".date") {
			r.say(item, at, "wants a title and a date at least")
		}
		out = append(out, i)
	})
	return out
}
