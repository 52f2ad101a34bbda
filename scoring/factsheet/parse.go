package factsheet

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"countersign/fault"
	"countersign/report"
	"countersign/scoring"

	"gopkg.in/yaml.v3"
)

// Keys of a sheet beside its sections.
const (
	keyProvider   = "provider"
	keyRoute      = "route"
	keyDefaults   = "defaults"
	keyReportJSON = "report_json"
	keyList       = "list"
)

// The sections that hold more than answers.
const (
	sectionReport    = "report"
	sectionIncidents = "incidents"
	sectionCoverage  = "ai_coverage"
)

// Sheet is a fact sheet that was read, before a reviewed report is joined to it.
type Sheet struct {
	scoring.FactSheet
	ReportJSON string // path from the folder of the sheet; empty when no report was reviewed
	entries    map[string]entry
	jsonLine   int
	file       string
}

// Parse reads a sheet. name stands in the mistakes, which come as fault.Problems, all at once.
func Parse(name string, raw []byte, cfg scoring.Config) (*Sheet, error) {
	r := &reader{file: name, finder: report.NewCriteriaFinder()}
	s := &Sheet{FactSheet: scoring.FactSheet{Answers: map[string]scoring.Answer{}}, entries: map[string]entry{}, file: name}
	root, ok := r.document(raw)
	if ok {
		r.sheet(root, s, cfg)
	}
	if len(r.problems) > 0 {
		return nil, r.problems.Sorted() //nolint:wrapcheck // it is the list that callers show
	}
	return s, nil
}

// document is the one document of the file.
func (r *reader) document(raw []byte) (*yaml.Node, bool) {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	var doc, more yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		r.problems = append(r.problems, fault.Problem{File: r.file, Message: "the file is empty; `countersign provider template` writes a sheet to start from"})
		return nil, false
	case err != nil:
		r.syntax(err)
		return nil, false
	}
	if err := d.Decode(&more); err == nil {
		r.say(&more, "", "a second sheet begins here; keep one provider and route a file")
		return nil, false
	}
	if len(doc.Content) == 0 {
		return &doc, false
	}
	return doc.Content[0], true
}

// syntax reports that the file is no YAML, at the line that the library names.
func (r *reader) syntax(err error) {
	p := fault.Problem{File: r.file, Message: "this is no valid YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
	if m := regexp.MustCompile(`^yaml: line (\d+): (.*)$`).FindStringSubmatch(err.Error()); m != nil {
		p.Line, _ = strconv.Atoi(m[1])
		p.Message = "this is no valid YAML: " + m[2]
	}
	r.problems = append(r.problems, p)
}

func (r *reader) sheet(root *yaml.Node, s *Sheet, cfg scoring.Config) {
	sections := map[string]scoring.Section{}
	known := []string{keyProvider, keyRoute, keyDefaults}
	for _, sec := range cfg.Sections() {
		sections[sec.Name] = sec
		known = append(known, sec.Name)
	}
	d := r.defaults(root)
	if root.Kind != yaml.MappingNode {
		r.say(root, "", "wants a fact sheet; `countersign provider template` writes one to start from")
		return
	}
	r.each(root, "", known, func(key string, v *yaml.Node) {
		switch key {
		case keyProvider:
			s.Provider = r.text(v, key)
		case keyRoute:
			s.Route = r.text(v, key)
		case keyDefaults: // read before, because answers need them
		default:
			r.section(v, sections[key], s, d)
		}
	})
}

// defaults reads them ahead of the rest, wherever they stand.
func (r *reader) defaults(root *yaml.Node) defaults {
	var d defaults
	for i := 0; root.Kind == yaml.MappingNode && i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != keyDefaults {
			continue
		}
		r.each(root.Content[i+1], keyDefaults, []string{"by", "date"}, func(key string, v *yaml.Node) {
			if key == "by" {
				d.by = r.text(v, "defaults.by")
			} else {
				d.on = r.date(v, "defaults.date")
			}
		})
		break
	}
	return d
}

// section reads the answers of one section.
func (r *reader) section(n *yaml.Node, sec scoring.Section, s *Sheet, d defaults) {
	fields := map[string]scoring.Field{}
	var known []string
	for _, f := range sec.Fields {
		fields[f.ID] = f
		known = append(known, f.ID)
	}
	switch sec.Name {
	case sectionReport:
		known = append(known, keyReportJSON)
	case sectionIncidents:
		known = append(known, keyList)
	}
	r.each(n, sec.Name, known, func(key string, v *yaml.Node) {
		at := joined(sec.Name, key)
		switch {
		case sec.Name == sectionReport && key == keyReportJSON:
			s.ReportJSON, s.jsonLine = r.text(v, at), v.Line
		case sec.Name == sectionIncidents && key == keyList:
			s.Incidents = r.incidents(v, at)
		default:
			e := r.answer(v, at, fields[key], sec.Name == scoring.UseSection, d)
			if !e.known {
				return
			}
			s.entries[at] = e
			if e.Word != "" || e.Number != nil {
				s.Answers[at] = e.Answer
			}
		}
	})
}
