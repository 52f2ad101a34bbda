// Package dbtest runs tests against real databases: SQLite in a file, and PostgreSQL in a cluster of its own that lives as long as the
// test program. A package that uses it calls Main from TestMain. Where PostgreSQL is not installed, its half is skipped by name.
package dbtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"countersign/store"

	"github.com/stretchr/testify/require"
)

// address is where Main leaves the cluster's URL for the tests; set from outside, that cluster is used and left alone.
const address = "COUNTERSIGN_TEST_POSTGRES"

// Main runs the tests with a PostgreSQL cluster and gives the exit status.
func Main(m *testing.M) int {
	if os.Getenv(address) != "" {
		return m.Run()
	}
	url, stop, err := startPostgres()
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "dbtest:", err)
		return m.Run()
	}
	defer stop()
	if err := os.Setenv(address, url); err != nil {
		return 1
	}
	return m.Run()
}

// Each runs a test on a fresh, migrated database of each kind.
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	EachURL(t, func(t *testing.T, url string) {
		t.Helper()
		test(t, Open(t, url))
	})
}

// EachURL runs a test with the URL of a fresh, migrated database of each kind.
func EachURL(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, migratedSQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, migratedPostgres(t)) })
}

// EachEmpty runs a test with the URL of a database of each kind that has nothing in it, not even tables.
func EachEmpty(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite is the URL of an empty database in a file.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "countersign.db")
}

// Postgres is the URL of an empty database in the cluster.
func Postgres(t testing.TB) string {
	t.Helper()
	cluster := os.Getenv(address)
	if cluster == "" {
		t.Skip("PostgreSQL is not installed (Debian, Ubuntu: apt install postgresql)")
	}
	return created(t, cluster, "")
}

// Open opens and migrates a database for a test.
func Open(t testing.TB, url string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	require.NoError(t, db.Migrate(context.Background()))
	return db
}

var databases atomic.Int64 //nolint:gochecknoglobals // names of databases must differ within one test program

func counter() *atomic.Int64 { return &databases }
