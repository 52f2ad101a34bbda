package livetest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"strings"

	"countersign/store"

	"github.com/stretchr/testify/require"
)

// reviewOf is a review that was made, and its vendor.
type reviewOf struct{ id, vendor string }

func (f *filler) vendors(size size) []string {
	ids := make([]string, size.vendors)
	f.batches("vendors", []string{"id", "name", "owner", "unit", "services", "lifecycle", "version", "created_at", "updated_at"}, size.vendors, func(i int) []any {
		ids[i] = f.id()
		at := f.tick()
		return []any{
			ids[i], fmt.Sprintf("Vendor %d %s", i, f.word()), fmt.Sprintf("owner%d", i%500), fmt.Sprintf("unit%d", i%20), f.words(8),
			pick(f.random, "active", "active", "active", "proposed", "restricted", "exiting"), 1, at, f.later(at),
		}
	})
	return ids
}

// reviews makes reviews in turns over the vendors, with the report of one for all.
func (f *filler) reviews(size size, report string) []reviewOf {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(report))
	require.NoError(f.b, err)
	require.NoError(f.b, z.Close())
	f.insert("analyses", []string{"id", "sha256", "engine", "catalog", "as_of", "options", "result", "created_at"},
		[][]any{{"analysis", "abc", "e", "c", "2026-01-01", "", packed.Bytes(), f.tick()}})
	rows, err := f.tx.QueryContext(f.b.Context(), "SELECT id FROM vendors ORDER BY id")
	require.NoError(f.b, err)
	var vendors []string
	for rows.Next() {
		var id string
		require.NoError(f.b, rows.Scan(&id))
		vendors = append(vendors, id)
	}
	require.NoError(f.b, rows.Err())
	out := make([]reviewOf, size.reviews)
	f.batches("reviews", []string{"id", "vendor_id", "edition", "state", "analysis", "analysis_id", "recommendation", "summary", "version", "created_by", "created_at", "updated_at"},
		size.reviews, func(i int) []any {
			out[i] = reviewOf{f.id(), vendors[i%len(vendors)]}
			at := f.tick()
			return []any{
				out[i].id, out[i].vendor, 1, pick(f.random, "approved", "approved", "approved", "in-review", "awaiting-approval", "rejected"), "ready", "analysis",
				pick(f.random, "sign", "sign-with-conditions", "do-not-sign-yet"), `{"kind":"soc2","opinion":"unqualified","pages":86}`, 2, "system", at, f.later(at),
			}
		})
	return out
}

// findings come in the order of reviews, as readings end.
func (f *filler) findings(size size, _ []string, reviews []reviewOf) {
	statuses := []string{"described", "tested", "partial", "absent", "absent", "unknown", "open"}
	severities := []string{"low", "low", "medium", "medium", "high", "info"}
	each := max(1, size.findings/len(reviews))
	f.batches("findings", []string{"id", "review_id", "vendor_id", "kind", "ref", "title", "status", "severity", "reason", "quotes", "position", "verdict", "version", "created_at", "updated_at"},
		size.findings, func(i int) []any {
			r := reviews[(i/each)%len(reviews)]
			status, severity := pick(f.random, statuses...), pick(f.random, severities...)
			if f.random.IntN(1000) == 0 {
				status, severity = "near-miss", "critical" // the rare ones
			}
			at := f.tick()
			return []any{
				f.id(), r.id, r.vendor, pick(f.random, "checklist", "checklist", "checklist", "exception", "scope", "reliability"), "CC" + f.word(), f.words(5), status, severity, f.words(12),
				fmt.Sprintf(`[{"page":%d,"text":"%s"},{"page":%d,"text":"rare%d %s"}]`, 1+i%80, f.words(25), 1+i%80, i%(size.findings/10), f.words(20)),
				i%each + 1 + each*(i/each/len(reviews)), pick(f.random, "open", "open", "accepted", "rejected"), 1, at, f.later(at),
			}
		})
	if f.db.Dialect == store.Postgres {
		_, err := f.tx.ExecContext(f.b.Context(), "ANALYZE")
		require.NoError(f.b, err)
	}
}

func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

func vocabulary() []string {
	return strings.Fields("access approval artifact audit backup boundary change control data description drift encryption evidence exception incident inference " +
		"management model monitoring opinion output period personal policy prompt provider release review sample security service system test training vendor weights")
}

// word prefers the first ones, as texts do.
func (f *filler) word() string {
	v := vocabulary()
	return v[int(float64(len(v))*f.random.Float64()*f.random.Float64())]
}

func (f *filler) words(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = f.word()
	}
	return strings.Join(out, " ")
}
