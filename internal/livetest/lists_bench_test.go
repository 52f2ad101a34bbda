package livetest

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"countersign/internal/dbtest"
	"countersign/store"

	"github.com/stretchr/testify/require"
)

// question is what people ask of a full database, and the statement that whoever writes SQL by hand would send for it.
type question struct {
	name string
	path string // under /api/v1
	bare string
	deep int // so many pages of 200 rows further on
}

// questions over a database whose middle review has an id, of a vendor.
func questions(review, vendor string) []question {
	list := func(table, where, order string) string {
		if where != "" {
			where = " WHERE " + where
		}
		return "SELECT * FROM " + table + where + " ORDER BY " + order + " LIMIT 51"
	}
	find := func(match string) string {
		return "SELECT f.* FROM findings_words w JOIN findings_search s ON s.number = w.rowid JOIN findings f ON f.id = s.finding_id WHERE findings_words MATCH '" + match + "' ORDER BY w.rowid DESC LIMIT 51"
	}
	return []question{
		{name: "vendors", path: "/vendors", bare: list("vendors", "", "id DESC")},
		{name: "vendors by name", path: "/vendors?sort=name", bare: list("vendors", "", "name, id")},
		{name: "vendors by change", path: "/vendors?sort=-updated_at", bare: list("vendors", "", "updated_at DESC, id DESC")},
		{name: "vendors of a unit", path: "/vendors?unit=unit7", bare: list("vendors", "unit = 'unit7'", "id DESC")},
		{name: "vendors by lifecycle", path: "/vendors?lifecycle=exiting,restricted", bare: list("vendors", "lifecycle IN ('exiting', 'restricted')", "id DESC")},
		{name: "vendors, searched", path: "/vendors?search=vendor+77", bare: list("vendors", "LOWER(name) LIKE '%vendor%' AND LOWER(name) LIKE '%77%'", "id DESC")},
		{name: "vendors, deep", path: "/vendors?sort=name&limit=200", deep: 25, bare: "SELECT * FROM vendors WHERE (name, id) > ('Vendor 5', '') ORDER BY name, id LIMIT 201"},

		{name: "reviews", path: "/reviews", bare: list("reviews", "", "id DESC")},
		{name: "reviews by change", path: "/reviews?sort=-updated_at", bare: list("reviews", "", "updated_at DESC, id DESC")},
		{name: "reviews in a state", path: "/reviews?state=in-review", bare: list("reviews", "state = 'in-review'", "id DESC")},
		{name: "reviews of a vendor", path: "/reviews?vendor_id=" + vendor, bare: list("reviews", "vendor_id = '"+vendor+"'", "id DESC")},
		{name: "reviews by recommendation", path: "/reviews?recommendation=sign&sort=created_at", bare: list("reviews", "recommendation = 'sign'", "created_at, id")},
		{name: "reviews, searched", path: "/reviews?search=vendor+77", bare: "SELECT r.* FROM reviews r JOIN vendors v ON v.id = r.vendor_id WHERE LOWER(v.name) LIKE '%vendor%' AND LOWER(v.name) LIKE '%77%' ORDER BY r.id DESC LIMIT 51"},
		{name: "reviews, deep", path: "/reviews?limit=200", deep: 100, bare: "SELECT * FROM reviews WHERE id < '" + review + "' ORDER BY id DESC LIMIT 201"},

		{name: "findings", path: "/findings", bare: list("findings", "", "id DESC")},
		{name: "findings by change", path: "/findings?sort=-updated_at", bare: list("findings", "", "updated_at DESC, id DESC")},
		{name: "findings by age", path: "/findings?sort=created_at", bare: list("findings", "", "created_at, id")},
		{name: "findings by severity", path: "/findings?sort=severity", bare: list("findings", "", "effective_severity, id")},
		{name: "findings by position", path: "/findings?sort=position", bare: list("findings", "", "position, id")},
		{name: "findings, filtered", path: "/findings?severity=high,critical&verdict=open", bare: list("findings", "effective_severity IN ('high', 'critical') AND verdict = 'open'", "id DESC")},
		{name: "findings, rare ones", path: "/findings?severity=critical&status=near-miss", bare: list("findings", "effective_severity = 'critical' AND effective_status = 'near-miss'", "id DESC")},
		{name: "findings, filtered by change", path: "/findings?severity=critical&sort=-updated_at", bare: list("findings", "effective_severity = 'critical'", "updated_at DESC, id DESC")},
		{name: "findings, open by change", path: "/findings?verdict=open&sort=-updated_at", bare: list("findings", "verdict = 'open'", "updated_at DESC, id DESC")},
		{name: "findings of a vendor", path: "/findings?vendor_id=" + vendor, bare: list("findings", "vendor_id = '"+vendor+"'", "id DESC")},
		{name: "findings of a review", path: "/reviews/" + review + "/findings", bare: list("findings", "review_id = '"+review+"'", "position, id")},
		{name: "findings, rare word", path: "/findings?search=rare77", bare: find("rare77*")},
		{name: "findings, frequent words", path: "/findings?search=access+control", bare: find("access AND control")},
		{name: "findings, beginning", path: "/findings?search=model+ac", bare: find("model AND ac*")},
		{name: "findings, searched and filtered", path: "/findings?search=training&severity=high", bare: strings.Replace(find("training"), "WHERE", "WHERE f.effective_severity = 'high' AND", 1)},
		{name: "findings, searched by change", path: "/findings?search=rare77&sort=-updated_at", bare: strings.Replace(find("rare77*"), "w.rowid DESC", "f.updated_at DESC, f.id DESC", 1)},
		{name: "findings, deep", path: "/findings?limit=200", deep: 200, bare: "SELECT * FROM findings ORDER BY id DESC LIMIT 201"},
		{name: "findings, deep in a filter", path: "/findings?severity=high&limit=200", deep: 50, bare: "SELECT * FROM findings WHERE effective_severity = 'high' ORDER BY id DESC LIMIT 201"},

		{name: "a review", path: "/reviews/" + review, bare: "SELECT * FROM reviews WHERE id = '" + review + "'"},
		{name: "a report", path: "/reviews/" + review + "/report", bare: "SELECT a.result FROM reviews r JOIN analyses a ON a.id = r.analysis_id WHERE r.id = '" + review + "'"},
	}
}

// BenchmarkLists asks a server over its port, with 10,000 vendors, 50,000 reviews and 1,000,000 findings in SQLite. p50-ms and p95-ms are what
// 50 and 95 of 100 waited at most; ratio is the p50 to that of the bare statement.
func BenchmarkLists(b *testing.B) { lists(b, filled(b)) }

// BenchmarkListsPostgres asks the same with PostgreSQL. Its database is filled anew each time, so it runs when COUNTERSIGN_BENCH_POSTGRES is set.
func BenchmarkListsPostgres(b *testing.B) {
	if !wanted("COUNTERSIGN_BENCH_POSTGRES") {
		b.Skip("set COUNTERSIGN_BENCH_POSTGRES=1; it fills a database first, which takes minutes")
	}
	s := newSite(b, dbtest.Postgres(b), "WORKERS=0", "LOG_LEVEL=ERROR")
	fill(b, s.url, sizeOf(b), s.run("review", "--format", "json", quillmere()))
	lists(b, s)
}

func lists(b *testing.B, s *site) {
	b.Helper()
	server := s.start()
	c := newClient(b, server.address, s.token("auditor"))
	c.http = &http.Client{}
	db := s.database()
	var review, vendor string
	require.NoError(b, db.Writer().QueryRowContext(b.Context(), "SELECT id, vendor_id FROM reviews ORDER BY id LIMIT 1 OFFSET 250").Scan(&review, &vendor))
	for _, q := range questions(review, vendor) {
		b.Run(q.name, func(b *testing.B) {
			if db.Dialect == store.Postgres {
				q.bare = onPostgres(q.bare, q.path)
			}
			path := c.deeper("/api/v1"+q.path, q.deep)
			bare := typical(times(15, func() { rows(b, db, q.bare) }), 50)
			got := measured(b, func() { c.get(b, path) })
			b.ReportMetric(typical(got, 50)/bare, "ratio")
			b.ReportMetric(bare, "bare-p50-ms")
		})
	}
	b.Run("opening a review", func(b *testing.B) {
		measured(b, func() {
			for _, path := range []string{"", "/findings?limit=200", "/report"} {
				c.get(b, "/api/v1/reviews/"+review+path)
			}
		})
	})
}

func (c *client) get(b *testing.B, path string) {
	b.Helper()
	got, err := c.try(context.Background(), http.MethodGet, path, nil)
	require.NoError(b, err)
	require.Equal(b, http.StatusOK, got.status, "%s", got.raw)
}

// deeper follows a list for so many pages, and gives the address of the next.
func (c *client) deeper(path string, pages int) string {
	next := path
	for range pages {
		got := c.must(http.MethodGet, next, "")
		cursor, more := got["next"].(string)
		if !more {
			break
		}
		next = path + "&cursor=" + cursor
	}
	return next
}

// measured runs a benchmark and reports what people wait.
func measured(b *testing.B, f func()) []time.Duration {
	b.Helper()
	f() // warm
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		f()
		took = append(took, time.Since(start))
	}
	b.ReportMetric(typical(took, 50), "p50-ms")
	b.ReportMetric(typical(took, 95), "p95-ms")
	return took
}

func times(n int, f func()) []time.Duration {
	f()
	took := make([]time.Duration, n)
	for i := range took {
		start := time.Now()
		f()
		took[i] = time.Since(start)
	}
	return took
}

// typical is a percentile in milliseconds.
func typical(took []time.Duration, percent int) float64 {
	sorted := slices.Sorted(slices.Values(took))
	return float64(sorted[len(sorted)*percent/100].Microseconds()) / 1000
}

// rows runs a statement and reads all of its rows.
func rows(b *testing.B, db *store.DB, statement string) {
	b.Helper()
	rows, err := db.Writer().QueryContext(context.Background(), statement)
	require.NoError(b, err, statement)
	defer rows.Close()
	columns, err := rows.Columns()
	require.NoError(b, err)
	values := make([]any, len(columns))
	for i := range values {
		values[i] = new(any)
	}
	for rows.Next() {
		require.NoError(b, rows.Scan(values...))
	}
	require.NoError(b, rows.Err())
}

// onPostgres is a statement of the search as PostgreSQL wants it; others are the same.
func onPostgres(statement, path string) string {
	_, search, found := strings.Cut(path, "search=")
	if !found || !strings.Contains(path, "findings") {
		return statement
	}
	words, _, _ := strings.Cut(search, "&")
	where := "words @@ to_tsquery('simple', '" + strings.ReplaceAll(words, "+", " & ") + ":*')"
	if strings.Contains(path, "severity=high") {
		where += " AND effective_severity = 'high'"
	}
	order := "id DESC"
	if strings.Contains(path, "updated_at") {
		order = "updated_at DESC, id DESC"
	}
	return "SELECT * FROM findings WHERE " + where + " ORDER BY " + order + " LIMIT 51"
}
