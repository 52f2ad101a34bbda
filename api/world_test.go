package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"countersign/api"
	"countersign/audit"
	"countersign/blobs"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/internal/promise"
	"countersign/review"
	"countersign/store"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const goodPassword = "tundra lantern copper"

// world is a server over a real database, with a clock that tests move.
type world struct {
	t      *testing.T
	db     *store.DB
	now    time.Time
	people *identity.Service
	app    *fiber.App
	log    *bytes.Buffer
	said   *promise.Book
}

// eachWorld runs a test on both databases.
func eachWorld(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		test(t, w)
		w.trail()
	})
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := &world{t: t, db: db, now: time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC), log: &bytes.Buffer{}, said: book(t)}
	newID := func() string { return uuid.Must(uuid.NewV7()).String() }
	w.people = identity.New(db.People(), w.clock, newID).HashCheaply()
	w.app = api.New(w.deps(newID))
	return w
}

func (w *world) clock() time.Time { return w.now }

func (w *world) deps(newID func() string) api.Deps {
	s := review.New(w.db.Reviews(), w.clock, newID)
	box, err := blobs.Open(context.Background(), "file://"+w.t.TempDir(), blobs.Keys{}, newID)
	require.NoError(w.t, err)
	w.t.Cleanup(func() { _ = box.Close() })
	return api.Deps{
		Access: w.people, Identity: w.people, Vendors: s, Findings: s, Workflow: s, FollowUps: s, Acceptances: s, Reviews: s, Answers: w.db, Health: w.db, Trail: review.NewTrail(w.db),
		Documents: review.NewUploads(s, box, 0), Transfers: review.NewTransfers(review.NewUploads(s, box, 0), box), Seal: blobs.Keys{}.Seal, Log: slog.New(slog.NewJSONHandler(w.log, nil)), Now: w.clock,
		Version: "test", Secure: true,
		OpenFile: func(ctx context.Context, sum string) (io.ReadSeekCloser, int64, error) {
			f, err := box.Open(ctx, sum)
			if err != nil {
				return nil, 0, err
			}
			return f, f.Size, nil
		},
	}
}

// trail checks that the audit trail holds and shows no secret.
func (w *world) trail() (actions []string) {
	var v audit.Verifier
	head, err := w.db.AuditEntries(context.Background(), 1, func(e *audit.Entry) error {
		v.Add(e)
		actions = append(actions, e.Action)
		for _, secret := range []string{goodPassword, "argon2id", "digest", "Digest"} {
			assert.NotContains(w.t, string(e.Before)+string(e.After), secret)
		}
		return nil
	})
	require.NoError(w.t, err)
	v.End(head)
	assert.Empty(w.t, v.Breaks())
	assert.NotContains(w.t, w.log.String(), goodPassword)
	return actions
}

// reply is what came back.
type reply struct {
	status int
	body   map[string]any
	header http.Header
}

func (a reply) text(field string) string {
	s, _ := a.body[field].(string)
	return s
}

// cookie is the value of a cookie that the answer sets.
func (a reply) cookie(name string) *http.Cookie {
	for _, line := range a.header.Values("Set-Cookie") {
		if c, err := http.ParseSetCookie(line); err == nil && c.Name == name {
			return c
		}
	}
	return nil
}

// send makes a request. The headers are pairs of names and values.
func (w *world) send(method, path string, body any, headers ...string) reply {
	w.t.Helper()
	var r io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		require.NoError(w.t, err)
		r = bytes.NewReader(raw)
	}
	req := httptest.NewRequest(method, path, r)
	req.Host = "countersign.example.com"
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	res, err := w.app.Test(req, -1)
	require.NoError(w.t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	require.NoError(w.t, err)
	w.said.Kept(w.t, method, path, res, raw)
	a := reply{status: res.StatusCode, header: res.Header}
	if kind := res.Header.Get("Content-Type"); strings.Contains(kind, "json") && !strings.HasSuffix(kind, "jsonl") {
		require.NoError(w.t, json.Unmarshal(raw, &a.body), string(raw))
	}
	return a
}

// refused checks an error's status and code.
func (w *world) refused(a reply, status int, code string) {
	w.t.Helper()
	assert.Equal(w.t, status, a.status, "%v", a.body)
	assert.Equal(w.t, code, a.text("code"), "%v", a.body)
	assert.NotEmpty(w.t, a.text("detail"))
	assert.NotEmpty(w.t, a.text("request"))
}

// done checks a success.
func (w *world) done(a reply, status int) reply {
	w.t.Helper()
	require.Equal(w.t, status, a.status, "%v", a.body)
	return a
}

// admin sets the server up and signs its administrator in.
func (w *world) admin() string {
	w.t.Helper()
	secret, err := w.people.EnsureSetup(context.Background())
	require.NoError(w.t, err)
	require.NotEmpty(w.t, secret)
	w.done(w.send("POST", "/api/v1/setup", map[string]any{"secret": secret, "email": "ada@example.com", "name": "Ada", "password": goodPassword}), 201)
	return w.signIn("ada@example.com", goodPassword)
}

// signIn gives the Cookie header of a new session.
func (w *world) signIn(email, password string) string {
	w.t.Helper()
	a := w.done(w.send("POST", "/api/v1/session", map[string]any{"email": email, "password": password}), 200)
	c := a.cookie("countersign_session")
	require.NotNil(w.t, c)
	return c.Name + "=" + c.Value
}

// join brings a person in by an invitation, and signs them in.
func (w *world) join(admin, email, role string) string {
	w.t.Helper()
	a := w.done(w.send("POST", "/api/v1/invitations", map[string]any{"email": email, "role": role}, "Cookie", admin), 201)
	w.done(w.send("POST", "/api/v1/invitations/accept", map[string]any{"secret": a.text("secret"), "name": "Person", "password": goodPassword}), 201)
	return w.signIn(email, goodPassword)
}
