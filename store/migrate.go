package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"countersign/fault"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var migrations embed.FS

// Migrate brings the schema up to the newest version. Several servers may start at once: on PostgreSQL a lock lets one of them do it. A
// database that a newer program has brought further than this one knows is left alone. Errors: newer-database, not-available.
func (db *DB) Migrate(ctx context.Context) error { return db.MigrateTo(ctx, 0) }

// MigrateTo stops after a version; 0 means the newest.
func (db *DB) MigrateTo(ctx context.Context, version int64) error {
	p, err := db.migrator()
	if err != nil {
		return err
	}
	if err := notNewer(ctx, p); err != nil {
		return err
	}
	if version == 0 {
		if _, err = p.Up(ctx); err == nil {
			err = db.migrateQueue(ctx)
		}
	} else {
		_, err = p.UpTo(ctx, version)
	}
	switch {
	case fault.Is(err, fault.NewerDatabase):
		return err
	case err != nil:
		return fault.Wrap(err, fault.Unavailable, "the database's schema cannot be brought up to date; see the log for the statement that failed")
	}
	return nil
}

// notNewer refuses a database that a newer program has migrated: what it wrote this one may misread.
func notNewer(ctx context.Context, p *goose.Provider) error {
	version, err := p.GetDBVersion(ctx)
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "the database's schema cannot be read; see the log for the reason")
	}
	if known := newestOf(p); version > known {
		return newer("schema", version, known)
	}
	return nil
}

func newestOf(p *goose.Provider) int64 {
	all := p.ListSources()
	return all[len(all)-1].Version
}

func newer(what string, version, known int64) error {
	return fault.New(fault.NewerDatabase, "this database was used by a newer Countersign (its %s is of version %d, this program knows %d); start that version, or restore a backup from before",
		what, version, known)
}

// Schema is the version of the schema, and whether it is the one that this program knows as the newest, the queue's tables included.
func (db *DB) Schema(ctx context.Context) (version int64, newest bool, err error) {
	p, err := db.migrator()
	if err != nil {
		return 0, false, err
	}
	version, _, err = p.GetVersions(ctx) // without the lock: whoever asks does not wait for whoever migrates
	if err != nil {
		return 0, false, fmt.Errorf("cannot read the schema's version: %w", err)
	}
	pending, err := p.HasPending(ctx)
	if err != nil {
		return 0, false, fmt.Errorf("cannot compare the schema: %w", err)
	}
	newest = !pending && version == newestOf(p)
	if newest {
		newest, err = db.queueNewest(ctx)
	}
	return version, newest, err
}

// Newest is the version of the schema that this program makes; 0 when its migrations cannot be read.
func (db *DB) Newest() int64 {
	p, err := db.migrator()
	if err != nil {
		return 0
	}
	sources := p.ListSources()
	return sources[len(sources)-1].Version
}

func (db *DB) migrator() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+string(db.Dialect))
	if err != nil {
		return nil, fmt.Errorf("cannot find the migrations: %w", err)
	}
	dialect, options := goose.DialectSQLite3, []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if db.Dialect == Postgres {
		const look, looks = 1, 300 // whoever waits looks once a second, for five minutes
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(look, looks))
		if err != nil {
			return nil, fmt.Errorf("cannot lock the migrations: %w", err)
		}
		dialect, options = goose.DialectPostgres, append(options, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(dialect, db.Writer(), files, options...)
	if err != nil {
		return nil, fmt.Errorf("cannot read the migrations: %w", err)
	}
	return p, nil
}
