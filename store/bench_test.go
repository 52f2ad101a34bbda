package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/require"
)

// size of the filled database. COUNTERSIGN_BENCH=vendors/reviews/findings sets another, such as 10000/50000/1000000.
type size struct{ vendors, reviews, findings int }

func sizeOf(b *testing.B) size {
	b.Helper()
	s := size{100, 500, 10_000}
	if env := os.Getenv("COUNTERSIGN_BENCH"); env != "" {
		for i, part := range strings.Split(env, "/") {
			n, err := strconv.Atoi(part)
			require.NoError(b, err)
			*[]*int{&s.vendors, &s.reviews, &s.findings}[i] = n
		}
	}
	return s
}

// fill adds vendors, reviews of them and findings of these, evenly, with words that are rare, usual and everywhere.
func fill(b *testing.B, db *store.DB, s size) []review.Review {
	b.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	vendors := make([]review.Vendor, s.vendors)
	reviews := make([]review.Review, s.reviews)
	in := func(f func(tx review.Tx) error) {
		require.NoError(b, db.Reviews().Change(context.Background(), f))
	}
	in(func(tx review.Tx) error {
		for i := range vendors {
			v := review.Vendor{ID: newID(), Version: 1, CreatedAt: at, UpdatedAt: at, VendorFields: review.VendorFields{
				Name: fmt.Sprintf("Vendor %d %s", i, pick(random)), Unit: fmt.Sprintf("unit%d", i%20), Owner: fmt.Sprintf("owner%d", i%500), Services: sentence(random, 8),
				Lifecycle: review.Active, DataClasses: []string{}, Models: []review.ModelUse{},
			}}
			vendors[i] = v
			if err := tx.AddVendor(v); err != nil {
				return err
			}
		}
		for i := range reviews {
			r := review.Review{
				ID: newID(), VendorID: vendors[i%len(vendors)].ID, Edition: 1, State: review.InReview, Analysis: review.AnalysisReady, Version: 1, CreatedAt: at, UpdatedAt: at,
			}
			reviews[i] = r
			if err := tx.AddReview(r); err != nil {
				return err
			}
		}
		return nil
	})
	statuses, severities := review.Statuses(), review.Severities()
	const batch = 10_000
	for from := 0; from < s.findings; from += batch {
		list := make([]review.Finding, 0, batch)
		for i := from; i < min(from+batch, s.findings); i++ {
			f := findingOf(reviews[i%len(reviews)], i/len(reviews)+1, sentence(random, 5), sentence(random, 12), sentence(random, 25), fmt.Sprintf("rare%d %s", i%(s.findings/10), sentence(random, 20)))
			f.Status, f.Severity = statuses[random.IntN(len(statuses))], severities[random.IntN(len(severities))]
			list = append(list, f)
		}
		in(func(tx review.Tx) error { return tx.AddFindings(list) })
	}
	return reviews
}

func vocabulary() []string {
	return strings.Fields("access approval artifact audit backup boundary change control data description drift encryption evidence exception incident inference " +
		"management model monitoring opinion output period personal policy prompt provider release review sample security service system test training vendor weights")
}

// pick prefers the first words, as texts do.
func pick(r *rand.Rand) string {
	v := vocabulary()
	return v[int(float64(len(v))*r.Float64()*r.Float64())]
}

func sentence(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = pick(r)
	}
	return strings.Join(words, " ")
}

// BenchmarkLists measures what people see in lists against the bare statement. p95-ms is what 95 of 100 waited at most.
func BenchmarkLists(b *testing.B) {
	db := dbtest.Open(b, dbtest.SQLite(b))
	s := sizeOf(b)
	reviews := fill(b, db, s)
	one, ctx := reviews[len(reviews)/2], context.Background()
	where := func(pairs ...string) map[string]string {
		m := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = pairs[i+1]
		}
		return m
	}
	for _, c := range []struct {
		name   string
		within review.Reach
		query  review.Query
		bare   string
	}{
		{"all", review.Reach{}, review.Query{}, "SELECT * FROM findings ORDER BY id DESC LIMIT 51"},
		{"of a review", review.Reach{}, review.Query{Where: where("review_id", one.ID), Sort: "position"}, "SELECT * FROM findings WHERE review_id = '" + one.ID + "' ORDER BY position, id LIMIT 51"},
		{"filtered", review.Reach{}, review.Query{Where: where("severity", "high,critical", "verdict", "open")}, "SELECT * FROM findings WHERE severity IN ('high','critical') AND verdict IN ('open') ORDER BY id DESC LIMIT 51"},
		{"of a unit", review.Reach{Unit: "unit7"}, review.Query{}, "SELECT findings.* FROM findings JOIN vendors ON vendors.id = findings.vendor_id WHERE vendors.unit = 'unit7' ORDER BY findings.id DESC LIMIT 51"},
		{"of an owner", review.Reach{Owner: "owner7"}, review.Query{}, "SELECT findings.* FROM findings JOIN vendors ON vendors.id = findings.vendor_id WHERE vendors.owner = 'owner7' ORDER BY findings.id DESC LIMIT 51"},
		{"search, rare", review.Reach{}, review.Query{Search: "rare77"}, "SELECT f.* FROM findings_words w JOIN findings_search s ON s.number = w.rowid JOIN findings f ON f.id = s.finding_id WHERE findings_words MATCH 'rare77*' ORDER BY w.rowid DESC LIMIT 51"},
		{"search, frequent", review.Reach{}, review.Query{Search: "access control"}, "SELECT f.* FROM findings_words w JOIN findings_search s ON s.number = w.rowid JOIN findings f ON f.id = s.finding_id WHERE findings_words MATCH 'access AND control' ORDER BY w.rowid DESC LIMIT 51"},
		{"search, beginning", review.Reach{}, review.Query{Search: "model ac"}, "SELECT f.* FROM findings_words w JOIN findings_search s ON s.number = w.rowid JOIN findings f ON f.id = s.finding_id WHERE findings_words MATCH 'model AND ac*' ORDER BY w.rowid DESC LIMIT 51"},
		{"search, two letters", review.Reach{}, review.Query{Search: "ac"}, "SELECT f.* FROM findings_words w JOIN findings_search s ON s.number = w.rowid JOIN findings f ON f.id = s.finding_id WHERE findings_words MATCH 'ac*' ORDER BY w.rowid DESC LIMIT 51"},
		{"search in a review", review.Reach{}, review.Query{Search: "access", Where: where("review_id", one.ID), Sort: "position"}, "SELECT * FROM findings WHERE review_id = '" + one.ID + "' ORDER BY position, id LIMIT 51"},
		{"search in a unit", review.Reach{Unit: "unit7"}, review.Query{Search: "access control"}, "SELECT f.* FROM findings_words w JOIN findings_search s ON s.number = w.rowid JOIN findings f ON f.id = s.finding_id JOIN vendors v ON v.id = f.vendor_id WHERE v.unit = 'unit7' AND findings_words MATCH 'access AND control' ORDER BY w.rowid DESC LIMIT 51"},
		{"search, filtered", review.Reach{}, review.Query{Search: "training", Where: where("severity", "high")}, "SELECT f.* FROM findings_words w JOIN findings_search s ON s.number = w.rowid JOIN findings f ON f.id = s.finding_id WHERE f.severity = 'high' AND findings_words MATCH 'training' ORDER BY w.rowid DESC LIMIT 51"},
	} {
		b.Run("findings "+c.name, func(b *testing.B) {
			measure(b, func() {
				_, err := db.Reviews().Findings(ctx, c.within, c.query)
				require.NoError(b, err)
			})
		})
		b.Run("findings "+c.name+", bare", func(b *testing.B) { measure(b, func() { bare(b, db, c.bare) }) })
	}
	for _, q := range []review.Query{{}, {Sort: "name"}, {Where: where("unit", "unit7")}, {Search: "vendor 77"}} {
		b.Run(fmt.Sprintf("vendors %+v", q), func(b *testing.B) {
			measure(b, func() {
				_, err := db.Reviews().Vendors(ctx, review.Reach{}, q)
				require.NoError(b, err)
			})
		})
	}
	b.Run("vendors, bare", func(b *testing.B) {
		measure(b, func() { bare(b, db, "SELECT * FROM vendors ORDER BY id DESC LIMIT 51") })
	})
}

// bare runs a statement and reads all of its rows, as whoever writes SQL by hand would.
func bare(b *testing.B, db *store.DB, statement string) {
	b.Helper()
	rows, err := db.Writer().QueryContext(context.Background(), statement)
	require.NoError(b, err)
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

func measure(b *testing.B, f func()) {
	b.Helper()
	f() // warm
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		f()
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
