package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"countersign/fault"
	"countersign/internal/present"
	"countersign/scoring"
	"countersign/scoring/factsheet"
)

// providerGroup scores foundation-model providers.
type providerGroup struct {
	Score    providerScoreCommand    `cmd:"" help:"Score a provider and its serving route from a fact sheet."`
	Template providerTemplateCommand `cmd:"" help:"Write an empty fact sheet with a comment on each field."`
}

// providerScoreCommand scores one fact sheet.
type providerScoreCommand struct {
	File   string `arg:"" help:"Fact sheet (YAML); countersign provider template writes one."`
	Format string `enum:"text,json,markdown" default:"text" help:"Output: text, json or markdown."`
	AsOf   string `name:"as-of" placeholder:"DATE" help:"Score as of this date (YYYY-MM-DD) instead of today."`
}

// Run scores the sheet and prints the score. Mistakes in the sheet go to standard error, one a line.
func (c *providerScoreCommand) Run(env *environment) error {
	asOf := scoring.DateOf(env.now())
	if c.AsOf != "" {
		var err error
		if asOf, err = scoring.ParseDate(c.AsOf); err != nil {
			return usageError{fmt.Errorf("--as-of wants a date like 2026-03-31, not %q", c.AsOf)}
		}
	}
	cfg, err := scoring.DefaultConfig()
	if err != nil {
		return err //nolint:wrapcheck // it says what failed
	}
	loaded, err := factsheet.Load(c.File, cfg)
	if err != nil {
		return env.mistaken(err)
	}
	score, err := scoring.Provider(loaded.Sheet, loaded.Inputs, asOf, cfg)
	if err != nil {
		return err //nolint:wrapcheck // it says what failed
	}
	return c.print(env, score)
}

func (c *providerScoreCommand) print(env *environment, score scoring.ProviderScore) error {
	var err error
	switch c.Format {
	case "json":
		return encode(env.stdout, score)
	case "markdown":
		err = present.Markdown(env.stdout, present.ComposeProvider(score))
	default:
		err = present.Text(env.stdout, present.ComposeProvider(score), textStyle(env.stdout))
	}
	if err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the result cannot be printed")
	}
	return nil
}

// providerTemplateCommand writes an empty fact sheet.
type providerTemplateCommand struct {
	File string `arg:"" optional:"" help:"File to write; without one the sheet is printed."`
}

// Run writes the template, never over a file that is there already: somebody's answers may stand in it.
func (c *providerTemplateCommand) Run(env *environment) error {
	cfg, err := scoring.DefaultConfig()
	if err != nil {
		return err //nolint:wrapcheck // it says what failed
	}
	sheet := factsheet.Template(cfg)
	if c.File == "" {
		if _, err := fmt.Fprint(env.stdout, sheet); err != nil {
			return fault.Wrap(err, fault.WriteFailed, "the fact sheet cannot be printed")
		}
		return nil
	}
	if err := writeNew(c.File, sheet); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fault.Wrap(err, fault.WriteFailed, "there is a file %s already; name another, or remove it first", c.File)
		}
		return fault.Wrap(err, fault.WriteFailed, "the fact sheet cannot be written to %s; check that its folder exists and that you may write there", c.File)
	}
	return nil
}

// writeNew writes a file that must not exist yet.
func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err //nolint:wrapcheck // the caller says what failed
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
