package routetest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"countersign/api"
	"countersign/blobs"
	"countersign/frontend"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/review"
	"countersign/store"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) { os.Exit(dbtest.Main(m)) }

// most is the size up to which the site takes files.
const most = 1 << 20

type object = map[string]any

// site is the whole server but its worker and its listener, over a real database, with a clock that tests move.
type site struct {
	t       *testing.T
	db      *store.DB
	box     *blobs.Box
	folder  string
	people  *identity.Service
	access  *memory
	service *review.Service
	app     *fiber.App
	log     *bytes.Buffer
	ahead   atomic.Int64           // of the clock
	users   map[string]person      // by their first names
	headers map[string][2]string   // with which each caller says who they are
	hash    string                 // of everybody's password
	sum     string                 // of the file that lies among the blobs
	routes  map[string]fiber.Route // by method and pattern
	setUp   reply                  // to the first request of all
	deps    api.Deps               // of the app
	undo    func()                 // mends what a way to an answer broke
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func began() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) }

func (s *site) now() time.Time { return began().Add(time.Duration(s.ahead.Load())) }

// each runs a test on both databases, with everybody signed in.
func each(t *testing.T, test func(t *testing.T, s *site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		s := newSite(t, db)
		s.staff()
		test(t, s)
	})
}

// page is the browser's side as the interface wants it.
type page struct{ *frontend.Site }

func (page) Routes() []string { return frontend.Routes() }

func newSite(t *testing.T, db *store.DB) *site {
	t.Helper()
	s := &site{t: t, db: db, folder: t.TempDir(), log: &bytes.Buffer{}, users: map[string]person{}, headers: map[string][2]string{"nobody": {}}}
	key, err := blobs.NewKey()
	require.NoError(t, err)
	keys, err := blobs.ParseKeys(key)
	require.NoError(t, err)
	s.box, err = blobs.Open(context.Background(), "file://"+s.folder, keys, newID)
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.box.Close() })
	front, err := frontend.New()
	require.NoError(t, err)
	s.people, s.service = identity.New(db.People(), s.now, newID).HashCheaply(), review.New(db.Reviews(), s.now, newID)
	s.access = &memory{Service: s.people, had: map[string]identity.Caller{}}
	r := s.service
	uploads := review.NewUploads(r, s.box, most)
	s.deps = api.Deps{
		Access: s.access, Identity: s.people, Vendors: r, Findings: r, Workflow: r, FollowUps: r, Acceptances: r, Reviews: r, Answers: db, Health: db,
		Documents: uploads, Transfers: review.NewTransfers(uploads, s.box), Trail: review.NewTrail(db), Seal: keys.Seal, Page: page{front}, Now: s.now, Version: "test",
		Log: slog.New(slog.NewJSONHandler(s.log, &slog.HandlerOptions{Level: slog.LevelError})),
		OpenFile: func(ctx context.Context, sum string) (io.ReadSeekCloser, int64, error) {
			f, err := s.box.Open(ctx, sum)
			if err != nil {
				return nil, 0, err
			}
			return f, f.Size, nil
		},
	}
	s.app = api.New(s.deps)
	s.routes = map[string]fiber.Route{}
	for _, r := range s.app.GetRoutes(true) {
		s.routes[r.Method+" "+r.Path] = r
	}
	return s
}

// request is what a caller sends. A body of bytes goes as it is, any other as JSON.
type request struct {
	method, path string
	body         any
	headers      []string // names and values
	as           string   // somebody else than the row says
}

// reply is what came back.
type reply struct {
	status int
	header http.Header
	raw    []byte
	body   object
}

func (a reply) text(field string) string {
	text, _ := a.body[field].(string)
	return text
}

// send makes a request as a caller.
func (s *site) send(who string, q request) reply {
	s.t.Helper()
	if q.as != "" {
		who = q.as
	}
	var body io.Reader
	media := ""
	switch b := q.body.(type) {
	case nil:
	case []byte:
		body, media = bytes.NewReader(b), "application/pdf"
	default:
		raw, err := json.Marshal(b)
		require.NoError(s.t, err)
		body, media = bytes.NewReader(raw), "application/json"
	}
	r := httptest.NewRequestWithContext(context.Background(), q.method, q.path, body)
	if media != "" {
		r.Header.Set("Content-Type", media)
	}
	proof, known := s.headers[who]
	require.True(s.t, known, "nobody is called %q", who)
	if proof[0] != "" {
		r.Header.Set(proof[0], proof[1])
	}
	for i := 0; i+1 < len(q.headers); i += 2 {
		r.Header.Set(q.headers[i], q.headers[i+1])
	}
	resp, err := s.app.Test(r, -1)
	require.NoError(s.t, err, "%s %s", q.method, q.path)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(s.t, err)
	a := reply{status: resp.StatusCode, header: resp.Header, raw: raw, body: object{}}
	_ = json.Unmarshal(raw, &a.body)
	return a
}
