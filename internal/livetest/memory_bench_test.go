package livetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"sync"
	"testing"
	"time"

	"countersign/internal/dbtest"

	"github.com/stretchr/testify/require"
)

// The limits that the server is built to.
const (
	manyUploads = 50
	largeUpload = 30 << 20
)

// BenchmarkServer measures a server with a SQLite database and an encrypted folder: how long it takes from the start until it is ready, what
// it holds in memory when nothing happens, and how much more while 50 people send it 30 MB each and it reads reports meanwhile.
func BenchmarkServer(b *testing.B) {
	for b.Loop() {
		s := newSite(b, dbtest.SQLite(b), "MAX_UPLOAD_MB=64")
		s.start().kill() // the first start makes the schema
		server := s.start()
		c := newClient(b, server.address, s.token("procurement"))
		vendor := c.vendor("Brightwater")
		time.Sleep(2 * time.Second) // until it is idle
		idle, _ := resident(b, server.cmd.Process.Pid)
		peak := watch(b, server)
		began := time.Now()
		sums := many(c, vendor)
		took := time.Since(began)
		reading := len(c.must(http.MethodGet, "/api/v1/reviews?analysis=queued,reading&limit=200", "")["items"].([]any))
		uploading := peak.most()
		require.Positive(b, reading, "uploads do not wait until reports are read")
		for _, id := range sums.reviews {
			require.Contains(b, []any{"ready", "failed"}, c.settled(id)["analysis"])
		}
		own, children := peak.stop()
		sums.check(b, c)
		b.ReportMetric(float64(server.took.Milliseconds()), "start-ms")
		b.ReportMetric(idle, "idle-MiB")
		b.ReportMetric(uploading-idle, "uploads-MiB-beyond-idle")
		b.ReportMetric(own-idle, "with-reading-MiB-beyond-idle")
		b.ReportMetric(children, "children-MiB")
		b.ReportMetric(took.Seconds(), "uploads-s")
		b.ReportMetric(float64(reading), "still-to-read")
		server.kill()
	}
}

// sent is what 50 people were told.
type sent struct {
	mu      sync.Mutex
	reviews []string
	sums    map[string]string // of documents
}

// check fetches each file and holds it against what was sent.
func (s *sent) check(b *testing.B, c *client) {
	b.Helper()
	require.Len(b, s.sums, manyUploads, "none is lost")
	for id, sum := range s.sums {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, c.where.Load().(string)+"/api/v1/documents/"+id+"/file", nil)
		require.NoError(b, err)
		r.Header.Set("Authorization", "Bearer "+c.token)
		resp, err := http.DefaultClient.Do(r)
		require.NoError(b, err)
		h := sha256.New()
		_, err = io.Copy(h, resp.Body)
		require.NoError(b, err)
		require.NoError(b, resp.Body.Close())
		require.Equal(b, sum, hex.EncodeToString(h.Sum(nil)))
	}
}

// many sends the files, all at once.
func many(c *client, vendor string) *sent {
	out := &sent{sums: map[string]string{}}
	var all sync.WaitGroup
	for n := range manyUploads {
		all.Go(func() {
			h := sha256.New()
			body := io.TeeReader(large(c.t, n), h)
			got, err := c.try(context.Background(), http.MethodPost, "/api/v1/vendors/"+vendor+"/documents", body, "Content-Type", "application/pdf")
			if err != nil || got.status != http.StatusAccepted {
				c.t.Errorf("upload %d: %v %d %s", n, err, got.status, got.raw)
				return
			}
			answer := got.json(c.t)
			out.mu.Lock()
			defer out.mu.Unlock()
			out.sums[answer["id"].(string)] = hex.EncodeToString(h.Sum(nil))
			out.reviews = append(out.reviews, answer["review_id"].(string))
		})
	}
	all.Wait()
	return out
}

// large is a genuine report of 30 MB as a stream: behind the report stands a comment that nothing refers to, and its own end once more.
func large(t testing.TB, n int) io.Reader {
	t.Helper()
	raw, err := os.ReadFile(quillmere())
	require.NoError(t, err)
	last := regexp.MustCompile(`startxref\s+\d+\s+%%EOF\s*$`).Find(raw)
	require.NotEmpty(t, last)
	head := fmt.Appendf(raw, "\n%% copy %d ", n)
	filler := &noise{rand.New(rand.NewPCG(uint64(n), 3))}
	return io.MultiReader(bytes.NewReader(head), io.LimitReader(filler, int64(largeUpload-len(head)-len(last)-1)), bytes.NewReader(append([]byte{'\n'}, last...)))
}

// noise are letters without an end.
type noise struct{ *rand.Rand }

func (n *noise) Read(p []byte) (int, error) {
	const letters = "abcdefghijklmnopqrstuvwxyz012345"
	for i := range p {
		if i%8 == 0 {
			v := n.Uint64()
			for k := i; k < min(i+8, len(p)); k++ {
				p[k] = letters[v&31]
				v >>= 5
			}
		}
	}
	return len(p), nil
}

// peaks are the most that a server and its children held.
type peaks struct {
	mu            sync.Mutex
	own, children float64
	quit          chan struct{}
	done          sync.WaitGroup
}

// watch looks at the memory of a server, often.
func watch(t testing.TB, r *server) *peaks {
	t.Helper()
	p := &peaks{quit: make(chan struct{})}
	p.done.Go(func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			own, children := resident(t, r.cmd.Process.Pid)
			p.mu.Lock()
			p.own, p.children = max(p.own, own), max(p.children, children)
			p.mu.Unlock()
			select {
			case <-p.quit:
				return
			case <-tick.C:
			}
		}
	})
	return p
}

func (p *peaks) most() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.own
}

func (p *peaks) stop() (own, children float64) {
	close(p.quit)
	p.done.Wait()
	return p.own, p.children
}
