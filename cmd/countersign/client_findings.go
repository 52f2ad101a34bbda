package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"countersign/client"
	"countersign/internal/present"
)

// findingsCommand lists the findings of a review.
type findingsCommand struct {
	serverFlag
	Review   string   `arg:"" help:"Id of a review."`
	Kind     []string `placeholder:"KIND" help:"Of these kinds: opinion, scope, exception, checklist, red-flag, user-entity-control, subservice-organization, reliability, own."`
	Status   []string `placeholder:"STATUS" help:"Of these statuses, as they stand after decisions: described, tested, partial, absent, near-miss, unknown, open."`
	Severity []string `placeholder:"SEVERITY" help:"Of these severities, as they stand after decisions: critical, high, medium, low, info."`
	Verdict  []string `placeholder:"VERDICT" help:"Decided so: open, accepted, edited, rejected, not-applicable."`
	Search   string   `placeholder:"WORDS" help:"With these words in title, reason or quote; the last may be a beginning."`
	Format   string   `enum:"text,json" default:"text" help:"text or json."`
}

// Run prints all of them, in the order of the report of findings.
func (c *findingsCommand) Run(env *environment) error {
	server, err := c.connect(env)
	if err != nil {
		return err
	}
	list, err := collect(env, server, c.Review, c.where())
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return encodeFindings(env.stdout, list)
	}
	for i := range list {
		if err := printFinding(env.stdout, &list[i], i > 0); err != nil {
			return err
		}
	}
	if len(list) == 0 {
		_, err = fmt.Fprintln(env.stderr, "No findings are like that.")
	}
	return printed(err)
}

func (c *findingsCommand) where() url.Values {
	where := url.Values{}
	for name, values := range map[string][]string{"kind": c.Kind, "status": c.Status, "severity": c.Severity, "verdict": c.Verdict} {
		if len(values) > 0 {
			where.Set(name, strings.Join(values, ","))
		}
	}
	if c.Search != "" {
		where.Set("search", c.Search)
	}
	return where
}

func collect(env *environment, server *client.Client, review string, where url.Values) ([]client.Finding, error) {
	list := []client.Finding{}
	for f, err := range server.Findings(env.ctx, review, where) {
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// encodeFindings prints them whole, as the server gave them.
func encodeFindings(w io.Writer, list []client.Finding) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return printed(e.Encode(map[string]any{"items": list}))
}

// printFinding is the finding, what was decided over it, and each quote with its page.
func printFinding(w io.Writer, f *client.Finding, apart bool) error {
	var b strings.Builder
	if apart {
		b.WriteString("\n")
	}
	_, _ = fmt.Fprintf(&b, "%s  %s\n", strings.ToUpper(present.Clean(f.Severity)), headline(f))
	if f.Reason != "" {
		b.WriteString("  " + present.Clean(f.Reason) + "\n")
	}
	if d := decided(f); d != "" {
		b.WriteString("  " + d + "\n")
	}
	for _, q := range f.Quotes {
		_, _ = fmt.Fprintf(&b, "  p. %d  “%s”\n", q.Page, present.Clean(q.Text))
	}
	_, err := io.WriteString(w, b.String())
	return printed(err)
}

// headline is "AI-R1 Model changes: absent (checklist)".
func headline(f *client.Finding) string {
	return present.Clean(fmt.Sprintf("%s %s: %s (%s)", f.Ref, f.Title, f.Status, f.Kind))
}

// decided is what a person decided; empty while nobody did.
func decided(f *client.Finding) string {
	d := f.Decision
	if d.Verdict == "" || d.Verdict == "open" {
		return ""
	}
	text := d.Verdict + " by " + d.ByName
	if d.At != nil {
		text += " on " + d.At.Format("2006-01-02")
	}
	if d.Reason != "" {
		text += ": " + d.Reason
	}
	return present.Clean(text)
}
