package store

import (
	"context"
	"errors"
)

// Ready is nil when the database answers and its schema, the queue's tables included, is the one that this program works with.
func (db *DB) Ready(ctx context.Context) error {
	if err := db.Ping(ctx); err != nil {
		return err
	}
	_, newest, err := db.Schema(ctx)
	if err == nil && !newest {
		err = errors.New("the database's schema is not the one that this program works with")
	}
	return err
}
