package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"countersign/client"
	"countersign/fault"
	"countersign/internal/present"
)

// uploadCommand sends documents to a server.
type uploadCommand struct {
	serverFlag
	Files         []string `arg:"" name:"file" help:"PDF files of one vendor."`
	Vendor        string   `required:"" placeholder:"NAME|ID" help:"Whose documents these are."`
	Create        bool     `help:"Add the vendor if there is none of this name."`
	Kind          string   `placeholder:"KIND" help:"What the documents are: soc2-report (the usual), bridge-letter, iso-27001-certificate, iso-42001-certificate, data-processing-agreement, model-card, penetration-test, other."`
	Permit        string   `placeholder:"REASON" help:"Confirm, with the reason, that files may be read by a machine although copying is switched off in them."`
	PasswordStdin bool     `help:"Read the password that opens the files from standard input; waits until a file asks for it."`
	Wait          bool     `help:"Wait until the reports are read."`
}

// Run sends one file after the other and prints a line for each: its name, its review and how far that is. One bad file does not stop the
// others; the highest exit status counts, as with review.
func (c *uploadCommand) Run(env *environment) error {
	if strings.TrimSpace(c.Vendor) == "" {
		return usageError{errors.New("--vendor wants a name or an id")}
	}
	server, err := c.connect(env)
	if err != nil {
		return err
	}
	password := ""
	if c.PasswordStdin {
		if password, err = env.asker().secret("Password of the files"); err != nil {
			return err
		}
	}
	vendor, err := c.vendor(env, server)
	if err != nil {
		return err
	}
	sending := &sending{uploadCommand: c, env: env, server: server, vendor: vendor, password: password, line: newStatusLine(env.stderr)}
	for _, path := range c.Files {
		if env.ctx.Err() == nil {
			sending.add(path)
		}
	}
	return nil
}

// vendor finds whose documents these are.
func (c *uploadCommand) vendor(env *environment, server *client.Client) (client.Vendor, error) {
	v, err := server.FindVendor(env.ctx, c.Vendor)
	if !c.Create || !fault.Is(err, fault.NotFound) {
		return v, err //nolint:wrapcheck // it is coded
	}
	v, err = server.CreateVendor(env.ctx, c.Vendor)
	if fault.Is(err, fault.Duplicate) { // somebody was faster
		return server.FindVendor(env.ctx, c.Vendor) //nolint:wrapcheck // it is coded
	}
	return v, err //nolint:wrapcheck // it is coded
}

// sending is what is under way.
type sending struct {
	*uploadCommand
	env      *environment
	server   *client.Client
	vendor   client.Vendor
	password string
	line     *statusLine
}

// add sends a file, and tells of it when that does not do.
func (s *sending) add(path string) {
	err := s.file(path)
	s.line.clear()
	if err == nil {
		return
	}
	f := fault.Of(err)
	s.env.status = max(s.env.status, exitOf(f.Code))
	s.env.log.Info("upload failed", "code", f.Code, "error", err)
	_, _ = fmt.Fprintf(s.env.stderr, "%s: %s [%s]\n", present.Clean(path), present.Clean(f.Message), f.Code)
}

// file sends one file and, where that is asked for, waits until it is read.
func (s *sending) file(path string) error {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return fault.Wrap(err, fault.FileUnreadable, "%s cannot be opened, or is no file", path)
	}
	up, err := s.server.Upload(s.env.ctx, s.vendor.ID, client.Upload{
		Name: name, Kind: s.Kind, Permission: s.Permit, Size: info.Size(),
		Open: func() (io.ReadCloser, error) { return os.Open(path) },
		Progress: func(n int64) {
			s.line.show(fmt.Sprintf("%s  sending  %s of %s", present.Clean(name), megabytes(n), megabytes(info.Size())))
		},
	})
	s.line.clear()
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	if up.ReviewID == "" {
		return s.print(name, "-", "kept")
	}
	if !s.Wait && !s.PasswordStdin && !(up.Duplicate && s.Permit != "") {
		return s.print(name, up.ReviewID, up.Analysis)
	}
	return s.follow(name, up.ReviewID)
}

func (s *sending) print(name, review, state string) error {
	if _, err := fmt.Fprintf(s.env.stdout, "%s\t%s\t%s\n", present.Clean(name), review, state); err != nil {
		return fault.Wrap(err, fault.WriteFailed, "the result cannot be printed")
	}
	return nil
}

func megabytes(n int64) string {
	const mb = 1 << 20
	return fmt.Sprintf("%.1f MB", float64(n)/mb)
}
