package assessment

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

//go:embed rules.yaml
var rulesFile []byte

// Outcome is what is recommended.
type Outcome string

// Outcomes, gravest first.
const (
	Reject           Outcome = "reject"
	Hold             Outcome = "hold"
	AcceptConditions Outcome = "accept with conditions"
	Accept           Outcome = "accept"
)

// Rules is the table of recommendations. rules.yaml says what each rule is for.
type Rules struct {
	Version  string           `yaml:"version"`
	Outcomes []OutcomeMeaning `yaml:"outcomes"` // gravest first
	Rules    []Rule           `yaml:"rules"`
}

// OutcomeMeaning says what an outcome means for the reader.
type OutcomeMeaning struct {
	Outcome Outcome `yaml:"outcome"`
	Means   string  `yaml:"means"`
}

// Rule leads from a fact to an outcome. Its id names the test in code; the other fields are what that test compares with.
type Rule struct {
	ID         string   `yaml:"id"`   // stable: add, never rename
	When       string   `yaml:"when"` // for people
	Outcome    Outcome  `yaml:"outcome"`
	Reason     string   `yaml:"reason"`
	Conditions []string `yaml:"conditions"` // {it} stands for what the rule met
	Questions  []string `yaml:"questions"`
	Criteria   []string `yaml:"criteria"`
	Items      []string `yaml:"items"`
	Prefix     string   `yaml:"prefix"`
	Severity   string   `yaml:"severity"`
	Months     int      `yaml:"months"`
}

// DefaultRules are the rules that the program carries.
func DefaultRules() (Rules, error) {
	var r Rules
	d := yaml.NewDecoder(bytes.NewReader(rulesFile))
	d.KnownFields(true)
	if err := d.Decode(&r); err != nil {
		return Rules{}, fmt.Errorf("cannot read the rules of the recommendation: %w", err)
	}
	if err := r.check(); err != nil {
		return Rules{}, fmt.Errorf("cannot use the rules of the recommendation: %w", err)
	}
	return r, nil
}

// check holds the table against the code: each rule has its test and each test its rule.
func (r Rules) check() error {
	var problems []error
	say := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	if r.Version == "" {
		say("there is no version")
	}
	tests, seen := tests(), map[string]bool{}
	for _, rule := range r.Rules {
		if seen[rule.ID] {
			say("rule %s stands there twice", rule.ID)
		}
		seen[rule.ID] = true
		if tests[rule.ID] == nil {
			say("rule %s has no test", rule.ID)
		}
		if rule.When == "" || rule.Reason == "" || len(rule.Conditions) == 0 {
			say("rule %s must say when it holds, why it matters and what to do", rule.ID)
		}
		for _, text := range slices.Concat(rule.Conditions, rule.Questions) {
			if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") || strings.ToUpper(text[:1]) != text[:1] {
				say("rule %s: %q is no sentence; a list in YAML splits at commas unless they are quoted", rule.ID, text)
			}
		}
		if r.rank(rule.Outcome) < 0 || rule.Outcome == Accept {
			say("rule %s leads to %q", rule.ID, rule.Outcome)
		}
	}
	for id := range tests {
		if !seen[id] {
			say("test %s stands in no rule", id)
		}
	}
	return errors.Join(problems...)
}

// rank orders outcomes, the gravest first; -1 for what is none.
func (r Rules) rank(o Outcome) int {
	return slices.IndexFunc(r.Outcomes, func(m OutcomeMeaning) bool { return m.Outcome == o })
}
