package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"countersign/fault"

	"github.com/klauspost/compress/zstd"
)

// Origin says where a backup comes from.
type Origin struct {
	Program  string
	Database string
	At       time.Time
}

// part is how much of a table lies in memory, and in one entry, unless a single row is larger.
const part = 4 << 20

// Write writes a backup and returns what it holds. The rows are of one state; files come after them, so that none of those they name is
// missing because of the backup. Problems of the server, such as a file that is gone, are told in the manifest and stop nothing.
func Write(ctx context.Context, w io.Writer, rows Rows, files Files, o Origin) (Manifest, error) {
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return Manifest{}, fmt.Errorf("cannot compress: %w", err)
	}
	b := &writer{
		tar: tar.NewWriter(z), at: o.At.UTC().Truncate(time.Second), wanted: map[string]bool{},
		m: Manifest{Format: formatName, Version: formatVersion, Program: o.Program, MadeAt: o.At.UTC(), Database: o.Database, LeftOut: leftOut},
	}
	if err := b.json(formatEntry, map[string]any{"format": formatName, "version": formatVersion}); err != nil {
		return b.m, err
	}
	if err := b.tables(ctx, rows); err != nil {
		return b.m, err
	}
	if err := b.files(ctx, files); err != nil {
		return b.m, err
	}
	manifest := b.m // without the entry that it is itself
	if err := b.json(manifestEntry, manifest); err != nil {
		return b.m, err
	}
	if err := b.tar.Close(); err != nil {
		return b.m, unwritten(err)
	}
	if err := z.Close(); err != nil {
		return b.m, unwritten(err)
	}
	return manifest, nil
}

func unwritten(err error) error {
	return fault.Wrap(err, fault.WriteFailed, "the backup cannot be written; see whether the disk is full")
}

type writer struct {
	tar    *tar.Writer
	at     time.Time
	m      Manifest
	wanted map[string]bool // hashes of files that rows name
	rows   bytes.Buffer    // of the last table, that wait
	parts  int             // of it
}

// tables writes the rows, cut into parts whose size is known when they begin.
func (b *writer) tables(ctx context.Context, rows Rows) error {
	var err error
	var head struct {
		Sequence int64
		Hash     string
	}
	b.m.Schema, head, err = rows.Dump(ctx, b.row)
	if err != nil {
		return fmt.Errorf("cannot save the database: %w", err)
	}
	b.m.Audit = AuditHead(head)
	return b.flush()
}

func (b *writer) row(table string, row []byte) error {
	n := len(b.m.Tables)
	if n == 0 || b.m.Tables[n-1].Name != table {
		if err := b.flush(); err != nil {
			return err
		}
		b.parts = 0
		b.m.Tables = append(b.m.Tables, Table{Name: table})
		n++
	}
	if b.rows.Len() > 0 && b.rows.Len()+len(row) > part {
		if err := b.flush(); err != nil {
			return err
		}
	}
	b.m.Tables[n-1].Rows++
	b.rows.Write(row)
	b.rows.WriteByte('\n')
	if table == "documents" {
		var d struct{ SHA256 string }
		if err := json.Unmarshal(row, &d); err != nil {
			return fmt.Errorf("cannot read a row: %w", err)
		}
		b.wanted[d.SHA256] = true
	}
	return nil
}

func (b *writer) flush() error {
	if b.rows.Len() == 0 {
		return nil
	}
	b.parts++
	name := fmt.Sprintf("%s%s/%05d.jsonl", tableFolder, b.m.Tables[len(b.m.Tables)-1].Name, b.parts)
	err := b.entry(name, int64(b.rows.Len()), bytes.NewReader(b.rows.Bytes()))
	b.rows.Reset()
	return err
}

// files writes the uploaded files, and tells which are not what they should be.
func (b *writer) files(ctx context.Context, files Files) error {
	err := files.Names(ctx, func(name string) error {
		r, size, err := files.Raw(ctx, name)
		if err != nil {
			return fmt.Errorf("cannot save %s: %w", name, err)
		}
		defer r.Close()
		if err := b.entry(fileFolder+name, size, r); err != nil {
			return err
		}
		b.m.Files++
		sum := name[strings.LastIndex(name, "/")+1:]
		delete(b.wanted, sum)
		if strings.HasPrefix(name, "plain/") && b.m.Entries[len(b.m.Entries)-1].SHA256 != sum {
			b.m.Problems = append(b.m.Problems, "the file "+sum+" is not what was uploaded: its bytes have changed")
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("cannot save the files: %w", err)
	}
	missing := make([]string, 0, len(b.wanted))
	for sum := range b.wanted {
		missing = append(missing, "the file "+sum+" is gone: a document names it, and it is not among the files")
	}
	slices.Sort(missing)
	b.m.Problems = append(b.m.Problems, missing...)
	return nil
}

// entry writes an entry and notes its hash.
func (b *writer) entry(name string, size int64, r io.Reader) error {
	const mode = 0o600
	h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: mode, ModTime: b.at, Format: tar.FormatPAX}
	if err := b.tar.WriteHeader(h); err != nil {
		return unwritten(err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(b.tar, sum), r)
	if err != nil {
		return unwritten(err)
	}
	if n != size {
		return fault.New(fault.Unavailable, "a file has another length than it had a moment ago; try again")
	}
	b.m.Entries = append(b.m.Entries, Entry{name, size, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func (b *writer) json(name string, v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	return b.entry(name, int64(len(raw)), bytes.NewReader(raw))
}
