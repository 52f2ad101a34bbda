package store

import (
	"context"
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
	m, err := rivermigrate.New(db.driver(db.Writer()), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return fmt.Errorf("cannot prepare the queue's tables: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("cannot make the queue's tables: %w", err)
	}
	return nil
}
