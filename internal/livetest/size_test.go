package livetest

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"countersign/internal/dbtest"
	"countersign/store"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// size of the filled database. COUNTERSIGN_BENCH=vendors/reviews/findings sets another, such as 100/500/10000.
type size struct{ vendors, reviews, findings int }

func sizeOf(b *testing.B) size {
	b.Helper()
	s := size{10_000, 50_000, 1_000_000}
	if env := os.Getenv("COUNTERSIGN_BENCH"); env != "" {
		_, err := fmt.Sscanf(env, "%d/%d/%d", &s.vendors, &s.reviews, &s.findings)
		require.NoError(b, err)
	}
	return s
}

// filled is a site with so much in its SQLite database. The file is made once and kept in the user's cache, for a schema and a size.
func filled(b *testing.B) *site {
	b.Helper()
	size := sizeOf(b)
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	probe := dbtest.Open(b, dbtest.SQLite(b))
	version, _, err := probe.Schema(b.Context())
	require.NoError(b, err)
	path := filepath.Join(base, "countersign-bench", fmt.Sprintf("v%d-%d-%d-%d.db", version, size.vendors, size.reviews, size.findings))
	s := newSite(b, "sqlite:"+path, "WORKERS=0", "BLOB_KEY=", "LOG_LEVEL=ERROR")
	if _, err := os.Stat(path); err == nil {
		return s
	}
	require.NoError(b, os.MkdirAll(filepath.Dir(path), 0o700))
	making := path + ".making"
	for _, f := range []string{making, making + "-wal", making + "-shm"} {
		_ = os.Remove(f)
	}
	fill(b, "sqlite:"+making, size, s.run("review", "--format", "json", quillmere()))
	require.NoError(b, os.Rename(making, path))
	return s
}

// fill makes the rows by SQL, since what is measured is not how they come in.
func fill(b *testing.B, url string, size size, report string) {
	b.Helper()
	db, err := store.Open(context.Background(), url)
	require.NoError(b, err)
	defer db.Close()
	require.NoError(b, db.Migrate(context.Background()))
	if db.Dialect == store.SQLite {
		_, err = db.Writer().ExecContext(b.Context(), "PRAGMA synchronous = OFF")
		require.NoError(b, err)
	}
	began := time.Now()
	f := &filler{b: b, db: db, random: rand.New(rand.NewPCG(1, 2)), at: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	f.begin()
	vendors, reviews := f.vendors(size), f.reviews(size, report)
	f.findings(size, vendors, reviews)
	f.commit()
	if db.Dialect == store.SQLite {
		_, err = db.Writer().ExecContext(b.Context(), "PRAGMA wal_checkpoint(TRUNCATE)")
		require.NoError(b, err)
	}
	b.Logf("filled in %s", time.Since(began).Round(time.Second))
}

type filler struct {
	b      *testing.B
	db     *store.DB
	tx     *sql.Tx
	random *rand.Rand
	at     time.Time
}

func (f *filler) begin() {
	var err error
	f.tx, err = f.db.Writer().BeginTx(f.b.Context(), nil)
	require.NoError(f.b, err)
}

func (f *filler) commit() { require.NoError(f.b, f.tx.Commit()) }

func (f *filler) id() string { return uuid.Must(uuid.NewV7()).String() }

// tick is the next instant.
func (f *filler) tick() time.Time {
	f.at = f.at.Add(time.Second)
	return f.at
}

// later is some instant after one.
func (f *filler) later(t time.Time) time.Time { return t.Add(time.Duration(f.random.IntN(1e7)) * time.Second) }

// insert adds many rows with one statement.
func (f *filler) insert(table string, columns []string, rows [][]any) {
	n := 0
	var values []string
	var args []any
	for _, row := range rows {
		marks := make([]string, len(row))
		for i := range row {
			n++
			marks[i] = "$" + strconv.Itoa(n)
			if f.db.Dialect == store.SQLite {
				marks[i] = "?"
			}
		}
		values = append(values, "("+strings.Join(marks, ", ")+")")
		args = append(args, row...)
	}
	_, err := f.tx.ExecContext(f.b.Context(), "INSERT INTO "+table+" ("+strings.Join(columns, ", ")+") VALUES "+strings.Join(values, ", "), args...)
	require.NoError(f.b, err)
}

// batches inserts n rows, some hundreds at a time.
func (f *filler) batches(table string, columns []string, n int, row func(i int) []any) {
	const most = 300
	for from := 0; from < n; from += most {
		var rows [][]any
		for i := from; i < min(from+most, n); i++ {
			rows = append(rows, row(i))
		}
		f.insert(table, columns, rows)
	}
}
