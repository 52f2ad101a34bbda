package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"countersign/fault"
	"countersign/parser"
	"countersign/parser/ocr"
	"countersign/parser/sandbox"
	"countersign/report"
)

// reviewCommand reads one or many files.
type reviewCommand struct {
	Files             []string `arg:"" name:"file" help:"PDF files to read."`
	Format            string   `enum:"text,json,markdown" default:"text" help:"Output: text, json or markdown."`
	AsOf              string   `name:"as-of" placeholder:"DATE" help:"Judge ages as of this date (YYYY-MM-DD) instead of today."`
	PasswordFile      string   `placeholder:"FILE" help:"File whose first line is the password of the documents; - reads standard input."`
	ConfirmPermission bool     `help:"Confirm that your terms with the vendor allow machine reading of files whose copying is switched off."`
	Out               string   `placeholder:"DIR" help:"Write one result a file into this folder instead of printing."`
	Jobs              int      `default:"1" help:"Files to read at once."`
	OCR               bool     `name:"ocr" default:"true" negatable:"" help:"Recognize the text of scanned pages."`
}

// outcome is what became of one file.
type outcome struct {
	path   string
	report *report.Report
	fault  *fault.Error
}

// Run reviews the files in order of the command line; results are printed in that order whatever the number of jobs.
func (c *reviewCommand) Run(env *environment) error {
	asOf, password, err := c.check(env)
	if err != nil {
		return err
	}
	outcomes := make([]outcome, len(c.Files))
	r := reviewer{cmd: c, env: env, password: password, recognizer: c.recognizer(env), progress: newProgress(env.stderr, len(c.Files))}
	work := make(chan int)
	var wg sync.WaitGroup
	for range min(max(1, c.Jobs), len(c.Files)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range work {
				outcomes[i] = r.review(c.Files[i])
			}
		}()
	}
	for i := range c.Files {
		work <- i
	}
	close(work)
	wg.Wait()
	r.progress.clear()
	return c.publish(env, outcomes, asOf)
}

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
	if c.PasswordFile == "" {
		return asOf, "", nil
	}
	var raw []byte
	if c.PasswordFile == "-" {
		raw, err = io.ReadAll(io.LimitReader(env.stdin, 4096))
	} else {
		raw, err = os.ReadFile(c.PasswordFile)
	}
	if err != nil {
		return asOf, "", usageError{fmt.Errorf("cannot read the password file %s", c.PasswordFile)}
	}
	line, _, _ := bytes.Cut(raw, []byte("\n"))
	return asOf, strings.TrimRight(string(line), "\r"), nil
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

// reviewer reads files one by one.
type reviewer struct {
	cmd        *reviewCommand
	env        *environment
	password   string
	recognizer *ocr.Tesseract
	progress   *progressBar
}

func (r *reviewer) review(path string) outcome {
	o := outcome{path: path}
	data, err := os.ReadFile(path)
	if err != nil {
		r.env.log.Debug("cannot open file", "file", path, "error", err)
		o.fault = fault.Wrap(err, fault.FileUnreadable, "the file cannot be opened; check its name and that you may read it")
		return o
	}
	opts := parser.Options{
		Name: filepath.Base(path), Password: r.password, Confirmed: r.cmd.ConfirmPermission, Recognizer: r.recognizer, Log: r.env.log,
		Progress: func(p parser.Progress) { r.progress.show(filepath.Base(path), p) },
		Command:  sandbox.Command{Args: []string{parser.ChildArgument}, Env: childEnvironment()},
	}
	store := r.store(data)
	if store != nil {
		opts.Pages = store
	}
	o.report, err = parser.Read(r.env.ctx, data, opts)
	if store != nil && err == nil {
		if rerr := store.Remove(); rerr != nil {
			r.env.log.Warn("recognized pages are left in the cache", "error", rerr)
		}
	}
	if err != nil {
		o.fault = fault.Of(err)
		r.env.log.Info("file not read", "file", path, "code", o.fault.Code, "error", err)
	}
	r.progress.done(filepath.Base(path))
	return o
}

// store keeps recognized pages until the review is done, so that an interrupted run goes on where it stopped.
func (r *reviewer) store(data []byte) *ocr.FolderStore {
	if r.recognizer == nil {
		return nil
	}
	sum := sha256.Sum256(data)
	dir, err := pagesDir(hex.EncodeToString(sum[:]))
	if err != nil {
		return nil
	}
	s, err := ocr.OpenFolder(dir)
	if err != nil {
		r.env.log.Info("recognized pages are not kept", "error", err)
		return nil
	}
	return s
}

// childEnvironment is all that the reading child gets to know: where its compiled code is.
func childEnvironment() []string {
	var env []string
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "COUNTERSIGN_CACHE", "GOMAXPROCS"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// publish prints or writes the outcomes and sets the exit status.
func (c *reviewCommand) publish(env *environment, outcomes []outcome, asOf time.Time) error {
	for _, o := range outcomes {
		env.status = max(env.status, o.status())
		if o.fault != nil {
			_, _ = fmt.Fprintf(env.stderr, "%s: %s [%s]\n", o.path, o.fault.Message, o.fault.Code)
		}
	}
	if c.Out != "" {
		return c.write(outcomes, asOf)
	}
	if c.Format == "json" {
		return c.printJSON(env.stdout, outcomes, asOf)
	}
	for i, o := range outcomes {
		if o.fault != nil {
			continue
		}
		if i > 0 {
			_, _ = fmt.Fprintln(env.stdout)
		}
		if err := c.render(env.stdout, o, asOf); err != nil {
			return err
		}
	}
	return nil
}

// status is the exit status that the outcome asks for.
func (o outcome) status() int {
	switch {
	case o.fault == nil && o.report.Facts.Kind == report.SOC2:
		return statusOK
	case o.fault == nil:
		return statusOtherKind
	case o.fault.Code == fault.PasswordNeeded || o.fault.Code == fault.PasswordWrong || o.fault.Code == fault.PermissionNeeded:
		return statusNeeds
	}
	return statusUnreadable
}

// failure is how a file that was not read stands in JSON.
type failure struct {
	File  string `json:"file"`
	Error struct {
		Code    fault.Code `json:"code"`
		Message string     `json:"message"`
	} `json:"error"`
}

func (o outcome) json() any {
	if o.fault == nil {
		return o.report
	}
	f := failure{File: filepath.Base(o.path)}
	f.Error.Code, f.Error.Message = o.fault.Code, o.fault.Message
	return f
}

// printJSON prints one object for one file, a list for many.
func (c *reviewCommand) printJSON(w io.Writer, outcomes []outcome, _ time.Time) error {
	if len(outcomes) == 1 {
		return encode(w, outcomes[0].json())
	}
	list := make([]any, len(outcomes))
	for i, o := range outcomes {
		list[i] = o.json()
	}
	return encode(w, list)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("cannot write the result: %w", err)
	}
	return nil
}

func (c *reviewCommand) render(w io.Writer, o outcome, asOf time.Time) error {
	switch c.Format {
	case "json":
		return encode(w, o.json())
	case "markdown":
		return writeMarkdown(w, o.report, asOf)
	}
	return writeText(w, o.report, asOf)
}

// write puts one result a file into the folder.
func (c *reviewCommand) write(outcomes []outcome, asOf time.Time) error {
	if err := os.MkdirAll(c.Out, 0o750); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the folder %s cannot be made", c.Out)
	}
	ext := map[string]string{"json": ".json", "markdown": ".md", "text": ".txt"}[c.Format]
	used := map[string]bool{}
	for _, o := range outcomes {
		if o.fault != nil && c.Format != "json" {
			continue
		}
		name := uniqueName(strings.TrimSuffix(filepath.Base(o.path), filepath.Ext(o.path)), used) + ext
		var b bytes.Buffer
		if err := c.render(&b, o, asOf); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(c.Out, name), b.Bytes(), 0o600); err != nil {
			return fault.Wrap(err, fault.WriteFailed, "the result %s cannot be written", name)
		}
	}
	return nil
}

// uniqueName keeps results of files with the same name in different folders apart.
func uniqueName(name string, used map[string]bool) string {
	for i := 2; used[name]; i++ {
		next := fmt.Sprintf("%s-%d", name, i)
		if !used[next] {
			name = next
		}
	}
	used[name] = true
	return name
}
