package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"

	"github.com/riverqueue/river/rivermigrate"
)

// queueLock is the number by which one of several servers that start at once makes the queue's tables.
const queueLock = 0x636f756e746572

// migrateQueue brings the queue's own tables up to date.
func (db *DB) migrateQueue(ctx context.Context) error {
	if db.Dialect == Postgres {
		conn, err := db.Writer().Conn(ctx)
		if err != nil {
			return fmt.Errorf("cannot lock the queue's tables: %w", err)
		}
		defer conn.Close()
		if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", queueLock); err != nil {
			return fmt.Errorf("cannot lock the queue's tables: %w", err)
		}
		defer func() {
			_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", queueLock)
		}()
	}
	m, newest, err := db.queueVersions(ctx)
	if err != nil || newest {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("cannot make the queue's tables: %w", err)
	}
	return nil
}

// queueNewest tells whether the queue's tables are those that this program knows.
func (db *DB) queueNewest(ctx context.Context) (bool, error) {
	_, newest, err := db.queueVersions(ctx)
	return newest, err
}

// queueVersions holds the queue's tables against those that this program knows. Errors: newer-database.
func (db *DB) queueVersions(ctx context.Context) (m *rivermigrate.Migrator[*sql.Tx], newest bool, err error) {
	m, err = rivermigrate.New(db.driver(db.Writer()), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, false, fmt.Errorf("cannot prepare the queue's tables: %w", err)
	}
	got, err := m.Validate(ctx, nil)
	if err != nil {
		return nil, false, fmt.Errorf("cannot compare the queue's tables: %w", err)
	}
	if !got.OK {
		return m, false, nil
	}
	var version, known int64
	if err := db.Writer().QueryRowContext(ctx, "SELECT MAX(version) FROM river_migration WHERE line = 'main'").Scan(&version); err != nil {
		return nil, false, fmt.Errorf("cannot read the version of the queue's tables: %w", err)
	}
	for _, v := range m.AllVersions() {
		known = max(known, int64(v.Version))
	}
	if version > known {
		return nil, false, newer("queue", version, known)
	}
	return m, true, nil
}
