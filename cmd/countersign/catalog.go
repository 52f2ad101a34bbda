package main

import (
	"countersign/checklist"
	"countersign/checklist/catalog"
	"countersign/fault"
	"countersign/internal/present"
)

// catalogGroup shows, checks and tries the AI checklist.
type catalogGroup struct {
	List     catalogListCommand     `cmd:"" help:"List the items of the AI checklist."`
	Show     catalogShowCommand     `cmd:"" help:"Show everything about one item: what is asked, what counts, what is mapped to it."`
	Validate catalogValidateCommand `cmd:"" help:"Check folders of your own items, with the examples in them, and say what they change."`
	Try      catalogTryCommand      `cmd:"" help:"Judge a passage of plain text from standard input as if it stood in a section of a report."`
}

// folders are the customer's own items over the built-in ones.
type folders struct {
	Catalog []string `placeholder:"DIR" sep:"none" help:"Folder of your own items and words, over the built-in ones; may be given several times."`
}

// loadCatalog reads the catalog. Mistakes go to standard error, one a line.
func loadCatalog(env *environment, dirs []string) (*catalog.Catalog, error) {
	c, err := catalog.Load(dirs...)
	if err != nil {
		return nil, env.mistaken(err)
	}
	return c, nil
}

// judges reads the catalog and prepares its rules.
func judges(env *environment, dirs []string) (*catalog.Catalog, *checklist.Checklist, error) {
	c, err := loadCatalog(env, dirs)
	if err != nil {
		return nil, nil, err
	}
	list, err := checklist.New(c)
	return c, list, err //nolint:wrapcheck // names the rule
}

// show prints a page in a format other than JSON.
func show(env *environment, format string, page present.Document) error {
	set := func() error { return present.Text(env.stdout, page, textStyle(env.stdout)) }
	if format == "markdown" {
		set = func() error { return present.Markdown(env.stdout, page) }
	}
	if err := set(); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the result cannot be printed")
	}
	return nil
}
