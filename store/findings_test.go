package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"countersign/fault"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// underReview adds a vendor of a unit with a review in review.
func underReview(t *testing.T, db *store.DB, unit string) review.Review {
	t.Helper()
	now := time.Now().UTC().Truncate(time.Microsecond)
	v := review.Vendor{ID: newID(), Version: 1, CreatedAt: now, UpdatedAt: now, VendorFields: review.VendorFields{Unit: unit, Lifecycle: review.Active, DataClasses: []string{}, Models: []review.ModelUse{}}}
	v.Name = "Vendor " + v.ID
	r := review.Review{ID: newID(), VendorID: v.ID, Edition: 1, State: review.InReview, Analysis: review.AnalysisReady, Version: 1, CreatedAt: now, UpdatedAt: now}
	require.NoError(t, db.Reviews().Change(context.Background(), func(tx review.Tx) error {
		if err := tx.AddVendor(v); err != nil {
			return err
		}
		return tx.AddReview(r)
	}))
	return r
}

func findingOf(r review.Review, position int, title, reason string, quotes ...string) review.Finding {
	f := review.Finding{
		ID: newID(), ReviewID: r.ID, VendorID: r.VendorID, Kind: review.FindingChecklist, Title: title, Status: "absent", Severity: review.High, Reason: reason,
		Position: position, Decision: review.FindingDecision{Verdict: review.Open}, Version: 1, CreatedAt: r.CreatedAt, UpdatedAt: r.CreatedAt,
	}
	for _, q := range quotes {
		f.Quotes = append(f.Quotes, review.FindingQuote{Page: 3, Text: q, Boxes: [][]float64{{1, 2, 3, 4}}})
	}
	return f
}

func addFindings(t *testing.T, db *store.DB, list ...review.Finding) {
	t.Helper()
	require.NoError(t, db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.AddFindings(list) }))
}

// titles searches and lists titles by position.
func titles(t *testing.T, db *store.DB, within review.Reach, q review.Query) []string {
	t.Helper()
	page, err := db.Reviews().Findings(context.Background(), within, q)
	require.NoError(t, err, q)
	out := []string{}
	for _, f := range page.Items {
		out = append(out, f.Title)
	}
	return out
}

// TestSearchesFindings: each word must stand in title, reason or quotes, the last as a beginning, and nothing that people type is an error.
func TestSearchesFindings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		t.Helper()
		r, other := underReview(t, db, "retail"), underReview(t, db, "bank")
		addFindings(t, db,
			findingOf(r, 1, "Model change approval", "Nothing was found.", "Changes to models are approved (CC8.1) before release.", "Łódź is a city."),
			findingOf(r, 2, "Prompt-injection tests", "Described only."),
			findingOf(r, 3, "Drift", "No monitoring."), findingOf(other, 1, "Drift elsewhere", "No monitoring."))
		for _, c := range []struct {
			search string
			want   []string
		}{
			{"approval", []string{"Model change approval"}},
			{"MODEL approved", []string{"Model change approval"}},
			{"approved mod", []string{"Model change approval"}},
			{"mod approved", []string{}}, // only the last word may be a beginning
			{"drift approval", []string{}},
			{"cc8.1", []string{"Model change approval"}},
			{"injection", []string{"Prompt-injection tests"}},
			{"prompt-inj", []string{"Prompt-injection tests"}},
			{"łódź", []string{"Model change approval"}},
			{"boxes", []string{}},
			{"page", []string{}},
			{"monit", []string{"Drift elsewhere", "Drift"}},
			{"monitor", []string{"Drift elsewhere", "Drift"}},
			{"monitoringx", []string{}},
			{"m", []string{"Drift elsewhere", "Drift", "Model change approval"}},
			{"monitoring", []string{"Drift elsewhere", "Drift"}},
			{`"`, []string{"Drift elsewhere", "Drift", "Prompt-injection tests", "Model change approval"}},
			{`drift" OR 1`, []string{}},
			{`drift AND`, []string{}},
			{`NEAR(drift monitoring)`, []string{}},
			{`words:drift`, []string{}},
			{`drift & ! | <-> :*`, []string{"Drift elsewhere", "Drift"}},
			{`'; DROP TABLE findings; --`, []string{}},
			{"drift*^()\\", []string{"Drift elsewhere", "Drift"}},
			{"日本語 𝒳 \x00 é", []string{}},
		} {
			assert.Equal(t, c.want, titles(t, db, review.Reach{}, review.Query{Search: c.search}), c.search)
		}
		assert.Equal(t, []string{"Drift"}, titles(t, db, review.Reach{}, review.Query{Search: "monitoring", Where: map[string]string{"review_id": r.ID}}))
		assert.Equal(t, []string{"Drift elsewhere", "Drift"}, titles(t, db, review.Reach{}, review.Query{Search: "monitoring", Where: map[string]string{"vendor_id": r.VendorID + "," + other.VendorID}}))
		assert.Empty(t, titles(t, db, review.Reach{}, review.Query{Search: "monitoring", Where: map[string]string{"review_id": `x" OR words : "drift`}}))
		assert.Equal(t, []string{"Drift"}, titles(t, db, review.Reach{Unit: "retail"}, review.Query{Search: "monitoring"}), "another unit's findings are out of reach")
		assert.Empty(t, titles(t, db, review.Reach{Unit: "retail", Owner: "somebody"}, review.Query{}))
	})
}

// TestIndexFollowsTheFinding: what was changed is found by its new words only, what was removed not at all.
func TestIndexFollowsTheFinding(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		t.Helper()
		r := underReview(t, db, "")
		f := findingOf(r, 1, "Zebra", "A horse with stripes.")
		addFindings(t, db, f)
		f.Title, f.Version = "Okapi", 2
		require.NoError(t, db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.SaveFinding(f) }))
		assert.Equal(t, []string{"Okapi"}, titles(t, db, review.Reach{}, review.Query{Search: "okapi horse"}))
		assert.Empty(t, titles(t, db, review.Reach{}, review.Query{Search: "zebra"}))
		err := db.Reviews().Change(context.Background(), func(tx review.Tx) error { return tx.SaveFinding(f) })
		assert.True(t, fault.Is(err, fault.Outdated), "%v", err)
		_, err = db.Writer().ExecContext(context.Background(), "DELETE FROM findings")
		require.NoError(t, err)
		assert.Empty(t, titles(t, db, review.Reach{}, review.Query{Search: "okapi"}))
	})
}

// TestPagesOfFindings: by position, by time and through a search, each finding comes once and in order.
func TestPagesOfFindings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		t.Helper()
		r := underReview(t, db, "")
		var list []review.Finding
		for i := range 450 {
			list = append(list, findingOf(r, i+1, fmt.Sprintf("Title %d", i), "The same reason for all."))
		}
		addFindings(t, db, list...)
		for _, q := range []review.Query{{Sort: "position"}, {Sort: "-position"}, {}, {Search: "same reas"}, {Search: "same", Sort: "severity"}, {Search: "same", Sort: "-position"}} {
			seen := map[int]bool{}
			last, cursor := 0, ""
			for {
				q.Limit, q.Cursor = 99, cursor
				page, err := db.Reviews().Findings(context.Background(), review.Reach{}, q)
				require.NoError(t, err, q)
				for _, f := range page.Items {
					if q.Sort == "position" {
						assert.Greater(t, f.Position, last)
					} else if last > 0 && q.Sort != "severity" {
						assert.Less(t, f.Position, last, q)
					}
					seen[f.Position], last = true, f.Position
				}
				if cursor = page.Next; cursor == "" {
					break
				}
			}
			assert.Len(t, seen, 450, "%+v", q)
		}
		_, err := db.Reviews().Findings(context.Background(), review.Reach{}, review.Query{Sort: "position", Cursor: "eyJzIjoicG9zaXRpb24iLCJ2IjoieCIsImkiOiIxIn0"})
		assert.True(t, fault.Is(err, fault.Invalid), "%v", err)
	})
}

// TestOldFindingsAreFound: findings that were there before the index are in it after the migration.
func TestOldFindingsAreFound(t *testing.T) {
	dbtest.EachURL(t, func(t *testing.T, url string) {
		t.Helper()
		ctx := context.Background()
		db, err := store.Open(ctx, url)
		require.NoError(t, err)
		defer db.Close()
		require.NoError(t, db.MigrateTo(ctx, 2))
		exec := func(q string) {
			_, err := db.Writer().ExecContext(ctx, q)
			require.NoError(t, err)
		}
		exec(`INSERT INTO vendors (id, name, lifecycle, version, created_at, updated_at) VALUES ('v', 'V', 'active', 1, '2026-01-01', '2026-01-01')`)
		exec(`INSERT INTO reviews (id, vendor_id, edition, state, version, created_by, created_at, updated_at) VALUES ('r', 'v', 1, 'in-review', 1, '', '2026-01-01', '2026-01-01')`)
		exec(`INSERT INTO findings (id, review_id, vendor_id, kind, ref, title, status, severity, reason, quotes, position, version, created_at, updated_at)
			VALUES ('f', 'r', 'v', 'checklist', '', 'Old', 'absent', 'high', 'Reason', '[{"page":1,"text":"an ancient quote"}]', 1, 1, '2026-01-01', '2026-01-01')`)
		require.NoError(t, db.Migrate(ctx))
		assert.Equal(t, []string{"Old"}, titles(t, db, review.Reach{}, review.Query{Search: "ancient old"}))
	})
}

// TestSearchSurvivesCompaction: the index still names the right rows after the file was rewritten.
func TestSearchSurvivesCompaction(t *testing.T) {
	db := dbtest.Open(t, dbtest.SQLite(t))
	r := underReview(t, db, "")
	a, b := findingOf(r, 1, "First", "one"), findingOf(r, 2, "Second", "two")
	addFindings(t, db, a, b)
	for _, q := range []string{"DELETE FROM findings WHERE position = 1", "VACUUM"} {
		_, err := db.Writer().ExecContext(context.Background(), q)
		require.NoError(t, err)
	}
	assert.Equal(t, []string{"Second"}, titles(t, db, review.Reach{}, review.Query{Search: "two"}))
}

// TestABeginningOfManyWords: a beginning is found however many words begin so.
func TestABeginningOfManyWords(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		t.Helper()
		r := underReview(t, db, "")
		var list []review.Finding
		for i := range 60 {
			list = append(list, findingOf(r, i+1, fmt.Sprintf("prefix%d", i), "Reason."))
		}
		addFindings(t, db, list...)
		page, err := db.Reviews().Findings(context.Background(), review.Reach{}, review.Query{Search: "reason prefix", Limit: 200})
		require.NoError(t, err)
		assert.Len(t, page.Items, 60)
		assert.Len(t, titles(t, db, review.Reach{}, review.Query{Search: "prefix5"}), 11)
	})
}
