package backup

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"countersign/audit"
	"countersign/fault"
)

// Options of a restore.
type Options struct {
	// BrokenTrail restores also what carries an audit trail that does not hold.
	BrokenTrail bool
}

// Restore restores a backup that Check found whole, read once more from its beginning, into an empty database. Every entry is checked again
// as it is read. When anything fails nothing is left: no row, and no file that was not there before. Errors: as Check; as Rows.Load and
// Files.PutRaw.
func Restore(ctx context.Context, r io.Reader, m *Manifest, rows Rows, files Files, o Options) error {
	var put []string
	err := rows.Load(ctx, m.Schema, func(row func(string, []byte) error) error {
		_, err := walk(ctx, r, m, func(name string, entry io.Reader) error {
			if table, isTable := strings.CutPrefix(name, tableFolder); isTable {
				table, _, _ = strings.Cut(table, "/")
				return lines(entry, func(line []byte) error { return row(table, line) })
			}
			name = strings.TrimPrefix(name, fileFolder)
			fresh, err := files.PutRaw(ctx, name, entry)
			if fresh {
				put = append(put, name)
			}
			return err //nolint:wrapcheck // it is coded
		})
		return err
	}, func(breaks []audit.Break, head audit.Head) error { return trail(m, breaks, head, o) })
	if err == nil {
		return nil
	}
	for _, name := range put {
		err = errors.Join(err, files.Remove(context.WithoutCancel(ctx), name))
	}
	return err
}

// lines gives each line of a part of a table.
func lines(r io.Reader, each func([]byte) error) error {
	in := bufio.NewReaderSize(r, part/16)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err := each(line); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cannot read the rows: %w", err)
		}
	}
}

// trail refuses an audit trail that does not hold, or that ends elsewhere than when the backup was made.
func trail(m *Manifest, breaks []audit.Break, head audit.Head, o Options) error {
	switch {
	case o.BrokenTrail:
		return nil
	case len(breaks) > 0:
		return fault.New(fault.Damaged, "the audit trail in this backup does not hold: %s; nothing was restored. It was so when the backup was made. With --accept-broken-trail it is restored all the same", breaks[0].Why)
	case AuditHead(head) != m.Audit:
		return damaged(nil, "its audit trail ends elsewhere than its manifest says")
	}
	return nil
}
