package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"countersign/audit"
	"countersign/backup"
	"countersign/config"
	"countersign/fault"
	"countersign/parser"
	"countersign/review"
)

// backupCommand saves all that a server keeps.
type backupCommand struct {
	dataFlag
	File      string `arg:"" type:"path" help:"File to write."`
	Overwrite bool   `help:"Replace the file if it is there; the old one stays until the new one is whole."`
}

// Run writes the backup, reads it once more, and only then gives it its name. The server may go on. What is wrong with the server's own
// files is told, with status 1, and the backup is kept all the same.
func (c *backupCommand) Run(env *environment) error {
	cfg, err := env.configured(map[string]string{"COUNTERSIGN_DATA": c.Data})
	if err != nil {
		return err
	}
	if err := hasDatabase(&cfg); err != nil {
		return err
	}
	if _, err := os.Lstat(c.File); err == nil && !c.Overwrite {
		return fault.New(fault.Duplicate, "%s is there already; choose another name, or add --overwrite", c.File)
	}
	return env.over(cfg, env.connect, func(p *parts) error {
		if version, _, err := p.db.Schema(env.ctx); err != nil || version == 0 {
			return errors.Join(err, fault.New(fault.NotFound, "the database is empty: there is nothing to save"))
		}
		m, size, err := p.save(env.ctx, c.File)
		if err != nil {
			return err
		}
		if len(m.Problems) > 0 {
			env.status = statusFailed
			_, _ = fmt.Fprintln(env.stderr, strings.Join(m.Problems, "\n"))
		}
		lines := []string{
			fmt.Sprintf("saved %s: %d rows, %d files, %d MB", c.File, rowsOf(&m), m.Files, (size+1<<20-1)>>20),
			"the audit trail in it ends with " + review.HeadText(audit.Head(m.Audit)),
		}
		if p.keys.Set() {
			lines = append(lines, "files in it are encrypted; the key (BLOB_KEY) is not in it, so keep that apart")
		}
		return env.say(lines...)
	})
}

// save writes a backup beside its place, checks it, and puts it there.
func (p *parts) save(ctx context.Context, path string) (m backup.Manifest, size int64, err error) {
	out, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.part") // for its owner only
	if err != nil {
		return m, 0, fault.Wrap(err, fault.WriteFailed, "%s cannot be written; does the folder exist, and may you write there?", path)
	}
	defer func() {
		if err != nil {
			_ = out.Close()
			_ = os.Remove(out.Name())
		}
	}()
	if _, err = backup.Write(ctx, out, p.db, p.box, backup.Origin{Program: parser.Version, Database: string(p.db.Dialect), At: p.now()}); err != nil {
		return m, 0, err //nolint:wrapcheck // it is coded
	}
	if err = out.Sync(); err == nil {
		_, err = out.Seek(0, io.SeekStart)
	}
	if err != nil {
		return m, 0, fault.Wrap(err, fault.WriteFailed, "the backup cannot be brought to the disk")
	}
	if m, err = backup.Check(ctx, out); err != nil {
		return m, 0, fmt.Errorf("cannot read what was written: %w", err)
	}
	if size, err = out.Seek(0, io.SeekEnd); err == nil {
		err = out.Close()
	}
	if err == nil {
		err = os.Rename(out.Name(), path)
	}
	if err != nil {
		return m, 0, fault.Wrap(err, fault.WriteFailed, "%s cannot be put in place", path)
	}
	return m, size, nil
}

func rowsOf(m *backup.Manifest) int {
	n := 0
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// hasDatabase refuses a folder without a database, which opening would make.
func hasDatabase(cfg *config.Config) error {
	path, isFile := strings.CutPrefix(cfg.DatabaseURL, "sqlite:")
	if !isFile {
		return nil
	}
	if _, err := os.Stat(path); err != nil {
		return fault.Wrap(err, fault.NotFound, "there is no database at %s; is the folder right (--data)?", path)
	}
	return nil
}
