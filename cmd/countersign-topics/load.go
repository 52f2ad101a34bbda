package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"countersign/checklist/catalog"
	"countersign/checklist/topic"
	"countersign/checklist/wording"
	"countersign/parser"
	"countersign/report"

	"gopkg.in/yaml.v3"
)

// passage is a labeled text: for some items it is known whether it says something of them.
type passage struct {
	stems  []string
	labels map[string]bool // by item
}

type loader struct {
	stems    wording.Stemmer
	byRef    map[string]string
	passages []passage
}

// load gathers all labeled passages, in an order that depends on nothing but their files.
func load(dir, hold string) (items []string, passages []passage, err error) {
	cat, err := catalog.Load()
	if err != nil {
		return nil, nil, fmt.Errorf("cannot load the catalog: %w", err)
	}
	l := &loader{byRef: map[string]string{}}
	for i := range cat.Items {
		it := &cat.Items[i]
		if it.Rule != "" {
			continue
		}
		items = append(items, it.ID)
		l.byRef[it.Ref] = it.ID
		for _, e := range append(append([]catalog.Example{}, it.Examples.Good...), it.Examples.Bad...) {
			l.add(e.Section, e.Text, map[string]bool{it.ID: covers(e.Status)})
		}
	}
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" || filepath.Base(path) == "shared.yaml" {
			return err
		}
		if held, _ := filepath.Match(hold, path); hold != "" && held {
			return nil
		}
		raw, err := os.ReadFile(path) //nolint:gosec // the labeled files of the project itself
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", path, err)
		}
		return l.file(path, raw)
	})
	if err != nil {
		return nil, nil, fmt.Errorf("cannot load the passages: %w", err)
	}
	return items, l.passages, nil
}

func covers(status string) bool {
	return status == "described" || status == "tested" || status == "partial"
}

// file reads any of the three shapes of labeled files.
func (l *loader) file(path string, raw []byte) error {
	if filepath.Base(path) == "elements.yaml" {
		return l.elements(raw)
	}
	var f struct {
		Item  string `yaml:"item"`
		Cases []struct {
			Section string            `yaml:"section"`
			Status  string            `yaml:"status"`
			Text    string            `yaml:"text"`
			Labels  map[string]string `yaml:"labels"`
		} `yaml:"cases"`
	}
	if err := yaml.Unmarshal(raw, &f); err != nil {
		return fmt.Errorf("cannot read %s: %w", path, err)
	}
	for _, c := range f.Cases {
		labels := map[string]bool{}
		for ref, status := range c.Labels {
			labels[l.byRef[ref]] = covers(status)
		}
		if f.Item != "" && c.Status != "" {
			labels[f.Item] = covers(c.Status)
		}
		l.add(c.Section, c.Text, labels)
	}
	return nil
}

func (l *loader) elements(raw []byte) error {
	var groups []struct {
		Item      string   `yaml:"item"`
		Described []string `yaml:"described"`
		Tested    []struct {
			Activity  string `yaml:"activity"`
			Procedure string `yaml:"procedure"`
		} `yaml:"tested"`
		Negatives []struct {
			Section string `yaml:"section"`
			Text    string `yaml:"text"`
		} `yaml:"negatives"`
	}
	if err := yaml.Unmarshal(raw, &groups); err != nil {
		return fmt.Errorf("cannot read the elements: %w", err)
	}
	for _, g := range groups {
		for _, s := range g.Described {
			l.add("III", s, map[string]bool{g.Item: true})
		}
		for _, s := range g.Tested {
			l.add("III", s.Activity+" "+s.Procedure, map[string]bool{g.Item: true})
		}
		for _, s := range g.Negatives {
			l.add(s.Section, s.Text, map[string]bool{g.Item: false})
		}
	}
	return nil
}

// add takes a passage; of a row of the tests what the control and the procedures say, as the matcher does.
func (l *loader) add(section, text string, labels map[string]bool) {
	if len(labels) == 0 {
		return
	}
	if section == "IV" {
		rows := parser.Passage(report.RoleTests, text).ControlTests
		var parts []string
		for _, r := range rows {
			parts = append(append(parts, r.Activity), r.Procedures...)
		}
		if len(parts) > 0 {
			text = strings.Join(parts, " ")
		}
	}
	l.passages = append(l.passages, passage{topic.StemsOf(&l.stems, text), labels})
}
