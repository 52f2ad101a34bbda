package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"countersign/fault"

	"github.com/riverqueue/river"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Dialect is a kind of database.
type Dialect string

// Dialects.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// DB is an open database.
type DB struct {
	Dialect Dialect
	write   *gorm.DB
	read    *gorm.DB
	pools   []*sql.DB // the writing one first
	dsn     string
	jobs    *river.Client[*sql.Tx] // puts jobs into the queue
}

// Open opens the database at a URL: sqlite:PATH, or postgres://USER:PASSWORD@HOST/NAME. It does not migrate. Errors: bad-configuration,
// not-available.
func Open(ctx context.Context, url string) (*DB, error) {
	var db *DB
	var err error
	switch {
	case strings.HasPrefix(url, "sqlite:"):
		db, err = openSQLite(strings.TrimPrefix(url, "sqlite:"))
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		db, err = openPostgres(url)
	default:
		return nil, fault.New(fault.BadConfig, "DATABASE_URL wants sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "the database cannot be opened; see the log for the reason")
	}
	if db.jobs, err = db.inserter(); err != nil {
		_ = db.Close()
		return nil, err
	}
	if err := db.Ping(ctx); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// Ping tells whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	for _, p := range db.pools {
		if err := p.PingContext(ctx); err != nil {
			return fault.Wrap(err, fault.Unavailable, "the database does not answer; check that it runs and that DATABASE_URL is right")
		}
	}
	return nil
}

// Close closes all connections.
func (db *DB) Close() error {
	var first error
	for _, p := range db.pools {
		if err := p.Close(); err != nil && first == nil {
			first = fmt.Errorf("cannot close the database: %w", err)
		}
	}
	return first
}

// Writer is the pool whose connections may write: on SQLite a single one.
func (db *DB) Writer() *sql.DB { return db.pools[0] }

// settings of gorm that hold for both dialects. Statements are not prepared ahead: the queue needs the bare *sql.Tx. gorm's own log would
// show values, so it is silent; errors come back to the caller.
func settings() *gorm.Config {
	return &gorm.Config{
		TranslateError: true, SkipDefaultTransaction: true, Logger: logger.Discard, DisableForeignKeyConstraintWhenMigrating: true,
		NowFunc: func() time.Time { return time.Time{} }, // every instant is given by the caller
	}
}
