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

// Migrate brings the schema up to the newest version. Several servers may start at once: on PostgreSQL a lock lets one of them do it.
func (db *DB) Migrate(ctx context.Context) error { return db.MigrateTo(ctx, 0) }

// MigrateTo stops after a version; 0 means the newest.
func (db *DB) MigrateTo(ctx context.Context, version int64) error {
	p, err := db.migrator()
	if err != nil {
		return err
	}
	if version == 0 {
		if _, err = p.Up(ctx); err == nil {
			err = db.migrateQueue(ctx)
		}
	} else {
		_, err = p.UpTo(ctx, version)
	}
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "the database's schema cannot be brought up to date; see the log for the statement that failed")
	}
	return nil
}

// Schema is the version of the schema, and whether it is the newest.
func (db *DB) Schema(ctx context.Context) (version int64, newest bool, err error) {
	p, err := db.migrator()
	if err != nil {
		return 0, false, err
	}
	version, err = p.GetDBVersion(ctx)
	if err != nil {
		return 0, false, fmt.Errorf("cannot read the schema's version: %w", err)
	}
	pending, err := p.HasPending(ctx)
	if err != nil {
		return 0, false, fmt.Errorf("cannot compare the schema: %w", err)
	}
	return version, !pending, nil
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
		locker, err := lock.NewPostgresSessionLocker()
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
