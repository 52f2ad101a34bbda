package dbtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"countersign/store"

	"github.com/stretchr/testify/require"
)

// Migrating takes longer than most tests, so it is done once for each kind: others copy what came of it.
type templates struct {
	sqlite   sync.Once
	file     []byte
	postgres sync.Once
	name     string
}

var made templates //nolint:gochecknoglobals // once for a test program

// migratedSQLite is the URL of a migrated database in a file.
func migratedSQLite(t testing.TB) string {
	t.Helper()
	made.sqlite.Do(func() {
		url := SQLite(t)
		migrated(t, url)
		raw, err := os.ReadFile(strings.TrimPrefix(url, "sqlite:"))
		require.NoError(t, err)
		made.file = raw
	})
	require.NotEmpty(t, made.file, "the template was not made")
	path := filepath.Join(t.TempDir(), "countersign.db")
	require.NoError(t, os.WriteFile(path, made.file, 0o600))
	return "sqlite:" + path
}

// migratedPostgres is the URL of a migrated database in the cluster.
func migratedPostgres(t testing.TB) string {
	t.Helper()
	made.postgres.Do(func() {
		url := Postgres(t)
		migrated(t, url)
		base, _, _ := strings.Cut(url, "?")
		made.name = base[strings.LastIndex(base, "/")+1:]
	})
	cluster := os.Getenv(address)
	if cluster == "" {
		t.Skip("PostgreSQL is not installed (Debian, Ubuntu: apt install postgresql)")
	}
	require.NotEmpty(t, made.name, "the template was not made")
	return created(t, cluster, " TEMPLATE "+made.name)
}

func migrated(t testing.TB, url string) {
	t.Helper()
	db, err := store.Open(context.Background(), url)
	require.NoError(t, err)
	require.NoError(t, db.Migrate(context.Background()))
	require.NoError(t, db.Close())
}

// created is the URL of a new database in the cluster.
func created(t testing.TB, cluster, how string) string {
	t.Helper()
	db, err := store.Open(context.Background(), cluster)
	require.NoError(t, err)
	defer db.Close()
	name := fmt.Sprintf("t%d_%d", os.Getpid(), counter().Add(1))
	_, err = db.Writer().ExecContext(context.Background(), "CREATE DATABASE "+name+how)
	require.NoError(t, err)
	if how != "" { // the template itself, which has none, stays
		t.Cleanup(func() { drop(cluster, name) })
	}
	base, query, _ := strings.Cut(cluster, "?")
	return base[:strings.LastIndex(base, "/")+1] + name + "?" + query
}

// drop gives the space back; what cannot be dropped goes with the cluster.
func drop(cluster, name string) {
	db, err := store.Open(context.Background(), cluster)
	if err != nil {
		return
	}
	defer db.Close()
	_, _ = db.Writer().ExecContext(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)")
}
