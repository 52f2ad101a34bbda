package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
	"testing"

	"countersign/fault"
	"countersign/internal/dbtest"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func opened(t *testing.T, url string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// shape is all that a database's schema is made of, one thing a line: tables with their columns, indexes, triggers, functions.
func shape(t *testing.T, db *store.DB) []string {
	t.Helper()
	query := `SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || COALESCE(sql, '') FROM sqlite_master ORDER BY 1`
	if db.Dialect == store.Postgres {
		query = `SELECT 'column ' || table_name || '.' || column_name || ': ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '') || ' ' || COALESCE(generation_expression, '')
			FROM information_schema.columns WHERE table_schema = 'public'
			UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
			UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
			UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
			UNION ALL SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
			ORDER BY 1`
	}
	return lines(t, db, query)
}

func lines(t *testing.T, db *store.DB, query string) []string {
	t.Helper()
	rows, err := db.Writer().QueryContext(t.Context(), query)
	require.NoError(t, err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s sql.NullString
		require.NoError(t, rows.Scan(&s))
		out = append(out, s.String)
	}
	require.NoError(t, rows.Err())
	return out
}

// migrated is the version of a database that has the newest schema.
func migrated(t *testing.T, db *store.DB) int64 {
	t.Helper()
	require.NoError(t, db.Migrate(t.Context()))
	version, newest, err := db.Schema(t.Context())
	require.NoError(t, err)
	assert.True(t, newest)
	require.NoError(t, db.Ready(t.Context()))
	return version
}

// TestMigrateAgain: a database that is up to date is not touched by the next start.
func TestMigrateAgain(t *testing.T) {
	dbtest.EachEmpty(t, func(t *testing.T, url string) {
		db := opened(t, url)
		require.Error(t, db.Ready(t.Context()), "an empty database is not ready")
		version := migrated(t, db)
		for _, a := range ages(t) {
			put(t, db, a)
		}
		before := shape(t, db)
		const applied = "SELECT CAST(id AS TEXT) || ' ' || CAST(version_id AS TEXT) || ' ' || CAST(tstamp AS TEXT) FROM goose_db_version ORDER BY id"
		was := lines(t, db, applied)
		assert.Equal(t, version, migrated(t, db))
		assert.Equal(t, before, shape(t, db))
		assert.Equal(t, was, lines(t, db, applied))
		for _, a := range ages(t) {
			a.read(t, db)
		}
	})
}

// TestUpgradeFromEachVersion: whatever version a database was left at, its rows are there after the upgrade, the program reads them, and the
// schema is that of a fresh database.
func TestUpgradeFromEachVersion(t *testing.T) {
	for name, open := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		t.Run(name, func(t *testing.T) {
			fresh := opened(t, open(t))
			newest := migrated(t, fresh)
			want := shape(t, fresh)
			require.Greater(t, len(want), 50, "the introspection sees something")
			for from := int64(1); from <= newest; from++ {
				t.Run(fmt.Sprint("from ", from), func(t *testing.T) {
					db := opened(t, open(t))
					require.NoError(t, db.MigrateTo(t.Context(), from))
					version, isNewest, err := db.Schema(t.Context())
					require.NoError(t, err)
					assert.LessOrEqual(t, version, from)
					assert.False(t, isNewest, "without the queue's tables it is not the newest")
					require.Error(t, db.Ready(t.Context()))
					for _, a := range ages(t) {
						if a.version <= from {
							put(t, db, a)
						}
					}
					assert.Equal(t, newest, migrated(t, db))
					for _, a := range ages(t) {
						if a.version <= from {
							a.read(t, db)
						}
					}
					assert.Equal(t, want, shape(t, db))
				})
			}
		})
	}
}

// TestNewerDatabaseIsRefused: a program that is older than the database says so and touches nothing, whether the schema is newer or the queue.
func TestNewerDatabaseIsRefused(t *testing.T) {
	for what, insert := range map[string]string{
		"schema": "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, TRUE)",
		"queue":  "INSERT INTO river_migration (line, version) VALUES ('main', 999)",
	} {
		t.Run(what, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, db *store.DB) {
				require.NoError(t, db.Ready(t.Context()))
				_, err := db.Writer().ExecContext(t.Context(), insert)
				require.NoError(t, err)
				before := shape(t, db)
				err = db.Migrate(t.Context())
				require.True(t, fault.Is(err, fault.NewerDatabase), "%v", err)
				assert.Equal(t, fault.NewerDatabase, fault.Of(err).Code, "the outermost code says it")
				assert.Contains(t, fault.Of(err).Message, "newer Countersign")
				assert.Contains(t, err.Error(), "999")
				assert.Equal(t, before, shape(t, db))
				require.Error(t, db.Ready(t.Context()), "it is not ready either")
			})
		})
	}
}

// TestReadyKnowsTheQueue: a database whose queue has tables of an older version is not ready until it is migrated.
func TestReadyKnowsTheQueue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		require.NoError(t, db.Ready(t.Context()))
		_, err := db.Writer().ExecContext(t.Context(), "DELETE FROM river_migration WHERE version = (SELECT MAX(version) FROM river_migration)")
		require.NoError(t, err)
		require.Error(t, db.Ready(t.Context()))
		_, newest, err := db.Schema(t.Context())
		require.NoError(t, err)
		assert.False(t, newest)
	})
}

// TestServersStartAtOnce: of several servers that start on an empty PostgreSQL database at once, one makes the schema, and all go on.
func TestServersStartAtOnce(t *testing.T) {
	url := dbtest.Postgres(t)
	const servers = 4
	errs := make([]error, servers)
	var done sync.WaitGroup
	for i := range servers {
		db := opened(t, url)
		done.Go(func() { errs[i] = db.Migrate(context.Background()) })
	}
	done.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	db := opened(t, url)
	applied := lines(t, db, "SELECT CAST(version_id AS TEXT) FROM goose_db_version ORDER BY id")
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(applied))), len(applied), "no version was applied twice")
	require.NoError(t, db.Ready(t.Context()))
}
