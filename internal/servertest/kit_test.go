package servertest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countersign/api"
	"countersign/assessment"
	"countersign/blobs"
	"countersign/checklist/catalog"
	"countersign/fault"
	"countersign/identity"
	"countersign/internal/dbtest"
	"countersign/internal/promise"
	"countersign/parser"
	"countersign/parser/sandbox"
	"countersign/pipeline"
	"countersign/review"
	"countersign/scoring"
	"countersign/store"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

// TestMain lets this test binary be the reading child, and a worker that is killed.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == parser.ChildArgument {
		os.Exit(parser.Serve(os.Args[2]))
	}
	if len(os.Args) == 4 && os.Args[1] == workerArgument {
		os.Exit(work(os.Args[2], os.Args[3]))
	}
	os.Exit(dbtest.Main(m))
}

var book = promise.Once(api.OpenAPI) // read once for all tests

const (
	most     = 1 << 20
	testdata = "../../testdata"
)

// kit is a server without its listener.
type kit struct {
	t       *testing.T
	url     string
	folder  string
	db      *store.DB
	box     *blobs.Box
	keys    blobs.Keys
	service *review.Service
	reader  *pipeline.Reader
	app     *fiber.App
	said    *promise.Book
}

// access knows callers by name.
type access struct{ units map[string]identity.Caller }

func (a access) ByToken(_ context.Context, token string) (identity.Caller, error) {
	c, found := a.units[token]
	if !found {
		return c, fault.New(fault.NotSignedIn, "sign in")
	}
	return c, nil
}

func (a access) BySession(ctx context.Context, secret string) (identity.Caller, error) {
	return a.ByToken(ctx, secret)
}

func callers() map[string]identity.Caller {
	out := map[string]identity.Caller{}
	for _, r := range identity.Roles() {
		out[string(r)] = identity.Caller{Kind: identity.KindToken, ID: "token-" + string(r), Name: string(r), Role: r, UserID: "user-" + string(r)}
	}
	out["elsewhere"] = identity.Caller{Kind: identity.KindToken, ID: "elsewhere", Name: "elsewhere", Role: identity.Procurement, Unit: "Elsewhere"}
	return out
}

func each(t *testing.T, test func(t *testing.T, k *kit)) {
	dbtest.EachURL(t, func(t *testing.T, url string) { test(t, newKit(t, url, t.TempDir())) })
}

func newKit(t *testing.T, url, folder string) *kit {
	k, err := build(url, folder, time.Now)
	require.NoError(t, err)
	k.t = t
	k.said = book(t)
	t.Cleanup(func() { _ = k.box.Close(); _ = k.db.Close() })
	require.NoError(t, k.db.Migrate(context.Background()))
	return k
}

// build wires the parts as the program does.
func build(url, folder string, now func() time.Time) (*kit, error) {
	ctx, newID := context.Background(), func() string { return uuid.Must(uuid.NewV7()).String() }
	k := &kit{url: url, folder: folder}
	var err error
	if k.db, err = store.Open(ctx, url); err != nil {
		return nil, err
	}
	if k.keys, err = ownKey(folder); err != nil {
		return nil, err
	}
	if k.box, err = blobs.Open(ctx, "file://"+folder, k.keys, newID); err != nil {
		return nil, err
	}
	cat, err := catalog.Load()
	if err != nil {
		return nil, err
	}
	cfg, err := scoring.DefaultConfig()
	if err != nil {
		return nil, err
	}
	assessor, err := assessment.New(cat, cfg)
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	k.service = review.New(k.db.Reviews(), now, newID).KeepIn(k.keys)
	k.reader = pipeline.New(pipeline.Config{
		Desk: k.service, Shelf: k.db.Reviews(), Files: k.box, Assessor: assessor, Catalog: cat.Version, Unseal: k.keys.Unseal,
		Pages: filepath.Join(folder, "pages"), Command: child(), Now: now, NewID: newID, Log: log,
	})
	uploads := review.NewUploads(k.service, k.box, most)
	k.app = api.New(api.Deps{
		Access: access{callers()}, Vendors: k.service, Workflow: k.service, Findings: k.service, Documents: uploads, Transfers: review.NewTransfers(uploads, k.box), Reviews: k.service, Answers: k.db, Seal: k.keys.Seal, Log: log, Now: now,
		OpenFile: func(ctx context.Context, sum string) (io.ReadSeekCloser, int64, error) {
			f, err := k.box.Open(ctx, sum)
			if err != nil {
				return nil, 0, err
			}
			return f, f.Size, nil
		},
	})
	return k, nil
}

// ownKey keeps a key beside the files, for the worker that is another process.
func ownKey(folder string) (blobs.Keys, error) {
	path := filepath.Join(folder, "key")
	raw, err := os.ReadFile(path)
	if err != nil {
		key, err := blobs.NewKey()
		if err != nil {
			return blobs.Keys{}, err
		}
		raw = []byte(key)
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			return blobs.Keys{}, err
		}
	}
	return blobs.ParseKeys(string(raw))
}

func child() sandbox.Command {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return sandbox.Command{Args: []string{parser.ChildArgument, filepath.Join(base, "countersign-test", "engine")}}
}

// start begins to work the queue.
func (k *kit) start() *store.Queue {
	q, err := store.NewQueue(k.db, store.QueueOptions{Work: k.reader.Run, Rescue: k.service.Rescue, Log: slog.New(slog.DiscardHandler)})
	require.NoError(k.t, err)
	require.NoError(k.t, q.Start(context.Background()))
	k.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = q.Stop(ctx)
	})
	return q
}

// answer is what came back.
type answer struct {
	*http.Response
	raw []byte
}

func (a answer) json(t *testing.T) map[string]any {
	var out map[string]any
	require.NoError(t, json.Unmarshal(a.raw, &out), "%s", a.raw)
	return out
}

// call sends a request as a caller; headers go in pairs.
func (k *kit) call(as, method, path string, body []byte, headers ...string) answer {
	k.t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+as)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := k.app.Test(r, -1)
	require.NoError(k.t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(k.t, err)
	k.said.Kept(k.t, method, path, resp, raw)
	return answer{resp, raw}
}

// vendor adds a vendor.
func (k *kit) vendor(name, unit string) string {
	k.t.Helper()
	raw, err := json.Marshal(map[string]string{"name": name, "unit": unit})
	require.NoError(k.t, err)
	a := k.call("procurement", http.MethodPost, "/api/v1/vendors", raw, "Content-Type", "application/json")
	require.Equal(k.t, http.StatusCreated, a.StatusCode, "%s", a.raw)
	return a.json(k.t)["id"].(string)
}

// upload sends a file as the body.
func (k *kit) upload(as, vendor string, data []byte, headers ...string) answer {
	k.t.Helper()
	return k.call(as, http.MethodPost, "/api/v1/vendors/"+vendor+"/documents", data, append([]string{"Content-Type", "application/pdf"}, headers...)...)
}

// sent uploads a file and gives the id of its review.
func (k *kit) sent(vendor string, data []byte, headers ...string) string {
	k.t.Helper()
	a := k.upload("procurement", vendor, data, headers...)
	require.Equal(k.t, http.StatusAccepted, a.StatusCode, "%s", a.raw)
	return a.json(k.t)["review_id"].(string)
}

// settled waits until the reading of a review has ended.
func (k *kit) settled(id string) map[string]any {
	k.t.Helper()
	var out map[string]any
	require.Eventually(k.t, func() bool {
		out = k.call("auditor", http.MethodGet, "/api/v1/reviews/"+id, nil).json(k.t)
		return out["analysis"] == "ready" || out["analysis"] == "failed"
	}, 2*time.Minute, 100*time.Millisecond)
	return out
}

func (k *kit) count(query string) int {
	k.t.Helper()
	n := 0
	require.NoError(k.t, k.db.Writer().QueryRowContext(k.t.Context(), query).Scan(&n))
	return n
}

func sample(t *testing.T, path string) []byte {
	data, err := os.ReadFile(filepath.Join(testdata, filepath.FromSlash(path)))
	require.NoError(t, err)
	return data
}

// tiny is a PDF by its mark only.
func tiny(text string) []byte { return []byte("%PDF-1.7\n" + text + strings.Repeat(" ", 100)) }
