package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"countersign/assessment"
	"countersign/fault"
	"countersign/parser"
	"countersign/parser/ocr"
	"countersign/parser/sandbox"
	"countersign/reliability"
	"countersign/report"
)

// reviewer reads files one by one.
type reviewer struct {
	cmd        *reviewCommand
	env        *environment
	password   string
	recognizer *ocr.Tesseract
	assessor   *assessment.Assessor
	asOf       time.Time
	progress   *progressBar
	onHand     onHand // filled once all is read
}

// read reads one file in a confined child, and keeps of it what others are held against.
func (r *reviewer) read(path string) reading {
	out := reading{path: path}
	defer r.progress.done()
	data, err := load(path)
	if err == nil {
		out.report, err = r.parse(path, data)
	}
	if err == nil && out.report.Facts.Kind == report.SOC2 {
		out.print, out.earlier = r.assessor.Fingerprint(out.report), reliability.EarlierOf(out.report)
	}
	if err == nil && len(r.cmd.Files) > 1 {
		err = out.pack()
	}
	if err != nil {
		out.fault = r.failed(path, err)
	}
	return out
}

// judge judges a report that was read.
func (r *reviewer) judge(in *reading) outcome {
	o := outcome{path: in.path, fault: in.fault}
	if o.fault != nil {
		return o
	}
	var err error
	if o.report, err = in.unpack(); err == nil {
		o.judged, err = r.assessor.Assess(o.report, assessment.Options{
			AsOf: r.asOf, Others: r.onHand.prints, Previous: reliability.Preceding(o.report, r.onHand.earlier),
		})
	}
	if err != nil {
		return outcome{path: in.path, fault: r.failed(in.path, err)}
	}
	o.printed = r.assessor.Print(o.report, o.judged)
	return o
}

func (r *reviewer) failed(path string, err error) *fault.Error {
	f := fault.Of(err)
	r.env.log.Info("file not read", "file", path, "code", f.Code, "error", err)
	return f
}

// load reads a file whole, unless it is larger than any document that would be read.
func load(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Wrap(err, fault.FileUnreadable, "there is no such file; check its name")
	case err != nil:
		return nil, fault.Wrap(err, fault.FileUnreadable, "the file cannot be opened; check that you may read it")
	case info.IsDir():
		return nil, fault.New(fault.FileUnreadable, "this is a folder; name the PDF files in it")
	case info.Size() > parser.DefaultMaxBytes:
		return nil, fault.New(fault.TooLarge, "the file has %d MB, more than the limit of %d MB", info.Size()>>20, parser.DefaultMaxBytes>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Wrap(err, fault.FileUnreadable, "the file cannot be read; check that you may read it")
	}
	return data, nil
}

func (r *reviewer) parse(path string, data []byte) (*report.Report, error) {
	name := filepath.Base(path)
	opts := parser.Options{
		Name: name, Password: r.password, Confirmed: r.cmd.ConfirmPermission, Recognizer: r.recognizer, Log: r.env.log,
		Progress: func(p parser.Progress) { r.progress.show(name, p) },
		Command:  sandbox.Command{Args: []string{parser.ChildArgument}, Env: childEnvironment()},
	}
	store := r.store(data)
	if store != nil {
		opts.Pages = store
	}
	out, err := parser.Read(r.env.ctx, data, opts)
	if store != nil && err == nil {
		if rerr := store.Remove(); rerr != nil {
			r.env.log.Warn("recognized pages are left in the cache", "error", rerr)
		}
	}
	return out, err //nolint:wrapcheck // it says what failed
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
