package main

import (
	"io"
	"slices"

	"countersign/checklist"
	"countersign/fault"
	"countersign/internal/present"
	"countersign/parser"
	"countersign/report"
)

// The most bytes of a passage that are judged.
const maxPassage = 1 << 20

// catalogTryCommand judges a passage.
type catalogTryCommand struct {
	folders
	Section string `required:"" enum:"I,II,III,IV,V" help:"Section that the passage would stand in: I opinion, II assertion, III description, IV tests, V other information."`
	Format  string `enum:"text,json" default:"text" help:"Output: text or json."`
}

// roleOf names the section that usually carries the numeral.
func roleOf(numeral string) report.Role {
	return map[string]report.Role{
		"I": report.RoleOpinion, "II": report.RoleAssertion, "III": report.RoleDescription, "IV": report.RoleTests, "V": report.RoleOther,
	}[numeral]
}

// Run judges what stands on standard input and prints the items that it speaks of, and its exceptions.
func (c *catalogTryCommand) Run(env *environment) error {
	cat, list, err := judges(env, c.Catalog)
	if err != nil {
		return err
	}
	text, err := passage(env.stdin)
	if err != nil {
		env.status = statusUnreadable
		return err
	}
	rep := parser.Passage(roleOf(c.Section), text)
	answers := slices.DeleteFunc(list.Answers(rep), silent)
	if c.Format == "json" {
		return encode(env.stdout, trialOf(cat.Version, c.Section, answers, rep))
	}
	return show(env, c.Format, present.ComposeTrial(cat, c.Section, answers, rep.Exceptions))
}

// passage reads plain text.
func passage(in io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(in, maxPassage+1))
	if err != nil {
		return "", fault.Wrap(err, fault.FileUnreadable, "standard input cannot be read")
	}
	if len(raw) > maxPassage {
		return "", fault.New(fault.TooLarge, "the passage has more than %d MB; a passage is a few paragraphs, and review reads whole reports", maxPassage>>20)
	}
	return string(raw), nil
}

// silent tells whether the passage says nothing about the item.
func silent(a checklist.Answer) bool {
	return a.Status == checklist.Absent && len(a.Quotes)+len(a.NotCounted)+len(a.LooksLike) == 0
}
