package api_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"countersign/api"
	"countersign/internal/dbtest"
	"countersign/store"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"
)

// twins are two servers over one database, each with connections of its own, and one clock.
func twins(t *testing.T, url string, limits api.Limits) (a, b *world) {
	t.Helper()
	one, other := dbtest.Open(t, url), dbtest.Open(t, url)
	a, b = newWorld(t, one), newWorld(t, other)
	for _, w := range []*world{a, b} {
		d := w.deps(newID)
		d.Buckets, d.Limits, d.Now = w.db, limits, a.clock
		w.app = api.New(d)
	}
	return a, b
}

// TestServersCountTogether: two servers that share a database let a caller make as many requests as one would, but for the few that one has
// not told the other yet; and the bucket fills for both.
func TestServersCountTogether(t *testing.T) {
	const limit, batch = 120, 6
	dbtest.EachURL(t, func(t *testing.T, url string) {
		a, b := twins(t, url, api.Limits{Reads: limit})
		cookie := a.admin()
		get := func(i int) reply {
			return []*world{a, b}[i%2].send("GET", "/api/v1/vendors", nil, "Cookie", cookie)
		}
		allowed, refused := 0, 0
		for i := range 2 * limit {
			if got := get(i); got.status == 200 {
				allowed++
				assert.Equal(t, strconv.Itoa(limit), got.header.Get("RateLimit-Limit"))
			} else {
				refused++
				a.refused(got, 429, "too-many-requests")
				wait, err := strconv.Atoi(got.header.Get("Retry-After"))
				require.NoError(t, err)
				assert.Contains(t, []int{1, 2, 3, 4}, wait, "two come back each second, and a batch may be owed")
				assert.Equal(t, "0", got.header.Get("RateLimit-Remaining"))
				assert.NotEmpty(t, got.header.Get("RateLimit-Reset"))
			}
		}
		assert.GreaterOrEqual(t, allowed, limit-batch)
		assert.LessOrEqual(t, allowed, limit+2*batch)
		assert.NotZero(t, refused)

		a.now = a.now.Add(30 * time.Second)
		allowed = 0
		for i := range 2 * limit {
			if get(i).status == 200 {
				allowed++
			}
		}
		assert.GreaterOrEqual(t, allowed, limit/2-3*batch, "half a minute fills half the bucket")
		assert.LessOrEqual(t, allowed, limit/2+2*batch)
	})
}

// TestEachIsCountedAlone: people, tokens and addresses do not use up one another's requests, nor kinds of requests each other's.
func TestEachIsCountedAlone(t *testing.T) {
	dbtest.EachURL(t, func(t *testing.T, url string) {
		a, _ := twins(t, url, api.Limits{Reads: 5, Writes: 9})
		admin := a.admin()
		rita := a.join(admin, "rita@example.com", "risk-officer")
		token := a.done(a.send("POST", "/api/v1/tokens", map[string]any{"name": "robot", "role": "auditor"}, "Cookie", admin), 201).text("token")
		count := func(send func() reply) (n int) {
			for range 30 {
				if send().status != 429 {
					n++
				}
			}
			return n
		}
		get := func(headers ...string) func() reply {
			return func() reply { return a.send("GET", "/api/v1/vendors", nil, headers...) }
		}
		assert.Equal(t, 5, count(get("Cookie", admin)))
		assert.Equal(t, 5, count(get("Cookie", rita)))
		assert.Equal(t, 5, count(get("Authorization", "Bearer "+token)))
		assert.Equal(t, 5, count(get()), "nobody, by address")
		assert.Zero(t, count(get("Authorization", "Bearer made-up")), "who guesses tokens is nobody too")
		assert.Equal(t, 200, a.send("GET", "/healthz", nil).status, "health is not counted")
		assert.Equal(t, 200, a.send("GET", "/readyz", nil).status)
		writes := count(func() reply {
			return a.send("POST", "/api/v1/vendors", map[string]any{"name": newID()}, "Cookie", rita)
		})
		assert.Equal(t, 9, writes, "writes have a bucket of their own")
		assert.Equal(t, 30, count(func() reply {
			return a.send("POST", "/api/v1/vendors/x/documents", nil, "Cookie", admin)
		}), "uploads are not limited here")
	})
}

// TestCountingAtOnce: however many requests come at the same time, no more are allowed.
func TestCountingAtOnce(t *testing.T) {
	const limit = 20 // told one by one
	dbtest.EachURL(t, func(t *testing.T, url string) {
		a, b := twins(t, url, api.Limits{Reads: limit})
		cookie := a.admin()
		var allowed atomic.Int64
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				for range 10 {
					if []*world{a, b}[i%2].send("GET", "/api/v1/vendors", nil, "Cookie", cookie).status == 200 {
						allowed.Add(1)
					}
				}
			})
		}
		wg.Wait()
		assert.GreaterOrEqual(t, allowed.Load(), int64(limit))
		assert.LessOrEqual(t, allowed.Load(), int64(limit+2))
	})
}

// TestBucket: what is spent comes back within a minute, and never more than there was; debts are paid first.
func TestBucket(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *store.DB) {
		ctx, now := context.Background(), time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
		for i, c := range []struct {
			after time.Duration
			spend int
			left  float64
		}{
			{0, 10, 50},
			{0, 55, -5},
			{0, 500, -60},
			{30 * time.Second, 1, -31},
			{time.Minute, 0, 29},
			{time.Hour, 1, 59},
			{-time.Hour, 1, 58},
			{500 * time.Millisecond, 1, 57},
			{time.Hour, 5, 52.5},
			{1500 * time.Millisecond, 2, 52},
		} {
			now = now.Add(c.after)
			left, err := db.Spend(ctx, "k", 60, c.spend, now)
			require.NoError(t, err)
			assert.InDelta(t, c.left, left, 0.001, "step %d", i)
		}
		left, err := db.Spend(ctx, "other", 60, 1, now)
		require.NoError(t, err)
		assert.InDelta(t, 59, left, 0.001)
		require.NoError(t, db.SweepLimits(ctx, now.Add(11*time.Minute)))
		left, err = db.Spend(ctx, "k", 60, 1, now)
		require.NoError(t, err)
		assert.InDelta(t, 59, left, 0.001, "what is full is forgotten")
	})
}

// away is a database that cannot be reached.
type away struct{}

func (away) Spend(context.Context, string, int, int, time.Time) (float64, error) {
	return 0, errors.New("no line")
}

// TestCountingGoesOnAlone: a server that cannot reach the others counts by itself and lets requests through.
func TestCountingGoesOnAlone(t *testing.T) {
	a, _ := twins(t, dbtest.SQLite(t), api.Limits{})
	d := a.deps(newID)
	d.Buckets, d.Limits = away{}, api.Limits{Reads: 10}
	a.app = api.New(d)
	allowed := 0
	for range 30 {
		if a.send("GET", "/api/v1/vendors", nil).status == 401 {
			allowed++
		}
	}
	assert.Equal(t, 10, allowed)
	assert.Contains(t, a.log.String(), "counts requests by itself")
}

// TestSignInSaysWhenToComeBack: the throttle at the door tells in seconds how long to wait.
func TestSignInSaysWhenToComeBack(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		w.admin()
		body := map[string]any{"email": "ada@example.com", "password": "wrong marble kettle"}
		var got reply
		for range 8 {
			got = w.send("POST", "/api/v1/session", body)
		}
		w.refused(got, 429, "too-many-tries")
		wait, err := strconv.Atoi(got.header.Get("Retry-After"))
		require.NoError(t, err)
		assert.Positive(t, wait)
		w.now = w.now.Add(time.Duration(wait) * time.Second)
		w.signIn("ada@example.com", goodPassword)
	})
}

// BenchmarkLimits measures what counting costs a request: without it, with it (every thirtieth request tells the others), and the telling
// alone.
func BenchmarkLimits(b *testing.B) {
	for kind, open := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		for name, limit := range map[string]int{"not counted": 0, "counted": 600} {
			b.Run(kind+"/"+name, func(b *testing.B) { benchRefused(b, open(b), limit) })
		}
		b.Run(kind+"/telling the others", func(b *testing.B) {
			db := dbtest.Open(b, open(b))
			now := time.Now()
			for i := 0; b.Loop(); i++ {
				_, err := db.Spend(context.Background(), "k"+strconv.Itoa(i%100), 600, 30, now)
				require.NoError(b, err)
			}
		})
	}
}

// benchRefused asks what is answered at once, so that the counting shows. A second passes with each request: nobody is refused for asking
// too often.
func benchRefused(b *testing.B, url string, limit int) {
	b.Helper()
	db, now := dbtest.Open(b, url), time.Now()
	app := api.New(api.Deps{
		Access: staff{}, Health: db, Buckets: db, Limits: api.Limits{Reads: limit}, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { now = now.Add(time.Second); return now },
	})
	handler := app.Handler()
	for b.Loop() {
		var ctx fasthttp.RequestCtx
		ctx.Request.Header.SetMethod(http.MethodGet)
		ctx.Request.SetRequestURI("/api/v1/criticality")
		ctx.Request.Header.SetHost("x")
		handler(&ctx)
		require.Equal(b, 401, ctx.Response.StatusCode())
	}
}
