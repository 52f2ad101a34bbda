package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"countersign/audit"
	"countersign/fault"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// dumped is a dump in memory.
type dumped struct {
	version int64
	head    audit.Head
	tables  []string // of the rows
	rows    []string
}

func dump(t *testing.T, db *store.DB) dumped {
	t.Helper()
	var out dumped
	var err error
	out.version, out.head, err = db.Dump(context.Background(), func(table string, row []byte) error {
		out.tables, out.rows = append(out.tables, table), append(out.rows, string(row))
		return nil
	})
	require.NoError(t, err)
	return out
}

// load loads a dump; a trail that does not hold is refused.
func (d *dumped) load(db *store.DB) error {
	err := db.Load(context.Background(), d.version, func(put func(string, []byte) error) error {
		for i, table := range d.tables {
			if err := put(table, []byte(d.rows[i])); err != nil {
				return err
			}
		}
		return nil
	}, func(breaks []audit.Break, head audit.Head) error {
		if len(breaks) > 0 || head != d.head {
			return errors.New("the trail does not hold")
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.Migrate(context.Background())
}

// filled is a database with a row in every table that a backup holds, and in those that it does not.
func filled(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := context.Background()
	s := service(db)
	v, err := s.CreateVendor(ctx, identity.System("test"), review.VendorFields{Name: "Müller & Söhne \"quoted\"\n", Services: "Chat", DataClasses: []string{"personal"}})
	require.NoError(t, err)
	at := "'2026-11-25 09:30:00.123456+00:00'"
	bytesOf := "x'00ff10'"
	yes := "1"
	if db.Dialect == store.Postgres {
		bytesOf, yes = `'\x00ff10'`, "true"
	}
	for _, statement := range []string{
		"INSERT INTO units VALUES ('Retail', AT)",
		"INSERT INTO users VALUES ('u1', 'a@b.example', 'Ada', 'administrator', 'Retail', YES, 1, AT, AT)",
		"INSERT INTO credentials VALUES ('u1', 'hash', '', '', 9007199254740993)",
		"INSERT INTO recovery_codes VALUES ('u1', 'd')",
		"INSERT INTO subjects VALUES ('https://issuer', 's', 'u1')",
		"INSERT INTO sessions VALUES ('s1', 'u1', 'd', '', '', AT, AT, AT)",                                      //nolint:dupword // marks
		"INSERT INTO tokens VALUES ('t1', NULL, 'ci', 'auditor', YES, 'd', AT, AT, NULL)",                        //nolint:dupword // marks
		"INSERT INTO links VALUES ('l1', 'invitation', 'd', 'c@d.example', 'auditor', '', '', '', AT, AT, NULL)", //nolint:dupword // marks
		"INSERT INTO tries VALUES ('k', 1, AT, AT)",
		"INSERT INTO passages VALUES ('s', 'b', 'n', 'v', AT)",
		"INSERT INTO documents (id, vendor_id, kind, name, sha256, size, media_type, permission, uploaded_by, uploaded_at) VALUES ('d1', 'VENDOR', 'soc2', 'report.pdf', 'HASH', 5000000000, 'application/pdf', '', 'u1', AT)",
		"INSERT INTO analyses VALUES ('a1', 'HASH', 'e', 'c', '2026-11-25', '', BYTES, AT)",
		"INSERT INTO reviews (id, vendor_id, document_id, edition, state, analysis, version, created_by, created_at, updated_at) VALUES ('r1', 'VENDOR', 'd1', 1, 'reading', 'queued', 1, 'u1', AT, AT)",
		"INSERT INTO reviews (id, vendor_id, document_id, edition, state, analysis, version, created_by, created_at, updated_at) VALUES ('r2', 'VENDOR', 'd1', 2, 'reading', 'reading', 1, 'u1', AT, AT)",
		"UPDATE documents SET bridges = 'r1' WHERE id = 'd1'", // as r1 refers to d1: keys that go round in a circle
		"INSERT INTO readings VALUES ('r1', '', NULL, BYTES)",
		"INSERT INTO readings VALUES ('r2', 'somebody', AT, NULL)",
		`INSERT INTO findings (id, review_id, vendor_id, kind, ref, title, status, severity, reason, quotes, position, version, created_at, updated_at)
			VALUES ('f1', 'r1', 'VENDOR', 'k', 'r', 'Model changes', 'absent', 'high', 'why', '[{"text":"zebra crossing"}]', 1, 1, AT, AT)`,
		"INSERT INTO finding_decisions VALUES ('x1', 'f1', 'accepted', '', '', '', 'u1', 'Ada', AT)",
		"INSERT INTO review_moves VALUES ('m1', 'r1', 'a', 'b', '', 'u1', 'Ada', AT)",
		"INSERT INTO follow_ups VALUES ('w1', 'r1', 'VENDOR', 'f1', 'question', 'text', '', 'high', '', '', 'open', '', 'd1', 1, '', AT, AT)",
		"INSERT INTO risk_acceptances VALUES ('c1', 'r1', 'VENDOR', 'f1', 'reason', '2027-01-01', 'requested', 'u1', '', NULL, '', 1, AT, AT)",
		"INSERT INTO user_entity_controls (id, vendor_id, key, text, standing, review_id, page, status, version, created_at, updated_at) VALUES ('e1', 'VENDOR', 'k', 't', 'named', 'r1', 1, 'open', 1, AT, AT)",
		"INSERT INTO register_reports VALUES ('d1', 'VENDOR', 'r1', '', 0, AT)",
		"INSERT INTO register_sources (control_id, document_id, review_id, page) VALUES ('e1', 'd1', 'r1', 1)",
		"INSERT INTO comments VALUES ('o1', 'VENDOR', 'review', 'r1', 'o1', 't', 'u1', 'Ada', NULL, NULL, 1, AT, AT)", //nolint:dupword // columns
		"INSERT INTO comment_mentions VALUES ('n1', 'o1', 'u1', 'Ada', 'unread', NULL, AT)",
		"INSERT INTO vendor_models VALUES ('openai', 'VENDOR')",
		"INSERT INTO page_texts VALUES ('HASH', BYTES, AT)",
		"INSERT INTO prints VALUES ('HASH', BYTES, '{}', AT)",
		"INSERT INTO settings VALUES ('s', '{}', 1, 'u1', AT)",
		"INSERT INTO answers VALUES ('c', 'r', 'k', 'h', 200, '{}', BYTES, AT)",
	} {
		statement = strings.NewReplacer("AT)", at+")", "AT,", at+",", "BYTES", bytesOf, "YES", yes, "VENDOR", v.ID, "HASH", strings.Repeat("ab", 32)).Replace(statement)
		_, err := db.Writer().ExecContext(ctx, statement)
		require.NoError(t, err, statement)
	}
}

// TestDumpsMoveBetweenDialects: what was dumped from either database loads into either, every value the same.
func TestDumpsMoveBetweenDialects(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, from *store.DB) {
		filled(t, from)
		want := dump(t, from)
		for _, table := range []string{"sessions", "passages", "tries", "goose_db_version", "river_job", "findings_search"} {
			assert.NotContains(t, want.tables, table)
		}
		dbtest.EachURL(t, func(t *testing.T, url string) {
			to, err := store.Open(context.Background(), url)
			require.NoError(t, err)
			defer to.Close()
			require.NoError(t, want.load(to))
			got := dump(t, to)
			assert.Equal(t, want.version, got.version)
			assert.Equal(t, want.head, got.head)
			assert.Equal(t, want.tables, got.tables)
			for i, table := range want.tables {
				if table != "readings" { // which are handed back
					assert.JSONEq(t, want.rows[i], got.rows[i], table)
				}
			}
			loaded(t, to)
		})
	})
}

// loaded holds what follows from the rows: the search finds them, and readings that had not ended are queued anew, once.
func loaded(t *testing.T, db *store.DB) {
	t.Helper()
	ctx, s, c := context.Background(), service(db), identity.System("test")
	found, err := s.Findings(ctx, c, review.Query{Search: "zebra"})
	require.NoError(t, err)
	assert.Len(t, found.Items, 1)
	n, err := s.Rescue(ctx)
	require.NoError(t, err)
	assert.Equal(t, 2, n)
	var jobs int
	require.NoError(t, db.Writer().QueryRowContext(ctx, "SELECT COUNT(*) FROM river_job").Scan(&jobs))
	assert.Equal(t, 2, jobs)
	n, err = s.Rescue(ctx)
	require.NoError(t, err)
	assert.Zero(t, n)
	_, err = s.CreateVendor(ctx, c, review.VendorFields{Name: "Another"})
	require.NoError(t, err)
	assert.Equal(t, 2, trail(t, db), "the trail goes on behind its end")
}

// TestEveryTableIsDumped: the rows above stand for every table, so that none that is added later is forgotten.
func TestEveryTableIsDumped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		filled(t, db)
		got := slices.Compact(dump(t, db).tables)
		query := "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%fts5%' AND name NOT LIKE 'findings_words_%' AND name NOT LIKE 'sqlite_%'"
		if db.Dialect == store.Postgres {
			query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
		}
		rows, err := db.Writer().QueryContext(context.Background(), query)
		require.NoError(t, err)
		defer rows.Close()
		seen := 0
		for rows.Next() {
			var name string
			require.NoError(t, rows.Scan(&name))
			if seen++; !strings.HasPrefix(name, "river_") && !slices.Contains([]string{"goose_db_version", "findings_search", "sessions", "passages", "tries", "rate_limits", "transfers", "transfer_parts"}, name) {
				assert.Contains(t, got, name, "put a row of it into the test")
			}
		}
		require.NoError(t, rows.Err())
		assert.Greater(t, seen, 20)
	})
}

// TestLoadKeepsAllOrNothing: what does not fit is refused, and the database stays as empty as it was.
func TestLoadKeepsAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, from *store.DB) {
		filled(t, from)
		good := dump(t, from)
		vendor := slices.Index(good.tables, "vendors")
		entry := slices.Index(good.tables, "audit_entries")
		for _, c := range []struct {
			name  string
			spoil func(d *dumped)
			code  fault.Code
		}{
			{"a table that there is not", func(d *dumped) { d.tables[vendor] = "persons" }, fault.Damaged},
			{"a column more", func(d *dumped) { d.rows[vendor] = strings.Replace(d.rows[vendor], "{", `{"more":1,`, 1) }, fault.Damaged},
			{"another column", func(d *dumped) { d.rows[vendor] = strings.Replace(d.rows[vendor], `"unit"`, `"units"`, 1) }, fault.Damaged},
			{"no instant", func(d *dumped) { d.rows[vendor] = replaced(t, d.rows[vendor], "created_at", "yesterday") }, fault.Damaged},
			{"no number", func(d *dumped) { d.rows[vendor] = replaced(t, d.rows[vendor], "version", "one") }, fault.Damaged},
			{"half a row", func(d *dumped) { d.rows[vendor] = d.rows[vendor][:20] }, fault.Damaged},
			{"a row twice", func(d *dumped) {
				d.tables, d.rows = append(d.tables, "vendors"), append(d.rows, d.rows[vendor])
			}, fault.Damaged},
			{"a reference into the void", func(d *dumped) { d.rows[vendor] = replaced(t, d.rows[vendor], "id", "another") }, fault.Damaged},
			{"a trail that was changed", func(d *dumped) { d.rows[entry] = replaced(t, d.rows[entry], "actor_id", "nobody") }, fault.Internal},
			{"a newer schema", func(d *dumped) { d.version = 900 }, fault.IllegalMove},
		} {
			t.Run(c.name, func(t *testing.T) {
				spoiled := good
				spoiled.tables, spoiled.rows = slices.Clone(good.tables), slices.Clone(good.rows)
				c.spoil(&spoiled)
				dbtest.EachURL(t, func(t *testing.T, url string) {
					db := dbtest.Open(t, url)
					err := spoiled.load(db)
					require.Error(t, err)
					assert.Equal(t, c.code, fault.Of(err).Code, "%v", err)
					assert.Equal(t, []string{"audit_head"}, dump(t, db).tables)
					require.NoError(t, good.load(db), "the good one still loads")
					err = good.load(db)
					assert.True(t, fault.Is(err, fault.IllegalMove), "%v", err)
					assert.ErrorContains(t, err, "not empty")
				})
			})
		}
	})
}

func replaced(t *testing.T, row, column string, value any) string {
	t.Helper()
	var all map[string]any
	in := json.NewDecoder(strings.NewReader(row))
	in.UseNumber()
	require.NoError(t, in.Decode(&all))
	require.Contains(t, all, column)
	all[column] = value
	out, err := json.Marshal(all)
	require.NoError(t, err)
	return string(out)
}

// TestDumpsOfEarlierSchemasLoad: a backup of an earlier version comes up to date as a database of that version does.
func TestDumpsOfEarlierSchemasLoad(t *testing.T) {
	ctx := context.Background()
	dbtest.EachEmpty(t, func(t *testing.T, url string) {
		old, err := store.Open(ctx, url)
		require.NoError(t, err)
		defer old.Close()
		require.NoError(t, old.MigrateTo(ctx, 4))
		_, err = identity.New(old.People(), time.Now, newID).CreateUnit(ctx, identity.System("test"), "Of old")
		require.NoError(t, err)
		d := dump(t, old)
		assert.Equal(t, int64(4), d.version)
		for name, upToDate := range map[string]bool{"into nothing": false, "into what is up to date": true} {
			t.Run(name, func(t *testing.T) {
				dbtest.EachURL(t, func(t *testing.T, url string) {
					db, err := store.Open(ctx, url)
					require.NoError(t, err)
					defer db.Close()
					if upToDate {
						require.NoError(t, db.Migrate(ctx))
					}
					require.NoError(t, d.load(db))
					_, newest, err := db.Schema(ctx)
					require.NoError(t, err)
					assert.True(t, newest)
					units, err := db.People().Units(ctx)
					require.NoError(t, err)
					require.Len(t, units, 1)
					assert.Equal(t, "Of old", units[0].Name)
					assert.Equal(t, 1, trail(t, db))
				})
			})
		}
	})
}
