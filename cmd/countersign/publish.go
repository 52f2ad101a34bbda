package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"countersign/assessment"
	"countersign/fault"
	"countersign/internal/present"
)

// publisher prints outcomes, or writes them into a folder, in the order in which they are added.
type publisher struct {
	cmd      *reviewCommand
	env      *environment
	asOf     time.Time
	progress *progressBar
	printed  int
	list     []any           // for JSON of many files
	used     map[string]bool // names in the folder
}

func newPublisher(c *reviewCommand, env *environment, asOf time.Time, progress *progressBar) (*publisher, error) {
	if c.Out != "" {
		if err := os.MkdirAll(c.Out, 0o750); err != nil {
			return nil, fault.Wrap(err, fault.WriteFailed, "the folder %s cannot be made; check --out", c.Out)
		}
	}
	return &publisher{cmd: c, env: env, asOf: asOf, progress: progress, used: map[string]bool{}}, nil
}

// add publishes an outcome; a fault goes to standard error.
func (p *publisher) add(o outcome) error {
	p.progress.clear()
	p.env.status = max(p.env.status, o.status())
	if o.fault != nil {
		_, _ = fmt.Fprintf(p.env.stderr, "%s: %s%s [%s]\n", o.path, o.fault.Message, hint(o.fault.Code), o.fault.Code)
	}
	switch {
	case p.cmd.Out != "":
		return p.write(o)
	case p.cmd.Format == "json":
		p.list = append(p.list, o.json())
		return nil
	case o.fault == nil:
		return p.print(o)
	}
	return nil
}

// print sets the page, an empty line apart from the one before.
func (p *publisher) print(o outcome) error {
	if p.printed++; p.printed > 1 {
		if _, err := fmt.Fprintln(p.env.stdout); err != nil {
			return fault.Wrap(err, fault.WriteFailed, "the result cannot be printed")
		}
	}
	return p.render(p.env.stdout, o)
}

// hint names the flag that helps.
func hint(code fault.Code) string {
	if code == fault.PasswordNeeded || code == fault.PasswordWrong {
		return " (--password-file FILE)"
	}
	return ""
}

// finish prints JSON: one object for one file, a list for many.
func (p *publisher) finish() error {
	switch {
	case p.cmd.Out != "" || p.cmd.Format != "json":
		return nil
	case len(p.list) == 1:
		return encode(p.env.stdout, p.list[0])
	}
	return encode(p.env.stdout, p.list)
}

func (p *publisher) render(w io.Writer, o outcome) error {
	var err error
	switch p.cmd.Format {
	case "json":
		return encode(w, o.json())
	case "markdown":
		err = present.Markdown(w, present.Compose(o.report, o.judged, p.asOf))
	default:
		err = present.Text(w, present.Compose(o.report, o.judged, p.asOf), textStyle(w))
	}
	if err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the result cannot be printed")
	}
	return nil
}

func encode(w io.Writer, v any) error {
	if err := assessment.WriteJSON(w, v); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the result cannot be printed")
	}
	return nil
}

// write puts the result into the folder. A file that was not read leaves a result in JSON only.
func (p *publisher) write(o outcome) error {
	if o.fault != nil && p.cmd.Format != "json" {
		return nil
	}
	ending := map[string]string{"json": ".json", "markdown": ".md", "text": ".txt"}[p.cmd.Format]
	name := p.unique(strings.TrimSuffix(filepath.Base(o.path), filepath.Ext(o.path))) + ending
	var b bytes.Buffer
	if err := p.render(&b, o); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(p.cmd.Out, name), b.Bytes(), 0o600); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the result %s cannot be written into %s; check that you may", name, p.cmd.Out)
	}
	return nil
}

// unique keeps results of files with the same name in different folders apart.
func (p *publisher) unique(name string) string {
	free := name
	for i := 2; p.used[free]; i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	p.used[free] = true
	return free
}
