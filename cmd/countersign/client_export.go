package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"

	"countersign/client"
	"countersign/fault"
)

// exportCommand takes a review out of the server.
type exportCommand struct {
	serverFlag
	Review    string `arg:"" help:"Id of a review."`
	Format    string `enum:"json,markdown" default:"json" help:"json is the report with its judgement, as countersign review prints it; markdown is the review, with what people decided, for people."`
	Decisions bool   `help:"In JSON, put the review and its findings with what people decided beside the report."`
	Output    string `short:"o" placeholder:"FILE" help:"Write into this file."`
}

// Run prints the review, or writes it whole or not at all.
func (c *exportCommand) Run(env *environment) error {
	server, err := c.connect(env)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	switch {
	case c.Format == "markdown":
		err = c.markdown(env, server, &out)
	case c.Decisions:
		err = c.joined(env, server, &out)
	default:
		err = server.Report(env.ctx, c.Review, &out)
	}
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	if b := out.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
		out.WriteByte('\n')
	}
	if c.Output == "" {
		_, err = env.stdout.Write(out.Bytes())
		return printed(err)
	}
	if err := replaceFile(c.Output, out.Bytes()); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "%s cannot be written", c.Output)
	}
	return nil
}

// joined is {"review": …, "report": …, "findings": […]}.
func (c *exportCommand) joined(env *environment, server *client.Client, out *bytes.Buffer) error {
	var report bytes.Buffer
	if err := server.Report(env.ctx, c.Review, &report); err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	r, err := server.ReviewJSON(env.ctx, c.Review)
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	list, err := collect(env, server, c.Review, url.Values{})
	if err != nil {
		return err
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(map[string]any{"review": r, "report": json.RawMessage(report.Bytes()), "findings": list}); err != nil {
		return fault.Wrap(err, fault.Unavailable, "what answers at %s is no Countersign server", server.Server)
	}
	return nil
}

// replaceFile writes a file, whole or not at all. A report is confidential: only its owner may read it.
func replaceFile(path string, raw []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".countersign-*")
	if err != nil {
		return err //nolint:wrapcheck // the caller says what failed
	}
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err //nolint:wrapcheck // the caller says what failed
}
