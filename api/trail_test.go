package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"countersign/api"
	"countersign/audit"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// archive is a desk with a trail of n entries.
func archive(t *testing.T, db *store.DB, n int) *desk {
	t.Helper()
	s := review.New(db.Reviews(), time.Now, newID)
	for i := range n {
		c := identity.Caller{Kind: identity.KindUser, ID: fmt.Sprint("person ", i%2), Name: "Ada", Role: identity.Procurement}
		_, err := s.CreateVendor(context.Background(), c, review.VendorFields{Name: fmt.Sprint("Vendor ", i)})
		require.NoError(t, err)
	}
	d := newDesk(t, db)
	people := staff{}
	for _, r := range identity.Roles() {
		people[string(r)] = identity.Caller{Kind: identity.KindUser, ID: string(r), UserID: string(r), Role: r}
		people["token of "+string(r)] = identity.Caller{Kind: identity.KindToken, ID: "token", Role: r, ReadOnly: true}
	}
	people["auditor of a unit"] = identity.Caller{Kind: identity.KindUser, ID: "bank", UserID: "bank", Role: identity.Auditor, Unit: "bank"}
	d.app = api.New(api.Deps{Access: people, Trail: review.NewTrail(db), Log: slog.New(slog.DiscardHandler), Now: time.Now})
	return d
}

// TestTrailIsListed: by pages, filtered, in both orders.
func TestTrailIsListed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := archive(t, db, 25)
		for sort, want := range map[string][2]float64{"": {25, 1}, "&sort=-sequence": {25, 1}, "&sort=sequence": {1, 25}} {
			var seen []float64
			cursor := ""
			for {
				got := d.get("auditor", "/audit?limit=7"+sort+cursor)
				require.Equal(t, 200, got.status, "%v", got.body)
				for _, e := range got.body["items"].([]any) {
					seen = append(seen, e.(object)["sequence"].(float64))
				}
				if got.text("next") == "" {
					break
				}
				cursor = "&cursor=" + got.text("next")
			}
			require.Len(t, seen, 25, sort)
			assert.Equal(t, want, [2]float64{seen[0], seen[24]}, sort)
		}
		one := d.get("auditor", "/audit?sort=sequence&limit=1").body["items"].([]any)[0].(object)
		assert.Equal(t, "vendor.create", one["action"])
		assert.Equal(t, "Vendor 0", one["after"].(object)["name"], "what came after stands there as it was")
		id := one["subject_id"].(string)
		for query, n := range map[string]int{
			"?subject_id=" + id: 1, "?subject_kind=vendor&subject_id=" + id: 1, "?subject_kind=review": 0, "?actor_id=person%201": 12,
			"?actor_id=person%201,person%200": 25, "?action=vendor.create": 25, "?action=vendor.edit": 0,
		} {
			assert.Len(t, d.get("auditor", "/audit"+query).body["items"], n, query)
		}
		for query, status := range map[string]int{
			"?sort=at": 422, "?limit=0": 422, "?cursor=x": 422, "?cursor=eyJzIjoiLXNlcXVlbmNlIiwidiI6IjEiLCJpIjoieCJ9": 422,
		} {
			got := d.get("auditor", "/audit"+query)
			assert.Equal(t, status, got.status, "%s: %v", query, got.body)
			assert.Equal(t, "invalid-input", got.text("code"), query)
		}
	})
}

// TestTrailIsForAuditorsAndAdministrators: and for nobody who sees one unit only.
func TestTrailIsForAuditorsAndAdministrators(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := archive(t, db, 3)
		for who, want := range map[string]int{
			"administrator": 200, "auditor": 200, "token of auditor": 200, "risk-officer": 403, "procurement": 403, "business-owner": 403,
			"token of risk-officer": 403, "auditor of a unit": 403, "": 401,
		} {
			for _, path := range []string{"/audit", "/audit/verify", "/audit/export"} {
				status, _ := d.text(who, path)
				assert.Equal(t, want, status, "%s %s", who, path)
			}
		}
	})
}

// text is an answer that is no JSON.
func (d *desk) text(who, path string) (int, string) {
	d.t.Helper()
	r := httptest.NewRequest(http.MethodGet, "/api/v1"+path, nil)
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+who)
	}
	resp, err := d.app.Test(r, -1)
	require.NoError(d.t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(d.t, err)
	return resp.StatusCode, string(raw)
}

// TestExportCanBeVerifiedElsewhere: the lines alone are enough to check the chain, and the last one says where it ends.
func TestExportCanBeVerifiedElsewhere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		d := archive(t, db, 1100) // more than a page of the walk
		status, text := d.text("auditor", "/audit/export")
		require.Equal(t, 200, status)
		lines := strings.Split(strings.TrimSpace(text), "\n")
		require.Len(t, lines, 1101)
		var v audit.Verifier
		for _, line := range lines[:1100] {
			var e audit.Entry
			require.NoError(t, json.Unmarshal([]byte(line), &e))
			v.Add(&e)
		}
		var end struct{ Head audit.Head }
		require.NoError(t, json.Unmarshal([]byte(lines[1100]), &end))
		v.End(end.Head)
		assert.Empty(t, v.Breaks())
		_, text = d.text("auditor", "/audit/export?from=1099")
		assert.Len(t, strings.Split(strings.TrimSpace(text), "\n"), 3)
		status, text = d.text("auditor", "/audit/export?from=first")
		assert.Equal(t, 422, status)
		assert.Contains(t, text, "invalid-input")
	})
}

// TestTamperingIsFound: whatever is done to the tables behind the program's back.
func TestTamperingIsFound(t *testing.T) {
	columns := "sequence, at, actor_kind, actor_id, actor_name, address, request, action, subject_kind, subject_id, before, after, previous, hash"
	for _, c := range []struct {
		name   string
		does   []string
		breaks string // "" is only found with an end that was written down
	}{
		{"nothing", nil, ""},
		{"who", []string{"UPDATE audit_entries SET actor_id = 'somebody else' WHERE sequence = 3"}, "entry 3 was changed"},
		{"when", []string{"UPDATE audit_entries SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 3"}, "entry 3 was changed"},
		{"from where", []string{"UPDATE audit_entries SET address = '10.0.0.1' WHERE sequence = 3"}, "entry 3 was changed"},
		{"what", []string{"UPDATE audit_entries SET action = 'vendor.edit' WHERE sequence = 3"}, "entry 3 was changed"},
		{"of what", []string{"UPDATE audit_entries SET subject_id = 'x' WHERE sequence = 3"}, "entry 3 was changed"},
		{"what came after", []string{"UPDATE audit_entries SET after = '{}' WHERE sequence = 3"}, "entry 3 was changed"},
		{"what was before", []string{"UPDATE audit_entries SET before = 'null' WHERE sequence = 3"}, "entry 3 was changed"},
		{"a hash", []string{"UPDATE audit_entries SET hash = 'x' WHERE sequence = 3"}, "entry 4 does not carry"},
		{"a hash before", []string{"UPDATE audit_entries SET previous = 'x' WHERE sequence = 3"}, "entry 3 does not carry"},
		{"one is taken out", []string{"DELETE FROM audit_entries WHERE sequence = 3"}, "entry 4 follows entry 2"},
		{"the first is taken out", []string{"DELETE FROM audit_entries WHERE sequence = 1"}, "entry 2 follows entry 0"},
		{"one is taken out and the gap closed", []string{
			"DELETE FROM audit_entries WHERE sequence = 3", "UPDATE audit_entries SET sequence = 3 WHERE sequence = 4", "UPDATE audit_entries SET sequence = 4 WHERE sequence = 5",
			"UPDATE audit_head SET sequence = 4",
		}, "entry 3 does not carry"},
		{"the last is taken out", []string{"DELETE FROM audit_entries WHERE sequence = 5"}, "its end was cut off"},
		{"all are taken out", []string{"DELETE FROM audit_entries"}, "its end was cut off"},
		{"one is put in behind the end", []string{
			"INSERT INTO audit_entries (" + columns + ") SELECT 6, at, actor_kind, actor_id, actor_name, address, request, action, subject_kind, subject_id, before, after, hash, 'x' FROM audit_entries WHERE sequence = 5",
		}, "ends with entry 6 and not with entry 5"},
		{"one is put in before the beginning", []string{
			"INSERT INTO audit_entries (" + columns + ") SELECT 0, at, actor_kind, actor_id, actor_name, address, request, action, subject_kind, subject_id, before, after, '', 'x' FROM audit_entries WHERE sequence = 5",
		}, "entry 0 was changed"},
		{"one is put in between", []string{
			"UPDATE audit_entries SET sequence = 60 WHERE sequence = 5", "UPDATE audit_entries SET sequence = 5 WHERE sequence = 4",
			"UPDATE audit_entries SET sequence = 6 WHERE sequence = 60", "UPDATE audit_head SET sequence = 6",
			"INSERT INTO audit_entries (" + columns + ") SELECT 4, at, actor_kind, actor_id, actor_name, address, request, action, subject_kind, subject_id, before, after, hash, 'x' FROM audit_entries WHERE sequence = 3",
		}, "entry 4 was changed"},
		{"two are swapped", []string{
			"UPDATE audit_entries SET sequence = 60 WHERE sequence = 2", "UPDATE audit_entries SET sequence = 2 WHERE sequence = 3", "UPDATE audit_entries SET sequence = 3 WHERE sequence = 60",
		}, "entry 2 does not carry"},
		{"the head is moved", []string{"UPDATE audit_head SET hash = 'x'"}, "its end was cut off or rewritten"},
		{"the end is cut off and the head moved with it", []string{
			"DELETE FROM audit_entries WHERE sequence = 5", "UPDATE audit_head SET sequence = 4, hash = (SELECT hash FROM audit_entries WHERE sequence = 4)",
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, db *store.DB) {
				d := archive(t, db, 5)
				sound := d.get("auditor", "/audit/verify")
				require.Equal(t, true, sound.body["holds"])
				require.EqualValues(t, 5, sound.body["entries"])
				noted := sound.text("head")
				for _, statement := range c.does {
					_, err := db.Writer().ExecContext(context.Background(), statement)
					require.NoError(t, err, statement)
				}
				got := d.get("auditor", "/audit/verify")
				require.Equal(t, 200, got.status, "%v", got.body)
				assert.Equal(t, c.breaks == "", got.body["holds"], "%v", got.body)
				assert.Contains(t, fmt.Sprint(got.body["breaks"]), c.breaks)
				known := d.get("auditor", "/audit/verify?expect="+noted)
				assert.Equal(t, len(c.does) == 0, known.body["holds"], "%v", known.body)
				if c.breaks == "" && len(c.does) > 0 {
					assert.Contains(t, fmt.Sprint(known.body["breaks"]), "there is no entry 5 with the hash that was written down")
				}
			})
		})
	}
	d := archive(t, dbtest.Open(t, dbtest.SQLite(t)), 1)
	for _, bad := range []string{"1", "x:y", "0:" + strings.Repeat("a", 64), "1:"} {
		assert.Equal(t, 422, d.get("auditor", "/audit/verify?expect="+bad).status, bad)
	}
}
