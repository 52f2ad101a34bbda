package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"countersign/assessment"
	"countersign/checklist/catalog"
	"countersign/parser/ocr"
	"countersign/scoring"
)

// reviewCommand reads one or many files.
type reviewCommand struct {
	Files             []string `arg:"" name:"file" help:"PDF files to read."`
	Format            string   `enum:"text,json,markdown" default:"text" help:"Output: text, json or markdown."`
	AsOf              string   `name:"as-of" placeholder:"DATE" help:"Judge ages as of this date (YYYY-MM-DD) instead of today."`
	PasswordFile      string   `placeholder:"FILE" help:"File whose first line is the password of the documents; - reads standard input."`
	ConfirmPermission bool     `help:"Confirm that your terms with the vendor allow machine reading of files whose copying is switched off."`
	Catalog           []string `placeholder:"DIR" help:"Folder with checklist items of your own, over the built-in ones."`
	Earlier           string   `placeholder:"DIR" help:"Folder with JSON results of earlier reviews: text that stands in another vendor's report, and changes since this vendor's last report, are then told."`
	Out               string   `placeholder:"DIR" help:"Write one result a file into this folder instead of printing."`
	Jobs              int      `default:"1" help:"Files to read at once."`
	OCR               bool     `name:"ocr" default:"true" negatable:"" help:"Recognize the text of scanned pages."`
}

// Run reviews the files. All are read before any is judged, since each is held against the others. Results come in the order of the
// command line, whatever the number of jobs.
func (c *reviewCommand) Run(env *environment) error {
	asOf, password, err := c.check(env)
	if err != nil {
		return err
	}
	assessor, err := newAssessor(c.Catalog)
	if err != nil {
		return env.mistaken(err)
	}
	r := &reviewer{cmd: c, env: env, password: password, recognizer: c.recognizer(env), assessor: assessor, asOf: asOf, progress: newProgress(env.stderr, len(c.Files))}
	p, err := newPublisher(c, env, asOf, r.progress)
	if err != nil {
		return err
	}
	readings := make([]reading, len(c.Files))
	each(len(c.Files), c.Jobs, func(i int) { readings[i] = r.read(c.Files[i]) }).Wait()
	for i := range readings {
		r.onHand.add(readings[i].print, readings[i].earlier)
	}
	if err := c.loadEarlier(env, &r.onHand); err != nil {
		return err
	}
	return c.judge(r, readings, p)
}

// judge judges what was read and publishes each as soon as those before it are out.
func (c *reviewCommand) judge(r *reviewer, readings []reading, p *publisher) error {
	outcomes := make([]chan outcome, len(readings))
	for i := range outcomes {
		outcomes[i] = make(chan outcome, 1)
	}
	wg := each(len(readings), c.Jobs, func(i int) { outcomes[i] <- r.judge(&readings[i]) })
	var err error
	for _, done := range outcomes {
		if err == nil {
			err = p.add(<-done)
		}
	}
	wg.Wait()
	r.progress.clear()
	if err != nil {
		return err
	}
	return p.finish()
}

// check reads what the flags mean.
func (c *reviewCommand) check(env *environment) (asOf time.Time, password string, err error) {
	asOf = env.now()
	if c.AsOf != "" {
		if asOf, err = time.Parse(time.DateOnly, c.AsOf); err != nil {
			return asOf, "", usageError{fmt.Errorf("--as-of wants a date like 2026-03-31, not %q", c.AsOf)}
		}
	}
	if c.Jobs < 1 {
		return asOf, "", usageError{fmt.Errorf("--jobs wants a number from 1, not %d", c.Jobs)}
	}
	if c.PasswordFile != "" {
		password, err = c.readPassword(env.stdin)
	}
	return asOf, password, err
}

// readPassword takes the first line of the password file.
func (c *reviewCommand) readPassword(stdin io.Reader) (string, error) {
	const most = 4096
	in := stdin
	if c.PasswordFile != "-" {
		f, err := os.Open(c.PasswordFile)
		if err != nil {
			return "", usageError{fmt.Errorf("the password file %s cannot be opened; check its name and that you may read it", c.PasswordFile)}
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return "", usageError{fmt.Errorf("the password file %s cannot be read", c.PasswordFile)}
	}
	line, _, _ := bytes.Cut(raw, []byte("\n"))
	password := strings.TrimRight(string(line), "\r")
	if password == "" {
		return "", usageError{fmt.Errorf("the first line of the password file %s is empty", c.PasswordFile)}
	}
	return password, nil
}

// recognizer finds tesseract; without it scanned pages stay unread, which the result says.
func (c *reviewCommand) recognizer(env *environment) *ocr.Tesseract {
	if !c.OCR {
		return nil
	}
	t, err := ocr.Find()
	if err != nil {
		env.log.Info("text recognition is not available", "error", err)
		return nil
	}
	return t
}

// newAssessor prepares the judgement by the built-in checklist and the folders over it.
func newAssessor(folders []string) (*assessment.Assessor, error) {
	cat, err := catalog.Load(folders...)
	if err != nil {
		return nil, err //nolint:wrapcheck // it is coded
	}
	cfg, err := scoring.DefaultConfig()
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what failed
	}
	return assessment.New(cat, cfg) //nolint:wrapcheck // it says what failed
}
