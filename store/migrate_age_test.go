package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"countersign/audit"
	"countersign/review"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// age is what a database of a version has in the tables that came with it: rows as that version's program wrote them, and what the newest
// program must still read of them. Whoever adds a migration with a table adds its line here.
type age struct {
	version int64
	rows    []string
	read    func(t *testing.T, db *store.DB)
}

// bytesOf stands in a row for bytes, which each dialect writes in its own way.
const bytesOf = "BYTES"

func ages(t *testing.T) []age {
	ctx := context.Background()
	one := func(what string, err error, holds bool) {
		t.Helper()
		require.NoError(t, err, what)
		assert.True(t, holds, what)
	}
	return []age{
		{1, []string{
			`INSERT INTO vendors (id, name, owner, unit, services, data_classes, lifecycle, models, version, created_at, updated_at)
				VALUES ('v', 'Brightwater', 'user-1', 'Unit A', 'Payroll', '["personal"]', 'active', '[]', 3, '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00')`,
			entryOfAge(),
		}, func(t *testing.T, db *store.DB) {
			v, err := db.Reviews().Vendor(ctx, "v")
			one("vendor", err, v.Name == "Brightwater" && v.Unit == "Unit A" && v.Version == 3 && v.CreatedAt.Equal(then()) && len(v.DataClasses) == 1)
			assert.Equal(t, 1, trail(t, db))
		}},
		{2, []string{
			`INSERT INTO documents (id, vendor_id, kind, name, sha256, size, media_type, uploaded_by, uploaded_at)
				VALUES ('d', 'v', 'soc2-report', 'a.pdf', 'abc', 7, 'application/pdf', 'u', '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO analyses (id, sha256, engine, catalog, as_of, options, result, created_at) VALUES ('a', 'abc', 'e', 'c', '2026-01-02', 'o', BYTES, '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO reviews (id, vendor_id, document_id, edition, state, analysis, analysis_id, summary, version, created_by, created_at, updated_at)
				VALUES ('r', 'v', 'd', 1, 'in-review', 'ready', 'a', '{"kind":"soc2"}', 2, 'u', '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO findings (id, review_id, vendor_id, kind, ref, title, status, severity, reason, quotes, position, version, created_at, updated_at)
				VALUES ('f', 'r', 'v', 'checklist', 'x', 'Old', 'absent', 'high', 'Reason', '[{"page":1,"text":"an ancient quote"}]', 1, 1, '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00')`,
		}, func(t *testing.T, db *store.DB) {
			d, err := db.Reviews().Document(ctx, "d")
			one("document", err, d.SHA256 == "abc" && d.Size == 7 && d.UploadedAt.Equal(then()))
			a, err := db.Reviews().Analysis(ctx, "a")
			one("analysis", err, string(a.Result) == "{}")
			r, err := db.Reviews().Review(ctx, "r")
			one("review", err, r.State == review.InReview && r.Summary != nil && r.Summary.Kind == "soc2" && r.Version == 2)
			f, err := db.Reviews().Finding(ctx, "f")
			one("finding", err, f.Title == "Old" && f.Decision.Verdict == review.Open)
			assert.Equal(t, []string{"Old"}, titles(t, db, review.Reach{}, review.Query{Search: "ancient old"}), "it is found by its words")
		}},
		{3, []string{
			`INSERT INTO units (name, created_at) VALUES ('Unit A', '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO users (id, email, name, role, unit, disabled, version, created_at, updated_at)
				VALUES ('user-1', 'a@example.com', 'Ann', 'business-owner', 'Unit A', FALSE, 1, '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO credentials (user_id, password, secret, pending, step) VALUES ('user-1', 'hash', '', '', 0)`,
			`INSERT INTO sessions (id, user_id, digest, agent, address, created_at, last_used, expires_at)
				VALUES ('s', 'user-1', 'ds', '', '', '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00', '2026-02-02 03:04:05+00:00')`,
			`INSERT INTO tokens (id, owner, name, role, read_only, digest, created_at) VALUES ('t', NULL, 'robot', 'auditor', TRUE, 'dt', '2026-01-02 03:04:05+00:00')`,
		}, func(t *testing.T, db *store.DB) {
			s, u, err := db.People().SessionOf(ctx, "ds")
			one("session", err, s.ID == "s" && u.Email == "a@example.com" && u.Unit == "Unit A")
			c, err := db.People().Credentials(ctx, "user-1")
			one("credentials", err, c.Password == "hash")
			k, err := db.People().TokenOf(ctx, "dt")
			one("token", err, k.Name == "robot" && k.ReadOnly)
		}},
		{4, []string{
			`INSERT INTO prints (sha256, fingerprint, earlier, created_at) VALUES ('abc', BYTES, '{}', '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO settings (name, value, version, updated_by, updated_at) VALUES ('reading-permission', '{}', 4, 'u', '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO answers (caller, route, key, request, status, body, created_at) VALUES ('c', 'POST /x', 'k', 'h', 201, NULL, '2026-01-02 03:04:05+00:00')`,
		}, func(t *testing.T, db *store.DB) {
			p, err := db.Reviews().Prints(ctx, "", 10)
			one("prints", err, len(p) == 1 && string(p[0].Fingerprint) == "{}")
			s, err := db.Reviews().Setting(ctx, "reading-permission")
			one("setting", err, s.Version == 4)
			a, err := db.Claim(ctx, review.AnswerKey{Caller: "c", Route: "POST /x", Key: "k"}, "h", then().Add(time.Hour))
			one("answer", err, a != nil && a.Status == 201)
		}},
		{6, []string{
			`INSERT INTO finding_decisions (id, finding_id, verdict, reason, status, severity, decided_by, by_name, decided_at) VALUES ('x', 'f', 'accepted', '', '', '', 'u', 'Ann', '2026-01-02 03:04:05+00:00')`,
			`INSERT INTO review_moves (id, review_id, from_state, to_state, reason, moved_by, by_name, moved_at) VALUES ('m', 'r', 'reading', 'in-review', '', 'u', 'Ann', '2026-01-02 03:04:05+00:00')`,
		}, func(t *testing.T, db *store.DB) {
			d, err := db.Reviews().Decisions(ctx, "f")
			one("decisions", err, len(d) == 1 && d[0].ByName == "Ann")
			m, err := db.Reviews().Moves(ctx, "r")
			one("moves", err, len(m) == 1)
		}},
		{7, []string{
			`INSERT INTO follow_ups (id, review_id, vendor_id, finding_id, kind, text, severity, due, status, version, created_at, updated_at)
				VALUES ('q', 'r', 'v', 'f', 'question', 'Why?', 'high', '2026-03-01', 'open', 1, '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00')`,
		}, func(t *testing.T, db *store.DB) {
			f, err := db.Reviews().FollowUp(ctx, "q")
			one("follow-up", err, f.Text == "Why?")
		}},
		{8, []string{
			`INSERT INTO risk_acceptances (id, review_id, vendor_id, finding_id, reason, expires_on, status, requested_by, version, created_at, updated_at)
				VALUES ('p', 'r', 'v', 'f', 'Small', '2026-12-31', 'requested', 'u', 1, '2026-01-02 03:04:05+00:00', '2026-01-02 03:04:05+00:00')`,
		}, func(t *testing.T, db *store.DB) {
			p, err := db.Reviews().Acceptances(ctx, review.Reach{}, review.Query{})
			one("acceptances", err, len(p.Items) == 1 && p.Items[0].Reason == "Small")
		}},
	}
}

func then() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }

// entryOfAge is the first line of the trail.
func entryOfAge() string {
	e, head := audit.Seal(audit.Head{}, audit.Entry{At: then(), ActorKind: "user", Action: "vendor.create", SubjectKind: "vendor", SubjectID: "v"})
	return fmt.Sprintf(`INSERT INTO audit_entries (sequence, at, actor_kind, actor_id, actor_name, address, request, action, subject_kind, subject_id, previous, hash)
		VALUES (%d, '2026-01-02 03:04:05+00:00', 'user', '', '', '', '', 'vendor.create', 'vendor', 'v', '%s', '%s');
		UPDATE audit_head SET sequence = %d, hash = '%s'`, e.Sequence, e.Previous, e.Hash, head.Sequence, head.Hash)
}

// put writes the rows of an age.
func put(t *testing.T, db *store.DB, a age) {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte("{}"))
	require.NoError(t, z.Close())
	literal := "x'" + hex.EncodeToString(b.Bytes()) + "'"
	if db.Dialect == store.Postgres {
		literal = `'\x` + hex.EncodeToString(b.Bytes()) + "'"
	}
	for _, row := range a.rows {
		_, err := db.Writer().ExecContext(context.Background(), strings.ReplaceAll(row, bytesOf, literal))
		require.NoError(t, err, row)
	}
}
