package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"countersign/audit"
	"countersign/backup"
	"countersign/fault"
	"countersign/review"
)

// restoreCommand restores a backup.
type restoreCommand struct {
	dataFlag
	File              string `arg:"" type:"existingfile" help:"Backup that countersign backup wrote."`
	AcceptBrokenTrail bool   `help:"Restore also what was saved with an audit trail that does not hold."`
}

// Run restores into an empty database, after every hash was compared. The schema is brought up to date afterwards, and a line of the audit
// trail says that what stands before it was restored.
func (c *restoreCommand) Run(env *environment) error {
	cfg, err := env.configured(map[string]string{"COUNTERSIGN_DATA": c.Data})
	if err != nil {
		return err
	}
	in, err := os.Open(c.File)
	if err != nil {
		return fault.Wrap(err, fault.FileUnreadable, "%s cannot be read", c.File)
	}
	defer in.Close()
	m, err := backup.Check(env.ctx, in)
	if err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return fault.Wrap(err, fault.FileUnreadable, "%s cannot be read twice", c.File)
	}
	return env.over(cfg, env.connect, func(p *parts) error {
		encrypted := firstEncrypted(&m)
		if encrypted != "" && !p.keys.Set() {
			return fault.New(fault.BadConfig, "the files in this backup are encrypted; set BLOB_KEY to the key of the server that it was made of. Nothing was restored")
		}
		if err := backup.Restore(env.ctx, in, &m, p.db, p.box, backup.Options{BrokenTrail: c.AcceptBrokenTrail}); err != nil {
			return err //nolint:wrapcheck // it is coded
		}
		if err := p.restored(context.WithoutCancel(env.ctx), &m); err != nil {
			return fmt.Errorf("cannot finish what was restored: %w", err)
		}
		lines := []string{
			fmt.Sprintf("restored %s: %d rows, %d files, as of %s", c.File, rowsOf(&m), m.Files, instant(&m.MadeAt, "")),
			"the audit trail in it ended with " + review.HeadText(audit.Head(m.Audit)),
			"not in a backup: " + m.LeftOut,
		}
		if encrypted != "" {
			if f, err := p.box.Open(env.ctx, encrypted); err != nil {
				env.status = statusFailed
				lines = append(lines, "BLOB_KEY does not open the files that were restored; set the key of the server that the backup was made of")
			} else {
				_ = f.Close()
			}
		}
		return env.say(lines...)
	})
}

// firstEncrypted is the hash of an encrypted file, if there is one.
func firstEncrypted(m *backup.Manifest) string {
	for _, e := range m.Entries {
		if strings.HasPrefix(e.Name, "files/sealed/") {
			return e.Name[strings.LastIndex(e.Name, "/")+1:]
		}
	}
	return ""
}

// restored brings what was restored up to date and notes in the trail where it came from.
func (p *parts) restored(ctx context.Context, m *backup.Manifest) error {
	if err := p.db.Migrate(ctx); err != nil {
		return err //nolint:wrapcheck // it is coded
	}
	from, err := json.Marshal(map[string]any{
		"made_at": m.MadeAt, "program": m.Program, "database": m.Database, "schema": m.Schema, "trail": review.HeadText(audit.Head(m.Audit)), "files": m.Files, "rows": rowsOf(m),
	})
	if err != nil {
		return err //nolint:wrapcheck // the caller says what failed
	}
	return p.record(ctx, "workspace.restore", from)
}

// record writes a line of the trail for what the command line did to the workspace as a whole.
func (p *parts) record(ctx context.Context, action string, after json.RawMessage) error {
	c := commandLine()
	e := audit.Entry{
		At: p.now().UTC().Truncate(time.Microsecond), ActorKind: c.Kind, ActorID: c.ID, ActorName: c.Name, Action: action, SubjectKind: "workspace", SubjectID: "workspace", After: after,
	}
	return p.db.Reviews().Change(ctx, func(tx review.Tx) error { return tx.Record(e) }) //nolint:wrapcheck // it says what failed
}
