package store

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Spend takes tokens from a bucket that holds so many and fills evenly within a minute, and gives what is left: below zero when more was
// taken than there was. All servers that share the database share the bucket. One statement does it, so that it is never read by one and
// written by another in between.
func (db *DB) Spend(ctx context.Context, key string, perMinute, tokens int, now time.Time) (left float64, err error) {
	const thousandths, minute = 1000, int64(time.Minute / time.Microsecond)
	full, spent, at := perMinute*thousandths, tokens*thousandths, now.UnixMicro()
	filled := fmt.Sprintf("LEAST(%d, rate_limits.tokens + LEAST(%d, GREATEST(0, %d - rate_limits.at)) * %d / %d)", full, minute, at, perMinute, minute/thousandths)
	statement := fmt.Sprintf("INSERT INTO rate_limits (key, tokens, at) VALUES (?, %d, %d) ON CONFLICT (key) DO UPDATE SET "+
		"tokens = GREATEST(%d, %s - %d), at = GREATEST(rate_limits.at, %d) RETURNING tokens", full-spent, at, -full, filled, spent, at)
	if db.Dialect == SQLite {
		statement = strings.NewReplacer("LEAST", "MIN", "GREATEST", "MAX").Replace(statement)
	}
	var rest int64
	if err := db.write.WithContext(ctx).Raw(statement, key).Scan(&rest).Error; err != nil {
		return 0, fmt.Errorf("cannot count the requests: %w", err)
	}
	return float64(rest) / thousandths, nil
}

// SweepLimits deletes buckets that are full again.
func (db *DB) SweepLimits(ctx context.Context, now time.Time) error {
	const age = 10 * time.Minute
	if err := db.write.WithContext(ctx).Exec("DELETE FROM rate_limits WHERE at < ?", now.Add(-age).UnixMicro()).Error; err != nil {
		return fmt.Errorf("cannot clear the counts of requests: %w", err)
	}
	return nil
}
