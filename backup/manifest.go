package backup

import (
	"context"
	"io"
	"time"

	"countersign/audit"
	"countersign/fault"
)

// The format. A change that earlier programs would misread raises the version.
const (
	formatName    = "countersign-backup"
	formatVersion = 1

	formatEntry   = "countersign-backup.json"
	manifestEntry = "manifest.json"
	tableFolder   = "tables/"
	fileFolder    = "files/"
)

// Manifest says what a backup holds.
type Manifest struct {
	Format   string    `json:"format"`
	Version  int       `json:"version"`
	Program  string    `json:"program"` // the version that made it
	MadeAt   time.Time `json:"made_at"`
	Database string    `json:"database"` // sqlite or postgres: where it came from
	Schema   int64     `json:"schema"`
	Audit    AuditHead `json:"audit"`
	LeftOut  string    `json:"left_out"`
	Tables   []Table   `json:"tables"`
	Files    int       `json:"files"`
	Problems []string  `json:"problems,omitempty"` // of the server, as they were met
	Entries  []Entry   `json:"entries"`
}

// AuditHead is the end of the audit trail.
type AuditHead struct {
	Sequence int64  `json:"sequence"`
	Hash     string `json:"hash"`
}

// Table tells how many rows of a table there are.
type Table struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
}

// Entry is one entry of the archive.
type Entry struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// What stands in a manifest for whoever reads it.
const leftOut = "sessions, sign-ins and uploads under way, counted tries and rates (people sign in and send again), jobs (readings are queued anew), keys and settings of the environment"

// Rows is the database.
type Rows interface {
	// Dump gives every row of one state of the database, table by table.
	Dump(ctx context.Context, each func(table string, row []byte) error) (schema int64, head audit.Head, err error)
	// Load fills an empty database: all of it is kept, or nothing. The check sees the trail as it was loaded.
	Load(ctx context.Context, schema int64, rows func(put func(table string, row []byte) error) error, check func([]audit.Break, audit.Head) error) error
}

// Files are the uploaded files by their names in the box.
type Files interface {
	Names(ctx context.Context, each func(name string) error) error
	Raw(ctx context.Context, name string) (io.ReadCloser, int64, error)
	// PutRaw is false when the file is there already, byte for byte.
	PutRaw(ctx context.Context, name string, r io.Reader) (bool, error)
	Remove(ctx context.Context, name string) error
}

func damaged(err error, what string) error {
	return fault.Wrap(err, fault.Damaged, "the backup is damaged: %s; nothing was restored", what)
}
