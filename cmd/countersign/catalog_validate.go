package main

import (
	"countersign/checklist/catalog"
	"countersign/fault"
	"countersign/internal/present"
)

// catalogValidateCommand checks folders.
type catalogValidateCommand struct {
	Folders []string `arg:"" optional:"" name:"dir" help:"Folders of your own items and words, in the order in which they lie over the built-in ones."`
}

// Run checks the folders and says what they change. Mistakes go to standard error, one a line; an example that is not answered as it
// says is one.
func (c *catalogValidateCommand) Run(env *environment) error {
	cat, list, err := judges(env, c.Folders)
	if err != nil {
		return err
	}
	var mistakes fault.Problems
	examples := 0
	for i := range cat.Items {
		if it := &cat.Items[i]; it.Origin != catalog.BuiltIn {
			examples += len(it.Examples.Good) + len(it.Examples.Bad)
			mistakes = append(mistakes, runExamples(list, it)...)
		}
	}
	if len(mistakes) > 0 {
		return env.mistaken(fault.Wrap(mistakes.Sorted(), fault.BadCatalog, "the examples show %s; correct the item's rules, or the example, and run again",
			catalog.Counted(len(mistakes))))
	}
	return show(env, "text", present.ComposeValidation(cat, len(c.Folders), examples))
}
