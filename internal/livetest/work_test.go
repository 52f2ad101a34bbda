package livetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"countersign/store"

	"github.com/stretchr/testify/require"
)

// work is what people and programs do with a site while its servers die, and what they were told.
type work struct {
	s      *site
	c      *client // of a program that uploads
	olive  *client // of a person who decides
	db     *store.DB
	vendor string
	seed   uint64
	most   int    // uploads
	report []byte // a genuine one
	ctx    context.Context
	stop   context.CancelFunc

	mu        sync.Mutex
	documents map[string]string // what was answered for: id to hash
	decisions map[string]bool   // keys
	findings  map[string]bool   // titles of people's own
	unsure    []request         // whose server died before it answered
}

// request is one that can be sent again.
type request struct{ path, body, key, match string }

func newWork(s *site, c *client, seed uint64, kills int) *work {
	report, err := os.ReadFile(filepath.Join("..", "..", "testdata", "reports", "d06_copperline.pdf"))
	require.NoError(s.t, err)
	ctx, stop := context.WithCancel(context.Background())
	s.t.Cleanup(stop)
	w := &work{
		s: s, c: c, olive: c.as(s.officer(c)), db: s.database(), vendor: c.vendor("Brightwater"), seed: seed, most: 4 * kills, report: report, ctx: ctx, stop: stop,
		documents: map[string]string{}, decisions: map[string]bool{}, findings: map[string]bool{},
	}
	// One report is read before the first server dies, so that there is something to decide.
	first := c.must(http.MethodPost, "/api/v1/vendors/"+w.vendor+"/documents", string(report), "Content-Type", "application/pdf")
	require.Equal(s.t, "ready", c.settled(first["review_id"].(string))["analysis"])
	return w
}

// content is the n-th file: each fourth is a report; the others are damaged, so that their reading ends soon.
func (w *work) content(random *rand.Rand, n int) []byte {
	if n%4 == 0 {
		return fmt.Appendf(bytes.Clone(w.report), "\n%% copy %d of %d\n", n, w.seed)
	}
	filler := make([]byte, 1+random.IntN(1<<20))
	for i := range filler {
		filler[i] = byte(random.Uint32())
	}
	return append(fmt.Appendf(nil, "%%PDF-1.7\n%% %d of %d\n", n, w.seed), filler...)
}

// upload sends files one after the other, over a slow line, and each again until a server answers for it.
func (w *work) upload() {
	random := rand.New(rand.NewPCG(w.seed, 2))
	for n := 0; n < w.most && w.ctx.Err() == nil; n++ {
		data := w.content(random, n)
		sum := sha256.Sum256(data)
		for try := 0; ; try++ {
			got, err := w.c.try(context.Background(), http.MethodPost, "/api/v1/vendors/"+w.vendor+"/documents", &slow{r: bytes.NewReader(data)},
				"Content-Type", "application/pdf", "Idempotency-Key", fmt.Sprintf("file-%d-%d", n, try/10))
			if err == nil && got.status < http.StatusMultipleChoices {
				w.mu.Lock()
				w.documents[got.json(w.s.t)["id"].(string)] = hex.EncodeToString(sum[:])
				w.mu.Unlock()
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		time.Sleep(time.Duration(random.IntN(200)) * time.Millisecond)
	}
}

// slow is a line on which a file takes some tenths of a second.
type slow struct{ r io.Reader }

func (s *slow) Read(p []byte) (int, error) {
	time.Sleep(5 * time.Millisecond)
	return s.r.Read(p[:min(len(p), 16<<10)])
}

// decide decides over findings and adds some, without a pause. Each decision's reason, and each finding's title, is the key of its request.
func (w *work) decide() {
	for n := 0; w.ctx.Err() == nil; n++ {
		page, err := w.olive.persist(w.ctx, http.MethodGet, "/api/v1/findings?limit=20", nil)
		if err != nil {
			return
		}
		var list struct {
			Items []struct {
				ID       string `json:"id"`
				ReviewID string `json:"review_id"`
				Version  int    `json:"version"`
			} `json:"items"`
		}
		if json.Unmarshal(page.raw, &list) != nil || len(list.Items) == 0 {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		for _, f := range list.Items {
			w.send(request{
				"/api/v1/findings/" + f.ID + "/decision", `{"verdict":"rejected","reason":"%s"}`, fmt.Sprintf("decision-%s-%d-%d", f.ID, f.Version, rand.Uint64()), fmt.Sprintf(`"%d"`, f.Version),
			}, w.decisions)
			if n%10 == 0 {
				w.send(request{"/api/v1/reviews/" + f.ReviewID + "/findings", `{"title":"%s","severity":"low","reason":"seen"}`, fmt.Sprintf("own-%d", rand.Uint64()), ""}, w.findings)
				break
			}
		}
	}
}

// send sends a request once and notes what was answered.
func (w *work) send(r request, done map[string]bool) {
	if w.ctx.Err() != nil {
		return
	}
	got, err := w.olive.try(context.Background(), http.MethodPost, r.path, strings.NewReader(fmt.Sprintf(r.body, r.key)), "Idempotency-Key", r.key, "If-Match", r.match)
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case err != nil && !refused(err):
		w.unsure = append(w.unsure, r)
	case err == nil && got.status < http.StatusMultipleChoices:
		done[r.key] = true
	}
}

// refused tells that no server was there to hear.
func refused(err error) bool {
	var u *url.Error
	return err != nil && strings.Contains(fmt.Sprint(err, u), "connection refused")
}

// settle lets the servers come to an end with everything, and sends again what nobody knows of.
func (w *work) settle(t *testing.T) {
	const open = "SELECT id || ' ' || analysis FROM reviews WHERE analysis NOT IN ('ready', 'failed')"
	limit := time.Minute + 10*time.Second*time.Duration(w.most/4) // what a reading may wait for, and some seconds for each report
	require.Eventually(t, func() bool { return len(w.set(t, open)) == 0 }, limit, 200*time.Millisecond, "every upload comes to an end")
	for _, r := range w.unsure {
		got, err := w.olive.persist(context.Background(), http.MethodPost, r.path, fmt.Appendf(nil, r.body, r.key), "Idempotency-Key", r.key, "If-Match", r.match)
		require.NoError(t, err)
		if got.status < http.StatusMultipleChoices {
			done := w.decisions
			if r.match == "" {
				done = w.findings
			}
			done[r.key] = true
		}
	}
}

func (w *work) count(t *testing.T, query string) int {
	t.Helper()
	n := 0
	require.NoError(t, w.db.Writer().QueryRowContext(t.Context(), query).Scan(&n), query)
	return n
}

// set is the first column of a query.
func (w *work) set(t *testing.T, query string) map[string]bool {
	t.Helper()
	rows, err := w.db.Writer().QueryContext(t.Context(), query)
	require.NoError(t, err)
	defer rows.Close()
	out := map[string]bool{}
	for rows.Next() {
		var s string
		require.NoError(t, rows.Scan(&s))
		out[s] = true
	}
	require.NoError(t, rows.Err())
	return out
}
